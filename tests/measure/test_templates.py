"""Templates laid over a recording."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.measure.templates import Unit
from quietmuscle.measure.templates import best_match
from quietmuscle.measure.templates import fits

LENGTH, SHIFTS = 40, 10
SD = np.array([1.0])


def shape(cycles):
    return (20 * np.hanning(LENGTH) * np.sin(np.linspace(0, cycles * 2 * np.pi, LENGTH)))[:, None]


def stretch(what, moved=0, gain=1.0, seed=0):
    wide = np.random.default_rng(seed).standard_normal((LENGTH + 2 * SHIFTS, 1))
    first = SHIFTS + moved
    wide[first : first + LENGTH] += gain * what
    return wide


@pytest.mark.parametrize("moved", [-7, 0, 5])
@pytest.mark.parametrize("gain", [0.8, 1.2])
def test_the_right_template_place_and_gain_are_found(moved, gain):
    units = [Unit(shape=shape(1)), Unit(shape=shape(3))]
    match = best_match(units, stretch(shape(3), moved, gain), SD, SHIFTS)
    assert (match.unit, match.shift) == (1, moved)
    assert match.gain == pytest.approx(gain, abs=0.1)
    assert fits(match, LENGTH)


def test_another_shape_does_not_fit():
    match = best_match([Unit(shape=shape(1))], stretch(shape(4)), SD, SHIFTS)
    assert not fits(match, LENGTH)


def test_without_templates_there_is_no_match():
    assert best_match([], stretch(shape(1)), SD, SHIFTS) is None


def test_a_unit_learns_towards_what_it_sees():
    unit = Unit(shape=np.zeros((LENGTH, 1)))
    unit.learn(np.ones((LENGTH, 1)))
    assert (unit.seen, unit.shape.mean()) == (2, 0.5)
    for _ in range(100):
        unit.learn(np.ones((LENGTH, 1)))
    assert unit.shape.mean() > 0.9
