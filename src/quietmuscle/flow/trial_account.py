"""An experiment told to programs: nothing of its counts between looks, nothing of days ahead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from quietmuscle.base.errors import ConflictError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.flow.place import today_of
from quietmuscle.flow.trial_choices import trial_choices
from quietmuscle.flow.trial_results import TrialProgress
from quietmuscle.flow.trial_results import TrialToday
from quietmuscle.flow.trial_results import TrialView
from quietmuscle.flow.trial_results import trial_view
from quietmuscle.flow.trial_results import trial_views
from quietmuscle.flow.trial_results import tried_so_far
from quietmuscle.model.care import Answer
from quietmuscle.model.kept_trial import KeptLook
from quietmuscle.model.kept_trial import SensorSource
from quietmuscle.model.kept_trial import TrialNote
from quietmuscle.model.kept_trial import TrialState
from quietmuscle.model.trial import Arm
from quietmuscle.model.trial import Outcome
from quietmuscle.model.trial import Pace
from quietmuscle.model.trial_answer import TrialAnswer
from quietmuscle.model.trial_file import TRIAL_SCHEMA
from quietmuscle.model.trial_file import TrialFile

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialTold:
    """An experiment as it may be told today.

    `answer` is what it says of the days until `answered_until`; None while
    results are hidden. `altered` says why nothing is weighed, where the plan is
    not as it was sealed.
    """

    id: UUID
    strategy: str
    what_i_do: str
    state: TrialState
    pace: Pace
    units: int
    outcome: Outcome
    second_outcome: Outcome | None
    sensor: SensorSource | None
    first_day: date
    last_day: date
    any_time: bool
    seal: str
    progress: TrialProgress
    looks: tuple[KeptLook, ...]
    answered_until: date | None
    answer: TrialAnswer | None
    altered: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialsTold:
    """All experiments, the newest first, and how far chance alone reaches by now.

    `looked_into` counts those with a look; `expected_false_helps` is how many of
    them would say "helps" if nothing did anything.
    """

    trials: tuple[TrialTold, ...]
    looked_into: int
    expected_false_helps: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceTold:
    """A strategy that can be tried, or why not.

    `reasons` are ids of facts, `to_ask` of questions to answer first; `why_not`
    says either of them in words.
    """

    strategy: str
    name: str
    pace: Pace
    may_be_tried: bool
    needs_agreement: bool
    asks_fever: bool
    reasons: tuple[str, ...]
    to_ask: tuple[str, ...]
    why_not: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayTold:
    """Today's line: what the day is for, until when that stays, and what was told of it.

    `forbidden` and `ask_first` are whether it has to be left out by what is told,
    or not told, of one's health by now; `notice` says so in words.
    """

    trial: UUID
    strategy: str
    day: date
    arm: Arm
    same_until: date
    forbidden: bool
    ask_first: bool
    asks_fever: bool
    notice: str | None
    note: TrialNote


def trial_told(view: TrialView, language: str = "en") -> TrialTold:
    """A view as it goes to programs."""
    plan = view.trial.protocol
    return TrialTold(
        id=view.trial.id,
        strategy=plan.strategy,
        what_i_do=plan.what_i_do,
        state=view.state,
        pace=plan.pace,
        units=plan.units,
        outcome=plan.outcome,
        second_outcome=plan.second_outcome,
        sensor=view.trial.sensor,
        first_day=plan.first_day,
        last_day=view.trial.last_day,
        any_time=plan.plan.any_time,
        seal=plan.seal,
        progress=view.progress,
        looks=view.trial.looks,
        answered_until=view.answered_until,
        answer=view.answer,
        altered=None if view.altered is None else say(view.altered, language),
    )


def trials_told(workspace: Workspace, device_zone: str | None = None) -> TrialsTold:
    """All experiments as they may be told today."""
    views = trial_views(workspace, device_zone)
    tried = tried_so_far(views)
    language = workspace.diary.preferences.settings().language
    return TrialsTold(
        trials=tuple(trial_told(view, language) for view in views),
        looked_into=tried.experiments,
        expected_false_helps=tried.expected_false,
    )


def one_told(workspace: Workspace, trial_id: UUID, device_zone: str | None = None) -> TrialTold:
    """One experiment as it may be told today."""
    language = workspace.diary.preferences.settings().language
    return trial_told(trial_view(workspace, trial_id, device_zone), language)


def choices_told(workspace: Workspace, device_zone: str | None = None) -> tuple[ChoiceTold, ...]:
    """What can be tried by this person; whether there is a fever is asked at the start."""
    language = workspace.diary.preferences.settings().language
    return tuple(
        ChoiceTold(
            strategy=each.strategy.id,
            name=say(each.strategy.label, language),
            pace=each.pace,
            may_be_tried=each.may_be_tried,
            needs_agreement=each.strategy.supplement,
            asks_fever=each.asks_fever,
            reasons=each.suits.reasons,
            to_ask=each.suits.to_ask,
            why_not=tuple(say(why, language) for why in each.why_not),
        )
        for each in trial_choices(workspace, fever=Answer.NO, device_zone=device_zone)
    )


def today_told(line: TrialToday, language: str = "en") -> TodayTold:
    """Today's line as it goes to programs."""
    return TodayTold(
        trial=line.trial.id,
        strategy=line.trial.protocol.strategy,
        day=line.day,
        arm=line.arm,
        same_until=line.same_until,
        forbidden=line.forbidden,
        ask_first=line.ask_first,
        asks_fever=line.choice is not None and line.choice.asks_fever,
        notice=None if line.notice is None else say(line.notice, language),
        note=line.note,
    )


def trial_file(workspace: Workspace, trial_id: UUID, device_zone: str | None = None) -> TrialFile:
    """An experiment that is over, whole, as a file that can be weighed anywhere.

    Raises ConflictError while it runs: its counts and its lot are hidden until then.
    """
    view = trial_view(workspace, trial_id, device_zone)
    if view.state is TrialState.RUNNING:
        raise ConflictError(
            Message(
                _(
                    "This experiment is still running, and what it holds is hidden until it is "
                    "over. Nothing was written."
                )
            )
        )
    over = min(view.trial.last_day, today_of(workspace, device_zone))
    return TrialFile(
        schema=TRIAL_SCHEMA,
        protocol=view.trial.protocol,
        days=view.days,
        looks=tuple(each.look for each in view.trial.looks),
        pairs=tuple(each.pair for each in view.trial.pairs),
        last_day=view.days[-1].day if view.days else over,
    )
