"""Filters see short swings in units of the noise."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import signal

from quietmuscle.measure.accel_bank import looked
from quietmuscle.measure.accel_bank import whitened
from quietmuscle.measure.accel_transients import sure_height

RATE_HZ = 200.0
STEP = np.zeros(3)


def noise(seconds: int, seed: int) -> np.ndarray:
    return 0.02 * np.random.default_rng(seed).standard_normal((round(seconds * RATE_HZ), 3))


def seen(band: np.ndarray) -> np.ndarray:
    return looked(whitened(band, np.ones(len(band), dtype=bool), RATE_HZ, STEP)).height


def test_noise_is_low_whatever_its_size():
    band = noise(60, 1)
    heights = seen(band)
    assert np.quantile(heights, 0.999) < 0.75 * sure_height(RATE_HZ)
    assert heights.max() < sure_height(RATE_HZ)
    assert seen(1000 * band) == pytest.approx(heights)


def test_noise_of_any_colour_and_of_another_size_on_each_axis_is_low():
    drift = signal.lfilter([1.0], [1.0, -0.85], noise(60, 3), axis=0)
    band = (noise(60, 4) + drift) * [1.0, 3.0, 0.3]
    white = whitened(band, np.ones(len(band), dtype=bool), RATE_HZ, STEP)
    spread = white.samples.std(axis=0)
    assert spread == pytest.approx(spread.mean() * np.ones(3), rel=0.1)
    assert looked(white).height.max() < 1.1 * sure_height(RATE_HZ)


@pytest.mark.parametrize("hz", [8.0, 15.0, 40.0])
def test_a_swing_stands_out_where_it_is_along_any_line(hz):
    band = noise(30, 2)
    time = (np.arange(len(band)) - 3000) / RATE_HZ
    pulse = 0.12 * np.cos(2 * np.pi * hz * time) * np.exp(-((time / 0.04) ** 2) / 2)
    heights = []
    for way in ([1, 0, 0], [0.6, 0, 0.8], [0.577, -0.577, 0.577]):
        height = seen(band + pulse[:, None] * np.array(way))
        assert abs(int(np.argmax(height)) - 3000) <= 12
        heights.append(height.max())
    assert min(heights) > 2 * sure_height(RATE_HZ)


def test_rounding_is_no_twitch():
    band = np.zeros((4000, 3))
    band[[500, 1700, 2900], [0, 1, 2]] = 0.01
    all_quiet = np.ones(4000, dtype=bool)
    white = whitened(band, all_quiet, RATE_HZ, np.full(3, 0.01))
    assert looked(white).height.max() < sure_height(RATE_HZ)


def test_what_beats_leave_behind_counts_less():
    band = noise(60, 5)
    beats = np.arange(100, 11900, 170)
    rest = np.random.default_rng(6).standard_normal((beats.size, 20, 3))
    band[beats[:, None] + np.arange(20)] += 0.05 * rest
    all_quiet = np.ones(len(band), dtype=bool)
    plain = whitened(band, all_quiet, RATE_HZ, STEP)
    known = whitened(band, all_quiet, RATE_HZ, STEP, (beats,))
    near = (beats[5:-5, None] + np.arange(20)).ravel()
    assert known.level[near].mean() > 1.6 * plain.level[near].mean()
    assert looked(known).height[near].max() < looked(plain).height[near].max()
