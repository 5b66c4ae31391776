"""Put, delete, restore: each change once, the last one wins, nothing comes back from the dead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from typing import Any

import pytest
from entries import NOW_UTC
from entries import a_care_check
from entries import a_lab_result
from entries import a_medicine_change
from entries import a_session_use
from entries import an_episode
from entries import an_id
from measured import a_measurement

from quietmuscle.base.errors import ConflictError
from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.model.revision import Action
from quietmuscle.model.revision import EntryKind
from quietmuscle.store.diary import Diary
from quietmuscle.store.purge import purge_deleted

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID


LATER = NOW_UTC + timedelta(minutes=5)
MUCH_LATER = NOW_UTC + timedelta(days=31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """One of the shelves of entries that have ids."""

    diary: Diary
    shelf: Any
    kind: EntryKind
    make: Callable[[], Any]

    def altered(self, entry: Any, word: str) -> Any:
        """The entry with another value."""
        if self.kind is EntryKind.SESSION_USE:
            return replace(entry, session=word.replace(" ", "_"))
        if self.kind is EntryKind.CARE_CHECK:
            return replace(entry, known=(word.replace(" ", "_"),))
        return replace(entry, note=word)

    def put(self, entry: Any, change_id: UUID | None = None, at: datetime = NOW_UTC) -> Any:
        return self.shelf.put(entry, change_id=change_id or an_id(), recorded_at_utc=at)

    def delete(self, entry: Any, change_id: UUID | None = None, at: datetime = NOW_UTC) -> Any:
        return self.shelf.delete(entry.id, change_id=change_id or an_id(), recorded_at_utc=at)

    def restore(self, entry: Any, change_id: UUID | None = None) -> Any:
        return self.shelf.restore(entry.id, change_id=change_id or an_id(), recorded_at_utc=NOW_UTC)

    def history(self, entry: Any) -> Any:
        return self.diary.revisions.of(self.kind, str(entry.id))

    def actions(self, entry: Any) -> list[Action]:
        return [revision.action for revision in self.history(entry)]


@pytest.fixture(
    params=[
        EntryKind.EPISODE,
        EntryKind.MEDICINE_CHANGE,
        EntryKind.SESSION_USE,
        EntryKind.LAB_RESULT,
        EntryKind.CARE_CHECK,
        EntryKind.MEASUREMENT,
    ]
)
def shelf(request: pytest.FixtureRequest, any_diary: Diary) -> Shelf:
    if request.param is EntryKind.EPISODE:
        return Shelf(diary=any_diary, shelf=any_diary.episodes, kind=request.param, make=an_episode)
    if request.param is EntryKind.CARE_CHECK:
        return Shelf(
            diary=any_diary, shelf=any_diary.care_checks, kind=request.param, make=a_care_check
        )
    if request.param is EntryKind.MEASUREMENT:
        return Shelf(
            diary=any_diary, shelf=any_diary.measurements, kind=request.param, make=a_measurement
        )
    if request.param is EntryKind.LAB_RESULT:
        return Shelf(diary=any_diary, shelf=any_diary.labs, kind=request.param, make=a_lab_result)
    if request.param is EntryKind.SESSION_USE:
        return Shelf(
            diary=any_diary, shelf=any_diary.sessions, kind=request.param, make=a_session_use
        )
    return Shelf(
        diary=any_diary, shelf=any_diary.medicines, kind=request.param, make=a_medicine_change
    )


def test_what_is_put_is_got(shelf: Shelf) -> None:
    entry = shelf.make()

    saved = shelf.put(entry)

    assert (saved.entry, saved.action) == (entry, Action.CREATED)
    assert shelf.shelf.get(entry.id) == entry


def test_what_was_never_put_is_not_there(shelf: Shelf) -> None:
    for missing in (
        lambda: shelf.shelf.get(an_id()),
        lambda: shelf.delete(shelf.make()),
        lambda: shelf.restore(shelf.make()),
    ):
        with pytest.raises(NotFoundError, match="no such entry"):
            missing()


def test_another_value_edits_and_the_earlier_one_is_kept(shelf: Shelf) -> None:
    entry = shelf.make()
    edited = shelf.altered(entry, "after the stairs")
    shelf.put(entry)

    saved = shelf.put(edited, at=LATER)

    assert (saved.entry, saved.action) == (edited, Action.EDITED)
    assert shelf.shelf.get(entry.id) == edited
    created, edit = shelf.history(entry)
    assert (created.number, created.action, created.before) == (1, Action.CREATED, None)
    assert (edit.number, edit.action, edit.before) == (2, Action.EDITED, entry)
    assert (created.recorded_at_utc, edit.recorded_at_utc) == (NOW_UTC, LATER)


def test_the_same_value_changes_nothing(shelf: Shelf) -> None:
    entry = shelf.make()
    shelf.put(entry)

    assert shelf.put(entry).action is None
    assert shelf.actions(entry) == [Action.CREATED]


def test_the_same_change_sent_twice_is_made_once(shelf: Shelf) -> None:
    entry, change = shelf.make(), an_id()
    newer = shelf.altered(entry, "newer")
    shelf.put(entry, change)
    shelf.put(newer)

    saved = shelf.put(entry, change)

    assert (saved.entry, saved.action) == (newer, None)
    assert shelf.shelf.get(entry.id) == newer
    assert shelf.actions(entry) == [Action.CREATED, Action.EDITED]


def test_a_change_that_changed_nothing_stays_without_effect_when_it_comes_again(
    shelf: Shelf,
) -> None:
    entry, change = shelf.make(), an_id()
    newer = shelf.altered(entry, "newer")
    shelf.put(entry)
    shelf.put(entry, change)
    shelf.put(newer)

    assert shelf.put(entry, change).entry == newer
    assert shelf.shelf.get(entry.id) == newer


def test_a_change_of_another_entry_cannot_be_used_again(shelf: Shelf) -> None:
    change = an_id()
    shelf.put(shelf.make(), change)
    other = shelf.make()

    with pytest.raises(ConflictError, match="already made to another entry"):
        shelf.put(other, change)
    with pytest.raises(NotFoundError):
        shelf.shelf.get(other.id)


def test_what_is_deleted_can_be_restored(shelf: Shelf) -> None:
    entry = shelf.make()
    shelf.put(entry)

    deleted = shelf.delete(entry)

    assert (deleted.entry, deleted.action) == (entry, Action.DELETED)
    with pytest.raises(NotFoundError):
        shelf.shelf.get(entry.id)

    restored = shelf.restore(entry)

    assert (restored.entry, restored.action) == (entry, Action.RESTORED)
    assert shelf.shelf.get(entry.id) == entry
    assert shelf.actions(entry) == [Action.CREATED, Action.DELETED, Action.RESTORED]
    assert [revision.before for revision in shelf.history(entry)] == [None, entry, entry]


def test_deleting_and_restoring_twice_changes_nothing(shelf: Shelf) -> None:
    entry = shelf.make()
    shelf.put(entry)
    shelf.delete(entry)

    again = shelf.delete(entry)
    shelf.restore(entry)
    once_more = shelf.restore(entry)

    assert (again.entry, again.action) == (entry, None)
    assert (once_more.entry, once_more.action) == (entry, None)
    assert len(shelf.history(entry)) == 3


def test_a_late_copy_of_a_deletion_does_not_undo_the_restoring(shelf: Shelf) -> None:
    entry, deletion, idle = shelf.make(), an_id(), an_id()
    shelf.put(entry)
    shelf.delete(entry, deletion)
    shelf.delete(entry, idle)
    shelf.restore(entry)

    for late in (deletion, idle):
        assert shelf.delete(entry, late).action is None
        assert shelf.shelf.get(entry.id) == entry


def test_an_entry_in_the_bin_is_not_overwritten(shelf: Shelf) -> None:
    entry = shelf.make()
    shelf.put(entry)
    shelf.delete(entry)

    with pytest.raises(ConflictError, match=r"was deleted\. Please restore it first"):
        shelf.put(shelf.altered(entry, "newer"))

    assert shelf.restore(entry).entry == entry


def test_a_late_copy_of_the_first_change_says_what_is_in_the_bin(shelf: Shelf) -> None:
    entry, change = shelf.make(), an_id()
    shelf.put(entry, change)
    shelf.delete(entry)

    assert shelf.put(entry, change).entry == entry
    with pytest.raises(NotFoundError):
        shelf.shelf.get(entry.id)


def test_nothing_brings_back_what_is_gone_for_good(shelf: Shelf) -> None:
    entry, change, deletion = shelf.make(), an_id(), an_id()
    shelf.put(entry, change)
    shelf.delete(entry, deletion)
    assert purge_deleted(shelf.diary, MUCH_LATER) == 1

    for late in (
        lambda: shelf.put(entry, change),
        lambda: shelf.put(entry),
        lambda: shelf.delete(entry, deletion),
        lambda: shelf.delete(entry),
        lambda: shelf.restore(entry),
        lambda: shelf.shelf.get(entry.id),
    ):
        with pytest.raises(NotFoundError):
            late()
    assert shelf.actions(entry) == [Action.CREATED, Action.DELETED, Action.PURGED]


def test_a_change_without_a_real_time_is_refused(shelf: Shelf) -> None:
    entry = shelf.make()

    for wrong in (NOW_UTC.replace(tzinfo=None), NOW_UTC.replace(year=2500)):
        with pytest.raises(ValueNotUnderstoodError):
            shelf.put(entry, at=wrong)
    with pytest.raises(NotFoundError):
        shelf.shelf.get(entry.id)
