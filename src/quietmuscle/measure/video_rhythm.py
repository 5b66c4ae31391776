"""What moves all the time in a video (pulse, breath, tremor, a swaying camera), taken out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy import float32
from numpy.typing import NDArray

Series = NDArray[float32]
"""(pictures, values)"""

BASELINE_S = 2.0
"""A twitch is shorter than half of this, so that a running median does not follow it."""
COMPONENTS = 8
"""Patterns of motion that are looked at."""
RHYTHM = 0.4
"""Likeness to itself one period later, above which a course is a rhythm; irregular twitches stay
below: by chance they reach about one over the root of their number."""
RHYTHM_KEPT = 0.3
"""What is kept of a rhythm, against what is kept of another pattern of its height."""
ALWAYS = 1.5
"""Median height of a pattern, in that of noise, above which it is always there."""
LEAST_SPREAD_PX = 0.01
"""Noise is never taken to be less (reduced pixels): eight-bit pictures show no finer motion."""
CLIPPED = 3.0
"""Spreads at which motion is cut while patterns are looked for: a twitch makes no pattern."""
OFTEN = 0.8
OFTEN_Z = 1.2816
"""A share of pictures that twitches do not reach beyond, and where it lies in Gaussian noise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """A motion that repeats itself: its period and its size (rms of its strongest block)."""

    period_s: float
    size: float
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Calmed:
    """Local motion without what repeats or drifts; `raw` is with what repeats."""

    series: Series
    raw: Series
    rhythms: tuple[Rhythm, ...]


def without_baseline(series: Series, rate_hz: float) -> Series:
    """A series less its running median, so that drifts and lasting steps are gone."""
    half = max(1, round(BASELINE_S * rate_hz / 2))
    step = max(1, half // 4)
    count = len(series)
    centres = np.unique(np.append(np.arange(0, count, step), count - 1))
    stride = max(1, half // 15)
    medians = np.stack(
        [
            np.median(series[max(0, centre - half) : centre + half + 1 : stride], axis=0)
            for centre in centres
        ]
    )
    at = np.interp(np.arange(count), centres, np.arange(len(centres)))
    low = np.minimum(at.astype(int), len(centres) - 1)
    high = np.minimum(low + 1, len(centres) - 1)
    share = (at - low).astype(np.float32)[:, None]
    return np.asarray(series - medians[low] * (1 - share) - medians[high] * share, np.float32)


def spread_of(series: Series) -> NDArray[float32]:
    """The spread of each column by its median deviation (robust: rare twitches do not count)."""
    return np.asarray(np.median(np.abs(series), axis=0) / 0.6745, np.float32)


def calmed(fields: Series, rate_hz: float) -> Calmed:
    """Local motion less its baseline and less what never rests or is rhythmic.

    Patterns of motion are looked at from the strongest down. One that is always
    there (by its median deviation, which rare twitches do not raise) is turned
    down to the height of the noise, as Wiener's filter would; a rhythm farther.
    """
    series = without_baseline(fields, rate_hz)
    spread = np.maximum(spread_of(series), LEAST_SPREAD_PX)
    white: Series = np.asarray(series / spread, np.float32)
    rest: Series = np.clip(white, -CLIPPED, CLIPPED)
    rhythms = []
    for _ in range(COMPONENTS):
        pattern = _strongest(rest)
        course = np.asarray(white @ pattern, np.float32)
        height = float(np.median(np.abs(course))) / 0.6745
        period_s = rhythm_period_s(course, rate_hz)
        kept = 1.0
        if period_s is not None and height > 1:
            often = float(np.quantile(np.abs(course), OFTEN)) / OFTEN_Z
            kept = RHYTHM_KEPT / max(height, often) ** 2
            loads = pattern * spread
            place = int(np.argmax(np.abs(loads)))
            size = float(np.abs(loads[place])) * float(course.std())
            rhythms.append(Rhythm(period_s=period_s, size=size, place=place // 2))
        elif height > ALWAYS:
            kept = 1 / height**2
        if kept < 1:
            white = np.asarray(white - ((1 - kept) * course)[:, None] * pattern, np.float32)
        rest = np.asarray(rest - (rest @ pattern)[:, None] * pattern, np.float32)
    return Calmed(series=np.asarray(white * spread, np.float32), raw=series, rhythms=tuple(rhythms))


def _strongest(series: Series) -> NDArray[float32]:
    """The pattern that explains most of a series (power iteration from its largest picture)."""
    pattern = series[int(np.argmax((series**2).sum(axis=1)))].copy()
    for _ in range(12):
        pattern = series.T @ (series @ pattern)
        pattern /= max(float(np.linalg.norm(pattern)), 1e-9)
    return np.asarray(pattern, np.float32)


def rhythm_period_s(course: NDArray[float32], rate_hz: float) -> float | None:
    """The period of a course that repeats itself between 0.07 and 5 s, or None."""
    from scipy.fft import irfft
    from scipy.fft import rfft

    limit = 3 * float(np.median(np.abs(course))) / 0.6745
    clipped = np.clip(course, -limit, limit)
    clipped = clipped - clipped.mean()
    count = len(clipped)
    likeness = irfft(np.abs(rfft(clipped, 2 * count)) ** 2)[: count // 2]
    if likeness[0] <= 0:
        return None
    likeness = likeness / likeness[0] * count / (count - np.arange(count // 2))
    below = np.flatnonzero(likeness < 0.1)
    first = int(below[0]) if below.size else count
    last = min(int(5 * rate_hz), count // 4)
    if first >= last:
        return None
    part = likeness[first:last]
    # Every multiple of a period is alike; the first peak that is nearly the highest is it.
    inner = part[1:-1]
    peaks = (inner >= part[:-2]) & (inner >= part[2:]) & (inner >= 0.8 * part.max())
    if not peaks.any():
        return None
    lag = first + 1 + int(np.argmax(peaks))
    again = likeness[max(2 * lag - 2, 0) : 2 * lag + 3]
    if likeness[lag] < RHYTHM or again.size == 0 or again.max() < RHYTHM / 2:
        return None
    return lag / rate_hz
