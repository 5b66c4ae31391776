"""Which entries name which photos, now or once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert
from sqlalchemy import select

from quietmuscle.store.tables import attachment_use as table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from sqlalchemy import Connection

    from quietmuscle.model.episode import Episode


def link_attachments(connection: Connection, episodes: Iterable[Episode]) -> None:
    """Remember the photos that these entries name; what was remembered before stays."""
    named = {(photo, episode.id) for episode in episodes for photo in episode.attachments}
    if not named:
        return
    new = named - _remembered(connection, {episode_id for _photo, episode_id in named})
    if new:
        connection.execute(
            insert(table),
            [{"attachment_id": photo, "episode_id": episode_id} for photo, episode_id in new],
        )


def _remembered(connection: Connection, episode_ids: set[UUID]) -> set[tuple[UUID, UUID]]:
    query = select(table.c.attachment_id, table.c.episode_id).where(
        table.c.episode_id.in_(episode_ids)
    )
    return {(photo, episode_id) for photo, episode_id in connection.execute(query)}
