"""The pairs of an experiment as bets are settled on them: once, when a pair is over.

Whoever has seen how the bets stand may not change what they were settled on. So
a pair that was kept stays as it was, whatever is mended in its days later; what
is told late goes into the estimate alone.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.infer.trial_days import course_of
from quietmuscle.infer.trial_days import first_readings
from quietmuscle.infer.trial_days import numbers
from quietmuscle.infer.trial_days import pair_differences
from quietmuscle.infer.trial_evidence import evidence
from quietmuscle.infer.trial_found import found_of
from quietmuscle.infer.trial_found import until
from quietmuscle.infer.trial_verdict import too_little
from quietmuscle.model.trial import Arm
from quietmuscle.model.trial import Outcome
from quietmuscle.model.trial import Pace
from quietmuscle.model.trial_answer import Alone
from quietmuscle.model.trial_answer import Pair

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from numpy.typing import NDArray

    from quietmuscle.infer.trial_days import Course
    from quietmuscle.infer.trial_effect import Days
    from quietmuscle.model.trial import TrialDay
    from quietmuscle.model.trial import TrialProtocol
    from quietmuscle.model.trial_answer import Evidence

    Floats = NDArray[np.float64]
    Truths = NDArray[np.bool_]

DAYS_TO_TELL = 1
"""A day may still be told on the day after it; then a pair is settled."""


def last_day_of_pair(protocol: TrialProtocol, number: int) -> date:
    """The last day of a pair, which is counted from 1."""
    days = protocol.run_in_days + number * 2 * protocol.plan.unit_days
    return protocol.first_day + timedelta(days=days - 1)


def pairs_until(protocol: TrialProtocol, last_day: date) -> int:
    """How many pairs are over when a day is over; none in an experiment of whole weeks."""
    if protocol.pace is Pace.SLOW:
        return 0
    days = (last_day - protocol.first_day).days + 1 - protocol.run_in_days
    return min(max(days, 0) // (2 * protocol.plan.unit_days), protocol.units)


def settled_pairs(
    protocol: TrialProtocol,
    days: Iterable[TrialDay],
    *,
    last_day: date,
    before: tuple[Pair, ...] = (),
) -> tuple[Pair, ...]:
    """The pairs that were kept as they were, and those that are over since.

    A pair that lacks a day on either side has no difference: nobody bets on it. What
    the side that is left speaks for is kept, so that leaving out is seen.
    """
    if len(before) > protocol.units or any(
        pair.number != number for number, pair in enumerate(before, start=1)
    ):
        raise ValueNotUnderstoodError(
            Message(
                _(
                    "The pairs of this experiment are not those of its plan, so its days are not "
                    "weighed. The days themselves are safe."
                )
            )
        )
    over = pairs_until(protocol, last_day)
    if over <= len(before):
        return before
    course = course_of(protocol, days, last_day)
    numbered = numbers(course, first_readings(course))
    scale = _scale(protocol.outcome, numbered)
    differences = pair_differences(course, scale, numbered.logged)
    return before + tuple(
        Pair(
            number=number,
            difference=differences[number - 1],
            enough=_is_enough(course, number),
            alone=_alone(course, number, scale, numbered.logged),
        )
        for number in range(len(before) + 1, over + 1)
    )


def evidence_of(protocol: TrialProtocol, pairs: tuple[Pair, ...]) -> Evidence | None:
    """What the bets on these pairs have grown to; None for whole weeks."""
    if protocol.pace is Pace.SLOW:
        return None
    return evidence(
        pairs,
        is_ratio=protocol.outcome.is_counted,
        needed_helps=1 / protocol.plan.alpha_helps,
        needed_worse=1 / protocol.plan.alpha_worse,
    )


def _scale(outcome: Outcome, days: Days) -> Floats:
    """What is compared, on a scale that no other day changes."""
    if outcome is Outcome.SCORE:
        return days.values
    if outcome is Outcome.SENSOR:
        return np.asarray(np.log((days.values + 0.5) / days.minutes))
    return np.asarray(np.log1p(days.values))


def _alone(course: Course, number: int, scale: Floats, logged: Truths) -> Alone | None:
    """What a side speaks for whose other side was not logged, beside the median before the pair."""
    protocol = course.protocol
    unit = protocol.plan.unit_days
    start = protocol.run_in_days + (number - 1) * 2 * unit
    places = [np.arange(first, first + unit) for first in (start, start + unit)]
    left = [place[logged[place]] for place in places if logged[place].any()]
    if len(left) != 1:
        return None
    before = scale[:start][logged[:start]]
    apart = float(scale[left[0]].mean() - np.median(before)) if len(before) else 0.0
    if apart == 0:
        return Alone.NEITHER
    is_with = course.arms[int(left[0][0])] is Arm.WITH
    return Alone.FOR if (apart < 0) is is_with else Alone.AGAINST


def _is_enough(course: Course, number: int) -> bool:
    """Whether by the end of a pair there is enough to say that it helps."""
    protocol = course.protocol
    days = protocol.run_in_days + number * 2 * protocol.plan.unit_days
    return not too_little(found_of(until(course, days)))
