"""The shelf of days: what was told around the twitches."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import delete
from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import update

from quietmuscle.base.errors import ConflictError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.model.day import DayAnswer
from quietmuscle.model.day import DayItem
from quietmuscle.model.day import DayLog
from quietmuscle.model.revision import Action
from quietmuscle.model.revision import EntryKind
from quietmuscle.model.saved import Saved
from quietmuscle.store.engine import Database
from quietmuscle.store.journal import Change
from quietmuscle.store.journal import has_arrived
from quietmuscle.store.journal import write_down
from quietmuscle.store.journal import write_down_idle
from quietmuscle.store.rows import day_of_row
from quietmuscle.store.rows import row_of_day
from quietmuscle.store.tables import KEPT
from quietmuscle.store.tables import day_log as table
from quietmuscle.store.tables import episode

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class DayShelf:
    """What was told about each day; each answer is a change of its own."""

    database: Database

    def get(self, day: date) -> DayLog:
        """What was told about a day; an empty log where nothing was."""
        with self.database.reading() as connection:
            found = _get(connection, day)
        # Made out here: a day that no person means is a fault of who asks, not of the file.
        return found or DayLog(day=day)

    def between(self, first: date, last: date) -> tuple[DayLog, ...]:
        """The days of a range of which something was told, in order."""
        query = select(table).where(table.c.day.between(first, last)).order_by(table.c.day)
        with self.database.reading() as connection:
            return tuple(map(day_of_row, connection.execute(query).mappings()))

    def answer(
        self,
        day: date,
        item: DayItem,
        value: int | None,
        *,
        change_id: UUID,
        recorded_at_utc: datetime,
    ) -> Saved[DayLog]:
        """Keep the answer to one item of a day; None clears it."""
        answers = () if value is None else (DayAnswer(item=item, value=value),)
        return self._change(
            DayLog(day=day),
            lambda log: replace(
                log,
                answers=tuple(each for each in log.answers if each.item is not item) + answers,
            ),
            change_id=change_id,
            recorded_at_utc=recorded_at_utc,
        )

    def say_none(
        self,
        day: date,
        none_today: bool,  # noqa: FBT001 (the sentence's own word)
        *,
        change_id: UUID,
        recorded_at_utc: datetime,
        against_entries: bool = True,
    ) -> Saved[DayLog]:
        """Keep that there were no twitches on a day, or take it back.

        Unless it may be said `against_entries`, it raises ConflictError while
        the day holds some.
        """
        return self._change(
            DayLog(day=day),
            lambda log: replace(log, none_today=none_today),
            change_id=change_id,
            recorded_at_utc=recorded_at_utc,
            check=_refuse_entries if none_today and not against_entries else None,
        )

    def _change(
        self,
        empty: DayLog,
        changed: Callable[[DayLog], DayLog],
        *,
        change_id: UUID,
        recorded_at_utc: datetime,
        check: Callable[[Connection, date], None] | None = None,
    ) -> Saved[DayLog]:
        change = Change(
            change_id=change_id,
            kind=EntryKind.DAY,
            entry_id=empty.day.isoformat(),
            recorded_at_utc=recorded_at_utc,
        )
        with self.database.writing() as connection:
            kept = _get(connection, empty.day)
            before = empty if kept is None else kept
            if has_arrived(connection, change):
                return Saved(entry=before, action=None)
            if check is not None:
                check(connection, empty.day)
            after = in_order(changed(before))
            if after == before:
                write_down_idle(connection, change)
                return Saved(entry=before, action=None)
            _replace(connection, after, known=kept is not None)
            action = Action.CREATED if kept is None else Action.EDITED
            write_down(connection, change, action, kept)
            return Saved(entry=after, action=action)


def _refuse_entries(connection: Connection, day: date) -> None:
    """Refuse a day with entries that are not in the bin."""
    query = select(episode.c.id).where(KEPT, episode.c.logical_day == day)
    if connection.execute(query).first() is not None:
        raise ConflictError(
            Message(_("This day has entries. Delete them first if they are wrong; they are safe."))
        )


def in_order(log: DayLog) -> DayLog:
    """The same log with its answers in the order of the questions."""
    order = list(DayItem)
    return replace(
        log, answers=tuple(sorted(log.answers, key=lambda answer: order.index(answer.item)))
    )


def _get(connection: Connection, day: date) -> DayLog | None:
    query = select(table).where(table.c.day == day)
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else day_of_row(row)


def _replace(connection: Connection, log: DayLog, *, known: bool) -> None:
    """Keep a log; one that became empty needs no row."""
    if log.is_empty:
        connection.execute(delete(table).where(table.c.day == log.day))
    elif known:
        connection.execute(update(table).where(table.c.day == log.day).values(row_of_day(log)))
    else:
        connection.execute(insert(table).values(row_of_day(log)))
