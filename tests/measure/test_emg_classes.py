"""What each discharge is, by its whole train."""

from __future__ import annotations

import tracemalloc

import numpy as np

from quietmuscle.measure.emg_classes import PART
from quietmuscle.measure.emg_classes import PLAIN
from quietmuscle.measure.emg_classes import Discharges
from quietmuscle.measure.emg_classes import classes_of
from quietmuscle.mechanism.discharges import bursts
from quietmuscle.mechanism.discharges import poisson_discharges
from quietmuscle.mechanism.discharges import regular_discharges
from quietmuscle.model.measurement import EventDetail


def rng(seed=0):
    return np.random.default_rng(seed)


def together(*trains):
    """Discharges of trains of (times, size, energy, jolted), with the number of each train."""
    rows = sorted(
        (at, unit, energy, size, jolted)
        for unit, (times, size, energy, jolted) in enumerate(trains)
        for at in times
    )
    at, unit, energy, size, jolted = zip(*rows, strict=True)
    return Discharges(
        at_s=np.array(at),
        unit=np.array(unit),
        energy=np.array(energy, dtype=float),
        size=np.array(size, dtype=float),
        jolted=np.array(jolted),
    )


def labels(found, unit, beats=()):
    return set(classes_of(found, np.array(beats), 300.0)[found.unit == unit])


def test_random_discharges_are_fasciculations():
    found = together((poisson_discharges(20, 300, rng()), 100, 500, False))
    assert labels(found, 0) == {PLAIN}


def test_a_steady_train_is_firing_and_another_unit_in_it_stays_a_fasciculation():
    steady = regular_discharges(9, 0.1, 50, 70, rng(1))
    random = poisson_discharges(20, 300, rng(2))
    found = together((steady, 100, 500, False), (random, 300, 2000, False))
    assert labels(found, 0) == {EventDetail.TONIC}
    assert labels(found, 1) == {PLAIN}


def test_a_steady_train_of_which_each_discharge_has_another_shape_is_firing():
    steady = regular_discharges(9, 0.1, 50, 70, rng(3))
    parts = [(steady[n::6], 100 + n, 500, False) for n in range(6)]
    found = together(*parts)
    assert {each for unit in range(6) for each in labels(found, unit)} == {EventDetail.TONIC}


def test_what_follows_the_heart_is_the_heart():
    beats = np.arange(0.5, 299, 0.8)
    found = together((beats[::4] + 0.1, 50, 300, False))
    assert labels(found, 0, beats) == {EventDetail.HEARTBEAT}


def test_a_weaker_shape_that_always_stands_beside_a_stronger_is_a_part_of_it():
    times = poisson_discharges(15, 300, rng(4))
    found = together((times, 300, 5000, False), (times + 0.02, 60, 200, False))
    assert labels(found, 0) == {PLAIN}
    assert labels(found, 1) == {PART}


def test_the_ring_of_a_filter_around_a_potential_is_a_part_of_it():
    times = poisson_discharges(15, 300, rng(14))
    found = together((times, 300, 5000, False), (times - 0.11, 7, 60, False))
    assert labels(found, 0) == {PLAIN}
    assert labels(found, 1) == {PART}


def test_what_keeps_its_lag_to_a_stronger_shape_is_a_late_part_of_it():
    times = poisson_discharges(15, 300, rng(15))
    late = times + 0.028 + 0.0005 * rng(16).standard_normal(times.size)
    found = together((times, 100, 600, False), (late, 90, 500, False))
    assert labels(found, 0) == {PLAIN}
    assert labels(found, 1) == {PART}


def test_a_late_part_is_one_also_where_the_stronger_part_fell_into_two_shapes():
    times = poisson_discharges(15, 300, rng(15))
    late = times + np.where(np.arange(times.size) % 2, 0.028, 0.022)
    found = together((times[::2], 100, 600, False), (times[1::2], 101, 590, False),
                     (late, 90, 500, False))  # fmt: skip
    assert labels(found, 0) == labels(found, 1) == {PLAIN}
    assert labels(found, 2) == {PART}


def test_units_that_now_and_then_discharge_together_are_no_parts():
    times = poisson_discharges(15, 300, rng(17))
    apart = np.sort(times + rng(18).uniform(-0.04, 0.04, times.size))
    found = together((times, 100, 600, False), (apart, 90, 500, False))
    assert labels(found, 1) == {PLAIN}


def test_what_comes_with_jolts_of_the_cable_is_movement():
    found = together((poisson_discharges(3, 300, rng(5)), 90, 400, True))
    assert labels(found, 0) == {EventDetail.MOVEMENT}


def test_groups_that_recur_are_grouped():
    found = together((bursts(2.0, (3, 7), 25.0, 200.0, rng(6)), 90, 400, False))
    assert EventDetail.GROUPED in labels(found, 0)
    assert PLAIN not in labels(found, 0)


def test_what_lies_in_groups_that_run_together_is_grouped_if_they_recur():
    times = poisson_discharges(20, 300, rng(7))
    found = together((times, 90, 400, False))
    groups = np.stack([times - 0.005, times + 0.06], axis=1)
    in_three = classes_of(found, np.zeros(0), 300.0, groups[:3])
    assert set(in_three[:3]) == {EventDetail.GROUPED}
    assert set(in_three[3:]) == {PLAIN}
    assert set(classes_of(found, np.zeros(0), 300.0, groups[:2])) == {PLAIN}


def test_what_runs_together_within_a_steady_train_belongs_to_it():
    times = regular_discharges(10, 0.08, 10, 30, rng(8))
    found = together((times, 90, 400, False))
    groups = np.stack([times[::5] - 0.005, times[::5] + 0.05], axis=1)
    assert set(classes_of(found, np.zeros(0), 300.0, groups)) == {EventDetail.TONIC}


def test_a_crowd_of_units_is_a_contraction():
    trains = [
        (np.sort(rng(10 + n).uniform(100, 110, 12)), 60 * 3**n, 300 * 9**n, False) for n in range(6)
    ]
    found = together(*trains)
    assert PLAIN not in {each for unit in range(6) for each in labels(found, unit)}


def test_a_night_of_a_heart_and_of_two_units_needs_little_memory():
    hours = 8 * 3600.0
    beats = regular_discharges(1.2, 0.04, 0, hours, rng(20))
    trains = [(poisson_discharges(2, hours, rng(21 + n)), 90 + n, 400 + n, False) for n in range(2)]
    found = together(*trains)
    tracemalloc.start()
    try:
        label = classes_of(found, beats, hours)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (label == PLAIN).mean() > 0.98
    assert peak < 20e6


def test_nothing_is_nothing():
    empty = Discharges(*(np.zeros(0) for _ in range(5)))
    assert classes_of(empty, np.zeros(0), 60.0).size == 0
