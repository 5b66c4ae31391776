"""The potential of a motor unit on the skin."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.mechanism.motor_unit_potential import GAIN_UV
from quietmuscle.mechanism.motor_unit_potential import Electrodes
from quietmuscle.mechanism.motor_unit_potential import MotorUnit
from quietmuscle.mechanism.motor_unit_potential import motor_unit_potential

RATE_HZ = 4000.0
DISCS = Electrodes(diameter_mm=10.0)


def potential(depth_mm, fibres=200, electrodes=None, seed=0):
    return motor_unit_potential(
        MotorUnit(fibres=fibres, depth_mm=depth_mm),
        electrodes or Electrodes(),
        RATE_HZ,
        np.random.default_rng(seed),
    )


def size(depth_mm, fibres=200, electrodes=None):
    return np.mean(
        [np.ptp(potential(depth_mm, fibres, electrodes, seed=seed)) for seed in range(6)]
    )


def test_its_size_and_length_are_those_of_surface_recordings():
    # 200 fibres at 5, 10 and 15 mm under electrodes of 10 mm: 5-500 uV and 8-20 ms.
    sizes = [size(depth, electrodes=DISCS) for depth in (5, 10, 15)]
    assert sizes == [
        pytest.approx(352, rel=0.1),
        pytest.approx(59, rel=0.1),
        pytest.approx(16.7, rel=0.1),
    ]
    for depth in (5, 10, 15):
        shape = potential(depth, electrodes=DISCS)[:, 0]
        loud = np.flatnonzero(np.abs(shape) > 0.1 * np.abs(shape).max())
        assert 0.008 < (loud[-1] - loud[0]) / RATE_HZ < 0.020


def test_how_strong_a_fibre_is_follows_from_its_size():
    """Nandedkar and Stålberg 1983: 55 µm, 1.01 S/m; Botelho 2019: 0.09 S/m across."""
    current_ua_mm = np.pi * (0.055 / 2) ** 2 * 1.01e-3  # of a V'' of 1 mV/mm²
    assert 1e3 * current_ua_mm / (4 * np.pi * 0.09e-3) == pytest.approx(GAIN_UV)


def test_an_electrode_sees_the_mean_over_its_disc():
    generator = np.random.default_rng(3)
    radius, turn = 5 * np.sqrt(generator.random(4000)), 2 * np.pi * generator.random(4000)
    many = Electrodes(along_mm=tuple(radius * np.cos(turn)), across_mm=tuple(radius * np.sin(turn)))
    disc = Electrodes(diameter_mm=10.0)
    # One fibre, so that a few milliseconds suffice.
    shapes = [
        motor_unit_potential(
            MotorUnit(fibres=1, depth_mm=8), each, 500.0, np.random.default_rng(1)
        ).mean(axis=1)
        for each in (many, disc)
    ]
    assert shapes[1] == pytest.approx(shapes[0], abs=0.02 * np.abs(shapes[0]).max())


def test_a_small_disc_is_a_point():
    point, small = (potential(8, electrodes=Electrodes(diameter_mm=each)) for each in (0.0, 0.01))
    assert small == pytest.approx(point, rel=1e-3, abs=1e-3)


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
