"""The shelf of kept measurements, and of the events that the engine found in each."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import and_
from sqlalchemy import exists
from sqlalchemy import insert
from sqlalchemy import or_
from sqlalchemy import select

from quietmuscle.base.wire import from_json
from quietmuscle.base.wire import to_json
from quietmuscle.model.kept_measurement import Correction
from quietmuscle.model.kept_measurement import KeptMeasurement
from quietmuscle.model.kept_measurement import LeftOut
from quietmuscle.model.kept_measurement import MachineResult
from quietmuscle.model.kept_measurement import MadeWith
from quietmuscle.model.kept_measurement import RecordingFile
from quietmuscle.model.measurement import Event
from quietmuscle.model.moment import Moment
from quietmuscle.model.revision import EntryKind
from quietmuscle.store.engine import Database
from quietmuscle.store.keeping import EntryTable
from quietmuscle.store.keeping import change_entry
from quietmuscle.store.keeping import delete_entry
from quietmuscle.store.keeping import get_entry
from quietmuscle.store.keeping import put_entry
from quietmuscle.store.keeping import restore_entry
from quietmuscle.store.rows import read_sites
from quietmuscle.store.rows import spell_sites
from quietmuscle.store.tables import measured_events
from quietmuscle.store.tables import measurement as table

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from datetime import date
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import Connection
    from sqlalchemy import RowMapping

    from quietmuscle.model.query import Cursor
    from quietmuscle.model.saved import Saved

EVENTS_A_ROW = 500
"""So that a row, and a line of an archive, stays far below a megabyte."""


def row_of_measurement(kept: KeptMeasurement) -> dict[str, Any]:
    """The columns of a kept measurement."""
    return {
        "id": kept.id,
        "instant_utc": kept.moment.instant_utc,
        "zone": kept.moment.zone,
        "offset_s": kept.moment.offset_s,
        "logical_day": kept.moment.logical_day,
        "time_known": kept.moment.time_known,
        "sites": spell_sites(kept.sites),
        "made_with": kept.made_with.value,
        "recording": to_json(kept.recording).decode(),
        "recording_is_kept": kept.recording.is_kept,
        "result": to_json(kept.result).decode(),
        "corrections": _json(kept.corrections),
        "left_out": _json(kept.left_out),
        "note": kept.note,
    }


def measurement_of_row(row: RowMapping) -> KeptMeasurement:
    """The measurement that a row keeps."""
    return KeptMeasurement(
        id=row["id"],
        moment=Moment(
            instant_utc=row["instant_utc"],
            zone=row["zone"],
            offset_s=row["offset_s"],
            logical_day=row["logical_day"],
            time_known=row["time_known"],
        ),
        sites=read_sites(row["sites"]),
        made_with=MadeWith(row["made_with"]),
        recording=from_json(RecordingFile, row["recording"]),
        result=from_json(MachineResult, row["result"]),
        corrections=from_json(tuple[Correction, ...], row["corrections"]),
        left_out=from_json(tuple[LeftOut, ...], row["left_out"]),
        note=row["note"],
    )


def event_rows(measurement_id: UUID, events: Iterable[Event]) -> Iterator[dict[str, Any]]:
    """The rows of a measurement's events, some events in each."""
    left = iter(events)
    number = 0
    while some := tuple(islice(left, EVENTS_A_ROW)):
        yield {"measurement_id": measurement_id, "number": number, "events": _json(some)}
        number += 1


def events_of_row(row: RowMapping) -> tuple[Event, ...]:
    """The events that a row keeps."""
    return from_json(tuple[Event, ...], row["events"])


MEASUREMENTS: EntryTable[KeptMeasurement] = EntryTable(
    kind=EntryKind.MEASUREMENT,
    table=table,
    to_row=row_of_measurement,
    from_row=measurement_of_row,
)


@dataclass(frozen=True, slots=True)
class MeasurementShelf:
    """The measurements of a diary. What the engine found is written once and never changed."""

    database: Database

    def put(
        self,
        kept: KeptMeasurement,
        events: tuple[Event, ...] = (),
        *,
        change_id: UUID,
        recorded_at_utc: datetime,
    ) -> Saved[KeptMeasurement]:
        """Keep a new measurement with its events; the events of a known one stay as they are."""

        def with_events(connection: Connection, entry: KeptMeasurement) -> None:
            here = select(exists().where(measured_events.c.measurement_id == entry.id))
            rows = list(event_rows(entry.id, events))
            if rows and not connection.execute(here).scalar():
                connection.execute(insert(measured_events), rows)

        return put_entry(
            self.database,
            replace(MEASUREMENTS, linked=with_events),
            kept,
            change_id=change_id,
            recorded_at_utc=recorded_at_utc,
        )

    def change(
        self,
        entry_id: UUID,
        changed: Callable[[KeptMeasurement | None], KeptMeasurement],
        /,
        *,
        change_id: UUID,
        recorded_at_utc: datetime,
    ) -> Saved[KeptMeasurement]:
        """Keep what `changed` makes of a measurement as it is now; None where there is none."""
        return change_entry(
            self.database,
            MEASUREMENTS,
            entry_id,
            changed,
            change_id=change_id,
            recorded_at_utc=recorded_at_utc,
        )

    def get(self, entry_id: UUID, /) -> KeptMeasurement:
        """The measurement of an id; NotFoundError where there is none, or it is in the bin."""
        return get_entry(self.database, MEASUREMENTS, entry_id)

    def is_in_bin(self, entry_id: UUID, /) -> bool | None:
        """Whether a measurement lies in the bin; None where there is none of this id."""
        query = select(table.c.deleted_at_utc).where(table.c.id == entry_id)
        with self.database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else row.deleted_at_utc is not None

    def events(self, entry_id: UUID, /) -> tuple[Event, ...]:
        """What the engine found in a recording, as it found it."""
        query = (
            select(measured_events)
            .where(measured_events.c.measurement_id == entry_id)
            .order_by(measured_events.c.number)
        )
        with self.database.reading() as connection:
            rows = connection.execute(query).mappings().all()
        return tuple(event for row in rows for event in events_of_row(row))

    def find(
        self,
        *,
        after: Cursor | None = None,
        from_day: date | None = None,
        to_day: date | None = None,
        limit: int = 20,
        deleted: bool = False,
    ) -> tuple[KeptMeasurement, ...]:
        """Measurements, the newest first, from after a place on: those of the bin, or all others.

        `from_day` and `to_day` (both included) bound their logical days.
        """
        in_bin = table.c.deleted_at_utc.is_not(None)
        query = select(table).where(in_bin if deleted else ~in_bin)
        if after is not None:
            at, same = table.c.instant_utc, table.c.instant_utc == after.instant_utc
            query = query.where(or_(at < after.instant_utc, and_(same, table.c.id < after.id)))
        if from_day is not None:
            query = query.where(table.c.logical_day >= from_day)
        if to_day is not None:
            query = query.where(table.c.logical_day <= to_day)
        query = query.order_by(table.c.instant_utc.desc(), table.c.id.desc()).limit(limit)
        with self.database.reading() as connection:
            return tuple(map(measurement_of_row, connection.execute(query).mappings()))

    def days(self, from_day: date, to_day: date) -> frozenset[date]:
        """The days of a range (both included) on which something was measured."""
        query = (
            select(table.c.logical_day)
            .where(table.c.deleted_at_utc.is_(None))
            .where(table.c.logical_day.between(from_day, to_day))
            .distinct()
        )
        with self.database.reading() as connection:
            return frozenset(connection.execute(query).scalars())

    def delete(
        self, entry_id: UUID, /, *, change_id: UUID, recorded_at_utc: datetime
    ) -> Saved[KeptMeasurement]:
        """Put a measurement into the bin, where it stays for 30 days."""
        return delete_entry(
            self.database,
            MEASUREMENTS,
            entry_id,
            change_id=change_id,
            recorded_at_utc=recorded_at_utc,
        )

    def restore(
        self, entry_id: UUID, /, *, change_id: UUID, recorded_at_utc: datetime
    ) -> Saved[KeptMeasurement]:
        """Take a measurement back out of the bin."""
        return restore_entry(
            self.database,
            MEASUREMENTS,
            entry_id,
            change_id=change_id,
            recorded_at_utc=recorded_at_utc,
        )


def _json(some: tuple[Correction, ...] | tuple[LeftOut, ...] | tuple[Event, ...]) -> str:
    """Some nouns as one line of JSON; to_json would not know what an empty tuple holds."""
    return "[" + ",".join(to_json(each).decode() for each in some) + "]"
