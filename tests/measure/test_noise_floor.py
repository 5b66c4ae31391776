"""The noise between events."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.measure.noise_floor import noise_sd

RATE_HZ = 1000.0


def noise(sd, samples=10_000, seed=0):
    return sd * np.random.default_rng(seed).standard_normal((samples, 1))


def test_it_is_the_standard_deviation_of_noise():
    assert np.median(noise_sd(noise(4.0), RATE_HZ)) == pytest.approx(4.0, rel=0.08)


def test_events_do_not_raise_it():
    samples = noise(4.0)
    samples[::500] += 300
    assert np.median(noise_sd(samples, RATE_HZ)) == pytest.approx(4.0, rel=0.1)


def test_at_a_step_the_louder_side_counts():
    samples = np.vstack([noise(2.0), noise(10.0, seed=1)])
    found = noise_sd(samples, RATE_HZ)[:, 0]
    assert found[5_000] == pytest.approx(2.0, rel=0.15)
    assert found[15_000] == pytest.approx(10.0, rel=0.15)
    assert found[10_000] > 8.0


def test_what_is_off_for_most_of_the_time_is_not_silent_beyond_measure():
    samples = np.vstack([noise(4.0), np.zeros((90_000, 1))])
    found = noise_sd(samples, RATE_HZ)[:, 0]
    assert found[2_000] == pytest.approx(4.0, rel=0.15)
    assert found[50_000] == pytest.approx(0.2, rel=0.15)


def test_each_channel_has_its_own_and_silence_is_not_zero():
    samples = np.hstack([noise(4.0), np.zeros((10_000, 1))])
    found = noise_sd(samples, RATE_HZ)
    assert found.shape == samples.shape
    assert (found > 0).all()
    assert noise_sd(np.zeros((5, 1)), RATE_HZ).shape == (5, 1)
