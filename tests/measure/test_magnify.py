"""A movement made larger: what lies still, shakes as a whole or changes its light is not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from quietmuscle.measure.magnify import TIMES_LARGER
from quietmuscle.measure.magnify import magnified

SIDE = 96
WAVE_PX = 24
QUIET = np.array([True, True, False])
rows, columns = np.mgrid[:SIDE, :SIDE].astype(float)


def skin(across=0.0, gain=1.0, light=0.0):
    """Stripes both ways, moved to the right by so many pixels (one number, or one a pixel)."""
    shape = np.sin(2 * np.pi * (columns - across) / WAVE_PX) + np.sin(2 * np.pi * rows / WAVE_PX)
    return 127 + light + gain * 40 * shape


def film(last):
    return np.rint(np.stack([skin(), skin(), last])).astype(np.uint8)


def bump(px, row, column, wide=10.0):
    return px * np.exp(-((rows - row) ** 2 + (columns - column) ** 2) / (2 * wide**2))


def moved(image, row, column):
    """How far the stripes near a place are from where they were, by least squares."""
    near = np.hypot(rows - row, columns - column) < 5
    slope = np.gradient(skin(), axis=1)[near]
    return -float(((image - skin())[near] * slope).sum() / (slope**2).sum())


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(2, 5))
def test_a_still_film_stays_as_it_is(seed, pictures):
    one = np.random.default_rng(seed).integers(0, 256, (20, 31)).astype(np.uint8)
    frames = np.stack([one] * pictures)
    quiet = np.arange(pictures) < 1
    np.testing.assert_array_equal(magnified(frames, quiet), frames)


@settings(max_examples=20, deadline=None)
@given(st.integers(25, 71), st.integers(25, 71))
def test_a_small_bump_becomes_larger_and_keeps_its_place(row, column):
    out = magnified(film(skin(bump(0.2, row, column))), QUIET)
    far = np.abs(out[2].astype(float) - skin())
    farthest = np.unravel_index(np.argmax(far), far.shape)
    assert np.hypot(farthest[0] - row, farthest[1] - column) < 12
    assert far[np.hypot(rows - row, columns - column) > 40].max() < 6
    assert 0.9 < moved(out[2], row, column) < 0.2 * TIMES_LARGER


def test_golden_a_bump_of_a_fifth_of_a_pixel():
    frames = film(skin(bump(0.2, 48, 48)))
    assert moved(frames[2], 48, 48) == pytest.approx(0.194, abs=0.003)
    assert moved(magnified(frames, QUIET)[2], 48, 48) == pytest.approx(1.347, abs=0.01)


@settings(max_examples=20, deadline=None)
@given(st.floats(-0.5, 0.5), st.floats(0.95, 1.05), st.floats(-8, 8))
def test_shake_and_light_of_the_whole_picture_are_not_made_larger(across, gain, light):
    frames = film(skin(across, gain, light))
    out = magnified(frames, QUIET)
    assert np.abs(out.astype(int) - frames).max() <= 8
    assert np.abs(out.astype(int) - frames).mean() <= 1.5


def test_a_bump_is_larger_also_while_the_camera_shakes():
    out = magnified(film(skin(0.3 + bump(0.2, 48, 48))), QUIET)
    assert moved(out[2], 48, 48) - moved(out[2], 12, 12) > 0.8
