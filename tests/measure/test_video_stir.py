"""Stirs: where, when and how far a local motion was, and what is none."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.measure.video_rhythm import Calmed
from quietmuscle.measure.video_stir import _swings
from quietmuscle.measure.video_stir import stirs

RATE_HZ = 30.0
COUNT = 240
GRID = (8, 9)
SIGHT = np.ones(GRID, bool)
TIMES_S = np.arange(COUNT) / RATE_HZ


def hum(seed=1, spread=0.02):
    return np.random.default_rng(seed).normal(0, spread, (COUNT, *GRID, 2)).astype(np.float32)


def add(field, peak_s, place, size, course=None):
    """A motion of three by three blocks, half as far at its rim, in x and y as 0.8 to 0.6."""
    row, column = place
    shape = np.full((3, 3), 0.5)
    shape[1, 1] = 1
    rise = np.exp(-((TIMES_S - peak_s) ** 2) / (2 * 0.08**2)) if course is None else course
    part = rise[:, None, None, None] * shape[None, :, :, None] * np.array([0.8, 0.6]) * size
    field[:, row - 1 : row + 2, column - 1 : column + 2] += part


def found_in(field, sight=SIGHT, start_s=0.0):
    series = np.asarray(field.reshape(COUNT, -1), np.float32)
    calm = Calmed(series=series, raw=series, rhythms=())
    return stirs(calm, sight, RATE_HZ, start_s, np.zeros(COUNT, bool))


def test_a_twitch_is_found_at_its_time_at_its_place_with_its_height():
    field = hum()
    add(field, 4.0, (3, 5), 1.0)
    (one,) = found_in(field).found
    assert one.peak_s == pytest.approx(4, abs=0.04)
    # A bell is above a quarter of its peak for 1.67 spreads on either side.
    assert one.onset_s == pytest.approx(4 - 1.67 * 0.08, abs=0.06)
    assert one.duration_s == pytest.approx(2 * 1.67 * 0.08, abs=0.1)
    assert one.place == pytest.approx((3, 5), abs=0.4)
    assert one.amplitude == pytest.approx(1.0, abs=0.1)
    assert one.z > 10
    assert one.above_noise > 2
    assert one.left < 0.1
    assert not one.at_rim
    assert one.blocks >= 9
    assert one.swings == 1
    assert one.reach.shape == GRID
    assert np.unravel_index(one.reach.argmax(), GRID) == (3, 5)
    assert one.reach[7, 0] < 0.1


def test_a_later_start_moves_the_times_and_nothing_else():
    field = hum()
    add(field, 4.0, (3, 5), 1.0)
    (one,), (late,) = found_in(field).found, found_in(field, start_s=100.0).found
    assert (late.onset_s, late.peak_s) == pytest.approx((one.onset_s + 100, one.peak_s + 100))
    assert (late.duration_s, late.place, late.z) == (one.duration_s, one.place, one.z)


def test_two_at_one_time_are_one_movement_and_two_at_one_place_are_two():
    field = hum()
    add(field, 2.0, (1, 1), 1.0)
    add(field, 2.0, (6, 7), 1.0)
    assert len(found_in(field).found) == 1
    field = hum()
    add(field, 2.0, (4, 4), 1.0)
    add(field, 5.0, (4, 4), 1.0)
    assert sorted(one.peak_s for one in found_in(field).found) == pytest.approx([2, 5], abs=0.04)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_noise_holds_nothing_that_stands_out_and_its_size_is_told(seed):
    result = found_in(hum(seed, spread=0.2))
    assert all(one.above_noise < 1.1 for one in result.found)
    assert result.noise.shape == GRID
    assert 0.01 < np.median(result.noise) < 0.06


def test_where_nothing_moves_there_is_no_stir():
    assert found_in(np.zeros((COUNT, *GRID, 2), np.float32)).found == ()


def test_a_step_that_stays_is_known_by_what_is_left():
    field = hum()
    add(field, 4.0, (3, 5), 1.0, (TIMES_S > 4).astype(float))
    strongest = max(found_in(field).found, key=lambda one: one.z)
    assert strongest.left > 0.5


def test_what_cannot_be_seen_holds_no_stir_and_its_neighbours_are_a_rim():
    field = hum()
    add(field, 4.0, (3, 5), 1.0)
    sight = SIGHT.copy()
    sight[:, 4:] = False
    assert all(one.place[1] < 4 for one in found_in(field, sight).found)
    sight = SIGHT.copy()
    sight[:, 6:] = False
    (one,) = found_in(field, sight).found
    assert one.at_rim


def test_a_motion_to_and_fro_has_its_swings():
    burst = np.sin(2 * np.pi * 5 * TIMES_S) * (np.abs(TIMES_S - 4) < 0.5)
    field = hum()
    add(field, 4.0, (3, 5), 1.0, burst)
    assert max(one.swings for one in found_in(field).found) >= 5


def test_swings_are_turns_beyond_two_fifths_of_the_peak_within_a_second():
    course = np.array([0, -0.5, 0, 0.3, 1, 0.2, -0.41, -0.3, 0.39, 0])
    assert _swings(course, 4, RATE_HZ) == 3
    assert _swings(course, 4, 2.0) == 2
    assert _swings(np.array([1.0]), 0, RATE_HZ) == 1
