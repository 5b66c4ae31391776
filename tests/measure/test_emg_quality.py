"""Which seconds can be used."""

from __future__ import annotations

import numpy as np

from quietmuscle.measure.emg_quality import usable_seconds
from quietmuscle.model.measurement import Quality

RATE_HZ = 500.0


def noise(channels=1):
    return np.random.default_rng(0).standard_normal((5_000, channels))


def test_a_good_recording_is_good_all_along():
    usable, why = usable_seconds(noise(), RATE_HZ)
    assert usable.tolist() == [True] * 10
    assert why == frozenset()


def test_missing_flat_and_clipped_seconds_are_named():
    samples = noise()
    samples[500:600] = np.nan
    samples[1500:2000] = 3.25
    samples[3000:3500] = np.clip(50 * samples[3000:3500], -20, 20)
    usable, why = usable_seconds(samples, RATE_HZ)
    assert np.flatnonzero(~usable).tolist() == [1, 3, 6]
    assert why == {Quality.MISSING_SAMPLES, Quality.FLAT, Quality.CLIPPED}


def test_one_good_channel_is_enough():
    samples = noise(2)
    samples[:, 1] = 0.0
    usable, why = usable_seconds(samples, RATE_HZ)
    assert usable.all()
    assert why == {Quality.FLAT}


def test_a_single_sample_cannot_be_used():
    usable, _ = usable_seconds(np.ones((1, 1)), RATE_HZ)
    assert not usable.any()
