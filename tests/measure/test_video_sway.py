"""The camera's part of a motion is taken out, and a wide twitch is left."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.measure.video_sway import sway_basis
from quietmuscle.measure.video_sway import without_sway

GRID = (12, 14)
SIGHT = np.ones(GRID, bool)


def swayed(seed=1):
    """Noise, and a camera that moves in all six ways."""
    chance = np.random.default_rng(seed)
    noise = chance.normal(0, 0.02, (90, GRID[0] * GRID[1] * 2))
    camera = chance.normal(0, 3, (90, 6))
    return noise, camera, (noise + camera @ sway_basis(GRID)).astype(np.float32)


def test_all_six_motions_of_a_camera_are_found_and_taken_out():
    _, camera, fields = swayed()
    rest, found = without_sway(fields, SIGHT)
    assert found == pytest.approx(camera, abs=0.05)
    assert rest.std() == pytest.approx(0.02, abs=0.003)


def test_a_wide_twitch_is_not_taken_for_the_camera():
    noise, camera, _ = swayed(2)
    y, x = np.mgrid[0 : GRID[0], 0 : GRID[1]]
    bump = np.exp(-((y - 6) ** 2 + (x - 7) ** 2) / (2 * 2.5**2)).ravel()
    noise[40:46, 0::2] += bump
    rest, _ = without_sway((noise + camera @ sway_basis(GRID)).astype(np.float32), SIGHT)
    middle = rest.reshape(90, *GRID, 2)[40:46, 6, 7, 0]
    assert middle.mean() > 0.8


def test_what_stands_still_because_nothing_is_seen_there_does_not_count():
    _, camera, fields = swayed(3)
    sight = SIGHT.copy()
    sight[:, :8] = False
    fields[:, np.repeat(~sight.ravel(), 2)] = 0
    rest, found = without_sway(fields, sight)
    assert found[:, :2] == pytest.approx(camera[:, :2], abs=0.1)
    assert not rest.reshape(90, *GRID, 2)[:, :, :8].any()
