"""The history of all entries: one line a change, each change once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import func
from sqlalchemy import insert
from sqlalchemy import select

from quietmuscle.base.errors import ConflictError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.wire import to_json
from quietmuscle.model.moment import check_instant
from quietmuscle.model.revision import Action
from quietmuscle.model.revision import EntryKind
from quietmuscle.store.tables import revision

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from quietmuscle.model.revision import AnyEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change as it arrives: which entry, made by whom, and when."""

    change_id: UUID
    kind: EntryKind
    entry_id: str
    recorded_at_utc: datetime

    def __post_init__(self) -> None:
        """Refuse a time of recording that no clock shows."""
        check_instant(self.recorded_at_utc)


def has_arrived(connection: Connection, change: Change) -> bool:
    """Whether the same change came before.

    Raises ConflictError where its id was used for a change of another entry.
    """
    query = select(revision.c.kind, revision.c.entry_id).where(
        revision.c.change_id == change.change_id
    )
    earlier = connection.execute(query).one_or_none()
    if earlier is None:
        return False
    if (earlier.kind, earlier.entry_id) != (change.kind.value, change.entry_id):
        raise ConflictError(
            Message(_("This change was already made to another entry. Nothing was changed."))
        )
    return True


def was_purged(connection: Connection, kind: EntryKind, entry_id: str) -> bool:
    """Whether an entry was there once and is gone for good."""
    query = select(revision.c.change_id).where(
        revision.c.kind == kind.value,
        revision.c.entry_id == entry_id,
        revision.c.action == Action.PURGED.value,
    )
    return connection.execute(query).first() is not None


def write_down(
    connection: Connection,
    change: Change,
    action: Action,
    before: AnyEntry | None,
) -> None:
    """Keep what a change did, and the entry as it was before it."""
    last = connection.execute(
        select(func.max(revision.c.number)).where(
            revision.c.kind == change.kind.value, revision.c.entry_id == change.entry_id
        )
    ).scalar_one()
    connection.execute(
        insert(revision).values(
            change_id=change.change_id,
            kind=change.kind.value,
            entry_id=change.entry_id,
            number=(last or 0) + 1,
            action=action.value,
            recorded_at_utc=change.recorded_at_utc,
            before=None if before is None else to_json(before).decode(),
        )
    )


def write_down_idle(connection: Connection, change: Change) -> None:
    """Keep that a change arrived and changed nothing.

    A late copy of it must not undo what came after.
    """
    connection.execute(
        insert(revision).values(
            change_id=change.change_id,
            kind=change.kind.value,
            entry_id=change.entry_id,
            recorded_at_utc=change.recorded_at_utc,
        )
    )
