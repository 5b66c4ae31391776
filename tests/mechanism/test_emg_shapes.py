"""Potentials that are drawn freely."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.mechanism.emg_shapes import free_potential

RATE_HZ = 4000.0


@pytest.mark.parametrize("seed", range(10))
def test_a_potential_has_its_peak_and_lasts_3_to_45_ms(seed):
    wave = free_potential(120.0, RATE_HZ, np.random.default_rng(seed))[:, 0]
    assert np.abs(wave).max() == pytest.approx(120.0)
    loud = np.flatnonzero(np.abs(wave) > 12.0)
    assert 0.002 <= (loud[-1] - loud[0]) / RATE_HZ <= 0.045


def test_shapes_differ():
    rng = np.random.default_rng(1)
    shapes = np.array([free_potential(1.0, RATE_HZ, rng)[:, 0] for _ in range(8)])
    alike = np.corrcoef(shapes) - np.eye(8)
    assert np.median(np.abs(alike)) < 0.6


def test_of_several_channels_one_is_strongest_and_far_ones_are_weak():
    wave = free_potential(100.0, RATE_HZ, np.random.default_rng(2), channels=16)
    sizes = np.abs(wave).max(axis=0)
    assert wave.shape[1] == 16
    assert sizes.max() == pytest.approx(100.0)
    assert sizes.min() < 1.0
