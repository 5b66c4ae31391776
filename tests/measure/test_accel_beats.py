"""Beats are found by their shape, however uneven; twitches of one unit are not taken for them."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.measure.accel_beats import beats_by_shape
from quietmuscle.mechanism.synthetic_accel_moves import Uneven
from quietmuscle.mechanism.synthetic_accel_moves import heart

RATE_HZ = 100.0
TIMES = np.arange(0, 60, 1 / RATE_HZ)
ALL = np.ones(TIMES.size, dtype=bool)


def noise(seed: int) -> np.ndarray:
    return 0.015 * np.random.default_rng(seed).standard_normal((TIMES.size, 3))


def pulses(at_s: np.ndarray, size: float) -> np.ndarray:
    """Twitches of one unit: one shape, along one line."""
    found = np.zeros((TIMES.size, 3))
    for at in at_s:
        late = TIMES - at
        wave = np.exp(-0.5 * (late / 0.03) ** 2) * np.cos(2 * np.pi * 12 * late)
        found += size * wave[:, None] * [0.6, 0.0, 0.8]
    return found


@pytest.mark.parametrize(
    "uneven", [Uneven(), Uneven(early=0.1), Uneven(variation=0.15), Uneven(variation=0.24)]
)
def test_beats_are_found_however_uneven(uneven):
    beats = heart(TIMES, 75.0, 0.23, 0.12, np.random.default_rng(1), uneven)
    found = beats_by_shape(beats.samples_ms2 + noise(2), ALL, RATE_HZ)
    assert found is not None
    true_s = np.array([each.onset_s for each in beats.truth])
    late_s = [
        float((found / RATE_HZ - at)[np.argmin(np.abs(found / RATE_HZ - at))]) for at in true_s
    ]
    usual = np.median(late_s)
    assert np.mean(np.abs(late_s - usual) < 0.05) > 0.85
    assert found.size == pytest.approx(true_s.size, rel=0.15)


def test_strong_twitches_hide_no_beats():
    rng = np.random.default_rng(3)
    beats = heart(TIMES, 68.0, 0.23, 0.1, rng)
    strong = pulses(np.cumsum(0.5 + rng.exponential(3.0, 16)), 2.0)
    found = beats_by_shape(beats.samples_ms2 + strong + noise(4), ALL, RATE_HZ)
    assert found is not None
    assert found.size == pytest.approx(len(beats.truth), rel=0.2)


@pytest.mark.parametrize("per_min", [15, 45])
def test_a_unit_that_twitches_at_random_is_no_heart(per_min):
    taken = 0
    for seed in range(8):
        at_s = np.cumsum(np.random.default_rng(seed).exponential(60 / per_min, 3 * per_min))
        taken += beats_by_shape(pulses(at_s, 0.15) + noise(seed), ALL, RATE_HZ) is not None
    assert taken == 0


def test_noise_has_no_beats():
    for seed in range(3):
        assert beats_by_shape(noise(seed), ALL, RATE_HZ) is None
    assert beats_by_shape(noise(1), np.zeros_like(ALL), RATE_HZ) is None
