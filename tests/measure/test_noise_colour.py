"""The colour of noise, and how far it strays by chance."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import signal
from scipy import stats

from quietmuscle.measure.noise_colour import NoiseColour
from quietmuscle.measure.noise_colour import _sum_of_squares_at
from quietmuscle.measure.noise_colour import noise_colour

RATE_HZ = 2000.0
WHITE = NoiseColour(power=np.ones(129), channels=1)


def low_noise(seconds, seed=0):
    white = np.random.default_rng(seed).standard_normal((round(seconds * RATE_HZ), 1))
    sos = signal.butter(2, (20, 90), "bandpass", fs=RATE_HZ, output="sos")
    found = signal.sosfilt(sos, white, axis=0)
    return found / found.std()


def everywhere(samples):
    return np.ones(samples.shape[0], dtype=bool)


@pytest.mark.parametrize("freedom", [1, 4, 40])
@pytest.mark.parametrize("z", [-1.2816, -0.3853, 3.0, 5.2])
def test_a_sum_of_equal_squares_is_a_chi_square(freedom, z):
    exact = stats.chi2.isf(stats.norm.sf(z), freedom)
    assert _sum_of_squares_at(np.ones(1), freedom, z) == pytest.approx(exact, rel=0.12)


def test_white_noise_strays_like_white_noise():
    samples = np.random.default_rng(1).standard_normal((60_000, 2))
    colour = noise_colour(samples, everywhere(samples), RATE_HZ)
    shape = np.hanning(40)[:, None] * np.ones(2)
    assert colour.spread(shape) == pytest.approx(1.0, abs=0.1)
    assert 1.0 <= colour.stretch(37, 5.2) < 1.03


def test_a_template_strays_in_noise_as_far_as_is_told():
    samples = low_noise(60)
    colour = noise_colour(samples, everywhere(samples), RATE_HZ)
    shape = (np.hanning(40) * np.sin(np.linspace(0, 4 * np.pi, 40)))[:, None]
    laid = np.convolve(samples[:, 0], shape[::-1, 0], "valid") / np.sqrt((shape**2).sum())
    assert colour.spread(shape) == pytest.approx(laid.std(), rel=0.1)
    assert colour.spread(shape) > 2


def test_noise_of_few_frequencies_has_more_tail():
    samples = low_noise(60)
    colour = noise_colour(samples, everywhere(samples), RATE_HZ)
    assert colour.stretch(19, 5.2) > WHITE.stretch(19, 5.2) + 0.05


def test_potentials_do_not_colour_the_noise():
    samples = np.random.default_rng(2).standard_normal((120_000, 1))
    plain = noise_colour(samples, everywhere(samples), RATE_HZ)
    for at in range(500, 119_000, 1_000):
        samples[at : at + 30, 0] += 40 * np.hanning(30)
    loud = noise_colour(samples, everywhere(samples), RATE_HZ)
    shape = np.hanning(30)[:, None]
    assert loud.spread(shape) == pytest.approx(plain.spread(shape), rel=0.15)


def test_where_too_little_is_quiet_noise_is_taken_as_white():
    samples = low_noise(10)
    nowhere = np.zeros(samples.shape[0], dtype=bool)
    assert (noise_colour(samples, nowhere, RATE_HZ).power == 1).all()
