"""The colour of an EMG's noise: how its power is spread, and how far it then strays by chance.

Noise of few frequencies looks like potentials: its energy within some
milliseconds strays farther than that of white noise, and a template of its own
shape fits it again and again. What has to stand out is therefore weighed by the
spectrum of the recording's own quiet parts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy import bool_
from numpy import float64
from numpy.typing import NDArray
from scipy import linalg
from scipy import optimize
from scipy import signal

LOOK_S = 0.064
"""A look is longer than a potential, and short enough to lie between two of a steady train."""
LOOKS, FEWER_LOOKS = 2000, 400
FEW_CHANNELS = 8
QUIETEST = 0.35
"""The share of looks that events do not reach, as for the height of the energy: a judgement."""
FEWEST_LOOKS = 20
LOW_Z, MIDDLE_Z = -1.2816, -0.3853
"""The quantiles 0.10 and 0.35, from which the centre and spread of the energy are taken."""


@dataclass(frozen=True, slots=True)
class NoiseColour:
    """The power of the noise by frequency, from 0 to half the sampling rate; its mean is 1."""

    power: NDArray[float64]
    channels: int

    def spread(self, shape: NDArray[float64]) -> float:
        """How far a template laid over the noise strays, in standard deviations of white noise.

        `shape` is the template in units of the noise, (samples, channels); the
        noise of its channels is taken as independent.
        """
        size = 2 * (self.power.size - 1)
        length = max(size, shape.shape[0])
        strength = (np.abs(np.fft.rfft(shape, n=length, axis=0)) ** 2).sum(axis=1)
        power = np.interp(
            np.linspace(0, 1, strength.size), np.linspace(0, 1, self.power.size), self.power
        )
        return float(np.sqrt((strength * power).sum() / max(1e-300, strength.sum())))

    def stretch(self, width: int, z: float) -> float:
        """By how much farther than Gaussian values the cube root of the energy strays, 1 or more.

        The energy within `width` samples is a weighted sum of squares; how
        rarely it is how large is told by the saddlepoint approximation
        (Lugannani and Rice 1980, in the form of Barndorff-Nielsen 1986).
        """
        window = signal.windows.hann(self.power.size - 1, sym=False)
        width = min(width, self.power.size - 1)
        lags = np.fft.irfft(self.power)[:width]
        taper = signal.correlate(window, window)[window.size - 1 :][:width]
        lags = lags / np.maximum(taper / taper[0], 0.1)
        weights = linalg.eigvalsh(linalg.toeplitz(lags / lags[0]))
        weights = np.maximum(weights[weights > 1e-6 * weights[-1]] / weights[-1], 0.0)
        low, middle, high = (
            np.cbrt(_sum_of_squares_at(weights, self.channels, each))
            for each in (LOW_Z, MIDDLE_Z, z)
        )
        spread = (middle - low) / (MIDDLE_Z - LOW_Z)
        return max(1.0, float((high - middle) / spread + MIDDLE_Z) / z)


@dataclass(frozen=True, slots=True)
class Noise:
    """How loud the noise is at each sample, (samples, channels), and its colour."""

    sd: NDArray[float64]
    colour: NoiseColour


def noise_colour(whitened: NDArray[float64], quiet: NDArray[bool_], rate_hz: float) -> NoiseColour:
    """The colour of the noise of a piece, from the quietest of its short looks.

    Parameters
    ----------
    whitened
        (samples, channels), each divided by its noise.
    quiet
        The samples at which nothing lasts and all can be used.
    """
    length = 2 * max(16, round(LOOK_S * rate_hz / 2))
    flat = NoiseColour(power=np.ones(length + 1), channels=whitened.shape[1])
    starts = np.arange(0, whitened.shape[0] - length, length)
    starts = starts[quiet[starts] & quiet[starts + length - 1]]
    if starts.size < FEWEST_LOOKS:
        return flat
    most = LOOKS if whitened.shape[1] <= FEW_CHANNELS else FEWER_LOOKS
    starts = starts[np.linspace(0, starts.size - 1, min(most, starts.size)).astype(int)]
    looks = whitened[starts[:, None] + np.arange(length)]
    energy = np.einsum("ltc,ltc->l", looks, looks)
    calm = looks[energy <= np.quantile(energy, QUIETEST)]
    window = signal.windows.hann(length, sym=False)[:, None]
    power = np.zeros(length + 1)
    for look in calm:
        power += (np.abs(np.fft.rfft(look * window, n=2 * length, axis=0)) ** 2).sum(axis=1)
    mean = float(power.mean())
    return flat if mean <= 0 else NoiseColour(power=power / mean, channels=whitened.shape[1])


def _sum_of_squares_at(weights: NDArray[float64], times: int, z: float) -> float:
    """The value that a weighted sum of squares passes as rarely as a Gaussian passes z.

    `weights` are at most 1; each stands for so many squares.
    """

    def bent(tilt: float) -> tuple[float, float]:
        left = 1 - 2 * tilt * weights
        size = times * float((weights / left).sum())
        bend = 2 * times * float(((weights / left) ** 2).sum())
        height = -0.5 * times * float(np.log(left).sum())
        way = np.sign(tilt) * np.sqrt(max(1e-300, 2 * (tilt * size - height)))
        told = tilt * np.sqrt(bend)
        return size, float(way + np.log(told / way) / way - z)

    low, high = (1e-4, 0.5 - 1e-9) if z > 0 else (-1e5, -1e-4)
    tilt = optimize.brentq(lambda each: bent(each)[1], low, high)
    return bent(float(tilt))[0]
