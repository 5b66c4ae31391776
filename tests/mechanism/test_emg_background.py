"""What else an electrode picks up."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.mechanism.emg_background import electrode_noise
from quietmuscle.mechanism.emg_background import heart_beats
from quietmuscle.mechanism.emg_background import mains_hum
from quietmuscle.mechanism.emg_background import movement

RATE_HZ = 1000.0
SAMPLES = 60_000


def rng(seed=0):
    return np.random.default_rng(seed)


def test_noise_has_its_size():
    assert electrode_noise(SAMPLES, RATE_HZ, 7.0, rng()).std() == pytest.approx(7.0)


def test_hum_stands_at_its_frequencies():
    hum = mains_hum(SAMPLES, RATE_HZ, {50.0: 20.0, 150.0: 5.0}, rng(1))
    power = np.abs(np.fft.rfft(hum))
    frequencies = np.fft.rfftfreq(SAMPLES, 1 / RATE_HZ)
    assert frequencies[np.argmax(power)] == pytest.approx(50, abs=0.1)
    assert np.abs(hum).max() == pytest.approx(25, rel=0.1)


def test_a_heart_beats_at_its_rate():
    beats = heart_beats(SAMPLES, RATE_HZ, 100.0, 72.0, rng(2))
    peaks = np.flatnonzero(
        (beats[1:-1] > 70) & (beats[1:-1] > beats[:-2]) & (beats[1:-1] >= beats[2:])
    )
    assert peaks.size == pytest.approx(72, abs=3)


def test_jolts_come_when_they_are_told_to():
    swing = movement(SAMPLES, RATE_HZ, np.array([20.0]), (400.0, 800.0), rng(3))
    assert np.abs(swing[:20_000]).max() == 0
    assert 100 < np.abs(swing).max() < 800
    assert np.abs(swing[40_000:]).max() < 1
