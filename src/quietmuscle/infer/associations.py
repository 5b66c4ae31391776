"""What goes with twitches in a diary: many things looked at, few of them believed.

Each thing at each lag is compared with the day's twitches after drift and
weekdays are taken out of both, days weighed as they stick together, and all are
counted together (see `most_striking`).

References
----------
Tang J, Landes RD (2020). Some t-tests for N-of-1 trials with serial correlation.
PLoS ONE 15:e0228077 (why days may not be taken for independent).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.infer.most_striking import most_striking

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Truths = NDArray[np.bool_]

LAGS = (0, 1, 2)
"""The same day, the day after, and the one after that."""
TOLD_SHARE = 0.5
FEWEST_A_SIDE = 8
"""A thing must have been told on half the days, and be high and low on so many each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """One thing at one lag: how it goes with twitches, in its own spread, and its p over all."""

    factor: int
    lag_days: int
    statistic: float
    p: float


def looked_at(counts: Floats, factors: Floats, seed: int) -> tuple[Looked, ...]:
    """Every thing at every lag, the most striking first.

    Parameters
    ----------
    counts
        Twitches of each day, nan where not logged; shape (days,).
    factors
        What was told of each day, nan where it was not; shape (factors, days).
    """
    columns = np.array([_lagged(factor, lag) for factor in factors for lag in LAGS])
    found = most_striking(counts, slow_course(len(counts)), columns, seed)
    order = np.argsort(-np.abs(found.statistics), kind="stable")
    return tuple(
        Looked(
            factor=int(at // len(LAGS)),
            lag_days=LAGS[at % len(LAGS)],
            statistic=float(found.statistics[at]),
            p=float(found.p[at]),
        )
        for at in order
    )


def slow_course(days: int) -> Floats:
    """Level, drift and a slow bend, and the days of the week; shape (days, columns)."""
    day = np.arange(days) / max(days - 1, 1)
    week = np.arange(days)[:, None] % 7 == np.arange(1, 7)
    return np.column_stack([np.ones(days), day, day * day, week.astype(float)])


def told_enough(factor: Floats, kept: Truths) -> bool:
    """Whether a thing was told, and varied, often enough to be looked at."""
    told = factor[kept & ~np.isnan(factor)]
    if len(told) < TOLD_SHARE * kept.sum():
        return False
    high = told > np.median(told)
    if not high.any():
        high = told >= np.median(told)
    return bool(min(high.sum(), (~high).sum()) >= FEWEST_A_SIDE)


def _lagged(factor: Floats, lag: int) -> Floats:
    """A thing as it was so many days ago; where it was not told, its mean, which says nothing."""
    moved = np.full(len(factor), np.nan)
    moved[lag:] = factor[: len(factor) - lag]
    told = ~np.isnan(moved)
    middle = float(moved[told].mean()) if told.any() else 0.0
    return np.where(told, moved, middle)
