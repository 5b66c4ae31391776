"""Experiments of the diary: started, told of, paused, stopped."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from quietmuscle.base.errors import ConflictError
from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.ids import new_id
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.flow.place import today_of
from quietmuscle.flow.trial_choices import check_may_be_tried
from quietmuscle.flow.trial_choices import trial_choice
from quietmuscle.infer.trial_design import DESIGNS
from quietmuscle.infer.trial_design import protocol_of
from quietmuscle.model.care import Answer
from quietmuscle.model.checks import NAME_LIMIT_CHARACTERS
from quietmuscle.model.checks import check_text
from quietmuscle.model.kept_trial import KeptTrial
from quietmuscle.model.kept_trial import SensorSource
from quietmuscle.model.kept_trial import TrialState
from quietmuscle.model.saved import Saved
from quietmuscle.model.trial import Excuse
from quietmuscle.model.trial import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.kept_trial import TrialNote

LONGEST_PAUSE_DAYS = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialDraft:
    """An experiment as a person plans it.

    `units` of None is as many pairs or weeks as are usual. `agreed` says that
    the clinician agreed, which supplements need; `fever` whether there is one
    today, which is asked where it matters.
    """

    id: UUID
    strategy: str
    what_i_do: str = ""
    units: int | None = None
    outcome: Outcome = Outcome.TWITCHES
    sensor: SensorSource | None = None
    any_time: bool = False
    agreed: bool = False
    fever: Answer | None = None


def start_trial(
    workspace: Workspace,
    draft: TrialDraft,
    *,
    seed: str,
    change_id: UUID,
    device_zone: str | None = None,
) -> Saved[KeptTrial]:
    """An experiment begun today; one that is known already stays as it was drawn.

    `seed` is 32 hexadecimal digits of the system's own randomness, drawn by the
    door. With measurements as the outcome the diary's count is the second one.
    """
    try:
        return Saved(entry=workspace.diary.trials.get(draft.id), action=None)
    except NotFoundError:
        pass
    choice = trial_choice(workspace, draft.strategy, fever=draft.fever, device_zone=device_zone)
    check_may_be_tried(choice, agreed=draft.agreed)
    check_text(draft.what_i_do, NAME_LIMIT_CHARACTERS)
    measured = draft.outcome is Outcome.SENSOR
    if measured and draft.sensor is None:
        raise ValueNotUnderstoodError(
            Message(
                _(
                    "Please measure one place a few times first, and choose it: the experiment "
                    "counts the measurements of that place. Nothing was started."
                )
            )
        )
    today = today_of(workspace, device_zone)
    protocol = protocol_of(
        trial_id=draft.id,
        made_at_utc=workspace.clock.now_utc(),
        strategy=draft.strategy,
        what_i_do=draft.what_i_do,
        pace=choice.pace,
        units=draft.units or DESIGNS[choice.pace].usual,
        outcome=draft.outcome,
        second_outcome=Outcome.TWITCHES if measured else None,
        first_day=today,
        seed=seed,
        any_time=draft.any_time,
    )
    trial = KeptTrial(
        id=draft.id,
        protocol=protocol,
        sensor=draft.sensor if measured else None,
        agreed_on=today if choice.strategy.supplement else None,
    )
    return workspace.diary.trials.start(
        trial, change_id=change_id, recorded_at_utc=workspace.clock.now_utc()
    )


def running_trial(workspace: Workspace, device_zone: str | None = None) -> KeptTrial | None:
    """The experiment that runs today, if one does."""
    return workspace.diary.trials.running(today_of(workspace, device_zone))


def the_running_trial(workspace: Workspace, device_zone: str | None = None) -> KeptTrial:
    """The experiment that runs today; NotFoundError where none does."""
    trial = running_trial(workspace, device_zone)
    if trial is None:
        raise NotFoundError(Message(_("No experiment is running.")))
    return trial


def tell_day(  # noqa: PLR0913 - whose, which day, what, and the two of every change
    workspace: Workspace,
    trial_id: UUID,
    day: date,
    changed: Callable[[TrialNote], TrialNote],
    *,
    change_id: UUID,
    device_zone: str | None = None,
) -> Saved[TrialNote]:
    """Keep what is made of a day's note; a day that lies ahead can only be paused."""
    trial = workspace.diary.trials.get(trial_id)
    _check_within(trial, day)
    ahead = day > today_of(workspace, device_zone)

    def told(note: TrialNote) -> TrialNote:
        after = changed(note)
        if ahead and after != replace(note, excuse=after.excuse):
            raise ValueNotUnderstoodError(Message(_("This day lies ahead. Nothing was changed.")))
        return after

    return workspace.diary.trials.change_note(
        trial_id,
        day,
        told,
        change_id=change_id,
        recorded_at_utc=workspace.clock.now_utc(),
    )


def pause_trial(
    workspace: Workspace, trial_id: UUID, days: int, *, device_zone: str | None = None
) -> int:
    """Tell of a break of today and the days after it, so many in all; how many these were.

    A day of illness stays one.
    """
    if not 1 <= days <= LONGEST_PAUSE_DAYS:
        raise ValueNotUnderstoodError(
            Message(_("A pause has from 1 to {most} days."), {"most": LONGEST_PAUSE_DAYS})
        )
    trial = _running(workspace, trial_id, device_zone)
    today = today_of(workspace, device_zone)
    paused = [today + timedelta(days=ahead) for ahead in range(days)]
    ill = {
        note.day for note in workspace.diary.trials.notes(trial_id) if note.excuse is Excuse.ILLNESS
    }
    within = [day for day in paused if day <= trial.last_day and day not in ill]
    for day in within:
        _excuse(workspace, trial_id, day, Excuse.PAUSE)
    return len(within)


def resume_trial(workspace: Workspace, trial_id: UUID, *, device_zone: str | None = None) -> int:
    """Take the pause of today and of later days back; how many days these were."""
    _running(workspace, trial_id, device_zone)
    today = today_of(workspace, device_zone)
    paused = [
        note.day
        for note in workspace.diary.trials.notes(trial_id)
        if note.day >= today and note.excuse is Excuse.PAUSE
    ]
    for day in paused:
        _excuse(workspace, trial_id, day, None)
    return len(paused)


def stop_trial(
    workspace: Workspace, trial_id: UUID, *, change_id: UUID, device_zone: str | None = None
) -> Saved[KeptTrial]:
    """An experiment stopped today; what it told until then is kept."""
    trial = workspace.diary.trials.get(trial_id)
    today = today_of(workspace, device_zone)
    if trial.state_on(today) is TrialState.ENDED:
        raise ConflictError(Message(_("This experiment has reached its end. Nothing was changed.")))
    last = max(today, trial.protocol.first_day)
    return workspace.diary.trials.stop(
        trial_id, last, change_id=change_id, recorded_at_utc=workspace.clock.now_utc()
    )


def _running(workspace: Workspace, trial_id: UUID, device_zone: str | None) -> KeptTrial:
    trial = workspace.diary.trials.get(trial_id)
    if trial.state_on(today_of(workspace, device_zone)) is not TrialState.RUNNING:
        raise ConflictError(Message(_("This experiment is over. Nothing was changed.")))
    return trial


def _excuse(workspace: Workspace, trial_id: UUID, day: date, excuse: Excuse | None) -> None:
    now = workspace.clock.now_utc()
    workspace.diary.trials.change_note(
        trial_id,
        day,
        lambda note: replace(note, excuse=excuse),
        change_id=new_id(now),
        recorded_at_utc=now,
    )


def _check_within(trial: KeptTrial, day: date) -> None:
    if not trial.protocol.first_day <= day <= trial.last_day:
        raise ValueNotUnderstoodError(
            Message(_("This day is not one of the experiment. Nothing was changed."))
        )
