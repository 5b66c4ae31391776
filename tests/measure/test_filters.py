"""Filters that move nothing in time."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.measure.filters import emg_band
from quietmuscle.measure.filters import moving_mean

RATE_HZ = 2000.0


@pytest.mark.parametrize(("frequency_hz", "kept"), [(3, 0.0), (100, 1.0), (300, 1.0), (800, 0.0)])
def test_the_band_is_kept_and_the_rest_is_not(frequency_hz, kept):
    times = np.arange(8000) / RATE_HZ
    wave = np.sin(2 * np.pi * frequency_hz * times)[:, None]
    middle = emg_band(wave, RATE_HZ)[2000:6000]
    assert np.abs(middle).max() == pytest.approx(kept, abs=0.02)


def test_a_peak_stays_where_it_is():
    pulse = np.zeros((4000, 1))
    pulse[1995:2006, 0] = np.hanning(11)
    assert int(np.argmax(emg_band(pulse, RATE_HZ))) == 2000


def test_short_recordings_do_not_break_it():
    assert emg_band(np.ones((20, 2)), RATE_HZ).shape == (20, 2)


def test_a_moving_mean_is_shorter_at_the_ends():
    assert moving_mean(np.array([1.0, 2.0, 3.0, 10.0]), 3).tolist() == [1.5, 2.0, 5.0, 6.5]
    assert moving_mean(np.array([4.0, 4.0, 4.0]), 7).tolist() == [4.0, 4.0, 4.0]
