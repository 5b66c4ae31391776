from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from made_trials import a_protocol
from made_trials import days_that_go

from quietmuscle.infer.trial_days import course_of
from quietmuscle.infer.trial_found import found_of
from quietmuscle.infer.trial_found import until
from quietmuscle.model.trial import Pace

PROTOCOL = a_protocol()
COURSE = course_of(PROTOCOL, days_that_go(PROTOCOL, 4, 12, wobble=0), PROTOCOL.last_day)


def test_all_days_of_an_experiment() -> None:
    found = found_of(COURSE)
    assert (found.units_done, found.fewest_units, found.ended) == (28, 5, True)
    assert (found.with_it.mean, found.without_it.mean) == (4, 12)
    assert (found.last_look, found.evidence, found.effect, found.second_effect) == (None,) * 4


@pytest.mark.parametrize(("days", "units", "varies"), [(7, 0, False), (8, 0, True), (11, 2, True)])
def test_some_of_them(days: int, units: int, varies: bool) -> None:
    told = tuple(
        None if day is None else replace(day, day=day.day) for day in until(COURSE, days).days
    )
    assert len(told) == days
    found = found_of(until(COURSE, days))
    assert (found.units_done, found.ended) == (units, False)
    # The run-in is as usual; which side comes first is the lot's.
    assert found.varies == (varies and any(arm.value == "with" for arm in PROTOCOL.arms[:days]))


def test_whole_weeks_need_nine_of_ten() -> None:
    slow = a_protocol(Pace.SLOW)
    course = course_of(slow, (), slow.last_day - timedelta(days=1))
    found = found_of(course)
    assert (found.fewest_units, found.units_done, found.ended, found.varies) == (9, 0, False, False)
