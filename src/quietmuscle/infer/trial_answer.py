"""What an experiment says so far: the looks that are due, the effect, the verdict."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import timedelta
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.infer.trial_days import compared
from quietmuscle.infer.trial_days import course_of
from quietmuscle.infer.trial_days import first_days
from quietmuscle.infer.trial_days import first_readings
from quietmuscle.infer.trial_days import lots_of
from quietmuscle.infer.trial_days import numbers
from quietmuscle.infer.trial_days import second_readings
from quietmuscle.infer.trial_design import DESIGNS
from quietmuscle.infer.trial_design import ENGINE
from quietmuscle.infer.trial_design import check_seal
from quietmuscle.infer.trial_effect import PRIOR_SPREAD_LOG_RATIO
from quietmuscle.infer.trial_effect import PRIOR_SPREAD_POINTS
from quietmuscle.infer.trial_effect import all_between
from quietmuscle.infer.trial_effect import count_posterior
from quietmuscle.infer.trial_effect import only_these
from quietmuscle.infer.trial_effect import points_of
from quietmuscle.infer.trial_effect import ratio_of
from quietmuscle.infer.trial_effect import score_posterior
from quietmuscle.infer.trial_found import found_of
from quietmuscle.infer.trial_found import until
from quietmuscle.infer.trial_lot import looked
from quietmuscle.infer.trial_lot import spending
from quietmuscle.infer.trial_more import more_units
from quietmuscle.infer.trial_pairs import evidence_of
from quietmuscle.infer.trial_pairs import pairs_until as pairs_over
from quietmuscle.infer.trial_pairs import settled_pairs
from quietmuscle.infer.trial_verdict import too_little
from quietmuscle.infer.trial_verdict import verdict_of
from quietmuscle.model.trial_answer import Look
from quietmuscle.model.trial_answer import TrialAnswer
from quietmuscle.model.trial_answer import Verdict
from quietmuscle.model.trial_answer import Why

if TYPE_CHECKING:
    from quietmuscle.infer.trial_days import Course
    from quietmuscle.infer.trial_effect import Days
    from quietmuscle.infer.trial_fit import Posterior
    from quietmuscle.infer.trial_lot import Spent
    from quietmuscle.model.trial import Outcome
    from quietmuscle.model.trial import TrialDay
    from quietmuscle.model.trial import TrialProtocol
    from quietmuscle.model.trial_answer import Effect
    from quietmuscle.model.trial_answer import Pair

RECKONED_BY = f"{ENGINE}, 2026-11-24"
"""Changed whenever the same days would give another answer: kept ones are then reckoned anew."""
ROUNDED = 1e-9
FEWEST_TO_FIT = 4
"""Logged days on either side, below which no effect is estimated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedLook:
    """A look that the plan holds: after how many units, and on which day."""

    number: int
    units: int
    last_day: date
    days: int
    share: float


def planned_looks(protocol: TrialProtocol) -> tuple[PlannedLook, ...]:
    """The looks of the plan, the last at its end."""
    days_of_unit = DESIGNS[protocol.pace].days_of_unit
    found = []
    for number, share in enumerate(protocol.plan.look_shares, start=1):
        units = ceil(protocol.units * share)
        days = protocol.run_in_days + units * days_of_unit
        found.append(
            PlannedLook(
                number=number,
                units=units,
                last_day=protocol.first_day + timedelta(days=days - 1),
                days=days,
                share=units / protocol.units,
            )
        )
    return tuple(found)


def helps_if_mended(protocol: TrialProtocol) -> float:
    """How often, at most, "helps" is said wrongly when days are mended after a look.

    Each planned look alone says it at most as often as was allowed until then,
    whatever was mended, as long as that did not hang on the lot; all of them say it
    at most as often as these shares add up to. Bets were settled before.
    """
    plan = protocol.plan
    looks = sum(spending(plan.alpha_helps, look.share) for look in planned_looks(protocol))
    return looks + plan.promise_helps - plan.alpha_helps


def trial_answer(  # noqa: PLR0913 - a plan, its days, and what was kept of them
    protocol: TrialProtocol,
    days: tuple[TrialDay, ...],
    *,
    last_day: date,
    looks_before: tuple[Look, ...] = (),
    pairs_before: tuple[Pair, ...] = (),
    pairs_until: date | None = None,
) -> TrialAnswer:
    """What the days say until `last_day`, the last one that is over.

    Parameters
    ----------
    protocol
        As it was sealed; one that was changed is refused.
    days
        As they are now, also when earlier entries were mended.
    looks_before
        Looks that were taken; they stay as they were, and what they decided
        stays decided.
    pairs_before
        Pairs on which bets were settled; they stay as they were. Those that were
        not over by `last_day` do not count.
    pairs_until
        Bets are settled on pairs that are over by this day, `last_day` if None.
    """
    check_seal(protocol)
    _check_looks(protocol, looks_before)
    course = course_of(protocol, days, last_day)
    readings = first_readings(course)
    numbered = numbers(course, readings)
    looks = _looks(course, numbered, looks_before)
    pairs = settled_pairs(protocol, days, last_day=pairs_until or last_day, before=pairs_before)
    # One that was stopped in the past may have kept pairs of days after its end.
    bets = evidence_of(protocol, pairs[: pairs_over(protocol, last_day)])
    posterior = _posterior(protocol.outcome, course, numbered)
    effect = _told(protocol.outcome, posterior)
    second = _second(course)
    found = replace(
        found_of(course),
        last_look=looks[-1] if looks else None,
        evidence=bets,
        effect=effect,
        second_effect=second,
    )
    verdict, reasons = verdict_of(protocol.plan, found)
    decided = verdict in {Verdict.HELPS, Verdict.WORSE, Verdict.NO_DIFFERENCE}
    coming = [look.last_day for look in planned_looks(protocol) if look.last_day > last_day]
    return TrialAnswer(
        verdict=verdict,
        reasons=reasons,
        units_done=found.units_done,
        units_planned=protocol.units,
        ended=found.ended,
        with_it=found.with_it,
        without_it=found.without_it,
        looks=looks,
        next_look=None if decided or not coming else coming[0],
        effect=effect,
        second_effect=second,
        evidence=bets,
        more_units=None
        if decided or posterior is None
        else more_units(
            posterior,
            prior_spread=PRIOR_SPREAD_LOG_RATIO
            if protocol.outcome.is_counted
            else PRIOR_SPREAD_POINTS,
            units=found.units_done,
            alpha=protocol.plan.alpha_helps,
        ),
    )


def _check_looks(protocol: TrialProtocol, before: tuple[Look, ...]) -> None:
    """Refuse looks that the plan does not have, or that decided against their own numbers."""
    planned = planned_looks(protocol)[: len(before)]
    same = len(planned) == len(before) and all(
        (look.number, look.units, look.last_day) == (one.number, one.units, one.last_day)
        for look, one in zip(before, planned, strict=True)
    )
    sound = all(
        (look.verdict is not Verdict.HELPS or look.p_helps <= look.allowed_helps)
        and (look.verdict is not Verdict.WORSE or look.p_worse <= look.allowed_worse)
        and look.allowed_helps <= protocol.plan.alpha_helps + ROUNDED
        and look.allowed_worse <= protocol.plan.alpha_worse + ROUNDED
        for look in before
    )
    if not (same and sound):
        raise ValueNotUnderstoodError(
            Message(
                _(
                    "The looks of this experiment are not those of its plan, so its days are not "
                    "weighed. The days themselves are safe."
                )
            )
        )


def _looks(course: Course, days: Days, before: tuple[Look, ...]) -> tuple[Look, ...]:
    """The looks that were taken, and those that are due since."""
    protocol = course.protocol
    plan = protocol.plan
    over = protocol.first_day + timedelta(days=len(course.days) - 1)
    due = [look for look in planned_looks(protocol) if look.last_day <= over]
    values = tuple(compared(protocol.outcome, first_days(days, look.days)) for look in due)
    lots = lots_of(protocol) if len(due) > len(before) else None
    taken = list(before)
    while lots is not None and len(taken) < len(due) and not (taken and taken[-1].verdict):
        found = looked(
            values,
            days.logged,
            lots,
            half_lives_days=plan.half_lives_days,
            allowed_helps=tuple(spending(plan.alpha_helps, look.share) for look in due),
            allowed_worse=tuple(spending(plan.alpha_worse, look.share) for look in due),
            stayed_open=len(taken),
        )
        for look, spent in list(zip(due, found, strict=False))[len(taken) :]:
            taken.append(_look(look, spent, course))
            # A look with too little to go by decides nothing, and the race goes on.
            if (spent.helps or spent.worse) and taken[-1].verdict is None:
                break
    return tuple(taken)


def _look(look: PlannedLook, spent: Spent, course: Course) -> Look:
    """A look with what it decided, if there was enough to decide by."""
    short = {reason.why for reason in too_little(found_of(until(course, look.days)))}
    verdict = None
    if spent.helps and not short:
        verdict = Verdict.HELPS
    # That it harms is told even where people stopped logging or following it.
    if spent.worse and not short & {Why.TOO_FEW_PAIRS, Why.NOTHING_VARIES}:
        verdict = Verdict.WORSE
    return Look(
        number=look.number,
        units=look.units,
        last_day=look.last_day,
        statistic=spent.statistic,
        p_helps=spent.p_helps,
        p_worse=spent.p_worse,
        allowed_helps=spent.allowed_helps,
        allowed_worse=spent.allowed_worse,
        verdict=verdict,
    )


def _posterior(outcome: Outcome, course: Course, days: Days) -> Posterior | None:
    """What is held of the effect; None where there is too little, or all days are alike."""
    after = np.arange(len(days.values)) >= course.protocol.run_in_days
    counted = days.logged & after
    sides = [int((counted & (days.assigned == side)).sum()) for side in (0.0, 1.0)]
    if min(sides) < FEWEST_TO_FIT or np.ptp(days.values[days.logged]) == 0:
        return None
    fit = count_posterior if outcome.is_counted else score_posterior
    plan = course.protocol.plan
    held = only_these if plan.only_named_half_lives else all_between
    return fit(days, held(plan.half_lives_days))


def _told(outcome: Outcome, posterior: Posterior | None) -> Effect | None:
    if posterior is None:
        return None
    return ratio_of(posterior) if outcome.is_counted else points_of(posterior)


def _second(course: Course) -> Effect | None:
    outcome = course.protocol.second_outcome
    if outcome is None:
        return None
    return _told(outcome, _posterior(outcome, course, numbers(course, second_readings(course))))
