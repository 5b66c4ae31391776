"""An experiment in the diary: its protocol, the looks that were taken, and what its days told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID
from uuid import uuid5

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.model.checks import check_score_0_10
from quietmuscle.model.day import check_day
from quietmuscle.model.kept_measurement import MadeWith
from quietmuscle.model.site import SiteRef
from quietmuscle.model.trial import Excuse
from quietmuscle.model.trial import Outcome
from quietmuscle.model.trial import TrialProtocol
from quietmuscle.model.trial_answer import Look
from quietmuscle.model.trial_answer import Pair

MOST_MINUTES = 24 * 60
MOST_LOOKS = 20


class TrialState(StrEnum):
    """How far an experiment is."""

    RUNNING = "running"
    STOPPED = "stopped"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class SensorSource:
    """Which measurements an experiment counts: those of one place, made in one way."""

    site: SiteRef
    made_with: MadeWith


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLook:
    """A look as it was taken, and on which day; later changes of the diary do not change it."""

    taken_on: date
    look: Look


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPair:
    """A pair as bets were settled on it, and on which day; later changes do not change it."""

    settled_on: date
    pair: Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptTrial:
    """An experiment of the diary. Its protocol never changes; looks and pairs are only added.

    `sensor` tells which measurements are counted, where one of the outcomes is
    SENSOR. `agreed_on` is the day on which the person said that their clinician
    agreed, where that was asked. `stopped_on` is its last day, where the person
    stopped before the plan's end.
    """

    id: UUID
    protocol: TrialProtocol
    sensor: SensorSource | None = None
    agreed_on: date | None = None
    stopped_on: date | None = None
    looks: tuple[KeptLook, ...] = ()
    pairs: tuple[KeptPair, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what does not belong together."""
        plan = self.protocol
        outcomes = (plan.outcome, plan.second_outcome)
        numbers = [each.look.number for each in self.looks]
        pairs = [each.pair.number for each in self.pairs]
        stopped = self.stopped_on
        if (
            self.id != plan.id
            or (Outcome.SENSOR in outcomes) != (self.sensor is not None)
            or (stopped is not None and not plan.first_day <= stopped <= plan.last_day)
            or len(numbers) > MOST_LOOKS
            or numbers != sorted(set(numbers))
            or pairs != list(range(1, len(pairs) + 1))
            or len(pairs) > plan.units
        ):
            raise ValueNotUnderstoodError(Message(_("This experiment cannot be read.")))

    @property
    def last_day(self) -> date:
        """Its last day: of the plan, or on which it was stopped."""
        return self.stopped_on or self.protocol.last_day

    def state_on(self, today: date) -> TrialState:
        """How far it is on a day."""
        if self.stopped_on is not None:
            return TrialState.STOPPED
        return TrialState.RUNNING if today <= self.protocol.last_day else TrialState.ENDED


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialNote:
    """What was told of a day of an experiment, all of it optional.

    `followed` is whether the person did what the lot said, `excuse` why the day
    shall not count. `minutes` are the minutes with twitches of that day, and
    `score_0_10` is how much they bothered, 10 the most.
    """

    id: UUID
    trial: UUID
    day: date
    followed: bool | None = None
    excuse: Excuse | None = None
    minutes: int | None = None
    score_0_10: int | None = None

    def __post_init__(self) -> None:
        """Refuse what no day can hold."""
        check_day(self.day)
        check_score_0_10(self.score_0_10)
        if self.id != note_id(self.trial, self.day):
            raise ValueNotUnderstoodError(
                Message(_("This note belongs to another day of the experiment."))
            )
        minutes = self.minutes
        if minutes is not None and (isinstance(minutes, bool) or not 0 <= minutes <= MOST_MINUTES):
            raise ValueNotUnderstoodError(
                Message(
                    _("A day has between 0 and {most} minutes; {value} does not fit."),
                    {"most": MOST_MINUTES, "value": minutes},
                )
            )


def note_id(trial: UUID, day: date) -> UUID:
    """The id of the note of a day: on every device the same, so that a day has one note."""
    return uuid5(trial, day.isoformat())


def empty_note(trial: UUID, day: date) -> TrialNote:
    """A note of a day of which nothing was told."""
    return TrialNote(id=note_id(trial, day), trial=trial, day=day)
