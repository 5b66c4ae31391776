"""The test by lot: how often chance alone would have fallen so well.

What every day brought is held fast, and only the lot is drawn again, in all ways
or in very many. If the strategy does nothing, the true way is one of them like
any other. This holds for any trend, any stickiness of days and any scatter.

The statistic weighs days as `trial_noise` says, and the strategy as it wears
off. Planned looks share one set of draws: a draw that would have ended an
earlier look is out of the race, so that all looks together keep their promise.

References
----------
Edgington ES, Onghena P (2007). Randomization tests, 4th ed.
Bojinov I, Simchi-Levi D, Zhao J (2023). Design and analysis of switchback
experiments. Manag Sci 69:3759-3777.
Lan KKG, DeMets DL (1983). Discrete sequential boundaries for clinical trials.
Biometrika 70:659-663 (spending; here of the O'Brien-Fleming kind).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.infer.trial_noise import weighing

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Truths = NDArray[np.bool_]

AS_GOOD = 1e-9
"""Statistics that differ by less are ties."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lots:
    """Ways in which the lot could have fallen.

    `assigned` has shape (ways, days) and holds 1 on days with the strategy; the
    true way is its first row. `after` marks the days after the run-in that the
    test looks at.
    """

    assigned: Floats
    after: Truths


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What a look found: the statistic, its rank, and what it was allowed.

    `statistic` is in units of its own spread over all ways.
    """

    statistic: float
    p_helps: float
    p_worse: float
    allowed_helps: float
    allowed_worse: float
    helps: bool
    worse: bool


def spending(alpha: float, share: float) -> float:
    """How much of alpha may be spent until a share of the days is over."""
    from scipy.special import ndtr
    from scipy.special import ndtri

    return float(2 * (1 - ndtr(ndtri(1 - alpha / 2) / share**0.5)))


def exposures(assigned: Floats, half_lives_days: tuple[float, ...]) -> Floats:
    """How much of the strategy is at work on each day, between 0 and 1, shape as `assigned`.

    What was done wears off by half in each of the half-lives; the mean of them
    is returned.
    """
    # A day's entries lie side by side here: with 10,000 ways this takes half the time.
    by_day = np.ascontiguousarray(assigned.T)
    total = np.zeros_like(by_day)
    for half_life in half_lives_days:
        keeps = 2.0 ** (-1 / half_life) if half_life > 0 else 0.0
        at_work = np.zeros(len(assigned))
        for day, given in enumerate(by_day):
            at_work = keeps * at_work + (1 - keeps) * given
            total[day] += at_work
    return np.ascontiguousarray(total.T) / len(half_lives_days)


def statistics(values: Floats, kept: Truths, at_work: Floats) -> Floats:
    """For each way of drawing the lot: more on days with it than without, in its own spread.

    Shape (ways,); zero where nothing can be compared.
    """
    matrix = weighing(values, kept)
    filled = np.where(kept, values, 0.0)
    weighed = at_work @ matrix
    spread = (weighed * at_work).sum(axis=1)
    return np.asarray(
        np.where(spread > AS_GOOD, weighed @ filled / np.sqrt(np.maximum(spread, AS_GOOD)), 0.0)
    )


def looked(  # noqa: PLR0913 - a look is all of these
    values: tuple[Floats, ...],
    logged: Truths,
    lots: Lots,
    *,
    half_lives_days: tuple[float, ...],
    allowed_helps: tuple[float, ...],
    allowed_worse: tuple[float, ...],
    stayed_open: int = 0,
) -> tuple[Spent, ...]:
    """Planned looks in their order, until one decides or the days end.

    Parameters
    ----------
    values
        For each look the outcome of its days on the scale on which they are
        compared; rising in length.
    logged
        Where there is an outcome, shape (days,).
    lots
        All ways that count, the true one first.
    allowed_helps, allowed_worse
        What may be spent until each look, rising.
    stayed_open
        So many looks were taken before and decided nothing; this holds even
        where entries that were mended since would have decided one.
    """
    ways = len(lots.assigned)
    open_low = np.ones(ways, dtype=bool)
    open_high = np.ones(ways, dtype=bool)
    at_work = exposures(lots.assigned, half_lives_days)
    found = []
    for number, (told, low, high) in enumerate(
        zip(values, allowed_helps, allowed_worse, strict=True)
    ):
        days = len(told)
        kept = logged[:days] & lots.after[:days]
        statistic = statistics(told, kept, at_work[:, :days])
        open_low, p_low, helps = _race(-statistic, open_low, low)
        open_high, p_high, worse = _race(statistic, open_high, high)
        if number < stayed_open:
            open_low[0] = open_high[0] = True
            helps = worse = False
        found.append(
            Spent(
                statistic=float(statistic[0] / max(float(statistic.std()), AS_GOOD)),
                p_helps=p_low,
                p_worse=p_high,
                allowed_helps=low,
                allowed_worse=high,
                helps=helps,
                worse=worse,
            )
        )
        if helps or worse:
            break
    return tuple(found)


def _race(statistic: Floats, still_open: Truths, allowed: float) -> tuple[Truths, float, bool]:
    """Who is still open after a look, the true way's rank, and whether it was decided.

    The rank counts those that were decided at earlier looks as better.
    """
    ways = len(statistic)
    gone = ways - int(still_open.sum())
    ordered = np.sort(statistic[still_open])
    at_least = gone + len(ordered) - np.searchsorted(ordered, statistic - AS_GOOD)
    decided = still_open & (at_least <= allowed * ways + AS_GOOD)
    return still_open & ~decided, float(at_least[0] / ways), bool(decided[0])
