"""What an experiment could find, told before it begins from the person's own last days."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.flow.place import today_of
from quietmuscle.flow.trial_choices import trial_choice
from quietmuscle.flow.trial_days import MOST_MEASUREMENTS
from quietmuscle.flow.trial_days import counted_twitches
from quietmuscle.flow.trial_days import measured_twitches
from quietmuscle.infer.trial_design import DESIGNS
from quietmuscle.infer.trial_design import check_units
from quietmuscle.infer.trial_power import Power
from quietmuscle.infer.trial_power import power_if_usual
from quietmuscle.infer.trial_power import power_of
from quietmuscle.infer.trial_verdict import LOGGED_SHARE
from quietmuscle.model.kept_trial import SensorSource
from quietmuscle.model.trial import Arm
from quietmuscle.model.trial import Outcome
from quietmuscle.model.trial import Pace
from quietmuscle.model.trial import Reading

if TYPE_CHECKING:
    from quietmuscle.flow.trial_days import Readings
    from quietmuscle.flow.workspace import Workspace

LOOKED_AT_DAYS = 56
FEWEST_LOGGED_DAYS = 14
SPARSE_SHARE = LOGGED_SHARE + 0.1
"""A share of either side that is so near the fewest that it may fall below; our judgement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What an experiment of a length could find.

    `power` is None where there are too few days to reckon from. Of minutes and
    scores the diary has only what earlier experiments asked for; without it,
    `power` is that of assumed days, and says so. `rare` is whether so few
    twitches are counted a day that something else should be counted;
    `logged_days` of `looked_at_days` were logged.
    """

    pace: Pace
    units: int
    days: int
    outcome: Outcome
    power: Power | None
    logged_days: int
    looked_at_days: int
    rare: bool

    @property
    def is_sparse(self) -> bool:
        """Whether so few twitches were logged that one side may get no answer.

        The others are not asked for day by day, so their gaps say little.
        """
        few = self.logged_days < SPARSE_SHARE * self.looked_at_days
        return few and self.outcome is Outcome.TWITCHES


def sensor_sources(
    workspace: Workspace, device_zone: str | None = None
) -> tuple[SensorSource, ...]:
    """Places and ways in which was measured in the last weeks, the most frequent first."""
    today = today_of(workspace, device_zone)
    found = workspace.diary.measurements.find(
        from_day=today - timedelta(days=LOOKED_AT_DAYS), to_day=today, limit=MOST_MEASUREMENTS
    )
    tally = Counter(
        SensorSource(site=site, made_with=kept.made_with) for kept in found for site in kept.sites
    )
    return tuple(source for source, _count in tally.most_common())


def outlook(  # noqa: PLR0913 - a plan has all of these
    workspace: Workspace,
    *,
    pace: Pace,
    units: int | None = None,
    outcome: Outcome,
    sensor: SensorSource | None = None,
    any_time: bool = False,
    device_zone: str | None = None,
) -> Outlook:
    """What an experiment could find, by the person's own days until yesterday."""
    design = DESIGNS[pace]
    units = units or design.usual
    last = today_of(workspace, device_zone) - timedelta(days=1)
    first = last - timedelta(days=LOOKED_AT_DAYS - 1)
    begun = workspace.diary.tallies.first_day()
    if begun is not None:
        first = min(max(first, begun), last)
    told: Readings = {}
    if outcome is Outcome.TWITCHES and begun is not None:
        told = counted_twitches(workspace, first, last)
    if outcome is Outcome.SENSOR and sensor is not None:
        told = measured_twitches(workspace, sensor, first, last)
        first = min(told, default=last)
    asked = outcome in {Outcome.MINUTES, Outcome.SCORE}
    if asked:
        first = last - timedelta(days=LOOKED_AT_DAYS - 1)
        told = _told_before(workspace, outcome, first, last)
        first = min(told, default=last)
    days = tuple(
        told.get(first + timedelta(days=place)) for place in range((last - first).days + 1)
    )
    power = None
    if len(told) >= FEWEST_LOGGED_DAYS:
        power = _power(days, pace, units, outcome, first, any_time)
    elif asked:
        power = _assumed(pace, units, outcome, any_time)
    return Outlook(
        pace=pace,
        units=units,
        days=design.days_in_all(units),
        outcome=outcome,
        power=power,
        logged_days=len(told),
        looked_at_days=len(days),
        rare=power is not None and power.rare,
    )


def strategy_outlook(  # noqa: PLR0913 - a plan has all of these
    workspace: Workspace,
    strategy: str,
    *,
    units: int | None = None,
    outcome: Outcome = Outcome.TWITCHES,
    sensor: SensorSource | None = None,
    any_time: bool = False,
    device_zone: str | None = None,
) -> Outlook:
    """What an experiment about a strategy could find, for each plan that can be started.

    Raises NotFoundError for what cannot be tried, ValueNotUnderstoodError for a plan
    that no experiment has.
    """
    pace = trial_choice(workspace, strategy, device_zone=device_zone).pace
    if units is not None:
        check_units(pace, units)
    if any_time and pace is Pace.SLOW:
        raise ValueNotUnderstoodError(Message(_("Whole weeks can only be weighed at the end.")))
    if (outcome is Outcome.SENSOR) != (sensor is not None):
        raise ValueNotUnderstoodError(
            Message(_("For measurements, please say of which place, and made in which way."))
        )
    return outlook(
        workspace,
        pace=pace,
        units=units,
        outcome=outcome,
        sensor=sensor,
        any_time=any_time,
        device_zone=device_zone,
    )


def forget_outlooks() -> None:
    """Forget what was reckoned from a diary that was wiped."""
    _power.cache_clear()


def _told_before(workspace: Workspace, outcome: Outcome, first: date, last: date) -> Readings:
    """The minutes or scores that were told in earlier experiments, by day.

    Days with what was tried are left out: they are not like days before a new one.
    """
    found: Readings = {}
    for trial in workspace.diary.trials.all():
        if trial.last_day >= first:
            for note in workspace.diary.trials.notes(trial.id):
                value = note.minutes if outcome is Outcome.MINUTES else note.score_0_10
                usual = trial.protocol.arm_on(note.day) is not Arm.WITH
                if value is not None and usual and first <= note.day <= last:
                    found[note.day] = Reading(value=value)
    return found


@lru_cache(maxsize=16)
def _assumed(pace: Pace, units: int, outcome: Outcome, any_time: bool) -> Power:  # noqa: FBT001
    """What would be found by days that are assumed."""
    return power_if_usual(pace=pace, units=units, outcome=outcome, seed=units, any_time=any_time)


@lru_cache(maxsize=64)
def _power(  # noqa: PLR0913, PLR0917 - all that it hangs on
    days: tuple[Reading | None, ...],
    pace: Pace,
    units: int,
    outcome: Outcome,
    first: date,
    any_time: bool,  # noqa: FBT001
) -> Power:
    """The same days give the same chances: they take some seconds to reckon."""
    return power_of(
        days,
        pace=pace,
        units=units,
        outcome=outcome,
        weekday=first.weekday(),
        seed=first.toordinal(),
        any_time=any_time,
    )
