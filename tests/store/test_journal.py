"""The journal; test_keeping.py and test_days.py hold what it does for entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entries import NOW_UTC
from entries import an_id
from sqlalchemy import func
from sqlalchemy import select

from quietmuscle.model.revision import Action
from quietmuscle.model.revision import EntryKind
from quietmuscle.store.journal import Change
from quietmuscle.store.journal import has_arrived
from quietmuscle.store.journal import was_purged
from quietmuscle.store.journal import write_down
from quietmuscle.store.journal import write_down_idle
from quietmuscle.store.tables import revision

if TYPE_CHECKING:
    from quietmuscle.store.diary import Diary


def a_change(entry_id: str, kind: EntryKind = EntryKind.EPISODE) -> Change:
    return Change(change_id=an_id(), kind=kind, entry_id=entry_id, recorded_at_utc=NOW_UTC)


def test_lines_of_an_entry_are_numbered_from_one(any_diary: Diary) -> None:
    first, idle, second, other = (a_change(name) for name in ("a", "a", "a", "b"))
    with any_diary.database.writing() as connection:
        write_down(connection, first, Action.CREATED, None)
        write_down_idle(connection, idle)
        write_down(connection, other, Action.CREATED, None)
        write_down(connection, second, Action.PURGED, None)

        assert has_arrived(connection, first)
        assert has_arrived(connection, idle)
        assert not has_arrived(connection, a_change("a"))
        assert was_purged(connection, EntryKind.EPISODE, "a")
        assert not was_purged(connection, EntryKind.EPISODE, "b")
        assert not was_purged(connection, EntryKind.MEDICINE_CHANGE, "a")
        lines = connection.execute(select(func.count()).select_from(revision)).scalar_one()

    assert lines == 4
    history = any_diary.revisions.of(EntryKind.EPISODE, "a")
    assert [(each.number, each.change_id) for each in history] == [
        (1, first.change_id),
        (2, second.change_id),
    ]
