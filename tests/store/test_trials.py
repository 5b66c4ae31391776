"""The experiments of a diary; test_keeping.py holds what they share with other entries."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from archives import archive_of
from archives import take_in
from entries import NOW_UTC
from entries import TODAY
from entries import an_id
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from shelves import fill
from shelves import put_trial
from shelves import tell_of_day
from sqlalchemy import insert
from tried import a_kept_pair
from tried import a_look
from tried import a_trial
from tried import another_plan
from tried import kept_trials
from tried import trial_notes

from quietmuscle.base.errors import ConflictError
from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.model.kept_trial import KeptLook
from quietmuscle.model.kept_trial import KeptPair
from quietmuscle.model.kept_trial import empty_note
from quietmuscle.model.revision import Action
from quietmuscle.model.revision import EntryKind
from quietmuscle.model.trial import Excuse
from quietmuscle.model.trial_answer import Verdict
from quietmuscle.store.purge import purge_deleted
from quietmuscle.store.tables import trial as table
from quietmuscle.store.trials import note_of_row
from quietmuscle.store.trials import row_of_note
from quietmuscle.store.trials import row_of_trial
from quietmuscle.store.trials import trial_of_row
from quietmuscle.store.wipe import wipe

if TYPE_CHECKING:
    from quietmuscle.model.kept_trial import KeptTrial
    from quietmuscle.model.kept_trial import TrialNote
    from quietmuscle.store.diary import Diary


def test_what_was_started_runs_until_its_last_day(any_diary: Diary) -> None:
    trial = a_trial(TODAY)
    assert put_trial(any_diary, trial).action is Action.CREATED
    assert any_diary.trials.get(trial.id) == trial
    last = trial.protocol.last_day
    assert any_diary.trials.running(last) == trial
    assert any_diary.trials.running(last + timedelta(days=1)) is None
    assert any_diary.trials.all() == (trial,)


def test_only_one_runs_at_a_time(any_diary: Diary) -> None:
    first, second = a_trial(TODAY - timedelta(days=3)), a_trial(TODAY)
    put_trial(any_diary, first)
    with pytest.raises(ConflictError, match="still running"):
        put_trial(any_diary, second)
    assert any_diary.trials.all() == (first,)
    stopped = any_diary.trials.stop(first.id, TODAY, change_id=an_id(), recorded_at_utc=NOW_UTC)
    assert stopped.entry.last_day == TODAY
    put_trial(any_diary, second)
    assert any_diary.trials.running(TODAY) == second
    assert [each.id for each in any_diary.trials.all()] == [second.id, first.id]


def test_one_that_reached_its_end_is_in_nobodys_way(any_diary: Diary) -> None:
    over = a_trial(TODAY - timedelta(days=100))
    put_trial(any_diary, over)
    put_trial(any_diary, a_trial(TODAY))


def test_a_plan_never_changes(any_diary: Diary) -> None:
    trial = a_trial()
    put_trial(any_diary, trial)
    assert put_trial(any_diary, trial).action is None
    with pytest.raises(ConflictError, match="cannot be changed"):
        put_trial(any_diary, another_plan(trial))
    assert any_diary.trials.get(trial.id) == trial


def test_a_look_that_was_taken_stays_as_it_was(any_diary: Diary) -> None:
    trial = a_trial()
    put_trial(any_diary, trial)
    first = KeptLook(taken_on=TODAY, look=a_look(1))
    other = KeptLook(taken_on=TODAY, look=a_look(1, verdict=Verdict.HELPS))
    second = KeptLook(taken_on=TODAY, look=a_look(2, verdict=Verdict.HELPS))

    def take(*looks: KeptLook) -> KeptTrial:
        return any_diary.trials.keep_looks(
            trial.id, looks, change_id=an_id(), recorded_at_utc=NOW_UTC
        ).entry

    assert take(first).looks == (first,)
    assert take(other, second).looks == (first, second)
    assert any_diary.trials.get(trial.id).looks == (first, second)


def test_a_pair_that_was_settled_stays_as_it_was(any_diary: Diary) -> None:
    trial = a_trial()
    put_trial(any_diary, trial)

    def settle(*pairs: KeptPair) -> KeptTrial:
        return any_diary.trials.keep_pairs(
            trial.id, pairs, change_id=an_id(), recorded_at_utc=NOW_UTC
        ).entry

    assert settle(a_kept_pair(1)).pairs == (a_kept_pair(1),)
    mended = (a_kept_pair(1, 7.0), a_kept_pair(2, None))
    assert settle(*mended).pairs == (a_kept_pair(1), a_kept_pair(2, None))
    assert settle(a_kept_pair(1)).pairs == (a_kept_pair(1), a_kept_pair(2, None))
    assert any_diary.trials.get(trial.id).pairs == (a_kept_pair(1), a_kept_pair(2, None))


def test_of_two_that_an_import_brought_together_the_older_one_is_stopped(
    any_diary: Diary,
) -> None:
    older, newer = a_trial(TODAY - timedelta(days=9)), a_trial(TODAY - timedelta(days=3))
    put_trial(any_diary, newer)
    with any_diary.database.writing() as connection:
        connection.execute(insert(table).values(row_of_trial(older)))

    def settle() -> int:
        return any_diary.trials.stop_overtaken(TODAY, new_id=an_id, recorded_at_utc=NOW_UTC)

    assert settle() == 1
    assert any_diary.trials.get(older.id).stopped_on == TODAY - timedelta(days=4)
    assert any_diary.trials.get(newer.id) == newer
    assert settle() == 0


def test_one_that_was_stopped_stays_so(any_diary: Diary) -> None:
    trial = a_trial(TODAY - timedelta(days=5))
    put_trial(any_diary, trial)
    day = TODAY - timedelta(days=1)
    any_diary.trials.stop(trial.id, day, change_id=an_id(), recorded_at_utc=NOW_UTC)
    again = any_diary.trials.stop(trial.id, TODAY, change_id=an_id(), recorded_at_utc=NOW_UTC)
    assert (again.action, again.entry.stopped_on) == (None, day)
    other = a_trial(TODAY)
    put_trial(any_diary, other)
    with pytest.raises(ValueNotUnderstoodError):
        any_diary.trials.stop(other.id, day, change_id=an_id(), recorded_at_utc=NOW_UTC)


def test_a_day_has_one_note_with_its_history(any_diary: Diary) -> None:
    trial = a_trial()
    put_trial(any_diary, trial)
    assert any_diary.trials.note(trial.id, TODAY) == empty_note(trial.id, TODAY)
    tell_of_day(any_diary, trial, TODAY, followed=True)
    saved = tell_of_day(any_diary, trial, TODAY, excuse=Excuse.PAUSE)
    assert (saved.entry.followed, saved.entry.excuse) == (True, Excuse.PAUSE)
    later = tell_of_day(any_diary, trial, TODAY + timedelta(days=1), score_0_10=0)
    assert any_diary.trials.notes(trial.id) == (saved.entry, later.entry)
    history = any_diary.revisions.of(EntryKind.TRIAL_NOTE, str(saved.entry.id))
    assert [each.action for each in history] == [Action.CREATED, Action.EDITED]


def test_what_is_of_no_experiment_is_refused(any_diary: Diary) -> None:
    unknown = a_trial()
    with pytest.raises(NotFoundError, match="no such experiment"):
        tell_of_day(any_diary, unknown, TODAY, followed=True)
    with pytest.raises(NotFoundError):
        any_diary.trials.stop(unknown.id, TODAY, change_id=an_id(), recorded_at_utc=NOW_UTC)
    with pytest.raises(NotFoundError):
        any_diary.trials.get(unknown.id)
    assert any_diary.trials.notes(unknown.id) == ()


@given(trial=kept_trials())
@settings(max_examples=25, deadline=None)
def test_all_that_an_experiment_can_be_is_kept(trial: KeptTrial) -> None:
    assert trial_of_row(row_of_trial(trial)) == trial  # type: ignore[arg-type]


@given(note=trial_notes())
@settings(max_examples=25, deadline=None)
def test_all_that_a_note_can_be_is_kept(note: TrialNote) -> None:
    assert note_of_row(row_of_note(note)) == note  # type: ignore[arg-type]


@given(trial=kept_trials())
@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_either_database_gives_it_back(shared_diary: Diary, trial: KeptTrial) -> None:
    wipe(shared_diary)
    put_trial(shared_diary, trial)
    assert shared_diary.trials.get(trial.id) == trial


def test_export_wipe_and_import_bring_all_of_it_back(any_diary: Diary) -> None:
    fill(any_diary)
    archive, trials = archive_of(any_diary), any_diary.trials.all()
    assert [len(any_diary.trials.notes(each.id)) for each in trials] == [1, 1]
    assert [len(each.looks) for each in trials] == [0, 1]
    wipe(any_diary)
    assert any_diary.trials.all() == ()
    take_in(any_diary, archive, NOW_UTC)
    assert any_diary.trials.all() == trials
    assert archive_of(any_diary) == archive


def test_the_daily_clean_up_leaves_experiments_alone(diary: Diary) -> None:
    fill(diary)
    trials = diary.trials.all()
    purge_deleted(diary, NOW_UTC + timedelta(days=4000))
    assert diary.trials.all() == trials
