"""How days scatter and stick together, learnt without looking at what was tried.

A daily outcome on the log scale is taken as a level with a straight drift, an
early decay (people begin in a bad week), a habit of the weekdays, a disturbance
that fades from day to day, and scatter:

    y = level + drift + decay + weekday + AR(1) + scatter

The shares of the three random parts are those of highest restricted likelihood
on a fixed grid. What the strategy did is not in the model: so any weights that
come out of it are the same for each way in which the lot could have fallen, and
a test that uses them stays exact however wrong the model is. A good model only
makes it sharper.

References
----------
Patterson HD, Thompson R (1971). Recovery of inter-block information when block
sizes are unequal. Biometrika 58:545-554 (restricted likelihood).
Rosenbaum PR (2002). Covariance adjustment in randomized experiments and
observational studies. Stat Sci 17:286-327 (residuals inside an exact test).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Truths = NDArray[np.bool_]

DECAY_DAYS = 10.0
MEMORIES = (0.3, 0.6, 0.85)
STICKING = (0.0, 0.2, 0.5, 1.0, 2.0)
"""Variance of the disturbance over that of the scatter."""
WEEKDAYS = (0.0, 0.1, 0.4)
"""Variance of the weekdays' habit over that of the scatter."""


def nuisance(days: int) -> Floats:
    """Level, drift and early decay of each day, shape (days, 3)."""
    day = np.arange(days)
    return np.column_stack([np.ones(days), day / max(days - 1, 1), np.exp(-day / DECAY_DAYS)])


@lru_cache(maxsize=8)
def _autocovariances(days: int, weekdays: tuple[float, ...]) -> Floats:
    """The grid's covariance of two days by how far apart they are, shape (points, days).

    In units of the scatter. Kept instead of the matrices, which hold nothing more
    and take 14 MB for a year.
    """
    apart = np.arange(days)
    same = (apart % 7 == 0).astype(float)
    points = [
        (apart == 0) + sticking * memory**apart + weekday * same
        for sticking in STICKING
        for memory in (MEMORIES if sticking else MEMORIES[:1])
        for weekday in weekdays
    ]
    return np.array(points)


@dataclass(frozen=True, slots=True, kw_only=True)
class Noise:
    """How the days that count scatter and stick together.

    `weighing` (days, days) takes out all nuisance and weighs what is left by
    what it is worth; rows and columns of days that do not count are zero.
    `root` (counted, counted) makes days like these out of white noise; `free`
    is how many days are left when the nuisance is taken out, 0 where there are
    too few to say anything.
    """

    weighing: Floats
    root: Floats
    free: int


def weighing(values: Floats, kept: Truths) -> Floats:
    """The matrix Q of an experiment's days: `Q @ values` is what the nuisance leaves.

    Parameters
    ----------
    values
        The outcome of each day, shape (days,); not looked at where not kept.
    kept
        Which days count.
    """
    return noise_of(values, kept, nuisance(len(values))).weighing


def noise_of(
    values: Floats, kept: Truths, basis: Floats, weekdays: tuple[float, ...] = WEEKDAYS
) -> Noise:
    """The kind of noise of highest restricted likelihood, `basis` (days, columns) taken out.

    A basis that holds the weekdays needs none of their habit in the noise.
    """
    days = len(values)
    whole = np.zeros((days, days))
    place = np.flatnonzero(kept)
    basis = basis[place]
    free = len(place) - basis.shape[1]
    if free <= 0:
        return Noise(weighing=whole, root=np.zeros((0, 0)), free=0)
    told = values[place]
    covariances = _autocovariances(days, weekdays)[:, np.abs(place[:, None] - place)]
    roots = np.linalg.cholesky(covariances)
    log_determinant = 2 * np.log(np.diagonal(roots, axis1=1, axis2=2)).sum(axis=1)
    right = np.column_stack([basis, told])
    copies = np.broadcast_to(right, (len(roots), *right.shape))
    products = right.T @ np.linalg.solve(covariances, copies)
    small, beside = products[:, :-1, :-1], products[:, :-1, -1:]
    left = products[:, -1, -1] - (beside * np.linalg.solve(small, beside)).sum(axis=(1, 2))
    restricted = -0.5 * (
        free * np.log(np.maximum(left, 1e-12)) + log_determinant + np.linalg.slogdet(small)[1]
    )
    best = int(np.argmax(restricted))
    inverse = np.linalg.inv(covariances[best])
    weighed = inverse @ basis
    projected = inverse - weighed @ np.linalg.solve(small[best], weighed.T)
    whole[place[:, None], place] = projected
    return Noise(weighing=whole, root=roots[best], free=free)
