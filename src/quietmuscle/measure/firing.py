"""Trains of steady firing: each motor unit's, though its potentials fell into several shapes.

Where two units fire at once, their potentials now and then lie upon each other
and look like a third shape. A train is therefore followed from discharge to
discharge by its period: first through its own shape, else through what comes
just when it is due. Whoever looks for a rhythm among random discharges finds
one now and then; a train is told only where all intervals, those that do not
fit as well, speak far more for a rhythm than for chance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.measure.trains import FIRING_INTERVALS_S
from quietmuscle.model.measurement import FiringTrain

if TYPE_CHECKING:
    from numpy import float64
    from numpy import int_
    from numpy.typing import NDArray

OWN_REACH = 0.45
"""How far from when it is due a unit's own shape may come, in periods."""
OTHER_REACH = 0.25
MOST_MISSED = 3
"""After so many discharges that were not seen a train has ended."""
LIKE_SIZE = 0.5
LEAST_DISCHARGES = 8
LEAST_OWN = 5
DRIFT = 0.3
VARIATIONS = (0.06, 0.12, 0.2, 0.28)
"""How much the intervals of a steady train may vary; healthy firing has 0.1-0.2."""
SEEN_SHARES = (0.84, 0.11, 0.05)
"""How often the next discharge is seen, or only the one after it, or the third: a judgement."""
OUTLIERS = 0.05
"""How many intervals of a steady train may be as random ones are: a judgement."""
REFRACTORY_S = 0.02
"""A unit that discharges at random does not so within this time: a judgement."""
LEAST_EVIDENCE = 9.0
"""By how much a rhythm must be likelier than chance, as a logarithm: some 8000 times, because
a recording has thousands of discharges with which a train could begin. A judgement."""
FOLLOW = 8
"""Over how many intervals the period is taken."""


def firing_trains(
    times_s: NDArray[float64], unit: NDArray[int_], size: NDArray[float64]
) -> tuple[FiringTrain, ...]:
    """The trains of some discharges that belong to steady firing, ascending in time.

    Parameters
    ----------
    times_s, unit, size
        When each discharge came, of which shape, and how large it is.
    """
    order = np.argsort(times_s, kind="stable")
    times_s, unit, size = times_s[order], unit[order], size[order]
    free = np.ones(times_s.size, dtype=bool)
    found: list[FiringTrain] = []
    numbers, counts = np.unique(unit, return_counts=True)
    for number in numbers[np.argsort(-counts, kind="stable")]:
        own = np.flatnonzero((unit == number) & free)
        while own.size >= LEAST_OWN:
            train = _followed(times_s, size, own, free)
            free[train] = False
            told = _told(times_s[train], _all_between(times_s, train, own), int(number))
            if told is not None and np.isin(train, own).sum() >= LEAST_OWN:
                found.append(told)
            else:
                free[train[~np.isin(train, own)]] = True
            own = own[~np.isin(own, train)]
    return tuple(sorted(found, key=lambda each: (each.start_s, each.unit_id)))


def _period(intervals_s: NDArray[float64]) -> float | None:
    """The usual interval of a train of 4-25 Hz, else None."""
    low, high = FIRING_INTERVALS_S
    usual = intervals_s[(intervals_s >= low) & (intervals_s <= high)]
    return float(np.median(usual)) if usual.size >= 3 else None


def _followed(
    times_s: NDArray[float64], size: NDArray[float64], own: NDArray[int_], free: NDArray[np.bool_]
) -> NDArray[int_]:
    """The members of the train that begins with the first of a unit's own discharges."""
    train = [int(own[0])]
    period = _period(np.diff(times_s[own[: 2 * FOLLOW]]))
    if period is None:
        return np.array(train)
    usual = float(np.median(size[own]))
    mine = set(own.tolist())
    like = free & (size >= LIKE_SIZE * usual)
    while (step := _next(times_s, train[-1], period, mine, like)) is not None:
        train.append(step)
        intervals = np.diff(times_s[train[-FOLLOW:]])
        whole = intervals[np.abs(intervals / period - 1) <= DRIFT]
        if whole.size >= LEAST_OWN - 2:
            period = float(np.mean(whole))
    return np.array(train)


def _next(
    times_s: NDArray[float64], last: int, period: float, mine: set[int], free: NDArray[np.bool_]
) -> int | None:
    """What comes next in a train: when it is due, or after one or two that were not seen."""
    for missed in range(1, MOST_MISSED + 1):
        due = times_s[last] + missed * period
        first, stop = np.searchsorted(times_s, [due - OWN_REACH * period, due + OWN_REACH * period])
        near = [each for each in range(max(first, last + 1), stop) if free[each]]
        own = [each for each in near if each in mine]
        close = [each for each in near if abs(times_s[each] - due) <= OTHER_REACH * period]
        if own or close:
            return min(own or close, key=lambda each: abs(times_s[each] - due))
    return None


def _all_between(
    times_s: NDArray[float64], train: NDArray[int_], own: NDArray[int_]
) -> NDArray[float64]:
    """The intervals of a train with the discharges of its own shape that it had passed over."""
    within = own[(own >= train[0]) & (own <= train[-1])]
    return np.diff(times_s[np.union1d(train, within)])


def _told(times_s: NDArray[float64], all_s: NDArray[float64], unit: int) -> FiringTrain | None:
    """A train in figures; None where it is too short to be told, or may be chance.

    Rate and variation are those of its intervals between a half and one and a
    half periods: the longer ones hold discharges that were not seen.
    """
    intervals = np.diff(times_s)
    period = _period(intervals)
    if times_s.size < LEAST_DISCHARGES or period is None:
        return None
    whole = intervals[(intervals > 0.5 * period) & (intervals < 1.5 * period)]
    if whole.size < intervals.size / 2 or evidence_of_rhythm(all_s, period) < LEAST_EVIDENCE:
        return None
    return FiringTrain(
        unit_id=unit,
        start_s=float(times_s[0]),
        stop_s=float(times_s[-1]),
        discharges=int(times_s.size),
        rate_hz=float(1 / np.mean(whole)),
        variation=float(np.std(whole) / np.mean(whole)),
    )


def evidence_of_rhythm(intervals_s: NDArray[float64], period_s: float) -> float:
    """The logarithm of how much likelier intervals are in a steady train than at random.

    A steady train has intervals spread about its period, or about twice or
    three times it where discharges were not seen. At random they are
    exponential after a refractory time. Intervals follow each other
    independently in both.
    """
    if not intervals_s.size:
        return 0.0
    rest = min(REFRACTORY_S, float(intervals_s.min()))
    mean = max(float(intervals_s.mean()) - rest, 1e-6)
    random = np.exp(-(intervals_s - rest) / mean) / mean
    best = -np.inf
    for variation in VARIATIONS:
        steady = np.zeros(intervals_s.size)
        for missed, share in enumerate(SEEN_SHARES, start=1):
            spread = variation * period_s * np.sqrt(missed)
            away = (intervals_s - missed * period_s) / spread
            steady += share * np.exp(-(away**2) / 2) / (spread * np.sqrt(2 * np.pi))
        told = np.log(((1 - OUTLIERS) * steady + OUTLIERS * random) / random)
        best = max(best, float(told.sum()))
    return best
