"""The last week beside the four weeks before it, with what chance alone would do.

The two rates are compared in the model of `count_model`: negative binomial
counts with a passing disturbance that is remembered from day to day. So a few
wild days, or a run of days that resemble each other, widen the interval as
they should; how wild and how alike is averaged over, and the prior on the
change (a factor within e either way is likely) keeps a week of few days from
shouting. The simulations in the tests hold how often chance alone is called a
change.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from quietmuscle.model.course import Direction
from quietmuscle.model.course import RecentChange

if TYPE_CHECKING:
    from datetime import date

    from quietmuscle.infer.count_model import Fitted
    from quietmuscle.model.day import DayCount

WEEK = timedelta(days=7)
BEFORE = timedelta(days=28)
FEWEST_DAYS_THIS_WEEK = 3
FEWEST_DAYS_BEFORE = 8
SMALLEST_RATIO_THAT_MATTERS = 1.18
"""Up to this, either way, two rates count as about the same."""

LARGEST_RATIO_OF_THE_SAME = 1.5
"""Means farther apart than this (and than one a day) are not shown as about the same."""

WIDEST_RATIO = 3.0
"""Where even a threefold change either way cannot be ruled out, we cannot tell."""

LEVEL_SPREAD = 3.0
CHANGE_SPREAD = 1.0
"""Prior spread of the log level and of the log ratio."""


def recent_change(counts: tuple[DayCount, ...], last_day: date) -> RecentChange:
    """The seven days that end with `last_day`, compared with the 28 before.

    Parameters
    ----------
    counts
        Daily counts in any range; days that are missing were not logged.
    last_day
        The last day of the week that is looked at.
    """
    told = {count.day: count.twitches for count in counts if count.twitches is not None}
    days = [last_day - timedelta(days=back) for back in range((WEEK + BEFORE).days)][::-1]
    before = [told[day] for day in days[: BEFORE.days] if day in told]
    this_week = [told[day] for day in days[BEFORE.days :] if day in told]

    def answer(direction: Direction, ratio: tuple[float, float, float] | None) -> RecentChange:
        middle, low, high = ratio or (None, None, None)
        return RecentChange(
            last_day=last_day,
            direction=direction,
            this_week_per_day=sum(this_week) / len(this_week) if this_week else None,
            this_week_logged_days=len(this_week),
            before_per_day=sum(before) / len(before) if before else None,
            before_logged_days=len(before),
            ratio=middle,
            ratio_low_95=low,
            ratio_high_95=high,
        )

    if len(this_week) < FEWEST_DAYS_THIS_WEEK or len(before) < FEWEST_DAYS_BEFORE:
        return answer(Direction.CANNOT_TELL, None)
    ratio = _rate_ratio([told.get(day) for day in days])
    if sum(this_week) == sum(before) == 0:
        return answer(Direction.ABOUT_THE_SAME, ratio)
    direction = _direction(*ratio)
    means = (sum(this_week) / len(this_week), sum(before) / len(before))
    return answer(direction if _agree(direction, *means) else Direction.UNEVEN, ratio)


def _agree(direction: Direction, now: float, before: float) -> bool:
    """Whether the plain means, which a person is shown, say what the model says.

    The model gives a single wild day little weight, the mean gives it all of
    its weight; where the two point to different sides, neither is the truth.
    """
    match direction:
        case Direction.FEWER:
            return now < before
        case Direction.MORE:
            return now > before
        case Direction.ABOUT_THE_SAME:
            return max(now, before) < LARGEST_RATIO_OF_THE_SAME * min(now, before) + 1
        case _:
            return True


def _direction(ratio: float, low: float, high: float) -> Direction:
    """The direction that a rate ratio and its interval speak for."""
    if low < 1 / WIDEST_RATIO and high > WIDEST_RATIO:
        return Direction.CANNOT_TELL
    if 1 / SMALLEST_RATIO_THAT_MATTERS < ratio < SMALLEST_RATIO_THAT_MATTERS:
        return Direction.ABOUT_THE_SAME
    return Direction.FEWER if ratio < 1 else Direction.MORE


def _rate_ratio(twitches: list[int | None]) -> tuple[float, float, float]:
    """The rate of the last week over that before: the middle and a 95 % interval."""
    import numpy as np

    from quietmuscle.infer.count_model import NOISE_SIZES
    from quietmuscle.infer.count_model import NOISE_START
    from quietmuscle.infer.count_model import Counted
    from quietmuscle.infer.count_model import fit_counts
    from quietmuscle.infer.count_model import noise_at
    from quietmuscle.infer.count_model import normal_prior
    from quietmuscle.infer.count_model import start_of
    from quietmuscle.infer.lattice import explore

    is_this_week = np.arange(len(twitches)) >= BEFORE.days
    counted = Counted(
        totals=np.array([float(count or 0) for count in twitches]),
        days=np.array([float(count is not None) for count in twitches]),
        basis=np.column_stack([np.ones(len(twitches)), is_this_week]),
        step_days=1,
    )
    prior = normal_prior(np.diag([LEVEL_SPREAD**2, CHANGE_SPREAD**2]))
    only_change = np.array([[0.0, 1.0]])

    def evaluate(place: tuple[int, ...], neighbour: Fitted | None) -> tuple[float, Fitted]:
        noise = noise_at(*place)
        start = (
            start_of(counted) if neighbour is None else (neighbour.weights, neighbour.disturbance)
        )
        fitted = fit_counts(counted, prior, noise, start)
        return fitted.log_evidence + noise.log_prior, fitted

    mean = square = 0.0
    for found in explore(NOISE_START, NOISE_SIZES, evaluate):
        middle, variance = found.answer.mean_and_variance(only_change)
        mean += found.weight * float(middle[0])
        square += found.weight * float(variance[0] + middle[0] ** 2)
    half_width = 1.959964 * (square - mean**2) ** 0.5
    low, middle_ratio, high = np.exp([mean - half_width, mean, mean + half_width])
    return float(middle_ratio), float(low), float(high)
