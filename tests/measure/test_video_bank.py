"""A matched filter: bumps of the right width and length stand out, in spreads of the noise."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.measure.video_bank import LENGTHS_S
from quietmuscle.measure.video_bank import WIDTHS_BLOCKS
from quietmuscle.measure.video_bank import length_s_of
from quietmuscle.measure.video_bank import strengths
from quietmuscle.measure.video_bank import width_of

RATE_HZ = 30.0
COUNT = 300
SIGHT = np.ones((12, 12), bool)
NONE = np.zeros(COUNT, bool)


def field_of(width, seed=1, size=1.0):
    noise = np.random.default_rng(seed).normal(0, 0.1, (COUNT, 12, 12, 2))
    y, x = np.mgrid[0:12, 0:12]
    bump = np.exp(-((y - 6) ** 2 + (x - 5) ** 2) / (2 * width**2))
    times = np.arange(COUNT) / RATE_HZ
    noise[..., 0] += size * np.exp(-((times - 5) ** 2) / (2 * 0.07**2))[:, None, None] * bump
    return noise.astype(np.float32)


@pytest.mark.parametrize("width", WIDTHS_BLOCKS)
def test_a_bump_stands_out_where_and_when_it_is_and_shows_its_width(width):
    found = strengths(field_of(width), SIGHT, RATE_HZ, NONE)
    at = np.unravel_index(found.z.argmax(), found.z.shape)
    assert at[0] == pytest.approx(150, abs=2)
    assert at[1:] == pytest.approx((6, 5), abs=max(1.5, width))
    assert abs(np.log2(width_of(int(found.bump[at])) / width)) <= 1.01
    assert found.z.max() > 1.5 * found.alarm.bar()


def test_a_wide_faint_bump_is_seen_that_no_single_block_shows():
    found = strengths(field_of(2.8, size=0.2), SIGHT, RATE_HZ, NONE)
    assert found.z.argmax() // SIGHT.size == pytest.approx(150, abs=3)
    assert found.z.max() > found.alarm.bar()


def test_strength_does_not_depend_on_the_scale_of_motion():
    one = strengths(10 * field_of(1.4), SIGHT, RATE_HZ, NONE)
    three = strengths(30 * field_of(1.4), SIGHT, RATE_HZ, NONE)
    assert three.z == pytest.approx(one.z, rel=1e-3)
    assert three.noise == pytest.approx(3 * one.noise, rel=1e-3)


def test_a_restless_second_is_turned_down():
    field = field_of(1.4, size=0)
    field[:60] *= 4
    found = strengths(field, SIGHT, RATE_HZ, NONE)
    assert found.z[10:50].max() < 1.8 * found.z[100:].max()


def test_what_cannot_be_seen_has_no_strength():
    sight = SIGHT.copy()
    sight[:, 7:] = False
    found = strengths(field_of(1.4), sight, RATE_HZ, NONE)
    assert not found.z[:, :, 7:].any()
    assert np.isfinite(found.z).all()


def test_bumps_are_numbered_by_width_then_by_length():
    told = [(width_of(number), length_s_of(number)) for number in range(9)]
    assert told == [(width, length) for width in WIDTHS_BLOCKS for length in LENGTHS_S]


def test_what_a_codec_stirs_at_every_key_picture_is_turned_down_and_a_twitch_elsewhere_is_not():
    noise = np.random.default_rng(4)
    field = field_of(1.4)
    redrawn = np.zeros(COUNT, bool)
    for key in range(0, COUNT, 60):
        field[key : key + 4] += noise.normal(0, 0.4, (12, 12, 2))
        redrawn[max(0, key - 4) : key + 5] = True
    before = strengths(field, SIGHT, RATE_HZ, NONE)
    after = strengths(field, SIGHT, RATE_HZ, redrawn)
    assert after.z[140:160] == pytest.approx(before.z[140:160])
    assert after.z[redrawn].max() < 0.8 * before.z[redrawn].max()
    assert after.z[redrawn].max() < after.alarm.bar() < after.z[140:160].max()
    assert not before.z[redrawn].max() < before.alarm.bar() < before.z[140:160].max()


@pytest.mark.parametrize("share", [0.0, 0.6, 1.0])
def test_where_none_or_most_pictures_are_key_pictures_nothing_is_turned_down(share):
    redrawn = np.arange(COUNT) % 10 < 10 * share
    found = strengths(field_of(1.4), SIGHT, RATE_HZ, redrawn)
    assert np.array_equal(found.z, strengths(field_of(1.4), SIGHT, RATE_HZ, NONE).z)


def test_a_field_that_never_moves_has_no_strength_near_key_pictures_either():
    redrawn = np.arange(COUNT) < 5
    still = np.zeros((COUNT, 12, 12, 2), np.float32)
    assert not strengths(still, SIGHT, RATE_HZ, redrawn).z.any()
