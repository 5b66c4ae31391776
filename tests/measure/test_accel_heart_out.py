"""A known heart is taken out, each complex moved and scaled; what is no beat stays."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.measure.accel_heart_out import Heart
from quietmuscle.measure.accel_heart_out import around
from quietmuscle.measure.accel_heart_out import beats_cut
from quietmuscle.measure.accel_heart_out import without_heart

RATE_HZ = 200.0
BEATS = np.arange(300, 7700, 190)
LATE = np.arange(30) / RATE_HZ
COMPLEX = (np.hanning(30) * np.sin(2 * np.pi * 14 * LATE))[:, None] * [0.6, 0.0, 0.8]


def recording(seed: int, size: float = 0.2) -> np.ndarray:
    rng = np.random.default_rng(seed)
    band = 0.02 * rng.standard_normal((8000, 3))
    for beat in BEATS:
        at = beat + int(rng.integers(-2, 3))
        band[at : at + 30] += size * rng.normal(1, 0.12) * COMPLEX
    return band


def test_little_is_left_of_beats_that_differ_somewhat():
    band = recording(1)
    rest = without_heart(band, Heart(beats=BEATS, likeness=1.0), RATE_HZ)
    at = (BEATS[3:-3, None] + np.arange(30)).ravel()
    assert (rest[at] ** 2).mean() == pytest.approx(0.02**2, rel=0.15)
    assert (band[at] ** 2).mean() > 5 * 0.02**2


def test_a_beat_that_did_not_come_is_not_taken_out_and_a_twitch_on_a_beat_stays():
    band = recording(2)
    missed, shaken = BEATS[12], BEATS[20]
    band[missed - 20 : missed + 60] = 0.0
    band[shaken : shaken + 30] += 0.5 * COMPLEX[:, [1, 0, 2]] * [0.0, 1.0, 0.0]
    rest = without_heart(band, Heart(beats=BEATS, likeness=1.0), RATE_HZ)
    assert np.abs(rest[missed - 20 : missed + 60]).max() < 0.05
    assert np.abs(rest[shaken : shaken + 30, 1]).max() > 0.2


def test_beats_are_cut_to_the_length_of_the_shorter_ones():
    before, after = around(BEATS)
    assert (before, after) == (57, 133)
    assert beats_cut(recording(3), BEATS, before, after).shape == (BEATS.size, 190, 3)
