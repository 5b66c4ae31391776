"""The shapes of single movements."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.mechanism.synthetic_accel_shapes import FINE_HZ
from quietmuscle.mechanism.synthetic_accel_shapes import heart_shape
from quietmuscle.mechanism.synthetic_accel_shapes import muscle_rumble
from quietmuscle.mechanism.synthetic_accel_shapes import step_shape
from quietmuscle.mechanism.synthetic_accel_shapes import tap_shape
from quietmuscle.mechanism.synthetic_accel_shapes import twitch_shape


def share(shape: np.ndarray, low_hz: float, high_hz: float) -> float:
    power = np.abs(np.fft.rfft(shape, 1 << 14)) ** 2
    frequency = np.fft.rfftfreq(1 << 14, 1 / FINE_HZ)
    return float(power[(frequency >= low_hz) & (frequency < high_hz)].sum() / power.sum())


@pytest.mark.parametrize("contraction_s", [0.03, 0.06, 0.09])
def test_a_twitch_lies_in_the_band_of_muscle_and_fades(contraction_s):
    shape = twitch_shape(contraction_s, 18.0)
    assert np.abs(shape).max() == 1
    assert share(shape, 5, 100) > 0.85
    assert np.abs(shape[-400:]).max() < 0.02


def test_a_tap_is_sharper_than_a_twitch():
    assert share(tap_shape(0.008, 18.0), 40, 400) > 5 * share(twitch_shape(0.04, 18.0), 40, 400)


@pytest.mark.parametrize("shape", [heart_shape(15.0, 0.03), step_shape(18.0), tap_shape(0.01, 18)])
def test_what_passes_begins_and_ends_at_rest(shape):
    assert np.abs(shape).max() == 1
    assert abs(shape[0]) < 0.05
    assert abs(shape[-1]) < 0.05


def test_a_working_muscle_rumbles_in_its_band():
    rumble = muscle_rumble(8000, np.random.default_rng(1))
    assert rumble.std() == pytest.approx(1)
    assert share(rumble, 5, 50) > 0.8
