"""What the intervals between discharges of one unit tell: regular firing, a heart, or neither."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy import bool_
    from numpy import float64
    from numpy.typing import NDArray

FIRING_INTERVALS_S = (0.040, 0.250)
"""Voluntary and tonic firing: 4-25 Hz."""
REGULAR_VARIATION = 0.30
VERY_REGULAR_VARIATION = 0.15
"""Coefficients of variation; healthy firing has 0.1-0.2, a Poisson train 1."""
BEAT_INTERVALS_S = (0.33, 1.7)
"""Hearts beat 35-180 times a minute."""
LEAST_BEATS = 8
BEAT_TOLERANCE = 0.20
BEAT_SHARE = 0.7
GROUP_INTERVAL_S = 0.2
GROUP_LENGTH_S = 1.2
SILENCE_RATIO = 4.0
LEAST_IN_GROUP = 3
LEAST_GROUPS = 3
GROUPED_SHARE = 0.6


def regular_firing(times_s: NDArray[float64]) -> NDArray[bool_]:
    """Which discharges of a unit belong to a regular train of 4-25 Hz.

    Five in a row whose intervals vary by less than 30 %, or four by less than
    15 %. A missed discharge, an interval twice as long as those beside it, does
    not end a train.
    """
    count = times_s.size
    regular = np.zeros(count, dtype=bool)
    if count < 4:
        return regular
    intervals = np.diff(times_s)
    for first in range(count - 3):
        for intervals_wanted, limit in ((4, REGULAR_VARIATION), (3, VERY_REGULAR_VARIATION)):
            part = intervals[first : first + intervals_wanted]
            if part.size == intervals_wanted and _steady(part, limit):
                regular[first : first + intervals_wanted + 1] = True
    return regular


def _steady(intervals: NDArray[float64], limit: float) -> bool:
    """Whether intervals are those of a steady train, one of them perhaps doubled."""
    middle = float(np.median(intervals))
    doubled = (intervals > 1.7 * middle) & (intervals < 2.3 * middle)
    if doubled.sum() == 1:
        intervals = np.where(doubled, intervals / 2, intervals)
    low, high = FIRING_INTERVALS_S
    if intervals.min() < low or intervals.max() > high:
        return False
    return float(np.std(intervals) / np.mean(intervals)) < limit


def beats_of(times_s: NDArray[float64]) -> float | None:
    """The median interval of a train that beats like a heart, in seconds, else None.

    At least 70 % of the intervals lie within 20 % of the median of their
    neighbours, or of twice or three times it where a beat was missed.
    """
    if times_s.size < LEAST_BEATS:
        return None
    intervals = np.diff(times_s)
    low, high = BEAT_INTERVALS_S
    likely = intervals[(intervals >= low) & (intervals <= high)]
    if likely.size < LEAST_BEATS - 2:
        return None
    period = float(np.median(likely))
    if np.mean(np.abs(likely / period - 1) < BEAT_TOLERANCE) < BEAT_SHARE:
        period = float(np.median(likely[likely <= period]))
    ratio = intervals / period
    nearest = np.clip(np.round(ratio), 1, 3)
    close = np.abs(ratio - nearest) < BEAT_TOLERANCE * np.sqrt(nearest)
    return period if np.mean(close) >= BEAT_SHARE and np.mean(ratio < 1.5) >= 0.5 else None


def nearest_lags(times_s: NDArray[float64], others_s: NDArray[float64]) -> NDArray[float64]:
    """How long after the nearest of some others (one at least, ascending) each time comes, in s."""
    after = np.searchsorted(others_s, times_s)
    before = times_s - others_s[np.maximum(after - 1, 0)]
    ahead = times_s - others_s[np.minimum(after, others_s.size - 1)]
    return np.where(np.abs(before) <= np.abs(ahead), before, ahead)


def locked_to(times_s: NDArray[float64], beats_s: NDArray[float64], width_s: float) -> float | None:
    """The lag at which events follow beats, in seconds; None where they do not.

    Events are locked when 70 % of them lie within `width_s` of one lag.
    """
    if times_s.size == 0 or beats_s.size == 0:
        return None
    lags = nearest_lags(times_s, beats_s)
    middle = float(np.median(lags))
    return middle if np.mean(np.abs(lags - middle) <= width_s) >= BEAT_SHARE else None


def grouped(times_s: NDArray[float64]) -> NDArray[bool_]:
    """Which discharges of a unit come in groups that recur, as in myokymia.

    Groups of three or more at 5-60 Hz, shorter than about a second, with
    silence between them; three groups at least, holding most discharges.
    """
    count = times_s.size
    none = np.zeros(count, dtype=bool)
    if count < LEAST_GROUPS * LEAST_IN_GROUP:
        return none
    intervals = np.diff(times_s)
    within = intervals[intervals <= GROUP_INTERVAL_S]
    silences = intervals[intervals > GROUP_INTERVAL_S]
    if not within.size or not silences.size:
        return none
    if np.quantile(silences, 0.1) < SILENCE_RATIO * np.median(within):
        return none
    starts = np.flatnonzero(np.diff(times_s, prepend=-np.inf) > GROUP_INTERVAL_S)
    sizes = np.diff(np.r_[starts, count])
    lengths = times_s[starts + sizes - 1] - times_s[starts]
    groups = (sizes >= LEAST_IN_GROUP) & (lengths <= GROUP_LENGTH_S)
    if groups.sum() < LEAST_GROUPS or sizes[groups].sum() < GROUPED_SHARE * count:
        return none
    member = none.copy()
    for start, size in zip(starts[groups], sizes[groups], strict=True):
        member[start : start + size] = True
    return member
