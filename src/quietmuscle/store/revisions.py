"""The shelf of histories: what was recorded when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import Select
from sqlalchemy import select

from quietmuscle.base.wire import from_json
from quietmuscle.model.revision import Action
from quietmuscle.model.revision import EntryKind
from quietmuscle.model.revision import Revision
from quietmuscle.model.revision import type_of_entry
from quietmuscle.store.engine import Database
from quietmuscle.store.tables import revision as table

if TYPE_CHECKING:
    from sqlalchemy import RowMapping


@dataclass(frozen=True, slots=True)
class RevisionShelf:
    """The history of each entry."""

    database: Database

    def of(self, kind: EntryKind, entry_id: str) -> tuple[Revision, ...]:
        """The changes of one entry, oldest first."""
        query = changes().where(table.c.kind == kind.value, table.c.entry_id == entry_id)
        with self.database.reading() as connection:
            return tuple(map(revision_of_row, connection.execute(query).mappings()))


def changes() -> Select[Any]:
    """All changes that did something, by entry, oldest first."""
    return (
        select(table)
        .where(table.c.number.is_not(None))
        .order_by(table.c.kind, table.c.entry_id, table.c.number)
    )


def revision_of_row(row: RowMapping) -> Revision:
    """The change that a row keeps."""
    kind = EntryKind(row["kind"])
    before = row["before"]
    return Revision(
        change_id=row["change_id"],
        kind=kind,
        entry_id=row["entry_id"],
        number=row["number"],
        recorded_at_utc=row["recorded_at_utc"],
        action=Action(row["action"]),
        before=None if before is None else from_json(type_of_entry[kind], before),
    )
