"""Filling an empty diary in one go; saving thousands of entries one by one takes minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING
from typing import Any
from uuid import UUID

from sqlalchemy import Table
from sqlalchemy import exists
from sqlalchemy import insert
from sqlalchemy import select

from quietmuscle.base.errors import ConflictError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.model.day import DayLog
from quietmuscle.model.episode import Episode
from quietmuscle.model.medicine import MedicineChange
from quietmuscle.model.revision import Action
from quietmuscle.model.revision import EntryKind
from quietmuscle.store.attachment_links import link_attachments
from quietmuscle.store.days import in_order
from quietmuscle.store.rows import row_of_day
from quietmuscle.store.rows import row_of_episode
from quietmuscle.store.rows import row_of_medicine_change
from quietmuscle.store.tables import day_log
from quietmuscle.store.tables import episode
from quietmuscle.store.tables import medicine_change
from quietmuscle.store.tables import revision

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from quietmuscle.store.diary import Diary

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstTold:
    """An entry as it was first told: by which change, and when."""

    entry: Episode | DayLog | MedicineChange
    change_id: UUID
    recorded_at_utc: datetime


def fill_diary(diary: Diary, told: Iterable[FirstTold]) -> None:
    """Keep all these entries, or none where one of them cannot be kept.

    Each gets the one revision that saving it would have given it. Refused with
    ConflictError where anything was ever told to the diary.
    """
    waiting = iter(told)
    with diary.database.writing() as connection:
        if connection.execute(select(exists(select(revision)))).scalar():
            raise ConflictError(
                Message(_("This diary holds entries already. Nothing was changed."))
            )
        while some := list(islice(waiting, _AT_ONCE)):
            _keep(connection, some)


def _keep(connection: Connection, told: list[FirstTold]) -> None:
    rows: dict[Table, list[dict[str, Any]]] = {
        episode: [],
        day_log: [],
        medicine_change: [],
        revision: [],
    }
    for first in told:
        table, kind, entry_id, row = _row(first.entry)
        rows[table].append(row)
        rows[revision].append(
            {
                "change_id": first.change_id,
                "kind": kind.value,
                "entry_id": entry_id,
                "number": 1,
                "action": Action.CREATED.value,
                "recorded_at_utc": first.recorded_at_utc,
                "before": None,
            }
        )
    for table, values in rows.items():
        if values:
            connection.execute(insert(table), values)
    link_attachments(
        connection, (first.entry for first in told if isinstance(first.entry, Episode))
    )


def _row(
    entry: Episode | DayLog | MedicineChange,
) -> tuple[Table, EntryKind, str, dict[str, Any]]:
    match entry:
        case Episode():
            return episode, EntryKind.EPISODE, str(entry.id), row_of_episode(entry)
        case DayLog():
            return day_log, EntryKind.DAY, entry.day.isoformat(), row_of_day(in_order(entry))
        case MedicineChange():
            row = row_of_medicine_change(entry)
            return medicine_change, EntryKind.MEDICINE_CHANGE, str(entry.id), row
