"""The shelf of medicines: the line of their changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from quietmuscle.model.revision import EntryKind
from quietmuscle.store.engine import Database
from quietmuscle.store.keeping import EntryTable
from quietmuscle.store.keeping import delete_entry
from quietmuscle.store.keeping import get_entry
from quietmuscle.store.keeping import put_entry
from quietmuscle.store.keeping import restore_entry
from quietmuscle.store.rows import medicine_change_of_row
from quietmuscle.store.rows import row_of_medicine_change
from quietmuscle.store.tables import medicine_change as table

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from quietmuscle.model.medicine import MedicineChange
    from quietmuscle.model.saved import Saved

MEDICINES: EntryTable[MedicineChange] = EntryTable(
    kind=EntryKind.MEDICINE_CHANGE,
    table=table,
    to_row=row_of_medicine_change,
    from_row=medicine_change_of_row,
)


@dataclass(frozen=True, slots=True)
class MedicineShelf:
    """The changes in what the person takes."""

    database: Database

    def put(
        self, change: MedicineChange, *, change_id: UUID, recorded_at_utc: datetime
    ) -> Saved[MedicineChange]:
        """Keep a change of medicine: a new one, or another value of a known one."""
        return put_entry(
            self.database, MEDICINES, change, change_id=change_id, recorded_at_utc=recorded_at_utc
        )

    def get(self, entry_id: UUID, /) -> MedicineChange:
        """The change of an id; NotFoundError where there is none, or it is in the bin."""
        return get_entry(self.database, MEDICINES, entry_id)

    def all(self) -> tuple[MedicineChange, ...]:
        """All changes that are not in the bin, by day."""
        query = (
            select(table).where(table.c.deleted_at_utc.is_(None)).order_by(table.c.day, table.c.id)
        )
        with self.database.reading() as connection:
            return tuple(map(medicine_change_of_row, connection.execute(query).mappings()))

    def delete(
        self,
        entry_id: UUID,
        /,
        *,
        change_id: UUID,
        recorded_at_utc: datetime,
    ) -> Saved[MedicineChange]:
        """Put a change of medicine into the bin, where it stays for 30 days."""
        return delete_entry(
            self.database, MEDICINES, entry_id, change_id=change_id, recorded_at_utc=recorded_at_utc
        )

    def restore(
        self,
        entry_id: UUID,
        /,
        *,
        change_id: UUID,
        recorded_at_utc: datetime,
    ) -> Saved[MedicineChange]:
        """Take a change of medicine back out of the bin."""
        return restore_entry(
            self.database, MEDICINES, entry_id, change_id=change_id, recorded_at_utc=recorded_at_utc
        )
