"""What an experiment shows, and when: nothing between looks, and looks that stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from entries import NOW_UTC
from entries import TODAY
from entries import an_episode
from entries import an_id
from shelves import put_trial
from shelves import tell_of_day
from sqlalchemy import update
from tried import a_trial
from tried import all_no
from tried import helped_counts
from tried import log_days
from tried import on_day

from quietmuscle.base.wire import to_json
from quietmuscle.flow.suiting import change_health
from quietmuscle.flow.trial_results import trial_today
from quietmuscle.flow.trial_results import trial_view
from quietmuscle.flow.trial_results import trial_views
from quietmuscle.flow.trial_results import tried_so_far
from quietmuscle.model.care import Answer
from quietmuscle.model.health import Health
from quietmuscle.model.kept_trial import TrialState
from quietmuscle.model.trial import Arm
from quietmuscle.model.trial import Pace
from quietmuscle.model.trial_answer import Verdict
from quietmuscle.store.tables import trial as table

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace

DAY = timedelta(days=1)
FIRST_LOOK = 7 + 14
"""Days until the first look of 14 pairs: the run-in, and seven pairs."""


def test_nothing_is_shown_before_the_first_look(workspace: Workspace) -> None:
    trial = a_trial(TODAY)
    put_trial(workspace.diary, trial)
    log_days(workspace, TODAY, helped_counts(trial)[:20])
    view = trial_view(on_day(workspace, TODAY + 20 * DAY), trial.id)
    assert (view.state, view.answer, view.answered_until) == (TrialState.RUNNING, None, None)
    progress = view.progress
    assert (progress.day_number, progress.days_in_all) == (21, 35)
    assert (progress.units_done, progress.units_planned) == (6, 14)
    assert (progress.logged_days, progress.days_over) == (20, 20)
    assert progress.next_look == TODAY + (FIRST_LOOK - 1) * DAY
    assert workspace.diary.trials.get(trial.id).looks == ()


def test_a_look_is_taken_once_and_stays_when_days_are_mended(workspace: Workspace) -> None:
    trial = a_trial(TODAY)
    put_trial(workspace.diary, trial)
    log_days(workspace, TODAY, helped_counts(trial)[:FIRST_LOOK])
    due = on_day(workspace, TODAY + FIRST_LOOK * DAY)
    assert trial_today(due) is not None  # Today takes it as well
    (kept,) = due.diary.trials.get(trial.id).looks
    assert (kept.taken_on, kept.look.number) == (TODAY + FIRST_LOOK * DAY, 1)
    view = trial_view(due, trial.id)
    assert view.answered_until == kept.look.last_day == TODAY + (FIRST_LOOK - 1) * DAY
    assert view.answer is not None
    before = view.answer.without_it.mean
    at = NOW_UTC + 8 * DAY
    due.diary.episodes.put(an_episode(at, count=500), change_id=an_id(), recorded_at_utc=at)
    again = trial_view(due, trial.id)
    assert again.trial.looks == (kept,)
    assert again.answer is not None
    assert again.answer.looks == (kept.look,)
    assert (again.answer.without_it.mean, again.answer.with_it.mean) != (
        before,
        view.answer.with_it.mean,
    )


def test_between_looks_only_the_last_one_is_shown(workspace: Workspace) -> None:
    trial = a_trial(TODAY)
    put_trial(workspace.diary, trial)
    counts = [12, 9, 14, 11, 8, 13, 10] * 4
    log_days(workspace, TODAY, counts[: FIRST_LOOK + 3])
    later = on_day(workspace, TODAY + (FIRST_LOOK + 3) * DAY)
    view = trial_view(later, trial.id)
    assert view.answered_until == TODAY + (FIRST_LOOK - 1) * DAY
    assert len(view.days) == FIRST_LOOK + 3
    assert view.progress.next_look is not None
    assert view.progress.next_look > TODAY + (FIRST_LOOK + 3) * DAY


def test_a_whole_experiment_tells_that_it_helps(workspace: Workspace) -> None:
    trial = a_trial(TODAY)
    put_trial(workspace.diary, trial)
    log_days(workspace, TODAY, helped_counts(trial))
    after = on_day(workspace, trial.last_day + DAY)
    view = trial_view(after, trial.id)
    assert view.state is TrialState.ENDED
    assert view.answer is not None
    assert view.answer.verdict is Verdict.HELPS
    assert view.answered_until == trial.last_day
    assert view.progress.next_look is None
    assert trial_today(after) is None
    tried = tried_so_far(trial_views(after))
    assert tried.experiments == 1
    assert tried.expected_false == pytest.approx(trial.protocol.plan.alpha_helps)


def test_one_that_was_stopped_tells_what_it_can_and_is_not_counted(workspace: Workspace) -> None:
    trial = a_trial(TODAY)
    put_trial(workspace.diary, trial)
    log_days(workspace, TODAY, helped_counts(trial)[:12])
    day = TODAY + 11 * DAY
    workspace.diary.trials.stop(trial.id, day, change_id=an_id(), recorded_at_utc=NOW_UTC)
    view = trial_view(on_day(workspace, day + 30 * DAY), trial.id)
    assert (view.state, view.answered_until) == (TrialState.STOPPED, day)
    assert view.answer is not None
    assert view.answer.verdict is Verdict.CANNOT_TELL
    assert tried_so_far((view,)).experiments == 0


def test_todays_line_says_what_the_day_is_for(workspace: Workspace) -> None:
    assert trial_today(workspace) is None
    trial = a_trial(TODAY, pace=Pace.SLOW, units=10)
    put_trial(workspace.diary, trial)
    tell_of_day(workspace.diary, trial, TODAY, followed=True)
    line = trial_today(workspace)
    assert line is not None
    assert (line.arm, line.same_until, line.note.followed) == (Arm.RUN_IN, TODAY + 6 * DAY, True)
    second = trial_today(on_day(workspace, TODAY + 8 * DAY))
    assert second is not None
    assert second.arm is trial.protocol.arms[8]
    assert second.same_until == TODAY + 13 * DAY
    assert second.note.followed is None


def test_what_is_forbidden_by_now_is_to_be_left_out(workspace: Workspace) -> None:
    trial = a_trial(TODAY)
    put_trial(workspace.diary, trial)
    line = trial_today(workspace)
    assert line is not None
    assert (line.forbidden, line.ask_first) == (False, True)
    assert line.notice is not None
    all_no(workspace)
    line = trial_today(workspace)
    assert line is not None
    assert (line.forbidden, line.ask_first, line.notice) == (False, False, None)
    assert line.choice is not None
    assert line.choice.asks_fever
    change_health(workspace, Health(numb_skin=Answer.YES))
    line = trial_today(workspace)
    assert line is not None
    assert (line.forbidden, line.ask_first) == (True, False)
    assert line.notice is not None


def test_a_plan_that_was_altered_weighs_nothing(workspace: Workspace) -> None:
    trial = a_trial(TODAY)
    put_trial(workspace.diary, trial)
    altered = replace(trial.protocol, arms=(*trial.protocol.arms[:-1], Arm.RUN_IN))
    with workspace.diary.database.writing() as connection:
        connection.execute(update(table).values(protocol=to_json(altered).decode()))
    after = on_day(workspace, trial.last_day + DAY)
    view = trial_view(after, trial.id)
    assert view.altered is not None
    assert (view.answer, view.trial.looks) == (None, ())
    assert trial_today(workspace) is None


def test_an_experiment_that_nobody_told_anything_of_cannot_tell(workspace: Workspace) -> None:
    trial = a_trial(TODAY)
    put_trial(workspace.diary, trial)
    view = trial_view(on_day(workspace, trial.last_day + DAY), trial.id)
    assert view.answer is not None
    assert view.answer.verdict is Verdict.CANNOT_TELL
    assert (view.progress.logged_days, view.progress.units_done) == (0, 0)
