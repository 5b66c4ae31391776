"""Trains of steady firing."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.measure.firing import evidence_of_rhythm
from quietmuscle.measure.firing import firing_trains
from quietmuscle.mechanism.discharges import regular_discharges


def steady(hz, start, stop, seed, variation=0.08):
    return regular_discharges(hz, variation, start, stop, np.random.default_rng(seed))


def test_a_train_is_told_with_its_rate_and_its_variation():
    times = steady(10.5, 2.0, 12.0, 1)
    (train,) = firing_trains(times, np.zeros(times.size, dtype=int), np.full(times.size, 100.0))
    assert train.rate_hz == pytest.approx(10.5, abs=0.3)
    assert train.variation == pytest.approx(0.08, abs=0.03)
    assert (train.start_s, train.stop_s) == (times[0], times[-1])
    assert train.discharges == times.size


def test_two_units_at_once_are_told_apart_where_some_of_their_discharges_look_like_a_third():
    first, second = steady(10.5, 0.0, 12.0, 2), steady(8.7, 0.0, 12.0, 3)
    times = np.r_[first, second]
    unit = np.r_[np.zeros(first.size, int), np.ones(second.size, int)]
    unit[np.abs(second[:, None] - first).min(axis=0).argsort()[:15]] = 7
    order = np.argsort(times)
    trains = firing_trains(times[order], unit[order], np.full(times.size, 100.0))
    assert len(trains) == 2
    rates = {train.unit_id: train.rate_hz for train in trains}
    assert rates[0] == pytest.approx(10.5, abs=0.4)
    assert rates[1] == pytest.approx(8.7, abs=0.4)


def test_a_pause_makes_two_trains():
    times = np.r_[steady(9, 1, 5, 4), steady(9, 20, 25, 5)]
    trains = firing_trains(times, np.zeros(times.size, dtype=int), np.full(times.size, 50.0))
    assert [round(train.start_s) for train in trains] == [1, 20]


def test_what_is_random_or_short_is_no_train():
    random = np.sort(np.random.default_rng(6).uniform(0, 60, 40))
    assert not firing_trains(random, np.zeros(40, dtype=int), np.full(40, 50.0))
    few = steady(9, 1, 1.5, 7)
    assert not firing_trains(few, np.zeros(few.size, dtype=int), np.full(few.size, 50.0))
    assert firing_trains(np.zeros(0), np.zeros(0, dtype=int), np.zeros(0)) == ()


def at_random(hz, count, rng, rest=0.02):
    return np.cumsum(rest + rng.exponential(1 / hz - rest, count))


@pytest.mark.parametrize("hz", [5, 6, 8, 10, 15])
def test_a_unit_that_discharges_at_random_has_no_train(hz):
    rng = np.random.default_rng(hz)
    told = 0
    for _ in range(3):
        times = at_random(hz, 300, rng)
        told += len(firing_trains(times, np.zeros(300, dtype=int), np.full(300, 50.0)))
    assert told == 0


@pytest.mark.parametrize("hz", [5, 10, 15])
@pytest.mark.parametrize("variation", [0.08, 0.15, 0.2])
def test_most_of_a_steady_train_is_told_though_every_tenth_discharge_was_not_seen(hz, variation):
    times = steady(hz, 0.0, 20.0, 8, variation)
    times = times[np.random.default_rng(9).random(times.size) >= 0.1]
    trains = firing_trains(times, np.zeros(times.size, dtype=int), np.full(times.size, 50.0))
    assert sum(train.discharges for train in trains) >= 0.7 * times.size
    assert {round(train.rate_hz / hz, 1) for train in trains} <= {0.9, 1.0, 1.1}


def test_evidence_grows_with_every_even_interval_and_falls_with_random_ones():
    even, random = np.full(8, 0.1), np.random.default_rng(1).exponential(0.1, 8)
    assert evidence_of_rhythm(np.r_[even, even], 0.1) > evidence_of_rhythm(even, 0.1) > 9
    assert evidence_of_rhythm(random, 0.1) < 5
    assert evidence_of_rhythm(np.zeros(0), 0.1) == 0
