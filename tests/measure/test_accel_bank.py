"""Filters see short swings in units of the noise."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.measure.accel_bank import looked

RATE_HZ = 200.0
STEP = np.zeros(3)


def noise(seconds: int, seed: int) -> np.ndarray:
    return 0.02 * np.random.default_rng(seed).standard_normal((round(seconds * RATE_HZ), 3))


def seen(band: np.ndarray) -> np.ndarray:
    return looked(band, np.ones(len(band), dtype=bool), RATE_HZ, STEP).height


def test_noise_is_low_whatever_its_size():
    band = noise(60, 1)
    assert np.quantile(seen(band), 0.999) < 12.5
    assert seen(1000 * band) == pytest.approx(seen(band))


@pytest.mark.parametrize("hz", [8.0, 15.0, 40.0])
def test_a_swing_stands_out_where_it_is_along_any_line(hz):
    band = noise(30, 2)
    time = (np.arange(len(band)) - 3000) / RATE_HZ
    pulse = 0.12 * np.cos(2 * np.pi * hz * time) * np.exp(-((time / 0.04) ** 2) / 2)
    heights = []
    for way in ([1, 0, 0], [0.6, 0, 0.8], [0.577, -0.577, 0.577]):
        height = seen(band + pulse[:, None] * np.array(way))
        assert abs(int(np.argmax(height)) - 3000) <= 8
        heights.append(height.max())
    assert min(heights) > 25


def test_rounding_is_no_twitch():
    band = np.zeros((4000, 3))
    band[[500, 1700, 2900], [0, 1, 2]] = 0.01
    looked_at = looked(band, np.ones(4000, dtype=bool), RATE_HZ, np.full(3, 0.01))
    assert looked_at.height.max() < 16
