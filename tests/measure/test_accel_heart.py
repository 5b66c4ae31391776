"""The heart is found as a rhythm and taken out; what is no heart stays."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.measure.accel_bank import looked
from quietmuscle.measure.accel_bank import whitened
from quietmuscle.measure.accel_heart import heart_band
from quietmuscle.measure.accel_heart import heart_of
from quietmuscle.measure.accel_heart_out import without_heart
from quietmuscle.measure.accel_transients import sure_height
from quietmuscle.mechanism.synthetic_accel_moves import heart

RATE_HZ = 200.0
TIMES = np.arange(0, 40, 1 / RATE_HZ)
ALL = np.ones(TIMES.size, dtype=bool)


def noise(seed: int) -> np.ndarray:
    return 0.015 * np.random.default_rng(seed).standard_normal((TIMES.size, 3))


def height(band: np.ndarray) -> np.ndarray:
    return looked(whitened(band, ALL, RATE_HZ, np.zeros(3))).height


@pytest.mark.parametrize("per_min", [52.0, 95.0])
def test_beats_are_found_and_little_of_them_is_left(per_min):
    beats = heart(TIMES, per_min, 0.23, 0.15, np.random.default_rng(1))
    band = beats.samples_ms2 + noise(2)
    found = heart_of(band, ALL, RATE_HZ)
    assert found is not None
    assert np.median(np.diff(found.beats)) / RATE_HZ == pytest.approx(60 / per_min, rel=0.04)
    rest = without_heart(band, found, RATE_HZ)
    assert height(band).max() > 3 * sure_height(RATE_HZ)
    assert height(rest).max() < 1.25 * sure_height(RATE_HZ)


def test_noise_has_no_heart():
    for seed in range(3):
        band = noise(seed)
        assert heart_of(band, ALL, RATE_HZ) is None


def test_a_twitch_survives_that_the_heart_is_taken_out():
    beats = heart(TIMES, 70.0, 0.23, 0.15, np.random.default_rng(3))
    band = beats.samples_ms2 + noise(4)
    pulse = 0.2 * np.sin(2 * np.pi * 14 * np.arange(24) / RATE_HZ) * np.hanning(24)
    at = round((beats.truth[20].onset_s + 0.45) * RATE_HZ)
    band[at : at + 24, 2] += pulse
    found = heart_of(band, ALL, RATE_HZ)
    left = height(without_heart(band, found, RATE_HZ))
    assert abs(int(np.argmax(left)) - at - 12) < 15
    assert left.max() > 30


def test_a_heart_is_looked_for_below_40_hz():
    fast = np.sin(2 * np.pi * 70 * TIMES)[:, None] * np.ones(3)
    slow = np.sin(2 * np.pi * 12 * TIMES)[:, None] * np.ones(3)
    assert np.abs(heart_band(fast, RATE_HZ)[400:-400]).max() < 0.1
    assert heart_band(slow, RATE_HZ) == pytest.approx(slow, abs=0.1)
    assert heart_band(slow, 90.0) is slow
