"""Groups of potentials that run into each other."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.measure.filters import emg_band
from quietmuscle.measure.multiplets import multiplets
from quietmuscle.mechanism.emg_shapes import free_potential

RATE_HZ = 2000.0
NOISE_UV = 3.0


def groups(starts, times_s, seed):
    """What is found where one unit's potential comes at the same times after each start."""
    rng = np.random.default_rng(seed)
    samples = NOISE_UV * rng.standard_normal((round(10 * RATE_HZ), 1))
    shape = free_potential(150.0, RATE_HZ, rng)
    for at in np.add.outer(np.asarray(starts), np.asarray(times_s)).ravel():
        first = round(at * RATE_HZ)
        samples[first : first + len(shape)] += shape
    quiet = np.ones(len(samples), dtype=bool)
    sd = np.full(samples.shape, NOISE_UV * 0.65)
    return multiplets(emg_band(samples, RATE_HZ), sd, quiet, RATE_HZ)


@pytest.mark.parametrize("within_hz", [35, 45, 60])
@pytest.mark.parametrize("count", [4, 8])
def test_each_group_is_found_where_it_is(within_hz, count):
    starts = [1.0, 3.1, 5.3, 7.2]
    found = groups(starts, np.arange(count) / within_hz, seed=within_hz)
    assert len(found) >= len(starts) - 1
    for first, last in found:
        start = max(each for each in starts if each <= first)
        assert start <= first < last <= start + (count - 1) / within_hz + 0.06


def test_one_potential_is_never_a_group_and_a_doublet_seldom():
    shapes = range(15)
    assert not any(groups([1.0, 3.0, 5.0], [0.0], seed) for seed in shapes)
    taken = [len(groups([1.0, 3.0, 5.0], [0.0, 0.02], seed)) > 0 for seed in shapes]
    assert sum(taken) <= 1  # a long potential whose phases are alike


def test_noise_and_silence_and_what_is_not_looked_at_hold_no_groups():
    assert groups([], [], 1) == ()
    nothing = np.zeros((2000, 1))
    assert multiplets(nothing, np.ones((2000, 1)), np.ones(2000, dtype=bool), RATE_HZ) == ()
    loud = 100 * np.sin(np.arange(2000) / 3)[:, None]
    assert multiplets(loud, np.ones((2000, 1)), np.zeros(2000, dtype=bool), RATE_HZ) == ()


def test_what_lasts_longer_than_a_group_is_none():
    assert groups([1.0], np.arange(100) / 60, seed=4) == ()
