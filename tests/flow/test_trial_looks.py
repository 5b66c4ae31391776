"""What is kept once it may be seen, and stays; and what cannot be kept, which is not shown."""

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
from tried import a_trial
from tried import helped_counts
from tried import log_days
from tried import on_day

from quietmuscle.base.errors import StorageError
from quietmuscle.base.text import Message
from quietmuscle.flow import trial_looks
from quietmuscle.flow.trial_looks import forget_answers
from quietmuscle.flow.trial_results import trial_today
from quietmuscle.flow.trial_results import trial_view
from quietmuscle.store.trials import TrialShelf

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.kept_trial import KeptTrial

DAY = timedelta(days=1)
FIRST_LOOK = 7 + 14


@pytest.fixture
def trial(workspace: Workspace) -> KeptTrial:
    """An experiment that may be looked at on any day, and its first 15 days."""
    found = a_trial(TODAY, any_time=True)
    put_trial(workspace.diary, found)
    log_days(workspace, TODAY, helped_counts(found)[:15])
    return found


def mend(workspace: Workspace, day: int, count: int) -> None:
    at = NOW_UTC + day * DAY
    workspace.diary.episodes.put(an_episode(at, count=count), change_id=an_id(), recorded_at_utc=at)


def test_pairs_are_settled_before_they_are_seen_and_stay(
    workspace: Workspace, trial: KeptTrial
) -> None:
    # Seven days as usual, then pairs; the fourth was over yesterday, and may still be told.
    seen = on_day(workspace, TODAY + 15 * DAY)
    view = trial_view(seen, trial.id)
    assert [kept.pair.number for kept in view.trial.pairs] == [1, 2, 3]
    assert {kept.settled_on for kept in view.trial.pairs} == {TODAY + 15 * DAY}
    assert view.answer is not None
    for day in range(7, 15):
        mend(workspace, day, 300)
    after = trial_view(seen, trial.id)
    assert after.answer is not None
    assert after.trial.pairs == view.trial.pairs
    assert after.answer.evidence == view.answer.evidence
    assert after.answer.with_it.mean != view.answer.with_it.mean
    next_day = trial_view(on_day(workspace, TODAY + 16 * DAY), trial.id).trial
    assert next_day.pairs[:3] == view.trial.pairs
    assert len(next_day.pairs) == 4


def test_todays_line_settles_them_as_well(workspace: Workspace, trial: KeptTrial) -> None:
    trial_today(on_day(workspace, TODAY + 10 * DAY))
    assert len(workspace.diary.trials.get(trial.id).pairs) == 1


def test_without_looking_on_any_day_pairs_wait_for_the_look(workspace: Workspace) -> None:
    plain = a_trial(TODAY)
    put_trial(workspace.diary, plain)
    log_days(workspace, TODAY, helped_counts(plain)[:FIRST_LOOK])
    before = on_day(workspace, TODAY + (FIRST_LOOK - 1) * DAY)
    trial_today(before)
    assert trial_view(before, plain.id).trial.pairs == ()
    assert len(trial_view(on_day(workspace, TODAY + FIRST_LOOK * DAY), plain.id).trial.pairs) == 6


def test_what_cannot_be_kept_is_not_shown(
    workspace: Workspace, trial: KeptTrial, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_told: object) -> None:
        raise StorageError(Message("The disk is full."))

    monkeypatch.setattr(TrialShelf, "keep_looks", full)
    monkeypatch.setattr(TrialShelf, "keep_pairs", full)
    late = on_day(workspace, TODAY + FIRST_LOOK * DAY)
    assert trial_today(late) is not None
    view = trial_view(late, trial.id)
    assert (view.trial.looks, view.trial.pairs) == ((), ())
    assert view.answer is not None
    assert view.answer.evidence is not None
    assert view.answer.evidence.highest_helps == 1


def test_the_answer_of_an_ended_one_is_reckoned_once(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = a_trial(TODAY)
    put_trial(workspace.diary, ended)
    log_days(workspace, TODAY, helped_counts(ended))
    after = on_day(workspace, ended.last_day + 3 * DAY)
    first = trial_view(after, ended.id)
    forget_answers()
    reckoned = []
    real = trial_looks.trial_answer

    def counted(*args: object, **told: object) -> object:
        reckoned.append(args)
        return real(*args, **told)  # type: ignore[arg-type]

    monkeypatch.setattr(trial_looks, "trial_answer", counted)
    assert trial_view(after, ended.id) == first
    assert not reckoned
    mend(workspace, 9, 80)
    mended = trial_view(after, ended.id)
    assert len(reckoned) == 1
    assert mended.answer is not None
    assert first.answer is not None
    assert mended.answer.effect != first.answer.effect
    monkeypatch.setattr(trial_looks, "RECKONED_BY", "another")
    forget_answers()
    assert trial_view(after, ended.id) == mended
    assert len(reckoned) == 2


def test_looks_that_the_plan_does_not_have_weigh_nothing(workspace: Workspace) -> None:
    ended = a_trial(TODAY)
    put_trial(workspace.diary, ended)
    log_days(workspace, TODAY, helped_counts(ended))
    after = on_day(workspace, ended.last_day + 3 * DAY)
    kept = trial_view(after, ended.id).trial.looks[0]
    forged = replace(kept, look=replace(kept.look, number=9))
    workspace.diary.trials.keep_looks(
        ended.id, (forged,), change_id=an_id(), recorded_at_utc=NOW_UTC
    )
    view = trial_view(after, ended.id)
    assert view.altered is not None
    assert view.answer is None
