"""What an experiment may show today: nothing between its looks, all that a look saw after it.

Days that are mended later are weighed anew, while the looks that were taken and
the pairs on which bets were settled stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from math import prod
from typing import TYPE_CHECKING

from quietmuscle.advise.suitability import Suits
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.flow.place import today_of
from quietmuscle.flow.trial_choices import LeaveOut
from quietmuscle.flow.trial_choices import TrialChoice
from quietmuscle.flow.trial_choices import trial_choices
from quietmuscle.flow.trial_days import trial_days
from quietmuscle.flow.trial_looks import answer_until
from quietmuscle.flow.trial_looks import last_over
from quietmuscle.flow.trial_looks import settle_pairs
from quietmuscle.flow.trial_looks import take_looks
from quietmuscle.infer.trial_answer import planned_looks
from quietmuscle.infer.trial_days import course_of
from quietmuscle.infer.trial_days import first_readings
from quietmuscle.infer.trial_days import numbers
from quietmuscle.infer.trial_days import units_done
from quietmuscle.infer.trial_design import check_seal
from quietmuscle.knowledge.facts import Fact
from quietmuscle.knowledge.facts import fact
from quietmuscle.model.care import Answer
from quietmuscle.model.kept_trial import KeptTrial
from quietmuscle.model.kept_trial import TrialNote
from quietmuscle.model.kept_trial import TrialState
from quietmuscle.model.trial import Arm
from quietmuscle.model.trial import Excuse
from quietmuscle.model.trial import TrialDay
from quietmuscle.model.trial import TrialProtocol
from quietmuscle.model.trial_answer import TrialAnswer

if TYPE_CHECKING:
    from uuid import UUID

    from quietmuscle.flow.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialProgress:
    """How far an experiment is, without anything of what it counted.

    `day_number` of `days_in_all` is today's; `units_done` of the plan's pairs or
    blocks have a logged day on either side. `logged_days` of `days_over` were
    logged. `next_look` is the last day of the next planned look, None where
    there is none, or nothing is open any more.
    """

    day_number: int
    days_in_all: int
    units_done: int
    units_planned: int
    logged_days: int
    days_over: int
    next_look: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialView:
    """An experiment as it may be shown today.

    `answer` is what it says of the days until `answered_until`; None while
    nothing may be shown. `altered` says that its plan is not as it was sealed:
    then nothing is weighed. `days` are its days until yesterday, or its end.
    """

    trial: KeptTrial
    state: TrialState
    progress: TrialProgress
    days: tuple[TrialDay, ...]
    answer: TrialAnswer | None
    answered_until: date | None
    altered: Message | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialToday:
    """Today's line of the running experiment.

    `arm` is what the day is for, `same_until` the last of the days that are alike
    by the plan, whatever the lot drew for those after it; `note` what was told
    of the day. `choice` is the strategy and whether it suits by now, None for one
    that this version does not know.
    """

    trial: KeptTrial
    arm: Arm
    day: date
    same_until: date
    note: TrialNote
    choice: TrialChoice | None

    @property
    def forbidden(self) -> bool:
        """Whether by now something is told that forbids it: then it has to be left out."""
        return self.choice is not None and self.choice.suits.suits is Suits.NOT_OFFERED

    @property
    def to_answer(self) -> tuple[LeaveOut, ...]:
        """What can change by the day and was not answered today; only on days with it."""
        if self.choice is None or self.arm is not Arm.WITH:
            return ()
        asked = self.choice.suits.to_ask
        return tuple(each for each in self.choice.by_the_day if each.item in asked)

    @property
    def ask_first(self) -> bool:
        """Whether something has to be told anew; until then it is left out.

        What can change by the day is asked on days with it alone.
        """
        if self.choice is None or self.choice.suits.suits is not Suits.CHECK_FIRST:
            return False
        by_the_day = {each.item for each in self.choice.by_the_day}
        return bool(self.to_answer) or not set(self.choice.suits.to_ask) <= by_the_day

    @property
    def left_out(self) -> bool:
        """Whether it is left out today for an illness, so that the day is done with."""
        return self.arm is Arm.WITH and self.note.excuse is Excuse.ILLNESS

    @property
    def help_with_fever(self) -> Fact | None:
        """When to ask for help, where a fever may be why it is left out today."""
        may_be = self.left_out and self.choice is not None and self.choice.asks_fever
        return fact("trial_fever") if may_be else None

    @property
    def notice(self) -> Message | None:
        """What to do where it does not suit any more; None where it does."""
        if self.forbidden:
            return Message(
                _(
                    "By what you told us since, it is not offered to you any more. Please leave it "
                    "out. Once that is over, tell it under “About your health”; if it lasts, stop "
                    "the experiment."
                )
            )
        if self.to_answer:
            return Message(
                _("Before you do it today, please answer this. If it is so, leave it out.")
            )
        if self.ask_first:
            return Message(
                _(
                    "Before you go on with it, please answer a few questions about your health "
                    "again. Until then, leave it out."
                )
            )
        return None


def trial_today(workspace: Workspace, device_zone: str | None = None) -> TrialToday | None:
    """Today's line; None where no experiment runs, or its plan was altered."""
    today = today_of(workspace, device_zone)
    trial = workspace.diary.trials.running(today)
    if trial is None:
        return None
    try:
        check_seal(trial.protocol)
    except ValueNotUnderstoodError:
        return None  # its own page says so
    arm = trial.protocol.arm_on(today)
    if arm is None:
        return None  # a traveller's today may lie before its first day
    take_looks(workspace, trial, today)
    if trial.protocol.plan.any_time:
        settle_pairs(workspace, trial, last_over(trial, today), today)
    return TrialToday(
        trial=trial,
        arm=arm,
        day=today,
        same_until=_same_until(trial.protocol, today),
        note=workspace.diary.trials.note(trial.id, today),
        choice=_choice(workspace, trial, device_zone),
    )


def trial_view(workspace: Workspace, trial_id: UUID, device_zone: str | None = None) -> TrialView:
    """An experiment as it may be shown today; looks that are due are taken."""
    today = today_of(workspace, device_zone)
    trial = workspace.diary.trials.get(trial_id)
    days = trial_days(workspace, trial, last_over(trial, today))
    altered: Message | None = None
    answer, until = None, None
    try:
        check_seal(trial.protocol)
        trial = take_looks(workspace, trial, today)
        until = _shown_until(trial, today)
        if until is not None:
            trial = settle_pairs(workspace, trial, until, today)
            answer = answer_until(workspace, trial, days, until, today)
    except ValueNotUnderstoodError as changed:
        altered, until = changed.message, None
    return TrialView(
        trial=trial,
        state=trial.state_on(today),
        progress=_progress(trial, days, today),
        days=days,
        answer=answer,
        answered_until=until,
        altered=altered,
    )


def trial_views(workspace: Workspace, device_zone: str | None = None) -> tuple[TrialView, ...]:
    """All experiments as they may be shown today, the newest first."""
    return tuple(
        trial_view(workspace, trial.id, device_zone) for trial in workspace.diary.trials.all()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedSoFar:
    """How many experiments were looked into, and what chance alone would make of them.

    If nothing did anything, `expected_false` of them would say "helps" at most,
    and `chance_of_one` is the chance that one or more would.
    """

    experiments: int
    expected_false: float
    chance_of_one: float


def tried_so_far(views: tuple[TrialView, ...]) -> TriedSoFar:
    """What was tested, from the plans' own promises; what was never looked into is not counted."""
    tested = [
        view.trial.protocol.plan
        for view in views
        if view.trial.looks or (view.answer is not None and view.trial.protocol.plan.any_time)
    ]
    return TriedSoFar(
        experiments=len(tested),
        expected_false=sum(plan.promise_helps for plan in tested),
        chance_of_one=1 - prod(1 - plan.promise_helps for plan in tested),
    )


def _choice(workspace: Workspace, trial: KeptTrial, device_zone: str | None) -> TrialChoice | None:
    """The strategy as it suits today; whether there is a fever is asked beside the day's line.

    That the list of medicines was complete was asked at the start; since then what is
    added to it counts.
    """
    found = trial_choices(workspace, fever=Answer.NO, device_zone=device_zone, has_begun=True)
    known = {each.strategy.id: each for each in found}
    # A strategy of another version is not known to us: nothing can be said against it.
    return known.get(trial.protocol.strategy)


def _shown_until(trial: KeptTrial, today: date) -> date | None:
    """The last day whose results may be shown; None while all are hidden."""
    over = last_over(trial, today)
    if trial.state_on(today) is not TrialState.RUNNING or trial.protocol.plan.any_time:
        return over if over >= trial.protocol.first_day else None
    return trial.looks[-1].look.last_day if trial.looks else None


def _progress(trial: KeptTrial, days: tuple[TrialDay, ...], today: date) -> TrialProgress:
    plan = trial.protocol
    over = last_over(trial, today)
    course = course_of(plan, days, over)
    readings = first_readings(course)
    decided = bool(trial.looks) and trial.looks[-1].look.verdict is not None
    coming = [look.last_day for look in planned_looks(plan) if look.last_day > over]
    running = trial.state_on(today) is TrialState.RUNNING
    return TrialProgress(
        day_number=min(max((today - plan.first_day).days + 1, 1), len(plan.arms)),
        days_in_all=len(plan.arms),
        units_done=units_done(course, numbers(course, readings).logged) if readings else 0,
        units_planned=plan.units,
        logged_days=sum(each is not None for each in readings),
        days_over=len(readings),
        next_look=coming[0] if coming and running and not decided else None,
    )


def _same_until(protocol: TrialProtocol, today: date) -> date:
    """The last day of the run-in, or of the unit: what the lot drew beyond it stays hidden."""
    place = (today - protocol.first_day).days
    if place < protocol.run_in_days:
        return protocol.first_day + timedelta(days=protocol.run_in_days - 1)
    unit_days = protocol.plan.unit_days
    left = unit_days - 1 - (place - protocol.run_in_days) % unit_days
    return today + timedelta(days=left)
