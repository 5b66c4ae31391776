"""Keeping of entries that have an id: put, delete, restore, each written down."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any
from typing import Generic
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy import RowMapping
from sqlalchemy import Table
from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import update

from quietmuscle.base.errors import ConflictError
from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.model.care_check import CareCheck
from quietmuscle.model.episode import Episode
from quietmuscle.model.kept_measurement import KeptMeasurement
from quietmuscle.model.kept_trial import KeptTrial
from quietmuscle.model.kept_trial import TrialNote
from quietmuscle.model.lab import LabResult
from quietmuscle.model.medicine import MedicineChange
from quietmuscle.model.revision import Action
from quietmuscle.model.revision import EntryKind
from quietmuscle.model.saved import Saved
from quietmuscle.model.session_use import SessionUse
from quietmuscle.store.journal import Change
from quietmuscle.store.journal import has_arrived
from quietmuscle.store.journal import was_purged
from quietmuscle.store.journal import write_down
from quietmuscle.store.journal import write_down_idle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from uuid import UUID

    from quietmuscle.store.engine import Database

Entry = TypeVar(
    "Entry",
    Episode,
    MedicineChange,
    SessionUse,
    LabResult,
    CareCheck,
    KeptMeasurement,
    KeptTrial,
    TrialNote,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryTable(Generic[Entry]):
    """A table of entries, and how they are turned into rows.

    `linked` keeps what else has to be kept with an entry, in the same
    transaction.
    """

    kind: EntryKind
    table: Table
    to_row: Callable[[Entry], dict[str, Any]]
    from_row: Callable[[RowMapping], Entry]
    linked: Callable[[Connection, Entry], None] = lambda _connection, _entry: None


def get_entry(database: Database, entries: EntryTable[Entry], entry_id: UUID) -> Entry:
    """The entry of an id; NotFoundError where there is none, or it is in the bin."""
    with database.reading() as connection:
        row = _row(connection, entries, entry_id)
        if row is None or row["deleted_at_utc"] is not None:
            raise _no_such_entry()
        return entries.from_row(row)


def put_entry(
    database: Database,
    entries: EntryTable[Entry],
    entry: Entry,
    *,
    change_id: UUID,
    recorded_at_utc: datetime,
) -> Saved[Entry]:
    """Keep an entry as it is given: a new one, or another value of a known one."""
    return change_entry(
        database,
        entries,
        entry.id,
        lambda _before: entry,
        change_id=change_id,
        recorded_at_utc=recorded_at_utc,
    )


def change_entry(  # noqa: PLR0913 - whose, what, how, and the two of every change
    database: Database,
    entries: EntryTable[Entry],
    entry_id: UUID,
    changed: Callable[[Entry | None], Entry],
    *,
    change_id: UUID,
    recorded_at_utc: datetime,
) -> Saved[Entry]:
    """Keep what is made of an entry as it is now; None stands for one that never was."""
    change = _change(entries, entry_id, change_id, recorded_at_utc)
    with _refusing(), database.writing() as connection:
        row = _row(connection, entries, entry_id)
        if has_arrived(connection, change):
            return _as_it_is(entries, row)
        before = None
        if row is None:
            if was_purged(connection, entries.kind, change.entry_id):
                raise _no_such_entry()
            action = Action.CREATED
            entry = _made(changed, None)
            connection.execute(insert(entries.table).values(entries.to_row(entry)))
        elif row["deleted_at_utc"] is not None:
            raise ConflictError(
                Message(
                    _("This entry was deleted. Please restore it first; then it can be changed.")
                )
            )
        else:
            before = entries.from_row(row)
            entry = _made(changed, before)
            if before == entry:
                write_down_idle(connection, change)
                return Saved(entry=entry, action=None)
            action = Action.EDITED
            _update(connection, entries, entry_id, entries.to_row(entry))
        entries.linked(connection, entry)
        write_down(connection, change, action, before)
        return Saved(entry=entry, action=action)


class _RefusedError(Exception):
    """What was to be made of an entry makes no sense; its row is not to blame."""

    def __init__(self, reason: ValueNotUnderstoodError) -> None:
        super().__init__(str(reason))
        self.reason = reason


@contextmanager
def _refusing() -> Iterator[None]:
    """A transaction in which what makes no sense is told from what is damaged."""
    try:
        yield
    except _RefusedError as refused:
        raise refused.reason from None


def _made(changed: Callable[[Entry | None], Entry], before: Entry | None) -> Entry:
    try:
        return changed(before)
    except ValueNotUnderstoodError as reason:
        raise _RefusedError(reason) from reason


def delete_entry(
    database: Database,
    entries: EntryTable[Entry],
    entry_id: UUID,
    *,
    change_id: UUID,
    recorded_at_utc: datetime,
) -> Saved[Entry]:
    """Put an entry into the bin."""
    change = _change(entries, entry_id, change_id, recorded_at_utc)
    return _move(database, entries, entry_id, change, Action.DELETED)


def restore_entry(
    database: Database,
    entries: EntryTable[Entry],
    entry_id: UUID,
    *,
    change_id: UUID,
    recorded_at_utc: datetime,
) -> Saved[Entry]:
    """Take an entry back out of the bin."""
    change = _change(entries, entry_id, change_id, recorded_at_utc)
    return _move(database, entries, entry_id, change, Action.RESTORED)


def _move(
    database: Database,
    entries: EntryTable[Entry],
    entry_id: UUID,
    change: Change,
    action: Action,
) -> Saved[Entry]:
    deletes = action is Action.DELETED
    with database.writing() as connection:
        row = _row(connection, entries, entry_id)
        arrived = has_arrived(connection, change)
        saved = _as_it_is(entries, row)
        if arrived or row is None:
            return saved
        if (row["deleted_at_utc"] is not None) == deletes:
            write_down_idle(connection, change)
            return saved
        deleted_at = change.recorded_at_utc if deletes else None
        _update(connection, entries, entry_id, {"deleted_at_utc": deleted_at})
        write_down(connection, change, action, saved.entry)
        return Saved(entry=saved.entry, action=action)


def _change(
    entries: EntryTable[Entry], entry_id: UUID, change_id: UUID, recorded_at_utc: datetime
) -> Change:
    return Change(
        change_id=change_id,
        kind=entries.kind,
        entry_id=str(entry_id),
        recorded_at_utc=recorded_at_utc,
    )


def _row(connection: Connection, entries: EntryTable[Entry], entry_id: UUID) -> RowMapping | None:
    query = select(entries.table).where(entries.table.c.id == entry_id)
    return connection.execute(query).mappings().one_or_none()


def _update(
    connection: Connection, entries: EntryTable[Entry], entry_id: UUID, values: dict[str, Any]
) -> None:
    connection.execute(update(entries.table).where(entries.table.c.id == entry_id).values(values))


def _as_it_is(entries: EntryTable[Entry], row: RowMapping | None) -> Saved[Entry]:
    if row is None:
        raise _no_such_entry()
    return Saved(entry=entries.from_row(row), action=None)


def _no_such_entry() -> NotFoundError:
    return NotFoundError(Message(_("There is no such entry. It may have been deleted.")))
