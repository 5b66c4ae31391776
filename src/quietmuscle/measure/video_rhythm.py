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
BAND_S = (0.02, 0.28)
"""Patterns are looked for in what these two softenings differ by (spreads of a bell): a twitch of
0.1 to 0.5 s passes, breath and a slow sway do not, of which a pattern would be mistaken for it."""
RESTLESS = 1.5
"""Pictures in which this many times the usual moves hardly count for a pattern: twitches are in
them, and what never rests is in all others too."""
RHYTHM = 0.4
"""Likeness to itself one period later, above which a course may be a rhythm."""
SURE_SPREADS = 4.0
"""How many spreads of chance that likeness lies above: a short course is like itself by chance."""
SLOWEST_PERIOD_S = 1.6
"""A resting heart of 38 beats; slower rhythms do not pass the band."""
RHYTHM_KEPT = 0.3
"""What is kept of a rhythm, in the height of noise."""
ABOVE_EDGE = 1.2
"""Height of a pattern, in that of the last of the patterns, above which it is no chance."""
LEAST_SPREAD_PX = 0.01
"""Noise is never taken to be less (reduced pixels): eight-bit pictures show no finer motion."""
OFTEN = 0.7
OFTEN_Z = 1.0364
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


def in_band(series: Series, rate_hz: float) -> Series:
    """What of a series may be a twitch, by its length alone."""
    from scipy.ndimage import gaussian_filter1d

    quick = gaussian_filter1d(series, BAND_S[0] * rate_hz, axis=0)
    return np.asarray(quick - gaussian_filter1d(series, BAND_S[1] * rate_hz, axis=0), np.float32)


def calmed(fields: Series, rate_hz: float) -> Calmed:
    """Local motion less its baseline and less what never rests or is rhythmic.

    Patterns of motion are looked at from the strongest down, in the band of
    twitches and by the pictures in which little moves. One that is always there
    is turned down to the height of the noise, as whitening would; a rhythm farther. Heights are
    those that a course often reaches, which rare twitches do not raise.
    """
    series = without_baseline(fields, rate_hz)
    band = in_band(series, rate_hz)
    spread = np.maximum(often_reached(band), LEAST_SPREAD_PX)
    band /= spread
    energy = np.sqrt((band**2).mean(axis=1))
    usual = max(float(np.median(energy)), 1e-6)
    weight = 1 / (1 + (energy / (RESTLESS * usual)) ** 8)
    patterns = _patterns(np.asarray(band * np.sqrt(weight)[:, None], np.float32))
    courses = np.asarray(band @ patterns.T, np.float32)
    whole = np.asarray((series / spread) @ patterns.T, np.float32)
    # Strong twitches swing back for long in a band: what never rests is there without them too.
    heights = often_reached(courses[weight >= min(0.5, float(np.median(weight)))])
    edge = max(1.0, float(heights.min()))
    rhythms = []
    kept = np.ones(len(patterns), np.float32)
    for place, pattern in enumerate(patterns):
        height = float(often_reached(courses[:, place]))
        period_s = rhythm_period_s(courses[:, place], rate_hz)
        if period_s is not None and height > ABOVE_EDGE * edge:
            kept[place] = RHYTHM_KEPT * (edge / height) ** 2
            loads = np.abs(pattern * spread)
            strongest = int(np.argmax(loads))
            size = float(loads[strongest]) * float(whole[:, place].std())
            rhythms.append(Rhythm(period_s=period_s, size=size, place=strongest // 2))
        elif heights[place] > ABOVE_EDGE * edge:
            kept[place] = edge / heights[place]
    calm = series - ((whole * (1 - kept)) @ patterns) * spread
    return Calmed(series=np.asarray(calm, np.float32), raw=series, rhythms=tuple(rhythms))


def often_reached(series: Series) -> NDArray[float32]:
    """The spread of each column: of its middle or of what it often reaches, whichever is more."""
    size = np.abs(series)
    middle = np.median(size, axis=0) / 0.6745
    return np.asarray(np.maximum(middle, np.quantile(size, OFTEN, axis=0) / OFTEN_Z), np.float32)


def _patterns(series: Series) -> Series:
    """The patterns (one a row) that explain most of a series, from the strongest down."""
    rest = series.copy()
    found = []
    for _ in range(min(COMPONENTS, series.shape[1])):
        pattern = _strongest(rest)
        found.append(pattern)
        rest -= (rest @ pattern)[:, None] * pattern
    return np.stack(found)


def _strongest(series: Series) -> NDArray[float32]:
    """The pattern that explains most of a series (power iteration from its largest picture)."""
    pattern = series[int(np.argmax((series**2).sum(axis=1)))].copy()
    for _ in range(12):
        pattern = series.T @ (series @ pattern)
        pattern /= max(float(np.linalg.norm(pattern)), 1e-9)
    return np.asarray(pattern, np.float32)


def rhythm_period_s(course: NDArray[float32], rate_hz: float) -> float | None:
    """The period of a course that repeats itself between 0.07 and 1.6 s, or None.

    By chance a course of n independent values is like itself by about one over
    the root of n; how many there are is known from how soon it is unlike itself.
    """
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
    last = min(round(SLOWEST_PERIOD_S * rate_hz) + 2, count // 4)
    needed = max(RHYTHM, SURE_SPREADS / np.sqrt(count / max(2 * first, 1)))
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
    if likeness[lag] < needed or again.size == 0 or again.max() < needed / 2:
        return None
    return lag / rate_hz
