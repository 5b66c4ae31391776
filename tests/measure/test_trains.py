"""What intervals tell."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.measure.trains import beats_of
from quietmuscle.measure.trains import grouped
from quietmuscle.measure.trains import locked_to
from quietmuscle.measure.trains import nearest_lags
from quietmuscle.measure.trains import regular_firing
from quietmuscle.mechanism.discharges import bursts
from quietmuscle.mechanism.discharges import poisson_discharges
from quietmuscle.mechanism.discharges import regular_discharges


def rng(seed=0):
    return np.random.default_rng(seed)


@pytest.mark.parametrize("rate_hz", [5, 8, 12, 20])
def test_steady_firing_is_regular_and_a_missed_discharge_does_not_end_it(rate_hz):
    times = regular_discharges(rate_hz, 0.12, 0, 10, rng())
    assert regular_firing(times).mean() > 0.95
    assert regular_firing(np.delete(times, 20)).mean() > 0.9


@pytest.mark.parametrize("per_min", [6, 30, 90])
def test_random_discharges_are_not_regular(per_min):
    times = poisson_discharges(per_min, 600, rng(1))
    assert regular_firing(times).mean() < 0.03
    assert beats_of(times) is None


def test_too_few_are_neither():
    assert not regular_firing(np.array([0.0, 0.1, 0.2])).any()
    assert beats_of(np.arange(5) * 0.9) is None


def test_what_is_slower_or_faster_than_firing_is_not_firing():
    assert not regular_firing(np.arange(0, 20, 0.8)).any()
    assert not regular_firing(np.arange(0, 1, 0.01)).any()


@pytest.mark.parametrize("per_min", [45, 70, 110, 160])
def test_a_heart_is_known_by_its_beat(per_min):
    intervals = 60 / per_min * (1 + 0.05 * rng(2).standard_normal(80))
    beats = np.cumsum(intervals)
    period = beats_of(beats)
    assert period == pytest.approx(60 / per_min, rel=0.05)
    assert beats_of(np.delete(beats, [10, 30, 50])) == pytest.approx(60 / per_min, rel=0.05)


def test_the_nearest_is_the_nearest():
    times, others = np.sort(rng(6).uniform(-1, 11, 200)), np.sort(rng(7).uniform(0, 10, 30))
    lags = times[:, None] - others
    wanted = lags[np.arange(200), np.abs(lags).argmin(axis=1)]
    assert nearest_lags(times, others) == pytest.approx(wanted)
    assert nearest_lags(np.array([0.0, 5.0]), np.array([2.0])).tolist() == [-2.0, 3.0]


def test_what_follows_the_beats_is_locked_to_them():
    beats = np.arange(30) * 0.9
    assert locked_to(beats[::3] + 0.12, beats, 0.02) == pytest.approx(0.12)
    assert locked_to(poisson_discharges(40, 27, rng(3)), beats, 0.02) is None
    assert locked_to(np.zeros(0), beats, 0.02) is None


def test_groups_that_recur_are_grouped_and_random_discharges_are_not():
    times = bursts(1.5, (3, 8), 20.0, 60.0, rng(4))
    assert grouped(times).mean() > 0.9
    assert not grouped(poisson_discharges(40, 300, rng(5))).any()
    assert not grouped(regular_discharges(9, 0.1, 0, 20, rng(6))).any()
