from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from quietmuscle.capture.clock import clock_of
from quietmuscle.capture.resample import PIECE_ROWS
from quietmuscle.capture.resample import resampled
from quietmuscle.capture.resample import with_gaps


def wave(times):
    return np.stack([np.sin(2 * np.pi * 7 * times), np.cos(2 * np.pi * 3 * times)], axis=1)


def gridded(times, values, pieces=1, way=resampled):
    clock = clock_of(iter([times]))
    rows = np.column_stack([times, values])
    found = np.concatenate(list(way(iter(np.array_split(rows, pieces)), clock)))
    return clock, found


def uneven(seed, count):
    return np.cumsum(np.random.default_rng(seed).uniform(0.005, 0.015, count))


@given(st.integers(1, 2**32 - 1), st.integers(1, 9))
def test_a_wave_comes_back_on_an_even_clock(seed, pieces):
    times = uneven(seed, 1500)
    clock, found = gridded(times, wave(times), pieces)
    grid = clock.start_s + np.arange(len(found)) * clock.step_s
    assert len(found) == clock.samples
    inner = slice(5, -5)
    assert np.abs(found - wave(grid))[inner].max() < 0.02


def test_it_does_not_matter_how_a_long_recording_is_cut():
    times = uneven(1, 3 * PIECE_ROWS)
    values = np.random.default_rng(2).normal(size=(len(times), 1))
    clock, whole = gridded(times, values)
    for pieces in (7, 500):
        assert np.allclose(gridded(times, values, pieces)[1], whole, atol=1e-9)
    assert len(whole) == clock.samples
    assert np.isfinite(whole).all()


def test_measured_samples_stay_what_they_are():
    times = np.arange(400) / 100
    times[7:-1:2] += 0.003
    values = np.random.default_rng(3).normal(size=(400, 1))
    clock, found = gridded(times, values)
    on_grid = np.round((times - clock.start_s) / clock.step_s)
    hits = np.abs((times - clock.start_s) / clock.step_s - on_grid) < 1e-9
    assert hits.sum() > 3
    assert np.allclose(found[on_grid[hits].astype(int), 0], values[hits, 0])


def test_gaps_stay_empty():
    times = np.delete(uneven(4, 4000), slice(1000, 1500))
    clock, found = gridded(times, wave(times))
    grid = clock.start_s + np.arange(len(found)) * clock.step_s
    inside = (grid > times[999] + clock.step_s) & (grid < times[1000] - clock.step_s)
    assert inside.sum() > 450
    assert np.isnan(found[inside]).all()
    told = (grid <= times[999]) | (grid >= times[1000])
    assert np.isfinite(found[told]).all()


def test_samples_at_the_same_time_are_averaged_and_earlier_ones_left_out():
    times = uneven(5, 1000)
    times[500] = times[499]
    times[700] = times[690]
    values = np.zeros((1000, 1))
    values[499], values[500], values[700] = 1, 3, 1e6
    _, found = gridded(times, values)
    assert 1 < np.nanmax(found) < 2.6


def test_what_is_missing_in_one_channel_is_missing_there_alone():
    times = uneven(6, 1000)
    values = wave(times)
    values[300:350, 0] = np.nan
    clock, found = gridded(times, values)
    grid = clock.start_s + np.arange(len(found)) * clock.step_s
    assert np.isnan(found[(grid > times[301]) & (grid < times[348]), 0]).all()
    assert np.isfinite(found[:, 1]).all()
    assert np.isfinite(found[grid < times[298], 0]).all()
    values[:, 0] = np.nan
    assert np.isnan(gridded(times, values)[1][:, 0]).all()


def test_an_even_clock_keeps_its_samples_and_marks_those_it_lost():
    times = np.arange(1000) / 1000
    values = np.random.default_rng(7).normal(size=(1000, 2))
    kept = np.ones(1000, bool)
    kept[[100, 200, 201]] = False
    kept[500:600] = False
    for pieces in (1, 13):
        _, found = gridded(times[kept], values[kept], pieces, way=with_gaps)
        expected = np.where(kept[:, None], values, np.nan)
        assert np.array_equal(found, expected, equal_nan=True)
