"""The potential of a motor unit on the skin."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.mechanism.motor_unit_potential import Electrodes
from quietmuscle.mechanism.motor_unit_potential import MotorUnit
from quietmuscle.mechanism.motor_unit_potential import motor_unit_potential

RATE_HZ = 4000.0


def potential(depth_mm, fibres=200, electrodes=None, seed=0):
    return motor_unit_potential(
        MotorUnit(fibres=fibres, depth_mm=depth_mm),
        electrodes or Electrodes(),
        RATE_HZ,
        np.random.default_rng(seed),
    )


def size(depth_mm, fibres=200):
    return np.mean([np.ptp(potential(depth_mm, fibres, seed=seed)) for seed in range(6)])


def test_its_size_and_length_are_those_of_surface_recordings():
    # Mechanism notes: 110, 27 and 9 uV at 5, 10 and 15 mm; 5-500 uV and 8-20 ms in all.
    sizes = [size(depth) for depth in (5, 10, 15)]
    assert sizes == sorted(sizes, reverse=True)
    assert 60 < sizes[0] < 200
    assert 12 < sizes[1] < 50
    assert 4 < sizes[2] < 20
    shape = potential(10)[:, 0]
    loud = np.flatnonzero(np.abs(shape) > 0.1 * np.abs(shape).max())
    assert 0.006 < (loud[-1] - loud[0]) / RATE_HZ < 0.030


def test_more_fibres_are_louder():
    assert size(10, 400) == pytest.approx(2 * size(10, 200), rel=0.05)


def test_channels_along_the_fibres_see_it_later():
    along = Electrodes(along_mm=(0.0, 20.0), across_mm=(0.0, 0.0), distance_mm=10.0)
    shape = potential(8, electrodes=along)
    later = np.argmax(np.correlate(shape[:, 1], shape[:, 0], mode="full")) - shape.shape[0] + 1
    assert later / RATE_HZ == pytest.approx(0.020 / 4.2, abs=0.0015)


def test_the_same_seed_gives_the_same_shape():
    unit = MotorUnit(fibres=100, depth_mm=7)
    shapes = [
        motor_unit_potential(unit, Electrodes(), RATE_HZ, np.random.default_rng(5))
        for _ in range(2)
    ]
    assert np.array_equal(*shapes)
