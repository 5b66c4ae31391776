"""The days of an experiment laid out as numbers, as they were assigned."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.infer.trial_effect import Days
from quietmuscle.infer.trial_lot import Lots
from quietmuscle.infer.trial_schedule import other_lots
from quietmuscle.model.trial import Arm
from quietmuscle.model.trial import Outcome
from quietmuscle.model.trial import Pace
from quietmuscle.model.trial import TrialDay
from quietmuscle.model.trial import TrialProtocol
from quietmuscle.model.trial_answer import ArmSummary

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from numpy.typing import NDArray

    from quietmuscle.model.trial import Reading

    Floats = NDArray[np.float64]
    Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The planned days until the last that is over, one entry each; None where not told."""

    protocol: TrialProtocol
    days: tuple[TrialDay | None, ...]

    @property
    def arms(self) -> tuple[Arm, ...]:
        """What each of these days is for."""
        return self.protocol.arms[: len(self.days)]


def course_of(protocol: TrialProtocol, days: Iterable[TrialDay], last_day: date) -> Course:
    """The days in their order; days outside the plan, or not over yet, are left out.

    Raises ValueNotUnderstoodError for a day that is told twice.
    """
    told: dict[date, TrialDay] = {}
    for day in days:
        if day.day in told:
            raise ValueNotUnderstoodError(
                Message(_("The day {day} is told twice. Nothing was weighed."), {"day": day.day})
            )
        told[day.day] = day
    over = min((last_day - protocol.first_day).days + 1, len(protocol.arms))
    return Course(
        protocol=protocol,
        days=tuple(
            told.get(protocol.first_day + timedelta(days=ahead)) for ahead in range(max(over, 0))
        ),
    )


def first_readings(course: Course) -> tuple[Reading | None, ...]:
    """What counts for the first outcome, as the days were assigned."""
    return tuple(None if day is None else day.first for day in course.days)


def second_readings(course: Course) -> tuple[Reading | None, ...]:
    """The same for the second outcome."""
    return tuple(None if day is None else day.second for day in course.days)


def numbers(course: Course, readings: tuple[Reading | None, ...]) -> Days:
    """Readings as arrays, one entry a day."""
    return Days(
        values=np.array([0.0 if each is None else each.value for each in readings]),
        minutes=np.array(
            [1.0 if each is None or each.minutes is None else each.minutes for each in readings]
        ),
        logged=np.array([each is not None for each in readings], dtype=bool),
        assigned=np.array([float(arm is Arm.WITH) for arm in course.arms]),
        weekday=course.protocol.first_day.weekday(),
    )


def first_days(days: Days, count: int) -> Days:
    """So many days from the beginning."""
    return replace(
        days,
        values=days.values[:count],
        minutes=days.minutes[:count],
        logged=days.logged[:count],
        assigned=days.assigned[:count],
    )


def compared(outcome: Outcome, days: Days) -> Floats:
    """The outcome on the scale on which days are compared, shape (days,).

    A score stays as it is. A count becomes log(count + its own mean + 1/2): near
    the mean this is nearly the score function of a negative binomial count, and
    a single wild day cannot rule. The mean is over all days, with and without,
    so that the lot does not change it.
    """
    if outcome is Outcome.SCORE or not days.logged.any():
        return days.values
    if outcome is Outcome.SENSOR:
        usual = days.values[days.logged].sum() / days.minutes[days.logged].sum()
        return np.asarray(np.log((days.values + 0.5) / days.minutes + usual))
    return np.asarray(np.log(days.values + days.values[days.logged].mean() + 0.5))


def lots_of(protocol: TrialProtocol) -> Lots:
    """Every way, or very many, in which the lot could have fallen; the true one first."""
    ways, all_of_them = other_lots(
        protocol.pace, protocol.units, protocol.plan.draws, protocol.seed
    )
    run_in = protocol.run_in_days
    unit_days = protocol.plan.unit_days
    assigned = np.zeros((len(ways), len(protocol.arms)))
    assigned[:, run_in:] = np.repeat(ways, unit_days, axis=1)
    true = np.array([float(arm is Arm.WITH) for arm in protocol.arms])
    if all_of_them:
        place = int(np.flatnonzero((assigned == true).all(axis=1))[0])
        assigned[[0, place]] = assigned[[place, 0]]
    else:
        assigned = np.concatenate([true[None], assigned])
    after = np.ones(len(true), dtype=bool)
    in_unit = (np.arange(len(true)) - run_in) % unit_days
    after[run_in:] = in_unit[run_in:] >= protocol.plan.left_out_days
    return Lots(assigned=assigned, after=after)


def units_done(course: Course, logged: Truths) -> int:
    """Pairs that have a logged day on either side, or whole weeks that have a logged day."""
    protocol = course.protocol
    unit_days = protocol.plan.unit_days
    after = logged[protocol.run_in_days :]
    whole = len(after) // unit_days
    has: Truths = np.asarray(after[: whole * unit_days].reshape(whole, unit_days).any(axis=1))
    if protocol.pace is not Pace.SLOW:
        return int(has[: whole // 2 * 2].reshape(-1, 2).all(axis=1).sum())
    return int(has.sum())


def pair_differences(course: Course, values: Floats, logged: Truths) -> tuple[float | None, ...]:
    """For each pair in its order: the mean with the strategy less that without it.

    None for a pair that was not logged on either side.
    """
    protocol = course.protocol
    unit = protocol.plan.unit_days
    found: list[float | None] = []
    for start in range(protocol.run_in_days, len(values) - 2 * unit + 1, 2 * unit):
        sides = []
        for first in (start, start + unit):
            place = np.arange(first, first + unit)
            sides.append(values[place][logged[place]])
        if not all(len(side) for side in sides):
            found.append(None)
            continue
        later = float(sides[1].mean() - sides[0].mean())
        found.append(-later if course.arms[start] is Arm.WITH else later)
    return tuple(found)


def arm_summary(
    course: Course, arm: Arm, days: Days, readings: tuple[Reading | None, ...]
) -> ArmSummary:
    """The days of one side in plain numbers; of a sensor the mean is per minute."""
    place = [at for at, each in enumerate(course.arms) if each is arm]
    told = [day for day in (course.days[at] for at in place) if day is not None]
    counted = [reading for reading in (readings[at] for at in place) if reading is not None]
    minutes = sum(days.minutes[at] for at in place if readings[at] is not None)
    answers = [day.followed for day in told if day.followed is not None]
    return ArmSummary(
        planned=len(place),
        logged=len(counted),
        excused=sum(day.excuse is not None for day in told),
        told=len(answers),
        followed=sum(answers),
        mean=sum(reading.value for reading in counted) / float(minutes) if counted else None,
    )
