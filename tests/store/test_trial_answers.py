"""What ended experiments say is kept beside them, and only for what it was reckoned from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shelves import put_trial
from sqlalchemy import update
from tried import PROMISING
from tried import a_trial

from quietmuscle.store.tables import trial_answer as table
from quietmuscle.store.wipe import wipe

if TYPE_CHECKING:
    from quietmuscle.store.diary import Diary


def test_an_answer_is_kept_for_what_it_was_reckoned_from(any_diary: Diary) -> None:
    trial = a_trial()
    put_trial(any_diary, trial)
    shelf = any_diary.trial_answers
    assert shelf.get(trial.id, reckoned_by="a", digest="1") is None
    shelf.keep(trial.id, PROMISING, reckoned_by="a", digest="1")
    assert shelf.get(trial.id, reckoned_by="a", digest="1") == PROMISING
    assert shelf.get(trial.id, reckoned_by="b", digest="1") is None
    assert shelf.get(trial.id, reckoned_by="a", digest="2") is None
    later = replace(PROMISING, units_done=1)
    shelf.keep(trial.id, later, reckoned_by="a", digest="2")
    assert shelf.get(trial.id, reckoned_by="a", digest="2") == later
    assert shelf.get(trial.id, reckoned_by="a", digest="1") is None
    wipe(any_diary)
    assert shelf.get(trial.id, reckoned_by="a", digest="2") is None


def test_an_answer_of_another_version_is_none(any_diary: Diary) -> None:
    trial = a_trial()
    put_trial(any_diary, trial)
    shelf = any_diary.trial_answers
    shelf.keep(trial.id, PROMISING, reckoned_by="a", digest="1")
    with any_diary.database.writing() as connection:
        connection.execute(update(table).values(answer='{"verdict": "sings"}'))
    assert shelf.get(trial.id, reckoned_by="a", digest="1") is None
