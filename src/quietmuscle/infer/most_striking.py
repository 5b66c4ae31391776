"""The most striking of many things that were looked at, held against chance.

Each column is compared with the twitches of the days after a slow course is
taken out of both, days weighed as they stick together. The most striking of all
is held against the most striking of many made-up diaries that have the same
days, the same columns, the same stickiness and the same single surprises, in
another order. So all that was looked at is counted together, and a diary in
which nothing is connected shows something about once in twenty times.

References
----------
Westfall PH, Young SS (1993). Resampling-based multiple testing, chapter 2 (max-T).
Freedman D, Lane D (1983). A nonstochastic interpretation of reported
significance levels. J Bus Econ Stat 1:292-298 (residuals shuffled).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.infer.trial_noise import noise_of

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

DRAWS = 999
LEVEL = 0.05
TINY = 1e-12
NOTHING_LEFT = 1e-9
"""A column of which the basis leaves less than this share says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Striking:
    """Each column's statistic, in its own spread, and its p over all columns together."""

    statistics: Floats
    p: Floats


def most_striking(counts: Floats, basis: Floats, columns: Floats, seed: int) -> Striking:
    """How each column goes with the counts once the basis is taken out.

    Parameters
    ----------
    counts
        Twitches of each day, nan where not logged; shape (days,).
    basis
        The slow course that is taken out, shape (days, any).
    columns
        What is looked at, shape (columns, days).
    """
    kept = ~np.isnan(counts)
    place = np.flatnonzero(kept)
    nothing = Striking(statistics=np.zeros(len(columns)), p=np.ones(len(columns)))
    if not len(place) or not len(columns):
        return nothing
    values = np.log(np.where(kept, counts, 0.0) + float(counts[kept].mean()) + 0.5)
    noise = noise_of(values, kept, basis, weekdays=(0.0,))
    if not noise.free or np.ptp(values[place]) == 0:
        return nothing
    drawn = _made_up(values[place], basis[place], noise.root, np.random.default_rng(seed))
    matrix = noise.weighing[np.ix_(place, place)]
    together = np.column_stack([values[place], drawn])
    weighed = matrix @ together
    scale = np.sqrt(np.maximum((together * weighed).sum(axis=0) / noise.free, TINY))
    inside = columns[:, place]
    spread = ((inside @ matrix) * inside).sum(axis=1)
    spread[spread < NOTHING_LEFT * (inside * inside).sum(axis=1) * matrix.diagonal().mean()] = 0.0
    statistics = inside @ weighed / np.sqrt(np.maximum(spread, TINY))[:, None] / scale
    statistics[spread < TINY] = 0.0
    most = np.sort(np.abs(statistics[:, 1:]).max(axis=0))
    beaten = np.searchsorted(most, np.abs(statistics[:, 0]) - 1e-9)
    return Striking(statistics=statistics[:, 0], p=(len(most) - beaten + 1) / (len(most) + 1))


def _made_up(values: Floats, basis: Floats, root: Floats, rng: Generator) -> Floats:
    """Diaries with the same stickiness and the same single surprises, in another order.

    Shape (days, draws). What is left of the days is made white, shuffled, and
    made sticky again: so a few wild days stay a few wild days.
    """
    from scipy.linalg import solve_triangular

    white = solve_triangular(root, np.column_stack([basis, values]), lower=True)
    weights = np.linalg.lstsq(white[:, :-1], white[:, -1], rcond=None)[0]
    surprises = white[:, -1] - white[:, :-1] @ weights
    shuffled = rng.permuted(np.tile(surprises, (DRAWS, 1)), axis=1)
    return np.asarray(root @ shuffled.T)
