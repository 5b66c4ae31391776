"""The shelf of episodes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from datetime import time
from datetime import timedelta
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import Select
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy import tuple_

from quietmuscle.model.query import Cursor
from quietmuscle.model.query import EpisodePage
from quietmuscle.model.query import EpisodeQuery
from quietmuscle.model.revision import EntryKind
from quietmuscle.store.attachment_links import link_attachments
from quietmuscle.store.engine import Database
from quietmuscle.store.keeping import EntryTable
from quietmuscle.store.keeping import change_entry
from quietmuscle.store.keeping import delete_entry
from quietmuscle.store.keeping import get_entry
from quietmuscle.store.keeping import put_entry
from quietmuscle.store.keeping import restore_entry
from quietmuscle.store.rows import episode_of_row
from quietmuscle.store.rows import folded
from quietmuscle.store.rows import row_of_episode
from quietmuscle.store.tables import KEPT
from quietmuscle.store.tables import episode as table

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from uuid import UUID

    from quietmuscle.model.episode import Episode
    from quietmuscle.model.saved import Saved

_FURTHEST = timedelta(days=3)
"""A day's entries lie within this much of its midnight in UTC: the entry's
logical day is at most one from its local date, and that one from UTC's."""


EPISODES: EntryTable[Episode] = EntryTable(
    kind=EntryKind.EPISODE,
    table=table,
    to_row=row_of_episode,
    from_row=episode_of_row,
    linked=lambda connection, episode: link_attachments(connection, [episode]),
)


@dataclass(frozen=True, slots=True)
class EpisodeShelf:
    """The twitches of a diary, and the bin of those that were deleted."""

    database: Database

    def put(
        self, episode: Episode, *, change_id: UUID, recorded_at_utc: datetime
    ) -> Saved[Episode]:
        """Keep an entry: a new one, or another value of a known one.

        Raises ConflictError for an entry in the bin, and NotFoundError for one
        that is gone for good.
        """
        return put_entry(
            self.database, EPISODES, episode, change_id=change_id, recorded_at_utc=recorded_at_utc
        )

    def change(
        self,
        episode_id: UUID,
        changed: Callable[[Episode | None], Episode],
        /,
        *,
        change_id: UUID,
        recorded_at_utc: datetime,
    ) -> Saved[Episode]:
        """Keep what `changed` makes of an entry as it is now, or of None where there is none.

        Nobody else changes it meanwhile. A change that came before is not made again.
        """
        return change_entry(
            self.database,
            EPISODES,
            episode_id,
            changed,
            change_id=change_id,
            recorded_at_utc=recorded_at_utc,
        )

    def get(self, episode_id: UUID, /) -> Episode:
        """The entry of an id; NotFoundError where there is none, or it is in the bin."""
        return get_entry(self.database, EPISODES, episode_id)

    def find(self, query: EpisodeQuery) -> EpisodePage:
        """One page of the entries asked for, newest first."""
        with self.database.reading() as connection:
            rows = connection.execute(_newest(query)).mappings().all()
            found = tuple(episode_of_row(row) for row in rows[: query.limit])
        more = len(rows) > query.limit
        last = found[-1] if more else None
        return EpisodePage(
            episodes=found,
            next=None if last is None else Cursor(instant_utc=last.moment.instant_utc, id=last.id),
        )

    def delete(
        self, episode_id: UUID, /, *, change_id: UUID, recorded_at_utc: datetime
    ) -> Saved[Episode]:
        """Put an entry into the bin, where it stays for 30 days."""
        return delete_entry(
            self.database,
            EPISODES,
            episode_id,
            change_id=change_id,
            recorded_at_utc=recorded_at_utc,
        )

    def restore(
        self, episode_id: UUID, /, *, change_id: UUID, recorded_at_utc: datetime
    ) -> Saved[Episode]:
        """Take an entry back out of the bin."""
        return restore_entry(
            self.database,
            EPISODES,
            episode_id,
            change_id=change_id,
            recorded_at_utc=recorded_at_utc,
        )


def _newest(query: EpisodeQuery) -> Select[Any]:
    """The rows of a page and one more, which tells whether there is a next one."""
    columns = table.c
    asked = select(table).where(columns.deleted_at_utc.is_not(None) if query.deleted else KEPT)
    if query.first_day is not None:
        asked = asked.where(
            columns.logical_day >= query.first_day,
            columns.instant_utc >= _midnight(query.first_day, -_FURTHEST),
        )
    if query.last_day is not None:
        asked = asked.where(
            columns.logical_day <= query.last_day,
            columns.instant_utc <= _midnight(query.last_day, _FURTHEST),
        )
    if query.words:
        asked = asked.where(
            or_(
                columns.note_folded.contains(folded(query.words), autoescape=True),
                *(
                    columns.sites.contains(f" {place} ", autoescape=True)
                    for place in query.places_named
                ),
            )
        )
    if query.site_codes:
        asked = asked.where(
            or_(
                *(columns.sites.contains(f" {code}.", autoescape=True) for code in query.site_codes)
            )
        )
    if query.kind is not None:
        asked = asked.where(columns.kind == query.kind.value)
    if query.after is not None:
        asked = asked.where(
            tuple_(columns.instant_utc, columns.id)
            < tuple_(
                query.after.instant_utc,
                query.after.id,
                types=[columns.instant_utc.type, columns.id.type],
            )
        )
    return asked.order_by(columns.instant_utc.desc(), columns.id.desc()).limit(query.limit + 1)


def _midnight(day: date, shift: timedelta) -> datetime:
    """An instant safely beyond the first or the last entry of a day."""
    return datetime.combine(day, time(), tzinfo=UTC) + shift
