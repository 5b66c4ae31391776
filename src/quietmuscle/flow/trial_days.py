"""The days of an experiment as the diary holds them: what was counted, followed and excused.

A day that nobody logged has no reading, and "none today" is 0. Days are logical
days, as each entry keeps its own: to travel in the middle of an experiment
moves no entry to another day.
"""

from __future__ import annotations

from datetime import date
from datetime import timedelta
from typing import TYPE_CHECKING

from quietmuscle.model.trial import Outcome
from quietmuscle.model.trial import Reading
from quietmuscle.model.trial import TrialDay

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.kept_trial import KeptTrial
    from quietmuscle.model.kept_trial import SensorSource
    from quietmuscle.model.kept_trial import TrialNote

MOST_MEASUREMENTS = 20_000
_MINUTE_S = 60.0
_LONGEST_MINUTES = 24 * 60.0

Readings = dict[date, Reading]
"""What was counted, by day; a day that is not in it was not logged."""


def counted_twitches(workspace: Workspace, first: date, last: date) -> Readings:
    """The twitches of each logged day of a range; 0 where the person said that there were none."""
    return {
        each.day: Reading(value=each.twitches)
        for each in workspace.diary.tallies.counts(first, last)
        if each.twitches is not None
    }


def measured_twitches(
    workspace: Workspace, source: SensorSource, first: date, last: date
) -> Readings:
    """The twitches in the recordings of one place, made in one way, over their usable minutes.

    The machine's own count is taken and no correction of it: who knows on which
    days they did it could mend the days of one side more than those of the other.
    """
    found = workspace.diary.measurements.find(from_day=first, to_day=last, limit=MOST_MEASUREMENTS)
    counts: dict[date, float] = {}
    minutes: dict[date, float] = {}
    for kept in found:
        usable = kept.result.usable_s / _MINUTE_S
        if kept.made_with is source.made_with and source.site in kept.sites and usable > 0:
            day = kept.moment.logical_day
            counts[day] = counts.get(day, 0.0) + kept.result.summary.fasciculations
            minutes[day] = minutes.get(day, 0.0) + usable
    return {day: _of_a_day(count, minutes[day]) for day, count in counts.items()}


def _of_a_day(count: float, minutes: float) -> Reading:
    """The twitches of a day; recordings that overlap may hold more minutes than it has."""
    within = min(minutes, _LONGEST_MINUTES)
    return Reading(value=count * within / minutes, minutes=within)


def trial_days(workspace: Workspace, trial: KeptTrial, last: date) -> tuple[TrialDay, ...]:
    """The days of an experiment from its first until `last`, or until it was stopped."""
    plan = trial.protocol
    last = min(last, trial.last_day)
    if last < plan.first_day:
        return ()
    notes = {note.day: note for note in workspace.diary.trials.notes(trial.id)}
    first = _readings(workspace, trial, plan.outcome, notes, last)
    second = (
        {}
        if plan.second_outcome is None
        else _readings(workspace, trial, plan.second_outcome, notes, last)
    )
    days = (plan.first_day + timedelta(days=place) for place in range(len(plan.arms)))
    return tuple(
        TrialDay(
            day=day,
            first=first.get(day),
            second=second.get(day),
            followed=notes[day].followed if day in notes else None,
            excuse=notes[day].excuse if day in notes else None,
        )
        for day in days
        if day <= last
    )


def _readings(
    workspace: Workspace,
    trial: KeptTrial,
    outcome: Outcome,
    notes: Mapping[date, TrialNote],
    last: date,
) -> Readings:
    first = trial.protocol.first_day
    if outcome is Outcome.TWITCHES:
        return counted_twitches(workspace, first, last)
    if outcome is Outcome.SENSOR:
        # A trial with a sensor always has its source: the noun holds that.
        return (
            {} if trial.sensor is None else measured_twitches(workspace, trial.sensor, first, last)
        )
    told = {
        day: note.minutes if outcome is Outcome.MINUTES else note.score_0_10
        for day, note in notes.items()
    }
    return {day: Reading(value=value) for day, value in told.items() if value is not None}
