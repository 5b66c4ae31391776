"""Experiments of the diary: started once, told of, paused, stopped."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from entries import TODAY
from entries import an_id
from measured import a_measurement
from tried import SEED
from tried import all_no
from tried import on_day

from quietmuscle.base.errors import ConflictError
from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.flow.trials import TrialDraft
from quietmuscle.flow.trials import pause_trial
from quietmuscle.flow.trials import resume_trial
from quietmuscle.flow.trials import running_trial
from quietmuscle.flow.trials import start_trial
from quietmuscle.flow.trials import stop_trial
from quietmuscle.flow.trials import tell_day
from quietmuscle.flow.trials import the_running_trial
from quietmuscle.infer.trial_design import check_seal
from quietmuscle.model.care import Answer
from quietmuscle.model.kept_trial import SensorSource
from quietmuscle.model.trial import Excuse
from quietmuscle.model.trial import Outcome

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.kept_trial import KeptTrial

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _healthy(workspace: Workspace) -> None:
    all_no(workspace)


def a_draft() -> TrialDraft:
    return TrialDraft(
        id=an_id(),
        strategy="warm_compress",
        what_i_do="Ten minutes",
        units=14,
        fever=Answer.NO,
    )


def start(workspace: Workspace, draft: TrialDraft | None = None, seed: str = SEED) -> KeptTrial:
    return start_trial(workspace, draft or a_draft(), seed=seed, change_id=an_id()).entry


def test_it_begins_today_under_a_sealed_plan(workspace: Workspace) -> None:
    trial = start(workspace)
    plan = trial.protocol
    check_seal(plan)
    assert (plan.first_day, plan.units, plan.seed) == (TODAY, 14, SEED)
    assert (plan.outcome, plan.second_outcome, trial.agreed_on) == (Outcome.TWITCHES, None, None)
    assert running_trial(workspace) == the_running_trial(workspace) == trial


def test_a_fever_that_was_not_asked_for_is_no_no(workspace: Workspace) -> None:
    for fever, said in (
        (None, "not offered to you yet"),
        (Answer.DONT_KNOW, "not offered to you yet"),
        (Answer.YES, "Not today"),
    ):
        with pytest.raises(ConflictError, match=said):
            start(workspace, replace(a_draft(), fever=fever))
    assert workspace.diary.trials.all() == ()


def test_one_that_is_sent_twice_is_drawn_once(workspace: Workspace) -> None:
    draft = a_draft()
    first = start(workspace, draft)
    assert start(workspace, draft, seed="f" * 32) == first
    with pytest.raises(ConflictError, match="still running"):
        start(workspace)


def test_the_usual_length_is_taken_where_none_is_told(workspace: Workspace) -> None:
    assert start(workspace, replace(a_draft(), units=None)).protocol.units == 28


def test_measurements_need_a_place_and_the_diary_counts_beside_them(workspace: Workspace) -> None:
    draft = replace(a_draft(), outcome=Outcome.SENSOR)
    with pytest.raises(ValueNotUnderstoodError, match="measure one place"):
        start(workspace, draft)
    kept = a_measurement()
    source = SensorSource(site=kept.sites[0], made_with=kept.made_with)
    trial = start(workspace, replace(draft, sensor=source))
    assert (trial.sensor, trial.protocol.second_outcome) == (source, Outcome.TWITCHES)


def test_a_supplement_keeps_that_the_clinician_agreed(workspace: Workspace) -> None:
    workspace.diary.preferences.tell_no_medicines(TODAY)
    draft = replace(a_draft(), strategy="magnesium", units=10)
    with pytest.raises(ConflictError, match="agree"):
        start(workspace, draft)
    assert start(workspace, replace(draft, agreed=True)).agreed_on == TODAY


def test_a_day_is_told_of_and_one_that_lies_ahead_is_not(workspace: Workspace) -> None:
    trial = start(workspace)
    said = tell_day(
        workspace,
        trial.id,
        TODAY,
        lambda note: replace(note, followed=False, score_0_10=4),
        change_id=an_id(),
    )
    assert (said.entry.followed, said.entry.score_0_10) == (False, 4)
    for day, changed in (
        (TODAY + DAY, {"followed": True}),
        (TODAY - DAY, {"followed": True}),
        (trial.last_day + DAY, {"excuse": Excuse.PAUSE}),
    ):
        with pytest.raises(ValueNotUnderstoodError):
            tell_day(
                workspace,
                trial.id,
                day,
                lambda note, changed=changed: replace(note, **changed),  # type: ignore[misc]
                change_id=an_id(),
            )


def test_a_pause_can_be_ended_and_takes_no_illness_away(workspace: Workspace) -> None:
    trial = start(workspace)
    ill = tell_day(
        workspace,
        trial.id,
        TODAY + DAY,
        lambda note: replace(note, excuse=Excuse.ILLNESS),
        change_id=an_id(),
    )
    assert ill.entry.excuse is Excuse.ILLNESS
    assert pause_trial(workspace, trial.id, 3) == 2
    excuses = [note.excuse for note in workspace.diary.trials.notes(trial.id)]
    assert excuses == [Excuse.PAUSE, Excuse.ILLNESS, Excuse.PAUSE]
    tomorrow = on_day(workspace, TODAY + DAY)
    assert resume_trial(tomorrow, trial.id) == 1
    excuses = [note.excuse for note in workspace.diary.trials.notes(trial.id)]
    assert excuses == [Excuse.PAUSE, Excuse.ILLNESS, None]
    last = on_day(workspace, trial.last_day)
    assert pause_trial(last, trial.id, 7) == 1
    for days in (0, 29):
        with pytest.raises(ValueNotUnderstoodError, match="A pause"):
            pause_trial(workspace, trial.id, days)


def test_it_is_stopped_without_losing_anything(workspace: Workspace) -> None:
    trial = start(workspace)
    later = on_day(workspace, TODAY + 5 * DAY)
    stopped = stop_trial(later, trial.id, change_id=an_id()).entry
    assert stopped.stopped_on == TODAY + 5 * DAY
    assert stopped.protocol == trial.protocol
    assert running_trial(later) is None
    with pytest.raises(NotFoundError, match="No experiment is running"):
        the_running_trial(later)
    with pytest.raises(ConflictError, match="over"):
        pause_trial(later, trial.id, 1)
    with pytest.raises(ConflictError, match="over"):
        resume_trial(later, trial.id)


def test_one_that_reached_its_end_is_not_stopped(workspace: Workspace) -> None:
    trial = start(workspace)
    after = on_day(workspace, trial.last_day + DAY)
    with pytest.raises(ConflictError, match="reached its end"):
        stop_trial(after, trial.id, change_id=an_id())
    assert workspace.diary.trials.get(trial.id).stopped_on is None
