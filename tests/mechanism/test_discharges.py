"""When units discharge."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from quietmuscle.mechanism.discharges import DEAD_TIME_S
from quietmuscle.mechanism.discharges import bursts
from quietmuscle.mechanism.discharges import poisson_discharges
from quietmuscle.mechanism.discharges import regular_discharges
from quietmuscle.mechanism.discharges import with_doublets


def rng(seed=0):
    return np.random.default_rng(seed)


def test_single_discharges_are_a_poisson_process_with_a_dead_time():
    times = poisson_discharges(60, 6000, rng())
    intervals = np.diff(times)
    assert times.size == pytest.approx(6000, rel=0.05)
    assert intervals.min() >= DEAD_TIME_S
    longer = intervals[intervals > 0.1] - 0.1
    assert stats.kstest(longer, "expon", args=(0, longer.mean())).pvalue > 0.01


def test_doublets_follow_at_their_interval():
    times = poisson_discharges(20, 600, rng(1))
    doubled = with_doublets(times, 0.3, 0.033, rng(2))
    added = doubled.size - times.size
    assert added == pytest.approx(0.3 * times.size, rel=0.25)
    close = np.diff(doubled)[np.diff(doubled) < 0.05]
    assert np.median(close) == pytest.approx(0.033, abs=0.003)


@pytest.mark.parametrize(("rate_hz", "variation"), [(8, 0.1), (12, 0.2)])
def test_steady_firing_has_its_rate_and_variation(rate_hz, variation):
    times = regular_discharges(rate_hz, variation, 10, 110, rng(3))
    intervals = np.diff(times)
    assert (times.min() >= 10, times.max() < 110) == (True, True)
    assert 1 / intervals.mean() == pytest.approx(rate_hz, rel=0.05)
    assert intervals.std() / intervals.mean() == pytest.approx(variation, rel=0.2)


def test_bursts_are_groups_with_silence_between():
    times = bursts(2.0, (3, 6), 20.0, 100.0, rng(4))
    intervals = np.diff(times)
    assert ((intervals < 0.1) | (intervals > 0.5)).all()
    assert times.max() < 100
