"""Sustained rhythm is found, with its pace; what fades is none."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.measure.accel_rhythm import is_tone
from quietmuscle.measure.accel_rhythm import rhythm_of
from quietmuscle.measure.accel_rhythm import rhythms
from quietmuscle.measure.accel_rhythm import slow_band

RATE_HZ = 100.0
TIME = np.arange(0, 20, 1 / RATE_HZ)


def shaking(hz: float, size: float, from_s: float, to_s: float) -> np.ndarray:
    noise = 0.02 * np.random.default_rng(1).standard_normal((TIME.size, 3))
    on = (from_s <= TIME) & (to_s > TIME)
    return noise + (size * on * np.sin(2 * np.pi * hz * TIME))[:, None] * [0.6, 0.0, 0.8]


@pytest.mark.parametrize("hz", [3.5, 6.0, 9.0, 13.0])
@pytest.mark.parametrize("size", [0.1, 10.0])
def test_tremor_is_found_with_its_pace(hz, size):
    samples = shaking(hz, size, 6, 14)
    (found,) = rhythms(slow_band(samples, RATE_HZ), samples, RATE_HZ)
    assert found.rate_hz == pytest.approx(hz, rel=0.06)
    assert found.start_s == pytest.approx(6, abs=1.1)
    assert found.stop_s == pytest.approx(14, abs=1.1)


def test_noise_and_what_is_short_or_too_fast_have_no_rhythm():
    for samples in (shaking(6, 0, 0, 0), shaking(6, 0.3, 9, 9.4), shaking(35, 0.5, 5, 15)):
        assert rhythms(slow_band(samples, RATE_HZ), samples, RATE_HZ) == []


def test_nothing_has_no_rhythm():
    assert rhythm_of(np.zeros((200, 3)), RATE_HZ) is None
    assert rhythm_of(np.zeros((4, 3)), RATE_HZ) is None


def test_a_tone_is_one_pitch_above_muscle():
    assert is_tone(shaking(40, 1.0, 0, 20), RATE_HZ)
    assert not is_tone(shaking(12, 1.0, 0, 20), RATE_HZ)
    assert not is_tone(shaking(12, 0.0, 0, 20), RATE_HZ)
