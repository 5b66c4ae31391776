"""Taking an archive in: what is unknown is added, what we have stays ours."""

from __future__ import annotations

from contextlib import contextmanager
from contextlib import suppress
from dataclasses import dataclass
from shutil import disk_usage
from typing import TYPE_CHECKING
from typing import BinaryIO

from sqlalchemy import exists
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from quietmuscle.base.errors import ArchiveRefusedError
from quietmuscle.base.errors import StorageError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.store.archive_check import checked_archive
from quietmuscle.store.archive_form import FILES_FOLDER
from quietmuscle.store.archive_merge import Merge
from quietmuscle.store.attachments import remove_unshared_files
from quietmuscle.store.backup import make_backup
from quietmuscle.store.backup_files import BackupReason
from quietmuscle.store.refusals import disk_full
from quietmuscle.store.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from quietmuscle.store.archive_check import Archive
    from quietmuscle.store.diary import Diary
    from quietmuscle.store.location import Location

_ROOM_OF_TEXT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSummary:
    """What became of an archive's entries of all kinds, days among them.

    `kept_ours` counts those that we have with another value; ours stayed.
    `stopped_trials` counts experiments that had to stop because a newer one runs.
    """

    added: int
    already_here: int
    kept_ours: int
    stopped_trials: int = 0


def read_archive(diary: Diary, source: BinaryIO, *, now_utc: datetime) -> ImportSummary:
    """Take an archive into a diary, all of it or nothing.

    The whole archive is checked first. A diary that holds something is backed
    up. Entries that we have stay as they are, with their own history, also
    those that were deleted; settings and person are taken over only where ours
    are those of a new diary.
    """
    with checked_archive(source) as archive:
        _check_room(diary.location, archive)
        if not _is_new(diary):
            make_backup(diary.location, BackupReason.BEFORE_IMPORT, now_utc)
        new_files: set[str] = set()
        with _nothing_left_behind(diary, new_files), diary.database.writing() as connection:
            merge = Merge(
                connection=connection,
                archive=archive,
                files_folder=diary.location.attachments_folder,
                new_files=new_files,
                now_utc=now_utc,
            )
            merge.take_in()
    return ImportSummary(
        added=merge.added, already_here=merge.already_here, kept_ours=merge.kept_ours
    )


def _check_room(location: Location, archive: Archive) -> None:
    """Refuse an archive that the disk has no room for, before anything is written.

    Rows take about as much again in the database's log until they are settled.
    """
    folder = location.attachments_folder
    needed = 0
    for member in archive.members.values():
        is_file = member.name.startswith(FILES_FOLDER)
        if not is_file:
            needed += 0 if location.database_url else _ROOM_OF_TEXT * member.size_bytes
        elif not (folder / member.name.removeprefix(FILES_FOLDER)).exists():
            needed += member.size_bytes
    if needed > disk_usage(location.folder).free:
        raise disk_full(location)


def _is_new(diary: Diary) -> bool:
    """Whether nothing was ever put into a diary."""
    with diary.database.reading() as connection:
        return not any(
            connection.execute(select(exists(select(table)))).scalar()
            for table in metadata.sorted_tables
        )


@contextmanager
def _nothing_left_behind(diary: Diary, new_files: set[str]) -> Iterator[None]:
    """A stretch of importing; where it fails, the files that it wrote go as well."""
    try:
        yield
    except BaseException as error:
        if new_files:
            with suppress(StorageError):  # the daily care finds them, too
                remove_unshared_files(diary.database, new_files)
        if isinstance(error, IntegrityError):
            raise _already_used() from error
        raise


def _already_used() -> ArchiveRefusedError:
    return ArchiveRefusedError(
        Message(
            _(
                "This archive holds changes that belong to other entries of this diary. "
                "Nothing was changed."
            )
        )
    )
