"""The shelf of care checks that the person kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import and_
from sqlalchemy import or_
from sqlalchemy import select

from quietmuscle.base.wire import from_json
from quietmuscle.base.wire import to_json
from quietmuscle.model.care import Tier
from quietmuscle.model.care_check import CareCheck
from quietmuscle.model.care_check import CheckAnswer
from quietmuscle.model.moment import Moment
from quietmuscle.model.revision import EntryKind
from quietmuscle.store.engine import Database
from quietmuscle.store.keeping import EntryTable
from quietmuscle.store.keeping import delete_entry
from quietmuscle.store.keeping import get_entry
from quietmuscle.store.keeping import put_entry
from quietmuscle.store.keeping import restore_entry
from quietmuscle.store.tables import care_check as table

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import RowMapping

    from quietmuscle.model.query import Cursor
    from quietmuscle.model.saved import Saved


def row_of_care_check(check: CareCheck) -> dict[str, Any]:
    """The columns of a care check."""
    return {
        "id": check.id,
        "instant_utc": check.moment.instant_utc,
        "zone": check.moment.zone,
        "offset_s": check.moment.offset_s,
        "logical_day": check.moment.logical_day,
        "time_known": check.moment.time_known,
        "tier": check.tier.value,
        "rules": " ".join(check.rules),
        "answers": to_json(check.answers).decode(),
        "known": " ".join(check.known),
        "contradictions": " ".join(check.contradictions),
        "ruleset_version": check.ruleset_version,
    }


def care_check_of_row(row: RowMapping) -> CareCheck:
    """The care check that a row keeps."""
    return CareCheck(
        id=row["id"],
        moment=Moment(
            instant_utc=row["instant_utc"],
            zone=row["zone"],
            offset_s=row["offset_s"],
            logical_day=row["logical_day"],
            time_known=row["time_known"],
        ),
        tier=Tier(row["tier"]),
        rules=tuple(row["rules"].split()),
        answers=from_json(tuple[CheckAnswer, ...], row["answers"]),
        known=tuple(row["known"].split()),
        contradictions=tuple(row["contradictions"].split()),
        ruleset_version=row["ruleset_version"],
    )


CARE_CHECKS: EntryTable[CareCheck] = EntryTable(
    kind=EntryKind.CARE_CHECK,
    table=table,
    to_row=row_of_care_check,
    from_row=care_check_of_row,
)


@dataclass(frozen=True, slots=True)
class CareCheckShelf:
    """The care checks that were kept; none of them has a say in a later one."""

    database: Database

    def put(
        self, check: CareCheck, *, change_id: UUID, recorded_at_utc: datetime
    ) -> Saved[CareCheck]:
        """Keep a check: a new one, or another value of a known one."""
        return put_entry(
            self.database, CARE_CHECKS, check, change_id=change_id, recorded_at_utc=recorded_at_utc
        )

    def get(self, entry_id: UUID, /) -> CareCheck:
        """The check of an id; NotFoundError where there is none, or it is in the bin."""
        return get_entry(self.database, CARE_CHECKS, entry_id)

    def find(self, *, after: Cursor | None = None, limit: int = 20) -> tuple[CareCheck, ...]:
        """Checks that are not in the bin, the newest first, from after a place in the list on."""
        query = select(table).where(table.c.deleted_at_utc.is_(None))
        if after is not None:
            at, same = table.c.instant_utc, table.c.instant_utc == after.instant_utc
            query = query.where(or_(at < after.instant_utc, and_(same, table.c.id < after.id)))
        query = query.order_by(table.c.instant_utc.desc(), table.c.id.desc()).limit(limit)
        with self.database.reading() as connection:
            return tuple(map(care_check_of_row, connection.execute(query).mappings()))

    def delete(
        self,
        entry_id: UUID,
        /,
        *,
        change_id: UUID,
        recorded_at_utc: datetime,
    ) -> Saved[CareCheck]:
        """Put a check into the bin, where it stays for 30 days."""
        return delete_entry(
            self.database,
            CARE_CHECKS,
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
    ) -> Saved[CareCheck]:
        """Take a check back out of the bin."""
        return restore_entry(
            self.database,
            CARE_CHECKS,
            entry_id,
            change_id=change_id,
            recorded_at_utc=recorded_at_utc,
        )
