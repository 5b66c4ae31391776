"""How high noise alone reaches in a video: the bar above which false alarms are rare.

Every peak of the strengths that a matched filter finds is looked at, hundreds
in a minute; nearly all are noise. Noise of a Gaussian kind has peaks whose
squares fall off as an exponential does, noise of a codec the same with a longer
step. Middle and step are read from the many low peaks, and the height that is
reached only so often a minute follows from them. Twitches are among the high
peaks, and are left out.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy import float32

if TYPE_CHECKING:
    from numpy.typing import NDArray

FALSE_PER_MIN = 0.4
"""What noise alone may do: an aim of at most one false twitch in two and a half minutes."""
LOW_SHARE = 0.5
HIGH_SHARE = 0.85
"""The heights from which middle and step are read."""
ROUNDS = 2
FIRST_SHARE = 0.6
"""So many of the peaks, the lowest, are noise in any film that can be measured. Judgement."""
MUCH_HIGHER = 1.5
"""Noise without twitches gives both bars within a tenth or two. Judgement."""
FEWEST_PEAKS = 30
"""With fewer nothing is known of a tail: they are taken as Gaussian."""
GAUSSIAN = (3.7**2, 1.75)
"""Middle and step of squared heights, as noise without a codec has them (largest of two
directions, nine bumps and a neighbourhood of 7 blocks and half a second)."""
NEIGHBOURHOOD_S = 0.5
NEIGHBOURHOOD_BLOCKS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """The tail of noise: middle and step of the squared height of its peaks, and how many come."""

    middle: float
    step: float
    peaks_per_min: float

    def bar(self, false_per_min: float = FALSE_PER_MIN, share: float = 1.0) -> float:
        """The height that noise exceeds this often a minute, in a share of the picture.

        Gumbel's law for the squares of the heights: middle and step stand for the
        median and the scale.
        """
        chance = min(false_per_min / max(self.peaks_per_min * share, 1e-9), 0.5)
        far = -math.log(-math.log1p(-chance)) + math.log(math.log(2))
        return math.sqrt(max(self.middle + far * self.step, 0.0))


def alarm(z: NDArray[float32], rate_hz: float) -> Alarm:
    """The tail of noise in strengths (pictures, rows, columns).

    It is read from all peaks, and again without those above the bar. In a small
    picture a muscle that twitches 30 times a minute makes more than a sixth of
    all peaks, and the bar rises above each of them. So it is also read from the
    lowest peaks, and from all that they explain, until no more come; where that
    bar is much lower, it holds.
    """
    heights = np.sort(peak_heights(z, rate_hz, np.ones(len(z), bool))) ** 2
    minutes = max(len(z) / rate_hz / 60, 1e-9)
    if len(heights) < FEWEST_PEAKS:
        rate = len(heights) / minutes
        return Alarm(middle=GAUSSIAN[0], step=GAUSSIAN[1], peaks_per_min=rate)
    found, below = _from_above(heights, minutes), _from_below(heights, minutes)
    return below if found.bar() > MUCH_HIGHER * below.bar() else found


def _from_above(heights: NDArray[float32], minutes: float) -> Alarm:
    """The tail by the squares of all heights, ascending, that do not stand out of it."""
    found = _tail(heights, minutes)
    for _ in range(ROUNDS - 1):
        heights = heights[heights <= found.bar() ** 2]
        if len(heights) < FEWEST_PEAKS:
            break
        found = _tail(heights, minutes)
    return found


def _from_below(heights: NDArray[float32], minutes: float) -> Alarm:
    """The tail by the lowest of the squares of heights, ascending, and all that they explain."""
    count = math.ceil(FIRST_SHARE * len(heights))
    while True:
        found = _tail(heights[:count], minutes)
        explained = int(np.searchsorted(heights, found.bar() ** 2, side="right"))
        if explained <= count:
            return found
        count = explained


def _tail(heights: NDArray[float32], minutes: float) -> Alarm:
    """The tail by the squares of heights that noise explains, ascending."""
    low, high = np.quantile(heights, [LOW_SHARE, HIGH_SHARE])
    apart = math.log(math.log(LOW_SHARE) / math.log(HIGH_SHARE))
    step = max(float(high - low) / apart, GAUSSIAN[1])
    return Alarm(middle=float(low), step=step, peaks_per_min=len(heights) / minutes)


def peak_heights(z: NDArray[float32], rate_hz: float, which: NDArray[np.bool_]) -> NDArray[float32]:
    """How high the peaks of strengths reach that lie in some of the pictures."""
    from scipy.ndimage import maximum_filter

    size = (round(NEIGHBOURHOOD_S * rate_hz) | 1, NEIGHBOURHOOD_BLOCKS, NEIGHBOURHOOD_BLOCKS)
    is_peak = (z == maximum_filter(z, size=size)) & (z > 0) & which[:, None, None]
    return np.asarray(z[is_peak], np.float32)
