"""Hum found and taken out."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.measure.filters import emg_band
from quietmuscle.measure.mains import hum_lines
from quietmuscle.measure.mains import is_hum
from quietmuscle.measure.mains import without_hum
from quietmuscle.mechanism.emg_background import electrode_noise
from quietmuscle.mechanism.emg_background import mains_hum

RATE_HZ = 2048.0
SAMPLES = round(30 * RATE_HZ)


def recording(harmonics_uv, seed=1):
    rng = np.random.default_rng(seed)
    hum = mains_hum(SAMPLES, RATE_HZ, harmonics_uv, rng)
    return emg_band((electrode_noise(SAMPLES, RATE_HZ, 5.0, rng) + hum)[:, None], RATE_HZ)


@pytest.mark.parametrize("base", [50.0, 60.0])
def test_lines_are_found_and_what_is_left_is_the_noise(base):
    samples = recording({base: 40.0, 3 * base: 10.0})
    clean, lines = without_hum(samples, RATE_HZ)
    assert {base, 3 * base} <= set(lines)
    usual = recording({}).std()
    assert clean[2048:-2048].std() == pytest.approx(usual, rel=0.08)


def test_where_nothing_hums_nothing_is_taken():
    samples = recording({})
    clean, lines = without_hum(samples, RATE_HZ)
    assert lines == ()
    assert clean is samples


def test_a_twitch_survives():
    samples = recording({50.0: 50.0})
    samples[20_000:20_030, 0] += 150 * np.hanning(30)
    clean, _ = without_hum(samples, RATE_HZ)
    assert np.ptp(clean[19_990:20_040]) > 120


def test_short_recordings_have_no_lines():
    assert hum_lines(np.zeros((100, 1)), RATE_HZ) == ()


def test_multiples_of_the_mains_are_hum_and_a_run_that_wanes_or_noise_is_not():
    times = np.arange(round(0.6 * 2000)) / 2000
    hum = np.sin(2 * np.pi * 50.02 * times) + 0.7 * np.sin(2 * np.pi * 250.1 * times + 1)
    assert is_hum(hum[:, None], 2000)
    waning = np.sin(2 * np.pi * (300 * times - 60 * times**2))
    assert not is_hum(waning[:, None], 2000)
    assert not is_hum(np.sin(2 * np.pi * 222 * times)[:, None], 2000)
    assert not is_hum(np.random.default_rng(1).normal(size=(1200, 1)), 2000)
    assert not is_hum(hum[:100, None], 2000)
