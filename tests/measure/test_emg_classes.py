"""What each discharge is, by its whole train."""

from __future__ import annotations

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


def test_what_comes_with_jolts_of_the_cable_is_movement():
    found = together((poisson_discharges(3, 300, rng(5)), 90, 400, True))
    assert labels(found, 0) == {EventDetail.MOVEMENT}


def test_groups_that_recur_are_grouped():
    found = together((bursts(2.0, (3, 7), 25.0, 200.0, rng(6)), 90, 400, False))
    assert EventDetail.GROUPED in labels(found, 0)
    assert PLAIN not in labels(found, 0)


def test_a_crowd_of_units_is_a_contraction():
    trains = [
        (np.sort(rng(10 + n).uniform(100, 110, 12)), 60 * 3**n, 300 * 9**n, False) for n in range(6)
    ]
    found = together(*trains)
    assert PLAIN not in {each for unit in range(6) for each in labels(found, unit)}


def test_nothing_is_nothing():
    empty = Discharges(*(np.zeros(0) for _ in range(5)))
    assert classes_of(empty, np.zeros(0), 60.0).size == 0
