"""The course of the camera and of each block, picture by picture."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter
from scipy.ndimage import map_coordinates

from quietmuscle.measure.video_track import LOST_MISFIT
from quietmuscle.measure.video_track import REFERENCE_AGE_S
from quietmuscle.measure.video_track import tracked
from quietmuscle.model.recording import Frame

SIDE = 96
MARGIN = 16


def scene(seed, spread=2):
    grain = np.random.default_rng(seed).standard_normal((SIDE + 2 * MARGIN, SIDE + 2 * MARGIN))
    soft = gaussian_filter(grain, spread)
    return 128 + 30 * soft / soft.std()


SKIN = scene(1)


def shown(shift_x=0.0, shift_y=0.0, skin=SKIN):
    """What a camera sees that has moved."""
    y, x = np.mgrid[0:SIDE, 0:SIDE].astype(float) + MARGIN
    return map_coordinates(skin, [y + shift_y, x + shift_x], order=3).clip(0, 255).astype(np.uint8)


def film(images, rate_hz=30.0):
    return [
        Frame(time_s=index / rate_hz, image=image, is_key=index == 0, is_repeat=False)
        for index, image in enumerate(images)
    ]


def test_no_picture_gives_nothing():
    assert list(tracked([])) == []


def test_a_still_video_has_a_still_camera_still_blocks_and_fits():
    frames = list(tracked(film([shown()] * 3)))
    assert [one.time_s for one in frames] == pytest.approx([0, 1 / 30, 2 / 30])
    assert [one.is_key for one in frames] == [True, False, False]
    for one in frames:
        assert one.is_seen
        assert one.field.shape == (5, 5, 2)
        assert np.abs(one.field).max() < 1e-3
        assert np.abs(one.camera).max() < 1e-3
        assert one.misfit < 1e-3
        assert one.brightness == pytest.approx(shown().mean(), abs=1)


def test_the_camera_is_followed_over_parts_of_a_pixel_and_many_pixels():
    path = [(0, 0), (0.3, -0.2), (1.4, 0.8), (-1.5, 2.0), (1.5, -1.5), (4.2, -4.0), (7.0, -6.0)]
    frames = list(tracked(film([shown(*shift) for shift in path])))
    assert all(one.is_seen for one in frames)
    # The skin of a picture lies where the camera points less far.
    told = np.array([one.camera[:2] for one in frames])
    assert np.abs(told) == pytest.approx(np.abs(np.array(path)), abs=0.15)
    assert (told * np.array(path) <= 0).all() or (told * np.array(path) >= 0).all()
    assert max(np.abs(one.field).max() for one in frames) < 0.3


def test_one_place_that_moves_is_told_there_and_not_as_a_camera():
    y, x = np.mgrid[0:SIDE, 0:SIDE].astype(float)
    near = np.exp(-((x - 66) ** 2 + (y - 30) ** 2) / (2 * 8**2))
    drawn = map_coordinates(SKIN, [y + MARGIN, x + MARGIN - 0.8 * near], order=3)
    still, moved = tracked(film([shown(), drawn.clip(0, 255).astype(np.uint8)]))
    assert np.abs(still.field).max() < 1e-3
    size = np.hypot(moved.field[..., 0], moved.field[..., 1])
    assert np.unravel_index(size.argmax(), size.shape) == (1, 3)
    assert 0.4 < moved.field[1, 3, 0] < 0.9
    assert np.median(size) < 0.05
    assert np.abs(moved.camera[:2]).max() < 0.1


def test_short_repeats_steps_back_in_time_and_pictures_of_another_size_are_passed_over():
    image = shown()
    frames = [
        Frame(time_s=time_s, image=part, is_key=False, is_repeat=is_repeat)
        for time_s, part, is_repeat in (
            (0.0, image, False),
            (0.05, image, True),
            (0.2, image, False),
            (0.2, image, False),
            (0.15, image, False),
            (0.3, image[:80], False),
            (0.4, image, False),
        )
    ]
    assert [one.time_s for one in tracked(frames)] == [0.0, 0.2, 0.4]


def test_a_picture_that_a_codec_repeats_for_long_is_no_gap():
    image = shown()
    frames = [
        Frame(time_s=index / 25, image=image, is_key=False, is_repeat=index > 0)
        for index in range(11)
    ]
    told = list(tracked(frames))
    assert max(np.diff([one.time_s for one in told])) < 0.13
    assert not any(one.field.any() for one in told)


@pytest.mark.parametrize("shape", [(1, 1), (4, 4), (8, 2000), (30, 30), (61, 200)])
def test_a_picture_of_fewer_than_three_by_three_blocks_is_not_looked_at(shape):
    assert list(tracked(film([np.full(shape, 90, np.uint8)] * 2))) == []


@pytest.mark.parametrize(("brightness", "is_seen"), [(0, False), (15, False), (17, True)])
def test_in_the_dark_nothing_is_seen_and_no_number_is_missing(brightness, is_seen):
    image = np.full((SIDE, SIDE), brightness, np.uint8)
    for one in tracked(film([image] * 3)):
        assert one.is_seen is is_seen
        assert not one.field.any()
        assert not one.camera.any()
        assert np.isfinite(one.misfit)


def test_after_a_cut_to_another_place_the_new_one_is_followed_from_there():
    other = scene(2)
    images = [shown(), shown(), shown(skin=other), *[shown(0.5 * n, 0, other) for n in range(1, 4)]]
    frames = list(tracked(film(images)))
    cut = frames[2]
    assert cut.misfit > 0.5
    assert cut.misfit == LOST_MISFIT or np.isfinite(cut.camera).all()
    assert all(one.misfit < 0.2 for one in frames[3:])
    steps = [abs(b.camera[0] - a.camera[0]) for a, b in pairwise(frames[2:])]
    assert steps == pytest.approx([0.5] * 3, abs=0.1)


def test_a_move_out_of_the_picture_is_not_seen_and_keeps_the_last_place():
    soft = scene(5, 6)
    path = (0.0, 1.0, 6.5, 6.5)
    frames = list(tracked(film([shown(shift, 0, soft) for shift in path])))
    lost = frames[2]
    assert not lost.is_seen
    assert lost.misfit == LOST_MISFIT
    assert np.array_equal(lost.camera, frames[1].camera)
    assert np.array_equal(lost.field, frames[1].field)
    assert frames[3].is_seen


def test_a_reference_that_has_grown_old_is_renewed_without_a_step():
    drift = [(0.25 * n, 0.1 * n) for n in range(12)]
    frames = list(tracked(film([shown(*shift) for shift in drift], rate_hz=2.4)))
    assert frames[-1].time_s > REFERENCE_AGE_S + 1
    across = np.abs([one.camera[0] for one in frames])
    assert np.diff(across) == pytest.approx(0.25, abs=0.06)


def test_a_zoom_is_the_cameras_and_leaves_the_blocks_still():
    y, x = np.mgrid[0:SIDE, 0:SIDE].astype(float) - SIDE / 2
    middle = SIDE / 2 + MARGIN
    zoomed = map_coordinates(SKIN, [y * 0.99 + middle, x * 0.99 + middle], order=3)
    _, moved = tracked(film([shown(), zoomed.clip(0, 255).astype(np.uint8)]))
    # A hundredth of five blocks of 16 pixels.
    assert moved.camera[3] == pytest.approx(0.8, abs=0.12)
    assert np.abs(moved.camera[:3]).max() < 0.1
    assert np.abs(moved.field).max() < 0.15


def test_skin_that_changes_slowly_goes_on_fitting():
    shares = np.linspace(0, 1, 24)
    images = [shown(skin=(1 - share) * SKIN + share * scene(2)) for share in shares]
    assert max(one.misfit for one in tracked(film(images, rate_hz=2.4))) < 0.8
