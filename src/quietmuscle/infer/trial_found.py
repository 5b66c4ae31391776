"""How the days of an experiment went so far, without anything that they may say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.infer.trial_days import arm_summary
from quietmuscle.infer.trial_days import first_readings
from quietmuscle.infer.trial_days import numbers
from quietmuscle.infer.trial_days import units_done
from quietmuscle.infer.trial_verdict import FEWEST_PAIRS
from quietmuscle.infer.trial_verdict import FEWEST_WEEKS
from quietmuscle.infer.trial_verdict import Found
from quietmuscle.model.trial import Arm
from quietmuscle.model.trial import Pace

if TYPE_CHECKING:
    from quietmuscle.infer.trial_days import Course


def found_of(course: Course) -> Found:
    """How the days of a course went: how many there are, and whether they differ at all."""
    readings = first_readings(course)
    days = numbers(course, readings)
    values = days.values[days.logged]
    return Found(
        units_done=units_done(course, days.logged),
        fewest_units=FEWEST_WEEKS if course.protocol.pace is Pace.SLOW else FEWEST_PAIRS,
        with_it=arm_summary(course, Arm.WITH, days, readings),
        without_it=arm_summary(course, Arm.WITHOUT, days, readings),
        last_look=None,
        evidence=None,
        effect=None,
        second_effect=None,
        ended=len(course.days) == len(course.protocol.arms),
        varies=bool(len(values) and np.ptp(values) > 0),
    )


def until(course: Course, days: int) -> Course:
    """The same course as it stood after so many of its days."""
    return replace(course, days=course.days[:days])
