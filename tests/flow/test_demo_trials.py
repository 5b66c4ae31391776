"""The experiments of the made-up year: each of another kind, and the same each time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from archives import archive_of
from entries import TODAY
from tried import log_days

from quietmuscle.flow.demo_trials import fill_demo_trials
from quietmuscle.flow.trial_results import trial_today
from quietmuscle.flow.trial_results import trial_views
from quietmuscle.model.kept_trial import TrialState
from quietmuscle.model.trial import Arm
from quietmuscle.model.trial_answer import Verdict
from quietmuscle.store.wipe import wipe

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace


def test_one_tells_something_one_does_not_and_one_runs(workspace: Workspace) -> None:
    counts = [5 + place % 7 for place in range(121)]
    log_days(workspace, TODAY - timedelta(days=120), counts)
    fill_demo_trials(workspace, TODAY, seed=6)
    running, stretched, massaged = trial_views(workspace)
    assert running.state is TrialState.RUNNING
    assert (running.answer, running.progress.units_done) == (None, 2)
    assert stretched.answer is not None
    assert stretched.answer.verdict not in {Verdict.HELPS, Verdict.WORSE}
    assert massaged.answer is not None
    assert massaged.answer.verdict is Verdict.HELPS
    for view in (stretched, massaged):
        assert view.state is TrialState.ENDED
        assert all(
            kept.taken_on == kept.look.last_day + timedelta(days=1) for kept in view.trial.looks
        )


def test_the_line_of_the_one_that_runs_has_all_its_touches(workspace: Workspace) -> None:
    fill_demo_trials(workspace, TODAY, seed=6)
    line = trial_today(workspace)
    assert line is not None
    assert line.arm is Arm.WITH
    assert line.notice is None
    assert line.choice is not None
    assert line.choice.asks_fever


def test_the_same_day_gives_the_same_experiments(workspace: Workspace) -> None:
    fill_demo_trials(workspace, TODAY, seed=6)
    first = archive_of(workspace.diary)
    wipe(workspace.diary)
    fill_demo_trials(workspace, TODAY, seed=6)
    assert archive_of(workspace.diary) == first
