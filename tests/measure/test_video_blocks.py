"""Motion of blocks, and the part of it that is the camera's."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter

from quietmuscle.measure.video_blocks import BLOCK_PX
from quietmuscle.measure.video_blocks import block_reference
from quietmuscle.measure.video_blocks import camera_basis
from quietmuscle.measure.video_blocks import camera_motion

SCENE = (
    128 + 200 * gaussian_filter(np.random.default_rng(3).standard_normal((48, 64)), 2.5)
).astype(np.float32)


def stripes(moved_px, rows=16, columns=16):
    """Brightness that changes along x alone."""
    x = np.arange(columns, dtype=np.float32) - moved_px
    return np.tile(100 + 50 * np.sin(2 * np.pi * x / 16), (rows, 1)).astype(np.float32)


def test_a_picture_has_not_moved_against_itself():
    field, misfit = block_reference(SCENE).motion(SCENE)
    assert field.shape == (3, 4, 2)
    assert not field.any()
    assert not misfit.any()


def test_one_block_tells_a_quarter_of_a_pixel_across_its_stripes_and_nothing_along_them():
    field, _ = block_reference(stripes(0)).motion(stripes(0.25))
    assert field.shape == (1, 1, 2)
    assert field[0, 0, 0] == pytest.approx(0.25, abs=0.03)
    assert field[0, 0, 1] == 0


def test_motion_to_the_left_is_negative_and_columns_and_rows_are_not_mistaken():
    field, _ = block_reference(stripes(0)).motion(stripes(-0.25))
    assert field[0, 0, 0] == pytest.approx(-0.25, abs=0.03)
    turned, _ = block_reference(stripes(0).T).motion(stripes(-0.25).T)
    assert turned[0, 0] == pytest.approx(field[0, 0, ::-1], abs=1e-4)


def test_brighter_light_is_no_motion():
    field, _ = block_reference(SCENE).motion(SCENE * np.float32(1.2) + 15)
    assert np.abs(field).max() < 0.02


def test_only_the_block_that_moved_has_moved():
    moved = SCENE.copy()
    moved[16:32, 32:48] = SCENE[16:32, 31:47]
    field, misfit = block_reference(SCENE).motion(moved)
    assert field[1, 2, 0] == pytest.approx(1, abs=0.1)
    field[1, 2] = misfit[1, 2] = 0
    assert not field.any()
    assert not misfit.any()


def test_a_texture_that_is_another_does_not_fit():
    _, misfit = block_reference(SCENE).motion(np.ascontiguousarray(SCENE[::-1, ::-1]))
    assert np.median(misfit) > 0.5


@pytest.mark.parametrize("shown", [90.0, 140.0])
def test_a_reference_of_one_brightness_tells_no_motion_and_no_number_is_missing(shown):
    flat = np.full((32, 32), 90, np.float32)
    field, misfit = block_reference(flat).motion(np.full_like(flat, shown))
    assert not field.any()
    assert misfit == pytest.approx(0, abs=1e-6)


def test_what_is_no_whole_block_is_left_out():
    reference = block_reference(SCENE[:40, :63])
    assert reference.grid == (2, 3)
    assert reference.texture.shape == (6,)
    assert reference.texture[0] == pytest.approx(SCENE[:BLOCK_PX, :BLOCK_PX].var(), rel=1e-4)


def test_the_camera_moves_blocks_by_two_shifts_a_turn_and_a_zoom():
    shift_x, shift_y, turn, zoom = camera_basis((2, 2))
    assert shift_x.tolist() == [1, 0, 1, 0, 1, 0, 1, 0]
    assert shift_y.tolist() == [0, 1, 0, 1, 0, 1, 0, 1]
    assert turn.tolist() == [0.25, -0.25, 0.25, 0.25, -0.25, -0.25, -0.25, 0.25]
    assert zoom.tolist() == [-0.25, -0.25, 0.25, -0.25, -0.25, 0.25, 0.25, 0.25]


@pytest.mark.parametrize("grid", [(3, 3), (4, 7), (9, 5)])
def test_the_four_are_told_apart_on_any_grid(grid):
    basis = camera_basis(grid)
    alike = basis @ basis.T
    assert alike == pytest.approx(np.diag(np.diag(alike)), abs=1e-4)
    true = np.array([0.4, -1.5, 0.6, -0.3], np.float32)
    field = (true @ basis).reshape(*grid, 2)
    assert camera_motion(field, basis, np.zeros(4, np.float32)) == pytest.approx(true, abs=1e-4)


def test_blocks_that_move_by_themselves_do_not_turn_the_camera():
    basis = camera_basis((5, 5))
    field = np.zeros((5, 5, 2), np.float32)
    field[1, 1] = field[1, 2] = (40, -25)
    assert camera_motion(field, basis, np.zeros(4, np.float32)) == pytest.approx(0, abs=1e-3)


def test_a_field_that_stands_still_has_a_camera_that_stands_still():
    found = camera_motion(
        np.zeros((3, 3, 2), np.float32), camera_basis((3, 3)), np.zeros(4, np.float32)
    )
    assert found.tolist() == [0, 0, 0, 0]
