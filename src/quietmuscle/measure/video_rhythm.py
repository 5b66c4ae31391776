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
STEADY_KURTOSIS = 4.0
"""Fourth moment below which a course never rests (3: Gaussian noise; rare twitches: far more)."""
WIDE_SHARE = 0.3
"""Share of blocks above which a pattern is that of the whole picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """A motion that repeats itself: its period and its size (rms of its strongest block)."""

    period_s: float
    size: float
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Calmed:
    """Local motion without what repeats, drifts or follows the camera."""

    series: Series
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


def calmed(fields: Series, camera: Series, rate_hz: float) -> Calmed:
    """Local motion less baseline, camera and what never rests or is rhythmic.

    A rhythm is cut only up to its own height: what rises above it stays.
    """
    series = without_baseline(fields, rate_hz)
    series = _without_camera(series, without_baseline(camera, rate_hz))
    spread = np.maximum(spread_of(series), 1e-4)
    rest: Series = np.clip(series / spread, -3, 3).astype(np.float32)
    rhythms = []
    for _ in range(COMPONENTS):
        pattern = _strongest(rest)
        course = np.asarray((series / spread) @ pattern, np.float32)
        period_s = rhythm_period_s(course, rate_hz)
        wide = WIDE_SHARE * pattern.size * np.sum(pattern**4) < 1
        steady = _kurtosis(course) < STEADY_KURTOSIS
        if period_s is not None or (wide and steady):
            kept = np.clip(course, *_heights(course, rate_hz, period_s))
            loads = series.T @ kept / max(float(kept @ kept), 1e-9)
            series = np.asarray(series - kept[:, None] * loads, np.float32)
            if period_s is not None:
                place = int(np.argmax(np.abs(loads)))
                size = float(np.abs(loads).max() * kept.std())
                rhythms.append(Rhythm(period_s=period_s, size=size, place=place // 2))
        rest = np.asarray(rest - (rest @ pattern)[:, None] * pattern, np.float32)
    return Calmed(series=np.asarray(series, np.float32), rhythms=tuple(rhythms))


def _without_camera(series: Series, camera: Series) -> Series:
    """A series less what goes with the camera: depth and rolling shutters make blocks differ."""
    speed = np.gradient(camera, axis=0)
    causes = np.concatenate([camera, speed], axis=1)
    causes = causes / np.maximum(causes.std(axis=0), 1e-3)
    limit = 4 * spread_of(series) + 1e-4
    clipped = np.clip(series, -limit, limit)
    ridge = np.eye(causes.shape[1]) * 0.01 * len(series)
    loads = np.linalg.solve(causes.T @ causes + ridge, causes.T @ clipped)
    return np.asarray(series - causes @ loads, np.float32)


def _strongest(series: Series) -> NDArray[float32]:
    """The pattern that explains most of a series (power iteration from its largest picture)."""
    pattern = series[int(np.argmax((series**2).sum(axis=1)))].copy()
    for _ in range(12):
        pattern = series.T @ (series @ pattern)
        pattern /= max(float(np.linalg.norm(pattern)), 1e-9)
    return np.asarray(pattern, np.float32)


def _kurtosis(course: NDArray[float32]) -> float:
    centred = course - course.mean()
    return float((centred**4).mean() / max(float((centred**2).mean()) ** 2, 1e-12))


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


def _heights(
    course: NDArray[float32], rate_hz: float, period_s: float | None
) -> tuple[float, float]:
    """Between which values a course swings as a rule."""
    length = max(2, round((period_s or 0.5) * rate_hz))
    turns = course[: len(course) // length * length].reshape(-1, length)
    return 1.4 * float(np.median(turns.min(axis=1))), 1.4 * float(np.median(turns.max(axis=1)))
