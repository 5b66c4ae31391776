"""How others answer "does it help me?", so that their error rates can be shown beside ours.

Each takes a diary (nan where a day was not logged) and says whether it would
have told the person that something helps or harms. None of them is used for
anything else.

References
----------
StudyU (2026), hpi-studyu/studyu: weekly ABAB, Welch's t on daily values.
Bearable (2026), help pages: a factor is shown after 3 days with and 3 without it.
Pocket Symptom Tracker (2026): every factor, correlation, p < 0.05 from 10 days on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

LEVEL = 0.05
FEWEST_DAYS = 10
FEWEST_A_SIDE = 3
SHOWN_DIFFERENCE = 0.25
"""A difference of a quarter is drawn as an effect (judged from the pictures of such reports)."""


def weekly_abab(days: int, run_in: int) -> Floats:
    """Weeks without and with in turn, after a run-in; never drawn by lot."""
    week = (np.arange(days) - run_in) // 7
    return np.where(np.arange(days) < run_in, 0.0, (week % 2 == 0).astype(float))


def welch_daily(counts: Floats, assigned: Floats, run_in: int) -> bool:
    """Whether Welch's t-test is below 0.05 on any day after the first fortnight."""
    return any(
        _welch(counts[run_in:end], assigned[run_in:end]) < LEVEL
        for end in range(run_in + 14, len(counts) + 1)
    )


def welch_at_end(counts: Floats, assigned: Floats, run_in: int) -> bool:
    """Whether Welch's t-test is below 0.05 on the last day."""
    return _welch(counts[run_in:], assigned[run_in:]) < LEVEL


def before_and_after(counts: Floats) -> bool:
    """Whether two weeks before a start differ from four after it, by Welch's t-test."""
    started = (np.arange(len(counts)) >= 14).astype(float)
    return _welch(counts[:42], started[:42]) < LEVEL


def correlated(counts: Floats, factors: Floats, lags: int) -> bool:
    """Whether any factor at any lag correlates with p < 0.05; `factors` is (factors, days)."""
    for factor in factors:
        for lag in range(lags):
            told = counts[lag:]
            kept = ~np.isnan(told)
            if kept.sum() >= FEWEST_DAYS and (
                _correlation_p(told[kept], factor[: len(told)][kept]) < LEVEL
            ):
                return True
    return False


def three_and_three(counts: Floats, factors: Floats) -> bool:
    """Whether any factor shows a difference of a quarter once there are 3 days on either side."""
    for factor in factors:
        logged = ~np.isnan(counts)
        high = factor > np.median(factor)
        for end in range(1, len(counts) + 1):
            sides = [counts[:end][logged[:end] & (high[:end] == side)] for side in (True, False)]
            if min(map(len, sides)) >= FEWEST_A_SIDE:
                with_it, without_it = (float(side.mean()) for side in sides)
                if abs(with_it - without_it) > SHOWN_DIFFERENCE * max(without_it, 1e-9):
                    return True
                break
    return False


def _welch(counts: Floats, assigned: Floats) -> float:
    """Welch's p; 1 where there is nothing to test."""
    from scipy.special import stdtr

    logged = ~np.isnan(counts)
    sides = [counts[logged & (assigned == side)] for side in (0.0, 1.0)]
    if min(map(len, sides)) < 2:
        return 1.0
    shares = [float(side.var(ddof=1)) / len(side) for side in sides]
    whole = sum(shares)
    if whole == 0:
        return 1.0
    freedom = whole**2 / sum(
        share**2 / (len(side) - 1) for share, side in zip(shares, sides, strict=True)
    )
    t = (float(sides[1].mean()) - float(sides[0].mean())) / whole**0.5
    return float(2 * stdtr(freedom, -abs(t)))


def _correlation_p(first: Floats, second: Floats) -> float:
    from scipy.special import stdtr

    if np.ptp(first) == 0 or np.ptp(second) == 0:
        return 1.0
    r = float(np.corrcoef(first, second)[0, 1])
    freedom = len(first) - 2
    t = r * (freedom / max(1 - r * r, 1e-12)) ** 0.5
    return float(2 * stdtr(freedom, -abs(t)))
