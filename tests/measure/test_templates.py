"""Templates laid over a recording."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.measure.templates import Unit
from quietmuscle.measure.templates import best_match
from quietmuscle.measure.templates import extent_of
from quietmuscle.measure.templates import fits
from quietmuscle.measure.templates import strong_channels

LENGTH, SHIFTS = 40, 10
RATE_HZ = 2000.0
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
    assert fits(match)


def test_another_shape_does_not_fit():
    match = best_match([Unit(shape=shape(1))], stretch(shape(4)), SD, SHIFTS)
    assert not fits(match)


def test_without_templates_there_is_no_match():
    assert best_match([], stretch(shape(1)), SD, SHIFTS) is None


def test_a_unit_learns_towards_what_it_sees():
    unit = Unit(shape=np.full((LENGTH, 1), 0.01))
    unit.learn(np.ones((LENGTH, 1)), RATE_HZ)
    assert (unit.seen, unit.shape.mean()) == (2, pytest.approx(0.505))
    for _ in range(100):
        unit.learn(np.ones((LENGTH, 1)), RATE_HZ)
    assert unit.shape.mean() > 0.9


def test_a_neighbour_after_a_silence_is_no_part_of_a_potential():
    snippet = np.zeros((88, 1))
    snippet[34:54] = shape(2)[10:30]
    snippet[76:84, 0] = 15.0
    noise = 0.3 * np.random.default_rng(1).standard_normal((88, 1))
    inside = extent_of(snippet + noise, RATE_HZ, 0.3 * SD)
    assert inside[34:54].all()
    assert not inside[74:].any()
    assert not inside[:20].any()


def test_a_neighbour_does_not_keep_a_template_from_fitting():
    alone = np.zeros((88, 1))
    alone[34:54] = shape(2)[10:30]
    wide = np.random.default_rng(2).standard_normal((88 + 2 * SHIFTS, 1))
    wide[SHIFTS : SHIFTS + 88] += alone
    wide[SHIFTS + 70 : SHIFTS + 80, 0] += 15.0
    assert fits(best_match([Unit(shape=alone)], wide, SD, SHIFTS))


def test_of_many_channels_only_the_strong_ones_judge():
    rng = np.random.default_rng(3)
    sd = np.ones(32)
    alone = np.zeros((LENGTH, 32))
    alone[:, 5:8] = shape(2)
    channels = strong_channels(alone + rng.standard_normal(alone.shape), sd)
    assert set(channels) >= {5, 6, 7}
    assert channels.size <= 6
    wide = rng.standard_normal((LENGTH + 2 * SHIFTS, 32))
    wide[SHIFTS : SHIFTS + LENGTH] += alone
    wide[:, 20] += 40.0
    assert fits(best_match([Unit(shape=alone, channels=channels)], wide, sd, SHIFTS))
