"""Potentials that come again: each shape is a motor unit, as far as the electrode can tell."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field

import numpy as np
from numpy import bool_
from numpy import float64
from numpy import int_
from numpy.typing import NDArray

from quietmuscle.measure.filters import moving_mean

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
KNOWN_AFTER = 6
"""From so many discharges on, the mean itself tells how long a shape is."""
EXTENT_SHARE = 0.06
"""A potential reaches as far as its envelope has this share of its height."""
EXTENT_SD = 1.6
ENVELOPE_S = 0.003
SILENCE_S = 0.006
"""A potential ends where it is silent for so long: what follows is another one."""
MARGIN_S = 0.0015
STRONG = 0.15
STRONG_SD = 4.0
"""In noise a height of 4 standard deviations within a potential's length is rare."""


@dataclass(slots=True)
class Unit:
    """A shape that was seen before, in the recording's own unit, (samples, channels).

    `shape` is 0 before and after the potential, so that a neighbour in time is
    no part of it. `channels` are those where it is strong: matches are judged by
    them alone, because the many where it is weak would drown it.
    """

    shape: NDArray[float64]
    seen: int = 1
    channels: NDArray[int_] | None = None
    extent: NDArray[bool_] = field(init=False)
    mean: NDArray[float64] = field(init=False)

    def __post_init__(self) -> None:
        """The shape as it is given is all there is."""
        self.mean = self.shape
        self.extent = np.abs(self.shape).max(axis=1) > 0
        if self.channels is None:
            self.channels = np.arange(self.shape.shape[1])

    def learn(self, snippet: NDArray[float64], rate_hz: float) -> None:
        """Move the shape towards one more discharge of it."""
        self.seen += 1
        share = 1 / min(self.seen, LEARN_OVER)
        self.mean = (1 - share) * self.mean + share * snippet
        if self.seen >= KNOWN_AFTER:
            self.extent = extent_of(self.mean, rate_hz)
        self.shape = self.mean * self.extent[:, None]


def strong_channels(shape: NDArray[float64], sd: NDArray[float64]) -> NDArray[int_]:
    """The channels in which a potential stands well out of the noise, the strongest always."""
    heights = np.abs(shape / sd).max(axis=0)
    return np.flatnonzero(heights >= min(heights.max(), max(STRONG_SD, STRONG * heights.max())))


def extent_of(
    snippet: NDArray[float64], rate_hz: float, sd: NDArray[float64] | None = None
) -> NDArray[bool_]:
    """Which samples of a snippet belong to the potential in its middle.

    Its envelope is followed from its highest point near the middle to both sides,
    until it is silent. With `sd`, the noise of each channel, what is no louder
    than noise is silence as well.
    """
    power = snippet**2 if sd is None else (snippet / sd) ** 2
    envelope = np.sqrt(moving_mean(power.sum(axis=1), round(ENVELOPE_S * rate_hz)))
    total = envelope.size
    near = slice(total // 4, total - total // 4)
    top = near.start + int(np.argmax(envelope[near]))
    least = EXTENT_SHARE * envelope[top]
    if sd is not None:
        least = max(least, EXTENT_SD * np.sqrt(snippet.shape[1]))
    loud = np.flatnonzero(envelope >= least)
    gap = round(SILENCE_S * rate_hz)
    first = last = top
    for at in loud[loud > top]:
        if at - last > gap:
            break
        last = int(at)
    for at in loud[loud < top][::-1]:
        if first - at > gap:
            break
        first = int(at)
    margin = round(MARGIN_S * rate_hz)
    inside = np.zeros(total, dtype=bool)
    inside[max(0, first - margin) : last + margin + 1] = True
    return inside


@dataclass(frozen=True, slots=True)
class Match:
    """A template laid over a recording: which, by how many samples moved, how strong.

    `explained`, `left` and `energy` (of the template) are sums of squares in
    units of the noise; `left` is what remains of the `values` within its extent.
    """

    unit: int
    shift: int
    gain: float
    explained: float
    left: float
    energy: float
    values: int


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
    power = scaled**2
    for number, unit in enumerate(units):
        shape = unit.shape[:, unit.channels] / sd[unit.channels]
        energy = float((shape**2).sum())
        inner = np.einsum("tcl,lc->t", windows[:, unit.channels], shape)
        gains = np.clip(inner / energy, LEAST_GAIN, MOST_GAIN)
        explained = 2 * gains * inner - gains**2 * energy
        at = int(np.argmax(explained))
        if best is None or explained[at] > best.explained:
            inside = float(power[at : at + length, unit.channels][unit.extent].sum())
            best = Match(
                unit=number,
                shift=at - shifts,
                gain=float(gains[at]),
                explained=float(explained[at]),
                left=inside - float(explained[at]),
                energy=energy,
                values=int(unit.extent.sum()) * shape.shape[1],
            )
    return best


def fits(match: Match) -> bool:
    """Whether what a template leaves over could be noise and usual variation."""
    allowed = NOISE_ALLOWANCE * match.values + (JITTER * match.gain) ** 2 * match.energy
    return match.left <= allowed and LEAST_GAIN < match.gain < MOST_GAIN
