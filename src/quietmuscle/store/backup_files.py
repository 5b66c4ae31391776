"""The backups that lie in a diary's folder: what their names say, and which are good.

A fault of the disk is raised as it is here; `backup` puts it into words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from quietmuscle.store.sqlite_file import is_sound

if TYPE_CHECKING:
    from pathlib import Path

    from quietmuscle.store.location import Location

SQLITE_ENDING = ".sqlite3"
POSTGRES_ENDING = ".tables.gz"
TIME_FORM = "%Y%m%dT%H%M%SZ"

_NAME = re.compile(r"(?P<number>\d{6})-(?P<time>\d{8}T\d{6}Z)-(?P<reason>[a-z_]+)(?P<ending>\..+)")


class BackupReason(StrEnum):
    """Why a backup was made."""

    DAILY = "daily"
    MIGRATION = "migration"
    BY_HAND = "by_hand"
    BEFORE_IMPORT = "before_import"
    BEFORE_RESTORE = "before_restore"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup in the diary's folder.

    `number` rises with each one, whatever the computer's clock says, and is
    the first part of the name.
    """

    name: str
    number: int
    made_at_utc: datetime
    reason: BackupReason
    size_bytes: int


def listed_backups(location: Location) -> tuple[Backup, ...]:
    """All backups that fit the diary's kind of database, the newest first."""
    folder, ending = location.backups_folder, ending_of(location)
    found = map(_read_backup, folder.glob("*") if folder.is_dir() else ())
    return tuple(
        sorted(
            (each for each in found if each is not None and each.name.endswith(ending)),
            key=lambda backup: backup.number,
            reverse=True,
        )
    )


def newest_good(location: Location) -> Backup | None:
    """The newest backup that can be read from its first byte to its last."""
    return next((each for each in listed_backups(location) if is_good(location, each)), None)


def is_good(location: Location, backup: Backup) -> bool:
    """Whether a backup is whole and sound."""
    return is_whole_copy(location.backups_folder / backup.name, location)


def is_whole_copy(path: Path, location: Location) -> bool:
    """Whether a file is a sound copy of the diary's kind of database."""
    if location.database_url is None:
        return is_sound(path)
    from quietmuscle.store.table_dump import is_whole

    return is_whole(path)


def ending_of(location: Location) -> str:
    """How the names of backups of this kind of database end."""
    return SQLITE_ENDING if location.database_url is None else POSTGRES_ENDING


def _read_backup(path: Path) -> Backup | None:
    """What a file's name and size say; None for a file that is no backup of ours."""
    match = _NAME.fullmatch(path.name)
    if match is None or match["reason"] not in set(BackupReason):
        return None
    try:
        made_at = datetime.strptime(match["time"], TIME_FORM).replace(tzinfo=UTC)
        size = path.stat().st_size
    except (ValueError, FileNotFoundError):  # no such date; or pruned at this moment
        return None
    return Backup(
        name=path.name,
        number=int(match["number"]),
        made_at_utc=made_at,
        reason=BackupReason(match["reason"]),
        size_bytes=size,
    )
