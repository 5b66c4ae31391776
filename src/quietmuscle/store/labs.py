"""The shelf of blood results."""

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
from quietmuscle.store.rows import lab_result_of_row
from quietmuscle.store.rows import row_of_lab_result
from quietmuscle.store.tables import lab_result as table

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from uuid import UUID

    from quietmuscle.model.lab import LabResult
    from quietmuscle.model.saved import Saved

LAB_RESULTS: EntryTable[LabResult] = EntryTable(
    kind=EntryKind.LAB_RESULT,
    table=table,
    to_row=row_of_lab_result,
    from_row=lab_result_of_row,
)


@dataclass(frozen=True, slots=True)
class LabShelf:
    """What laboratories measured, as their papers say it."""

    database: Database

    def put(
        self, result: LabResult, *, change_id: UUID, recorded_at_utc: datetime
    ) -> Saved[LabResult]:
        """Keep a result: a new one, or another value of a known one."""
        return put_entry(
            self.database, LAB_RESULTS, result, change_id=change_id, recorded_at_utc=recorded_at_utc
        )

    def change(
        self,
        entry_id: UUID,
        changed: Callable[[LabResult | None], LabResult],
        /,
        *,
        change_id: UUID,
        recorded_at_utc: datetime,
    ) -> Saved[LabResult]:
        """Keep what `changed` makes of a use as it is now, or of None where there is none."""
        return change_entry(
            self.database,
            LAB_RESULTS,
            entry_id,
            changed,
            change_id=change_id,
            recorded_at_utc=recorded_at_utc,
        )

    def get(self, entry_id: UUID, /) -> LabResult:
        """The result of an id; NotFoundError where there is none, or it is in the bin."""
        return get_entry(self.database, LAB_RESULTS, entry_id)

    def all(self) -> tuple[LabResult, ...]:
        """All results that are not in the bin, the newest first."""
        query = (
            select(table)
            .where(table.c.deleted_at_utc.is_(None))
            .order_by(table.c.day.desc(), table.c.id.desc())
        )
        with self.database.reading() as connection:
            return tuple(map(lab_result_of_row, connection.execute(query).mappings()))

    def delete(
        self,
        entry_id: UUID,
        /,
        *,
        change_id: UUID,
        recorded_at_utc: datetime,
    ) -> Saved[LabResult]:
        """Put a result into the bin, where it stays for 30 days."""
        return delete_entry(
            self.database,
            LAB_RESULTS,
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
    ) -> Saved[LabResult]:
        """Take a result back out of the bin."""
        return restore_entry(
            self.database,
            LAB_RESULTS,
            entry_id,
            change_id=change_id,
            recorded_at_utc=recorded_at_utc,
        )
