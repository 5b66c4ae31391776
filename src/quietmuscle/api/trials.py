"""Personal experiments: started, told of, stopped, and what they say."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from quietmuscle.api.diaries import day_or_today
from quietmuscle.api.diaries import new_change
from quietmuscle.model.care import Answer
from quietmuscle.model.trial import Excuse
from quietmuscle.model.trial import Outcome

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from quietmuscle.flow.trial_account import ChoiceTold
    from quietmuscle.flow.trial_account import TodayTold
    from quietmuscle.flow.trial_account import TrialsTold
    from quietmuscle.flow.trial_account import TrialTold
    from quietmuscle.flow.trial_outlook import Outlook
    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.kept_trial import SensorSource
    from quietmuscle.model.kept_trial import TrialNote
    from quietmuscle.model.trial_file import TrialFile


def trials(diary: Workspace) -> TrialsTold:
    """All experiments, the newest first; results stay hidden between looks."""
    from quietmuscle.flow.trial_account import trials_told

    return trials_told(diary)


def trial(diary: Workspace, trial_id: UUID) -> TrialTold:
    """One experiment as it may be told today."""
    from quietmuscle.flow.trial_account import one_told

    return one_told(diary, trial_id)


def trial_choices(diary: Workspace) -> tuple[ChoiceTold, ...]:
    """What can be tried: never a prescribed medicine, and only what suits."""
    from quietmuscle.flow.trial_account import choices_told

    return choices_told(diary)


def trial_outlook(  # noqa: PLR0913 - each detail is an argument
    diary: Workspace,
    strategy: str,
    *,
    units: int | None = None,
    outcome: Outcome | str = Outcome.TWITCHES,
    sensor: SensorSource | None = None,
    any_time: bool = False,
) -> Outlook:
    """What such an experiment could find by the diary's own days, before it is started."""
    from quietmuscle.flow.trial_outlook import strategy_outlook

    return strategy_outlook(
        diary, strategy, units=units, outcome=Outcome(outcome), sensor=sensor, any_time=any_time
    )


def start_trial(  # noqa: PLR0913 - each detail is an argument
    diary: Workspace,
    strategy: str,
    *,
    what_i_do: str = "",
    units: int | None = None,
    outcome: Outcome | str = Outcome.TWITCHES,
    sensor: SensorSource | None = None,
    any_time: bool = False,
    agreed: bool = False,
    fever: Answer | str | None = None,
) -> TrialTold:
    """An experiment begun today, its lot drawn from the system's own randomness."""
    from quietmuscle.flow.trials import TrialDraft
    from quietmuscle.flow.trials import start_trial as start

    draft = TrialDraft(
        id=new_change(diary),
        strategy=strategy,
        what_i_do=what_i_do,
        units=units,
        outcome=Outcome(outcome),
        sensor=sensor,
        any_time=any_time,
        agreed=agreed,
        fever=None if fever is None else Answer(fever),
    )
    started = start(diary, draft, seed=secrets.token_hex(16), change_id=new_change(diary))
    return trial(diary, started.entry.id)


def trial_today(diary: Workspace) -> TodayTold | None:
    """What today is for; None where no experiment runs."""
    from quietmuscle.flow.trial_account import today_told
    from quietmuscle.flow.trial_results import trial_today as line_of_today

    line = line_of_today(diary)
    return None if line is None else today_told(line)


def trial_followed(  # noqa: PLR0913 - each detail is an argument
    diary: Workspace,
    followed: bool | None,  # noqa: FBT001 - None is neither yes nor no
    *,
    on: date | None = None,
    excuse: Excuse | str | None = None,
    minutes: int | None = None,
    score_0_10: int | None = None,
) -> TrialNote:
    """A day of the running experiment told: whether it went as the lot said, and more if given."""
    from quietmuscle.flow.trials import tell_day
    from quietmuscle.flow.trials import the_running_trial

    def told(note: TrialNote) -> TrialNote:
        return replace(
            note,
            followed=followed,
            excuse=note.excuse if excuse is None else Excuse(excuse),
            minutes=note.minutes if minutes is None else minutes,
            score_0_10=note.score_0_10 if score_0_10 is None else score_0_10,
        )

    running = the_running_trial(diary)
    day = day_or_today(diary, on)
    return tell_day(diary, running.id, day, told, change_id=new_change(diary)).entry


def pause_trial(diary: Workspace, days: int) -> int:
    """A break of the running experiment, today its first day; how many days it has."""
    from quietmuscle.flow.trials import pause_trial as pause
    from quietmuscle.flow.trials import the_running_trial

    return pause(diary, the_running_trial(diary).id, days)


def resume_trial(diary: Workspace) -> int:
    """The break of today and of later days taken back; how many days these were."""
    from quietmuscle.flow.trials import resume_trial as resume
    from quietmuscle.flow.trials import the_running_trial

    return resume(diary, the_running_trial(diary).id)


def stop_trial(diary: Workspace) -> TrialTold:
    """The running experiment stopped today; what it told until then is kept."""
    from quietmuscle.flow.trials import stop_trial as stop
    from quietmuscle.flow.trials import the_running_trial

    stopped = stop(diary, the_running_trial(diary).id, change_id=new_change(diary))
    return trial(diary, stopped.entry.id)


def trial_file(diary: Workspace, trial_id: UUID) -> TrialFile:
    """An experiment that is over, whole, as a file that can be weighed anywhere."""
    from quietmuscle.flow.trial_account import trial_file as whole

    return whole(diary, trial_id)
