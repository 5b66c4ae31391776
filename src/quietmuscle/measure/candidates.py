"""Where something stands out of the noise of an EMG."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy import float64
from numpy.typing import NDArray
from scipy import signal

from quietmuscle.measure.filters import moving_mean

if TYPE_CHECKING:
    from quietmuscle.measure.noise_colour import NoiseColour

WIDTHS_S = (0.004, 0.009, 0.018)
"""Lengths of motor unit potentials: 2.8-24 ms in healthy muscle (needle, tibialis anterior)."""
SURE_Z = 5.2
"""A false alarm in about an hour of noise of any colour: heights are told as Gaussian ones."""
HINT_Z = 3.0
"""Worth comparing with potentials that were seen before."""
APART_S = 0.004


@dataclass(frozen=True, slots=True)
class Candidates:
    """Moments at which the energy stands out, ascending, in samples, with how far."""

    at: NDArray[np.int_]
    z: NDArray[float64]


def energy_z(whitened: NDArray[float64], rate_hz: float, colour: NoiseColour) -> NDArray[float64]:
    """How far the energy stands out at each sample, in standard deviations of its usual noise.

    The cube root of a sum of squares is nearly Gaussian (Wilson and Hilferty
    1931); its centre and spread are taken from its lower quantiles, which
    events do not reach, and the spread is stretched by as much as noise of this
    colour strays farther than a Gaussian.
    """
    best = np.full(whitened.shape[0], -np.inf)
    power = np.einsum("tc,tc->t", whitened, whitened)
    for width_s in WIDTHS_S:
        root, centre, spread = _roots(power, rate_hz, width_s, colour)
        best = np.maximum(best, (root - centre) / spread)
    return best


def smallest_rms(whitened: NDArray[float64], rate_hz: float, colour: NoiseColour) -> float:
    """The weakest potential that is found by itself, in standard deviations of the noise.

    It is given by its root mean square over 9 ms.
    """
    power = np.einsum("tc,tc->t", whitened, whitened)
    _, centre, spread = _roots(power, rate_hz, WIDTHS_S[1], colour)
    needed = (centre + SURE_Z * spread) ** 3 - centre**3
    return float(np.sqrt(max(0.0, needed)))


def _roots(
    power: NDArray[float64], rate_hz: float, width_s: float, colour: NoiseColour
) -> tuple[NDArray[float64], float, float]:
    """The cube root of the power over a width, with the centre and spread of its noise."""
    width = round(width_s * rate_hz)
    root = np.cbrt(moving_mean(power, width))
    low, middle = np.quantile(root, (0.10, 0.35))
    spread = max(1e-12, float(middle - low) / 0.8963)
    centre = float(middle) + 0.3853 * spread
    return root, centre, spread * colour.stretch(width | 1, SURE_Z)


def candidates(z: NDArray[float64], rate_hz: float, least_z: float) -> Candidates:
    """The peaks of the energy above a height."""
    at, _ = signal.find_peaks(z, height=least_z, distance=max(1, round(APART_S * rate_hz)))
    return Candidates(at=at, z=z[at])
