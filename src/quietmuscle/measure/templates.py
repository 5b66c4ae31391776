"""Potentials that come again: each shape is a motor unit, as far as the electrode can tell."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy import float64
from numpy.typing import NDArray

HALF_S = 0.022
"""Half the length of a template: potentials of the surface last 8-20 ms, filtered ones longer."""
SHIFT_S = 0.005
MOST_UNITS = 24
LEAST_GAIN = 0.65
MOST_GAIN = 1.5
JITTER = 0.42
"""How much of a potential may differ from the template beside the noise, as an amplitude."""
NOISE_ALLOWANCE = 1.5
LEARN_OVER = 40
"""Of how many discharges a template is the mean; later ones move it on slowly."""


@dataclass(slots=True)
class Unit:
    """A shape that was seen before, in the recording's own unit, (samples, channels)."""

    shape: NDArray[float64]
    seen: int = 1

    def learn(self, snippet: NDArray[float64]) -> None:
        """Move the shape towards one more discharge of it."""
        self.seen += 1
        share = 1 / min(self.seen, LEARN_OVER)
        self.shape = (1 - share) * self.shape + share * snippet


@dataclass(frozen=True, slots=True)
class Match:
    """A template laid over a recording: which, by how many samples moved, how strong.

    `explained`, `left` and `energy` (of the template) are sums of squares in
    units of the noise.
    """

    unit: int
    shift: int
    gain: float
    explained: float
    left: float
    energy: float


def best_match(
    units: list[Unit], wide: NDArray[float64], sd: NDArray[float64], shifts: int
) -> Match | None:
    """The template that explains most of a stretch, whether or not it fits.

    `wide` is longer than a template by `shifts` samples on both sides; `sd` is
    the noise of each channel there.
    """
    best: Match | None = None
    length = wide.shape[0] - 2 * shifts
    scaled = wide / sd
    windows = np.lib.stride_tricks.sliding_window_view(scaled, length, axis=0)
    energies = np.convolve((scaled**2).sum(axis=1), np.ones(length), mode="valid")
    for number, unit in enumerate(units):
        shape = unit.shape / sd
        energy = float((shape**2).sum())
        inner = np.einsum("tcl,lc->t", windows, shape)
        gains = np.clip(inner / energy, LEAST_GAIN, MOST_GAIN)
        explained = 2 * gains * inner - gains**2 * energy
        at = int(np.argmax(explained))
        if best is None or explained[at] > best.explained:
            best = Match(
                unit=number,
                shift=at - shifts,
                gain=float(gains[at]),
                explained=float(explained[at]),
                left=float(energies[at] - explained[at]),
                energy=energy,
            )
    return best


def fits(match: Match, values: int) -> bool:
    """Whether what a template leaves over of so many values could be noise and usual variation."""
    allowed = NOISE_ALLOWANCE * values + (JITTER * match.gain) ** 2 * match.energy
    return match.left <= allowed and LEAST_GAIN < match.gain < MOST_GAIN
