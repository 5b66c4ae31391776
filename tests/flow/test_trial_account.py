"""What programs are told of an experiment: no more than a person may see."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from entries import TODAY
from shelves import put_trial
from tried import a_trial
from tried import all_no
from tried import helped_counts
from tried import log_days
from tried import on_day

from quietmuscle.base.errors import ConflictError
from quietmuscle.base.wire import from_json
from quietmuscle.base.wire import to_json
from quietmuscle.flow.trial_account import choices_told
from quietmuscle.flow.trial_account import one_told
from quietmuscle.flow.trial_account import today_told
from quietmuscle.flow.trial_account import trial_file
from quietmuscle.flow.trial_account import trials_told
from quietmuscle.flow.trial_file import analyse
from quietmuscle.flow.trial_results import trial_today
from quietmuscle.model.kept_trial import TrialState
from quietmuscle.model.trial import Arm
from quietmuscle.model.trial_answer import Verdict
from quietmuscle.model.trial_file import TrialFile

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace

DAY = timedelta(days=1)


def test_while_it_runs_neither_counts_nor_the_lot_are_told(workspace: Workspace) -> None:
    trial = a_trial(TODAY - 9 * DAY)
    put_trial(workspace.diary, trial)
    log_days(workspace, TODAY - 9 * DAY, [777] * 9)
    told = to_json(trials_told(workspace)).decode()
    assert "777" not in told
    assert trial.protocol.seed not in told
    assert '"arms"' not in told
    assert one_told(workspace, trial.id).answer is None
    with pytest.raises(ConflictError, match="still running"):
        trial_file(workspace, trial.id)


def test_one_that_is_over_is_a_file_that_says_the_same(workspace: Workspace) -> None:
    trial = a_trial(TODAY)
    put_trial(workspace.diary, trial)
    log_days(workspace, TODAY, helped_counts(trial))
    after = on_day(workspace, trial.last_day + 2 * DAY)  # its last day could be told till yesterday
    told = one_told(after, trial.id)
    assert told.state is TrialState.ENDED
    assert told.answer is not None
    written = to_json(trial_file(after, trial.id))
    assert analyse(from_json(TrialFile, written)).answer == told.answer
    every = trials_told(after)
    assert (every.trials, every.looked_into) == ((told,), 1)
    assert every.expected_false_helps == trial.protocol.plan.alpha_helps
    assert told.answer.verdict is Verdict.HELPS


def test_todays_line_and_what_can_be_tried(workspace: Workspace) -> None:
    trial = a_trial(TODAY)
    put_trial(workspace.diary, trial)
    line = trial_today(workspace)
    assert line is not None
    told = today_told(line)
    assert (told.trial, told.arm, told.day) == (trial.id, Arm.RUN_IN, TODAY)
    before = {each.strategy: each for each in choices_told(workspace)}
    assert not before["warm_compress"].may_be_tried
    assert "numb_skin" in before["warm_compress"].to_ask
    all_no(workspace)
    now = {each.strategy: each for each in choices_told(workspace)}
    assert now["warm_compress"].may_be_tried
    assert now["warm_compress"].asks_fever
    assert now["magnesium"].needs_agreement
