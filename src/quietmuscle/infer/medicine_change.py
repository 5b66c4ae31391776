"""Twitches before and after a change of medicine, described and not explained.

Up to four weeks on either side are compared in the model of `count_model`:
negative binomial counts with a passing disturbance that is remembered from day
to day, around a level that may drift (a straight line on the log scale) and
that may step at the change. The drift matters: people change medicines when
things are at their worst, and what was rising or falling goes on. So the step is
beside the drift, and its interval is as wide as both together leave it. The
noise is averaged over. What a step does not show is its reason.

References
----------
Bernal JL, Cummins S, Gasparrini A (2017). Interrupted time series regression
for the evaluation of public health interventions. Int J Epidemiol 46:348-355.
Barnett AG, van der Pols JC, Dobson AJ (2005). Regression to the mean: what it
is and how to deal with it. Int J Epidemiol 34:215-220.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from quietmuscle.model.medicine_comparison import Comparison
from quietmuscle.model.medicine_comparison import MedicineComparison

if TYPE_CHECKING:
    from datetime import date

    from quietmuscle.infer.count_model import Fitted
    from quietmuscle.model.day import DayCount
    from quietmuscle.model.medicine import MedicineChange

SIDE = timedelta(days=28)
"""How far before and after a change is looked."""

FEWEST_LOGGED_DAYS = 10
"""So many days on either side; with fewer, nothing is compared."""

LEVEL_SPREAD = 3.0
STEP_SPREAD = 1.0
DRIFT_SPREAD_PER_28_DAYS = 0.75
"""Prior spreads on the log scale: of the level, the step, and the drift over one side."""


def compare_changes(
    changes: tuple[MedicineChange, ...], counts: tuple[DayCount, ...], last_day: date
) -> tuple[MedicineComparison, ...]:
    """Each change of what is taken with the days before and after it, the newest first.

    Parameters
    ----------
    changes
        All that was told about medicines; missed doses and those taken as
        needed change nothing and are left out.
    counts
        Daily counts in any range; days that are missing were not logged.
    last_day
        The last day that is over.
    """
    real = sorted(
        (change for change in changes if change.action.is_change and change.day <= last_day),
        key=lambda change: (change.day, change.id),
    )
    days = [change.day for change in real]
    told = {count.day: count.twitches for count in counts if count.twitches is not None}
    return tuple(_compare(change, days, told, last_day) for change in reversed(real))


def _compare(
    change: MedicineChange, days: list[date], told: dict[date, int], last_day: date
) -> MedicineComparison:
    """One change with its days, as far as no other change cuts them off."""
    one = timedelta(days=1)
    earlier = [day for day in days if change.day - SIDE <= day < change.day]
    later = [day for day in days if change.day < day <= change.day + SIDE]
    first = max(earlier) + one if earlier else change.day - SIDE
    last = min(later) - one if later else change.day + SIDE
    last = min(last, last_day)
    before = [told[day] for day in _range(first, change.day - one) if day in told]
    after = [told[day] for day in _range(change.day + one, last) if day in told]

    def answer(
        outcome: Comparison, ratio: tuple[float, float, float] | None = None
    ) -> MedicineComparison:
        middle, low, high = ratio or (None, None, None)
        return MedicineComparison(
            change=change,
            outcome=outcome,
            first=first,
            last=last,
            before_per_day=sum(before) / len(before) if before else None,
            before_logged_days=len(before),
            after_per_day=sum(after) / len(after) if after else None,
            after_logged_days=len(after),
            ratio=middle,
            ratio_low_95=low,
            ratio_high_95=high,
        )

    if days.count(change.day) > 1:
        return answer(Comparison.OTHER_CHANGE_NEAR)
    short = [len(side) < FEWEST_LOGGED_DAYS for side in (before, after)]
    if any(short):
        cut_off = (short[0] and earlier) or (short[1] and later)
        return answer(Comparison.OTHER_CHANGE_NEAR if cut_off else Comparison.TOO_FEW_DAYS)
    ratio = _step([told.get(day) for day in _range(first, last)], (change.day - first).days)
    _middle, low, high = ratio
    means = sum(before) / len(before), sum(after) / len(after)
    if low > 1 and means[1] > means[0]:
        return answer(Comparison.MORE, ratio)
    if high < 1 and means[1] < means[0]:
        return answer(Comparison.FEWER, ratio)
    return answer(Comparison.NO_CLEAR_DIFFERENCE, ratio)


def _range(first: date, last: date) -> list[date]:
    return [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]


def _step(twitches: list[int | None], change_at: int) -> tuple[float, float, float]:
    """The level after a change over what was to be expected: the middle and a 95 % interval.

    The day of the change, at `change_at`, is left out.
    """
    import numpy as np

    from quietmuscle.infer.count_model import NOISE_SIZES
    from quietmuscle.infer.count_model import NOISE_START
    from quietmuscle.infer.count_model import Counted
    from quietmuscle.infer.count_model import fit_counts
    from quietmuscle.infer.count_model import noise_at
    from quietmuscle.infer.count_model import normal_prior
    from quietmuscle.infer.count_model import start_of
    from quietmuscle.infer.lattice import explore

    place = np.arange(len(twitches))
    logged = np.array([float(count is not None) for count in twitches])
    logged[change_at] = 0.0
    counted = Counted(
        totals=np.array([float(count or 0) for count in twitches]),
        days=logged,
        basis=np.column_stack(
            [np.ones(len(twitches)), place > change_at, (place - change_at) / SIDE.days]
        ),
        step_days=1,
    )
    spreads = np.array([LEVEL_SPREAD, STEP_SPREAD, DRIFT_SPREAD_PER_28_DAYS])
    prior = normal_prior(np.diag(spreads**2))
    only_step = np.array([[0.0, 1.0, 0.0]])

    def evaluate(lattice: tuple[int, ...], neighbour: Fitted | None) -> tuple[float, Fitted]:
        noise = noise_at(*lattice)
        start = (
            start_of(counted) if neighbour is None else (neighbour.weights, neighbour.disturbance)
        )
        fitted = fit_counts(counted, prior, noise, start)
        return fitted.log_evidence + noise.log_prior, fitted

    mean = square = 0.0
    for found in explore(NOISE_START, NOISE_SIZES, evaluate):
        middle, variance = found.answer.mean_and_variance(only_step)
        mean += found.weight * float(middle[0])
        square += found.weight * float(variance[0] + middle[0] ** 2)
    half_width = 1.959964 * (square - mean**2) ** 0.5
    low, ratio, high = np.exp([mean - half_width, mean, mean + half_width])
    return float(ratio), float(low), float(high)
