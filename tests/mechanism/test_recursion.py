"""Filters that feed back: the same, to the last bit, as scipy.signal's."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import signal

from quietmuscle.mechanism.recursion import leaky_sum
from quietmuscle.mechanism.recursion import spring_and_damper

NOISE = np.random.default_rng(7).standard_normal(2000)


@pytest.mark.parametrize("keeps", [0.0, 0.5, 0.9398, 0.9997])
def test_what_is_kept_adds_up_as_scipy_adds_it(keeps):
    assert np.array_equal(leaky_sum(NOISE, keeps), signal.lfilter([1.0], [1.0, -keeps], NOISE))


@pytest.mark.parametrize("damping", [0.1, 0.35, 1.0])
@pytest.mark.parametrize("resonance_hz", [5.0, 13.7, 59.0])
def test_a_mass_on_a_spring_is_moved_as_by_scipy(resonance_hz, damping):
    omega = 2 * np.pi * resonance_hz
    system = signal.bilinear([omega**2], [1, 2 * damping * omega, omega**2], fs=4000.0)
    ours = spring_and_damper(NOISE, omega, damping, 4000.0)
    assert np.array_equal(ours, signal.lfilter(*system, NOISE))


def test_what_lies_still_for_long_is_followed():
    moved = spring_and_damper(np.ones(8000), 2 * np.pi * 10.0, 0.35, 4000.0)
    assert moved[0] < 0.01
    assert moved.max() > 1.2  # it swings beyond at first
    assert moved[-1] == pytest.approx(1.0, abs=1e-9)
