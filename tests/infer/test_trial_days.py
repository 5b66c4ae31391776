from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from made_trials import FIRST
from made_trials import a_protocol
from made_trials import days_that_go

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.infer.trial_days import arm_summary
from quietmuscle.infer.trial_days import compared
from quietmuscle.infer.trial_days import course_of
from quietmuscle.infer.trial_days import first_readings
from quietmuscle.infer.trial_days import lots_of
from quietmuscle.infer.trial_days import numbers
from quietmuscle.infer.trial_days import pair_differences
from quietmuscle.infer.trial_days import units_done
from quietmuscle.model.trial import Arm
from quietmuscle.model.trial import Excuse
from quietmuscle.model.trial import Outcome
from quietmuscle.model.trial import Pace
from quietmuscle.model.trial import Reading
from quietmuscle.model.trial import TrialDay


def test_days_count_as_assigned_and_those_outside_do_not() -> None:
    protocol = a_protocol()
    days = [
        TrialDay(day=FIRST, first=Reading(value=3)),
        TrialDay(day=FIRST + timedelta(days=1), first=Reading(value=4), excuse=Excuse.ILLNESS),
        TrialDay(day=FIRST - timedelta(days=1), first=Reading(value=9)),
        TrialDay(day=FIRST + timedelta(days=40), first=Reading(value=9)),
    ]
    course = course_of(protocol, days, FIRST + timedelta(days=9))
    assert len(course.days) == 10
    assert [each and each.value for each in first_readings(course)] == [3, 4, *[None] * 8]


def test_before_the_first_day_there_is_nothing() -> None:
    assert course_of(a_protocol(), (), FIRST - timedelta(days=3)).days == ()


def test_a_day_told_twice_is_refused() -> None:
    day = TrialDay(day=FIRST, first=Reading(value=3))
    with pytest.raises(ValueNotUnderstoodError, match="twice"):
        course_of(a_protocol(), (day, day), FIRST)


@pytest.mark.parametrize("pace", Pace)
def test_the_true_lot_comes_first(pace: Pace) -> None:
    protocol = a_protocol(pace)
    lots = lots_of(protocol)
    assert lots.assigned[0].tolist() == [float(arm is Arm.WITH) for arm in protocol.arms]
    assert not lots.assigned[:, :7].any()
    assert len(lots.assigned) == (84 if pace is Pace.SLOW else protocol.plan.draws + 1)


def test_pairs_differ_by_what_was_told() -> None:
    protocol = a_protocol(Pace.MEDIUM)
    days = days_that_go(protocol, 4, 10, wobble=0)
    course = course_of(protocol, days, protocol.last_day)
    numbered = numbers(course, first_readings(course))
    assert pair_differences(course, numbered.values, numbered.logged) == (-6.0,) * 21
    assert units_done(course, numbered.logged) == 21
    lost = numbered.logged.copy()
    lost[7:9] = False  # one side of the first pair
    lost[11] = False  # one day of two
    assert len(pair_differences(course, numbered.values, lost)) == 21
    assert units_done(course, lost) == 20


def test_weeks_count_one_by_one() -> None:
    protocol = a_protocol(Pace.SLOW)
    logged = np.ones(len(protocol.arms), dtype=bool)
    course = course_of(protocol, (), protocol.last_day)
    assert units_done(course, logged) == 10
    first_with = protocol.arms.index(Arm.WITH)
    logged[first_with : first_with + 7] = False
    assert units_done(course, logged) == 9


def test_the_scale_of_comparison_does_not_ask_for_the_lot() -> None:
    protocol = a_protocol()
    course = course_of(protocol, days_that_go(protocol, 3, 9), protocol.last_day)
    numbered = numbers(course, first_readings(course))
    swapped = replace(numbered, assigned=1 - numbered.assigned)
    assert (compared(Outcome.TWITCHES, numbered) == compared(Outcome.TWITCHES, swapped)).all()
    assert (compared(Outcome.SCORE, numbered) == numbered.values).all()
    sensor = replace(numbered, minutes=np.full(len(protocol.arms), 2.0))
    assert compared(Outcome.SENSOR, sensor) == pytest.approx(
        np.log((numbered.values + 0.5) / 2 + numbered.values.sum() / numbered.minutes.sum() / 2)
    )


def test_an_arm_in_plain_numbers() -> None:
    protocol = a_protocol()
    days = list(days_that_go(protocol, 3, 9, wobble=0))
    place = protocol.arms.index(Arm.WITH)
    days[place] = replace(days[place], followed=False, excuse=Excuse.PAUSE)
    course = course_of(protocol, days, protocol.last_day)
    readings = first_readings(course)
    told = arm_summary(course, Arm.WITH, numbers(course, readings), readings)
    assert (told.planned, told.logged, told.excused, told.told, told.followed, told.mean) == (
        28,
        28,
        1,
        28,
        27,
        3.0,
    )
