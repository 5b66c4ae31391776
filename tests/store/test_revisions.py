"""Histories: oldest first, each with what was there before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entries import TODAY
from entries import an_episode
from shelves import delete
from shelves import put
from shelves import say_none

from quietmuscle.model.revision import Action
from quietmuscle.model.revision import EntryKind

if TYPE_CHECKING:
    from quietmuscle.store.diary import Diary


def test_an_unknown_entry_has_no_history(any_diary: Diary) -> None:
    assert any_diary.revisions.of(EntryKind.EPISODE, "nothing of this name") == ()


def test_each_entry_has_a_history_of_its_own(any_diary: Diary) -> None:
    episode, other = an_episode(), an_episode()
    put(any_diary, episode)
    put(any_diary, other)
    delete(any_diary, episode)
    say_none(any_diary, TODAY)

    history = any_diary.revisions.of(EntryKind.EPISODE, str(episode.id))

    assert [(each.number, each.action, each.before) for each in history] == [
        (1, Action.CREATED, None),
        (2, Action.DELETED, episode),
    ]
    (none_today,) = any_diary.revisions.of(EntryKind.DAY, TODAY.isoformat())
    assert none_today.kind is EntryKind.DAY
