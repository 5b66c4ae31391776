"""The rates of channels, against numbers worked out from the published code by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from quietmuscle.mechanism.cable_gates import HIGH_MV
from quietmuscle.mechanism.cable_gates import LOW_MV
from quietmuscle.mechanism.cable_gates import PER_MV
from quietmuscle.mechanism.cable_gates import Gate
from quietmuscle.mechanism.cable_gates import at
from quietmuscle.mechanism.cable_gates import gate_tables
from quietmuscle.mechanism.cable_gates import rates

V = -60.0
BY_HAND = {
    Gate.PERSISTENT: (
        0.01 * (V + 27) / (1 - math.exp(-(V + 27) / 10.2)),
        0.00025 * -(V + 34) / (1 - math.exp((V + 34) / 10)),
    ),
    Gate.SODIUM: (
        1.86 * (V + 21.4) / (1 - math.exp(-(V + 21.4) / 10.3)),
        0.086 * -(V + 25.7) / (1 - math.exp((V + 25.7) / 9.16)),
    ),
    Gate.SODIUM_SHUT: (
        0.062 * -(V + 114) / (1 - math.exp((V + 114) / 11)),
        2.3 / (1 + math.exp(-(V + 31.8) / 13.4)),
    ),
    Gate.SLOW_POTASSIUM: (
        0.3 / (1 + math.exp((V + 80 - 27) / -5)),
        0.03 / (1 + math.exp(-(V + 80 + 10))),
    ),
    Gate.FAST_POTASSIUM: (
        0.0462 * (V + 83.2) / (1 - math.exp((-83.2 - V) / 1.1)),
        0.0824 * (-66 - V) / (1 - math.exp((V + 66) / 10.5)),
    ),
    Gate.HCN: (
        0.00522 * math.exp((V + 107.3) / -12.2),
        0.00522 / math.exp((V + 107.3) / -12.2),
    ),
}
Q10 = {
    Gate.PERSISTENT: 2.2 ** ((37 - 20) / 10),
    Gate.SODIUM: 2.2 ** ((37 - 20) / 10),
    Gate.SODIUM_SHUT: 2.9 ** ((37 - 20) / 10),
    Gate.SLOW_POTASSIUM: 3.0 ** ((37 - 36) / 10),
    Gate.FAST_POTASSIUM: 3.0 ** ((37 - 36) / 10),
    Gate.HCN: 3.0 ** ((37 - 36) / 10),
}


@pytest.mark.parametrize("gate", BY_HAND)
def test_rates_are_those_that_were_published(gate):
    opening, closing = rates(np.array([V]), 37.0, 21.4)
    assert opening[gate, 0] == pytest.approx(Q10[gate] * BY_HAND[gate][0])
    assert closing[gate, 0] == pytest.approx(Q10[gate] * BY_HAND[gate][1])


def test_the_holes_of_the_formulas_are_filled():
    for hole in (-27.0, -34.0, -21.4, -25.7, -114.0, -83.2, -66.0):
        around = np.array([hole - 1e-5, hole, hole + 1e-5])
        for found in rates(around, 37.0, 21.4):
            assert np.isfinite(found).all()
            assert found[:, 1] == pytest.approx(found[:, [0, 2]].mean(axis=1), rel=1e-5)


def test_a_step_is_the_exact_solution_at_a_held_potential():
    tables = gate_tables(0.01, 37.0, 0.0, 21.4)
    where = int(at(np.array([V]))[0])
    opening, closing = rates(np.array([V]), 37.0, 21.4)
    many = 0.3
    for _ in range(100):
        many = many * tables.kept[Gate.SODIUM, where] + tables.gained[Gate.SODIUM, where]
    both = float((opening + closing)[Gate.SODIUM, 0])
    end = float(opening[Gate.SODIUM, 0]) / both
    assert many == pytest.approx(end + (0.3 - end) * math.exp(-both * 1.0), rel=1e-3)


def test_less_calcium_opens_sodium_at_lower_potentials():
    usual, low = (gate_tables(0.01, 37.0, shift, 21.4) for shift in (0.0, -2.1))
    where = int(at(np.array([-50.0]))[0])
    assert low.settled[Gate.SODIUM, where] > usual.settled[Gate.SODIUM, where]


def test_potentials_beyond_the_tables_are_their_ends():
    found = at(np.array([-1e6, LOW_MV, HIGH_MV, 1e6]))
    assert found.tolist() == [0, 0, (HIGH_MV - LOW_MV) * PER_MV, (HIGH_MV - LOW_MV) * PER_MV]


def test_what_is_no_number_has_a_place_in_the_tables():
    """So that a run is refused for it in words, and does not stop in the middle of a step."""
    assert at(np.array([np.nan, -np.inf, np.inf])).tolist()[:2] == [0, 0]
