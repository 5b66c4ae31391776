"""Insights of a diary: ideas to test, what was looked at in vain, and changes of the rate."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.infer.associations import looked_at
from quietmuscle.infer.associations import told_enough
from quietmuscle.infer.most_striking import LEVEL
from quietmuscle.infer.rate_changes import steps_of
from quietmuscle.model.course import Direction
from quietmuscle.model.insight import INSIGHT_SCHEMA
from quietmuscle.model.insight import Association
from quietmuscle.model.insight import Insights
from quietmuscle.model.insight import RateChange
from quietmuscle.model.insight import Standing

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from quietmuscle.infer.associations import Looked
    from quietmuscle.infer.rate_changes import Step
    from quietmuscle.model.insight import InsightDay

    Floats = NDArray[np.float64]

FEWEST_FOR_CHARTS = 28
FEWEST_FOR_IDEAS = 60
MOST_IDEAS = 3
LONGEST_DAYS = 366
"""Only the last year is looked at: what helped long ago may not be so now."""


def insights(days: tuple[InsightDay, ...], seed: int) -> Insights:
    """What a diary suggests; an idea is nothing more than a question for an experiment.

    A day is complete when its twitches were logged and something was told of it.
    """
    if not days:
        return _too_little(0, Standing.NOTHING)
    ordered = sorted(days, key=lambda day: day.day)
    last = ordered[-1].day
    first = max(ordered[0].day, last - timedelta(days=LONGEST_DAYS - 1))
    told = {day.day: day for day in ordered if day.day >= first}
    complete = sum(day.twitches is not None and bool(day.factors) for day in told.values())
    if complete < FEWEST_FOR_CHARTS:
        return _too_little(complete, Standing.NOTHING)
    if complete < FEWEST_FOR_IDEAS:
        return _too_little(complete, Standing.CHARTS)
    calendar = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
    counts = np.array([_number(told[day].twitches if day in told else None) for day in calendar])
    names = sorted({name for day in told.values() for name in day.factors})
    factors = np.array(
        [
            [_number(told[day].factors.get(name) if day in told else None) for day in calendar]
            for name in names
        ]
    )
    kept = ~np.isnan(counts)
    enough = [place for place, factor in enumerate(factors) if told_enough(factor, kept)]
    looked = looked_at(counts, factors[enough], seed) if enough else ()
    best = _best_of_each(looked)
    ideas = [one for one in best if one.p <= LEVEL][:MOST_IDEAS]
    chosen = {one.factor for one in ideas}
    return Insights(
        schema=INSIGHT_SCHEMA,
        standing=Standing.TESTED,
        complete_days=complete,
        wanted_days=FEWEST_FOR_IDEAS,
        ideas=tuple(
            _association(one, names[enough[one.factor]], counts, factors[enough[one.factor]])
            for one in ideas
        ),
        no_association=tuple(names[place] for at, place in enumerate(enough) if at not in chosen),
        told_too_seldom=tuple(name for place, name in enumerate(names) if place not in set(enough)),
        changes=tuple(_change(step, counts, calendar) for step in steps_of(counts, seed)),
    )


def _too_little(complete: int, standing: Standing) -> Insights:
    return Insights(
        schema=INSIGHT_SCHEMA,
        standing=standing,
        complete_days=complete,
        wanted_days=FEWEST_FOR_IDEAS,
    )


def _number(value: float | None) -> float:
    return float("nan") if value is None else float(value)


def _best_of_each(looked: tuple[Looked, ...]) -> list[Looked]:
    """Each thing at its most striking lag, the most striking first."""
    best: dict[int, Looked] = {}
    for one in looked:
        best.setdefault(one.factor, one)
    return list(best.values())


def _association(one: Looked, name: str, counts: Floats, factor: Floats) -> Association:
    lag = one.lag_days
    told = factor[: len(factor) - lag] if lag else factor
    after = counts[lag:]
    both = ~np.isnan(told) & ~np.isnan(after)
    told, after = told[both], after[both]
    high = told > np.median(told)
    if not high.any():
        high = told >= np.median(told)
    means = float(after[high].mean()), float(after[~high].mean())
    agree = (means[0] > means[1]) == (one.statistic > 0)
    return Association(
        factor=name,
        lag_days=lag,
        more_when_high=one.statistic > 0,
        high_per_day=means[0] if agree else None,
        low_per_day=means[1] if agree else None,
        p=one.p,
        days=len(after),
    )


def _change(step: Step, counts: Floats, calendar: list[date]) -> RateChange:
    return RateChange(
        first_day=calendar[step.place],
        direction=Direction.MORE if step.rises else Direction.FEWER,
        before_per_day=float(np.nanmean(counts[: step.place])),
        after_per_day=float(np.nanmean(counts[step.place :])),
        p=step.p,
    )
