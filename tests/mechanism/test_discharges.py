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
from quietmuscle.mechanism.emg_scenes import SECONDS_S


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


@pytest.mark.parametrize(
    ("interval_s", "least_s", "most_s"),
    [(SECONDS_S[0], 0.004, 0.006), (SECONDS_S[1], 0.032, 0.035), (SECONDS_S[2], 0.075, 0.085)],
    ids=["doublet", "F wave", "neuronal"],
)
def test_v14_a_second_discharge_comes_when_kleine_and_others_saw_it(interval_s, least_s, most_s):
    """Kleine et al. 2008 (doublets near 5 ms, a neuronal interval of 80 ms) and 2012 (F waves)."""
    times = with_doublets(poisson_discharges(6, 20_000, rng(5)), 1 / 3, interval_s, rng(6))
    gaps = np.diff(times)
    assert least_s <= np.median(gaps[gaps < 0.11]) <= most_s


def test_v14_singles_of_an_axon_are_no_closer_than_its_dead_time():
    """Kleine et al. 2008: 3 to 4 ms."""
    gaps = np.diff(poisson_discharges(6000, 600, rng(7)))
    assert 0.003 <= gaps.min() < 0.0042
