"""What stands out of noise."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.measure.candidates import SURE_Z
from quietmuscle.measure.candidates import candidates
from quietmuscle.measure.candidates import energy_z
from quietmuscle.measure.candidates import smallest_rms
from quietmuscle.measure.filters import emg_band
from quietmuscle.measure.noise_colour import NoiseColour
from quietmuscle.measure.noise_colour import noise_colour

RATE_HZ = 2000.0
WHITE = NoiseColour(power=np.ones(129), channels=1)


def white(seconds, seed=0):
    return np.random.default_rng(seed).standard_normal((round(seconds * RATE_HZ), 1))


def test_noise_alone_rarely_stands_out():
    z = energy_z(white(300), RATE_HZ, WHITE)
    assert candidates(z, RATE_HZ, SURE_Z).at.size <= 2


def moments(z):
    at = candidates(z, RATE_HZ, SURE_Z).at
    return int((np.diff(at, prepend=-1_000) > 200).sum())


def test_noise_of_few_frequencies_rarely_stands_out_either():
    samples = emg_band(white(600, seed=5), RATE_HZ)
    samples = 0.05 * samples + np.cumsum(samples, axis=0) / 20
    samples = emg_band(samples, RATE_HZ)
    samples /= samples.std()
    z = energy_z(samples, RATE_HZ, noise_colour(samples, np.ones(len(samples), bool), RATE_HZ))
    assert moments(z) <= 2
    assert moments(energy_z(samples, RATE_HZ, WHITE)) > 10


def test_a_potential_is_found_where_it_is():
    samples = white(20)
    samples[20_000:20_020, 0] += 6 * np.sin(np.linspace(0, 2 * np.pi, 20))
    found = candidates(energy_z(samples, RATE_HZ, WHITE), RATE_HZ, SURE_Z)
    assert found.at.size >= 1
    assert abs(int(found.at[np.argmax(found.z)]) - 20_010) <= 8


def test_the_smallest_potential_lies_between_a_half_and_three_times_the_noise():
    assert 0.5 < smallest_rms(white(60), RATE_HZ, WHITE) < 3.0


def test_one_of_that_size_is_about_as_often_found_as_not():
    size = smallest_rms(white(60), RATE_HZ, WHITE)
    found = 0
    for seed in range(40):
        samples = white(5, seed=seed)
        shape = np.sin(np.linspace(0, 4 * np.pi, 18))
        samples[5_000:5_018, 0] += 1.15 * size * shape / np.sqrt((shape**2).mean())
        z = energy_z(samples, RATE_HZ, WHITE)
        found += bool(z[4_990:5_030].max() >= SURE_Z)
    assert 12 <= found <= 40


def test_silence_is_no_fault():
    assert np.isfinite(energy_z(np.zeros((1000, 1)), RATE_HZ, WHITE)).all()
    assert smallest_rms(np.zeros((1000, 1)), RATE_HZ, WHITE) == pytest.approx(0.0, abs=1e-3)
