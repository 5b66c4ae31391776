"""The shelf of uses of guided sessions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from quietmuscle.model.revision import EntryKind
from quietmuscle.store.engine import Database
from quietmuscle.store.keeping import EntryTable
from quietmuscle.store.keeping import change_entry
from quietmuscle.store.keeping import delete_entry
from quietmuscle.store.keeping import get_entry
from quietmuscle.store.keeping import put_entry
from quietmuscle.store.keeping import restore_entry
from quietmuscle.store.rows import row_of_session_use
from quietmuscle.store.rows import session_use_of_row
from quietmuscle.store.tables import session_use as table

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from uuid import UUID

    from quietmuscle.model.saved import Saved
    from quietmuscle.model.session_use import SessionUse

SESSION_USES: EntryTable[SessionUse] = EntryTable(
    kind=EntryKind.SESSION_USE,
    table=table,
    to_row=row_of_session_use,
    from_row=session_use_of_row,
)


@dataclass(frozen=True, slots=True)
class SessionShelf:
    """How sessions were used, with the bother before and after."""

    database: Database

    def put(
        self, use: SessionUse, *, change_id: UUID, recorded_at_utc: datetime
    ) -> Saved[SessionUse]:
        """Keep a use of a session: a new one, or another value of a known one."""
        return put_entry(
            self.database, SESSION_USES, use, change_id=change_id, recorded_at_utc=recorded_at_utc
        )

    def change(
        self,
        entry_id: UUID,
        changed: Callable[[SessionUse | None], SessionUse],
        /,
        *,
        change_id: UUID,
        recorded_at_utc: datetime,
    ) -> Saved[SessionUse]:
        """Keep what `changed` makes of a use as it is now, or of None where there is none."""
        return change_entry(
            self.database,
            SESSION_USES,
            entry_id,
            changed,
            change_id=change_id,
            recorded_at_utc=recorded_at_utc,
        )

    def get(self, entry_id: UUID, /) -> SessionUse:
        """The use of an id; NotFoundError where there is none, or it is in the bin."""
        return get_entry(self.database, SESSION_USES, entry_id)

    def all(self) -> tuple[SessionUse, ...]:
        """All uses that are not in the bin, the newest first."""
        query = (
            select(table)
            .where(table.c.deleted_at_utc.is_(None))
            .order_by(table.c.instant_utc.desc(), table.c.id.desc())
        )
        with self.database.reading() as connection:
            return tuple(map(session_use_of_row, connection.execute(query).mappings()))

    def delete(
        self,
        entry_id: UUID,
        /,
        *,
        change_id: UUID,
        recorded_at_utc: datetime,
    ) -> Saved[SessionUse]:
        """Put a use into the bin, where it stays for 30 days."""
        return delete_entry(
            self.database,
            SESSION_USES,
            entry_id,
            change_id=change_id,
            recorded_at_utc=recorded_at_utc,
        )

    def restore(
        self,
        entry_id: UUID,
        /,
        *,
        change_id: UUID,
        recorded_at_utc: datetime,
    ) -> Saved[SessionUse]:
        """Take a use back out of the bin."""
        return restore_entry(
            self.database,
            SESSION_USES,
            entry_id,
            change_id=change_id,
            recorded_at_utc=recorded_at_utc,
        )
