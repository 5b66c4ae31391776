from __future__ import annotations

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter

from quietmuscle.measure.video_blocks import block_reference
from quietmuscle.measure.video_blocks import camera_basis
from quietmuscle.measure.video_blocks import camera_motion
from quietmuscle.measure.video_register import reduced
from quietmuscle.measure.video_register import reduction
from quietmuscle.measure.video_register import spectrum
from quietmuscle.measure.video_register import whole_shift
from quietmuscle.measure.video_register import window
from quietmuscle.measure.video_rhythm import rhythm_period_s

RNG = np.random.default_rng(1)
SCENE = (128 + 400 * gaussian_filter(RNG.standard_normal((160, 176)), 2)).astype(np.float32)


def test_a_picture_is_reduced_by_means_and_keeps_its_brightness():
    assert [reduction(512, 512), reduction(1080, 1920), reduction(200, 300)] == [2, 5, 1]
    small = reduced(np.full((64, 96), 77, np.uint8), 2)
    assert small.shape == (28, 44)
    assert small == pytest.approx(77)


@pytest.mark.parametrize("shift", [(0, 0), (12, -6), (-20, 18)])
def test_large_shifts_are_found_whatever_the_light(shift):
    a = SCENE[24:136, 24:152]
    b = SCENE[24 + shift[0] : 136 + shift[0], 24 + shift[1] : 152 + shift[1]] * 0.7 + 9
    found = whole_shift(spectrum(a), spectrum(np.ascontiguousarray(b)), a.shape)
    assert found == pytest.approx(shift, abs=2)


def test_a_window_out_of_the_picture_is_none_and_one_inside_is_exact_at_whole_pixels():
    assert window(SCENE, (0, 0), (32, 32), (-3, 0)) is None
    part = window(SCENE, (8, 8), (32, 32), (3, -2))
    assert part == pytest.approx(SCENE[11:43, 6:38])


@pytest.mark.parametrize("shift", [(0.1, 0.0), (-0.3, 0.25)])
def test_blocks_tell_parts_of_a_pixel_though_the_light_changes(shift):
    reference = block_reference(SCENE[16:112, 16:112])
    moved = window(SCENE, (16, 16), (96, 96), shift)
    field, misfit = reference.motion(moved * np.float32(1.05) + 3)
    # What shows a part further down has itself moved up.
    assert np.median(field, axis=(0, 1)) == pytest.approx((-shift[1], -shift[0]), abs=0.04)
    assert misfit.shape == (6, 6)


def test_the_camera_is_found_though_a_quarter_of_the_blocks_moves_by_itself():
    basis = camera_basis((8, 8))
    true = np.array([0.5, -0.2, 0.3, 0.1], np.float32)
    field = (true @ basis).reshape(8, 8, 2).astype(np.float32)
    field[:4, :4] += 2
    found = camera_motion(field, basis, np.array([0.5, -0.2, 0, 0], np.float32))
    assert found == pytest.approx(true, abs=0.1)


def test_a_rhythm_has_a_period_and_irregular_twitches_have_none():
    times = np.arange(900) / 30
    assert rhythm_period_s(np.sin(2 * np.pi * 5 * times).astype(np.float32), 30) == (
        pytest.approx(0.2, abs=0.01)
    )
    rare = np.zeros(900, np.float32)
    rare[[40, 130, 310, 365, 600, 811]] = 1
    noise = np.random.default_rng(2).normal(0, 0.1, 900)
    assert rhythm_period_s((rare + noise).astype(np.float32), 30) is None
    assert rhythm_period_s(np.zeros(900, np.float32), 30) is None
