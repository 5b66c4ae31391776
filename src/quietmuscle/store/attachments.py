"""The shelf of photos and videos: rows in the database, bytes in files."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import BinaryIO

from sqlalchemy import delete
from sqlalchemy import insert
from sqlalchemy import select

from quietmuscle.base.errors import ConflictError
from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.model.attachment import Attachment
from quietmuscle.store.engine import Database
from quietmuscle.store.faults import plain_faults
from quietmuscle.store.files import PART_PREFIX
from quietmuscle.store.files import date_file
from quietmuscle.store.files import date_of_file
from quietmuscle.store.files import put_in_place
from quietmuscle.store.files import settle
from quietmuscle.store.files import whole_or_nothing
from quietmuscle.store.rows import attachment_of_row
from quietmuscle.store.rows import row_of_attachment
from quietmuscle.store.tables import attachment as table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path
    from uuid import UUID

    from sqlalchemy import Connection

    from quietmuscle.store.location import Location


@dataclass(frozen=True, slots=True)
class AttachmentShelf:
    """The photos and videos of a diary.

    Each is a file named by the SHA-256 of its bytes, so two of the same bytes
    share one file. Entries name attachments by id; an entry may name one that
    has not arrived yet or was deleted, and shows nothing in its place.
    """

    database: Database

    def put(
        self,
        attachment_id: UUID,
        /,
        media_type: str,
        chunks: Iterable[bytes],
        *,
        added_at_utc: datetime,
        limit_bytes: int,
    ) -> Attachment:
        """Keep a photo or video; the same one sent twice is kept once.

        Raises ValueNotUnderstoodError where it is larger than the limit, and
        ConflictError where the id has other bytes already.
        """
        folder = self.database.location.attachments_folder
        with (
            plain_faults(self.database.location),
            whole_or_nothing(folder) as (file, path),
        ):
            sha256, size = _write(file, chunks, limit_bytes)
            new = Attachment(
                id=attachment_id,
                sha256=sha256,
                media_type=media_type,
                size_bytes=size,
                added_at_utc=added_at_utc,
            )
            with self.database.writing() as connection:
                known = _find(connection, attachment_id)
                if known is not None and known.sha256 != sha256:
                    raise ConflictError(
                        Message(_("Another photo or video is kept under this id already."))
                    )
                # The file comes first: a row without its file would be a broken promise.
                settle(file)
                file.close()
                date_file(path, added_at_utc)
                put_in_place(path, folder / sha256)
                if known is not None:
                    return known
                connection.execute(insert(table).values(row_of_attachment(new)))
        return new

    def get(self, attachment_id: UUID, /) -> Attachment:
        """What is known of a photo or video; NotFoundError where there is none."""
        with self.database.reading() as connection:
            known = _find(connection, attachment_id)
        if known is None:
            raise _no_such_attachment()
        return known

    def known(self, attachment_ids: Iterable[UUID], /) -> tuple[Attachment, ...]:
        """Those of these photos and videos that are here, in their order."""
        wanted = tuple(attachment_ids)
        with self.database.reading() as connection:
            rows = connection.execute(select(table).where(table.c.id.in_(wanted))).mappings()
            found = {each.id: each for each in map(attachment_of_row, rows)}
        return tuple(found[each] for each in wanted if each in found)

    def path(self, attachment_id: UUID, /) -> Path:
        """The file of a photo or video; NotFoundError where it is gone."""
        path = self.database.location.attachments_folder / self.get(attachment_id).sha256
        if not path.is_file():
            raise _no_such_attachment()
        return path

    def open(self, attachment_id: UUID, /) -> BinaryIO:
        """The bytes of a photo or video, to be read and closed."""
        with plain_faults(self.database.location):
            return self.path(attachment_id).open("rb")

    def delete(self, attachment_id: UUID, /) -> None:
        """Remove a photo or video for good; its file goes unless another shares it."""
        with self.database.writing() as connection:
            known = _find(connection, attachment_id)
            if known is None:
                raise _no_such_attachment()
            connection.execute(delete(table).where(table.c.id == attachment_id))
        remove_unshared_files(self.database, {known.sha256})


def remove_unshared_files(
    database: Database, names: set[str], *, last_wanted_until: datetime | None = None
) -> None:
    """Remove files that no attachment has any more; with an instant, only those of before it.

    Nobody can add one of the same bytes meanwhile, since that takes the
    writer's turn too.
    """
    folder = database.location.attachments_folder
    with database.writing() as connection:
        for name in sorted(names):
            query = select(table.c.id).where(table.c.sha256 == name)
            if connection.execute(query).first() is not None:
                continue
            with suppress(FileNotFoundError):
                if last_wanted_until is None or date_of_file(folder / name) <= last_wanted_until:
                    (folder / name).unlink()


def want_all_files(location: Location, now_utc: datetime) -> None:
    """Note at each file that it is wanted now, though the diary may soon not know of it."""
    folder = location.attachments_folder
    for path in folder.iterdir() if folder.is_dir() else ():
        if not path.name.startswith(PART_PREFIX):
            with suppress(FileNotFoundError):
                date_file(path, now_utc)


def _write(file: BinaryIO, chunks: Iterable[bytes], limit_bytes: int) -> tuple[str, int]:
    """Write the bytes down; their SHA-256 and how many they were."""
    digest = hashlib.sha256()
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit_bytes:
            raise ValueNotUnderstoodError(
                Message(
                    _("This photo or video is too large: {most} MB is the most. It was not kept."),
                    {"most": limit_bytes // 1_000_000},
                )
            )
        digest.update(chunk)
        file.write(chunk)
    return digest.hexdigest(), size


def _find(connection: Connection, attachment_id: UUID) -> Attachment | None:
    query = select(table).where(table.c.id == attachment_id)
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else attachment_of_row(row)


def _no_such_attachment() -> NotFoundError:
    return NotFoundError(Message(_("There is no such photo or video. It may have been deleted.")))
