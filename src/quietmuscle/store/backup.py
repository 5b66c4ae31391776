"""Backups: whole copies of a diary's database, numbered, in a folder beside it.

Photos and videos are not in them: their files never change, and stay in
their own folder until they are deleted for good.
"""

from __future__ import annotations

from datetime import UTC
from datetime import datetime
from typing import TYPE_CHECKING

from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.store.backup_files import TIME_FORM
from quietmuscle.store.backup_files import Backup
from quietmuscle.store.backup_files import BackupReason
from quietmuscle.store.backup_files import ending_of
from quietmuscle.store.backup_files import is_whole_copy
from quietmuscle.store.backup_files import listed_backups
from quietmuscle.store.backup_files import newest_good
from quietmuscle.store.faults import plain_faults
from quietmuscle.store.files import put_in_place
from quietmuscle.store.files import settle
from quietmuscle.store.files import whole_or_nothing
from quietmuscle.store.lock import upkeep_lock
from quietmuscle.store.refusals import damaged
from quietmuscle.store.sqlite_file import copy_database
from quietmuscle.store.sqlite_file import make_single_file
from quietmuscle.store.sqlite_file import side_files

if TYPE_CHECKING:
    from pathlib import Path

    from quietmuscle.store.location import Location

KEPT_OF_EACH: dict[BackupReason, int] = dict.fromkeys(BackupReason, 5) | {BackupReason.DAILY: 14}
"""How many backups of each reason are kept; older ones make room."""


def backups(location: Location) -> tuple[Backup, ...]:
    """All backups that fit the diary's kind of database, the newest first."""
    with plain_faults(location):
        return listed_backups(location)


def find_backup(location: Location, name: str) -> Backup:
    """The backup of a name; NotFoundError where there is none."""
    for backup in backups(location):
        if backup.name == name:
            return backup
    raise NotFoundError(
        Message(
            _("There is no backup called {name} in {folder}."),
            {"name": name[:100], "folder": location.backups_folder},
        )
    )


def newest_good_backup(location: Location) -> Backup | None:
    """The newest backup that can be read from its first byte to its last."""
    with plain_faults(location):
        return newest_good(location)


def daily_backup_due(location: Location, now_utc: datetime) -> bool:
    """Whether no backup was made on this day of the calendar (UTC).

    It is the day of the last one that counts, not its age: so a clock that
    was set back does not put off the next one.
    """
    daily = (each for each in backups(location) if each.reason is BackupReason.DAILY)
    last = next(daily, None)
    return last is None or last.made_at_utc.date() != now_utc.date()


def make_backup(location: Location, reason: BackupReason, now_utc: datetime) -> Backup:
    """A fresh backup, checked after it was written; the oldest of its kind make room.

    Raises DamagedDiaryError where the diary itself turns out to be damaged;
    then nothing is kept and nothing is removed.
    """
    with upkeep_lock(location):
        return make_backup_in_turn(location, reason, now_utc)


def make_backup_in_turn(location: Location, reason: BackupReason, now_utc: datetime) -> Backup:
    """A fresh backup, for one who holds the lock of upkeep already."""
    folder = location.backups_folder
    with plain_faults(location), whole_or_nothing(folder) as (file, path):
        file.close()
        _write_copy(location, path)
        if not is_whole_copy(path, location):
            raise damaged(location)
        with path.open("rb+") as whole:
            settle(whole)
        name = new_name(location, reason, now_utc)
        put_in_place(path, folder / name)
    make_room(location, reason)
    return find_backup(location, name)


def new_name(location: Location, reason: BackupReason, now_utc: datetime) -> str:
    """The name of the next backup."""
    number = max((each.number for each in backups(location)), default=0) + 1
    time = now_utc.astimezone(UTC).strftime(TIME_FORM)
    return f"{number:06d}-{time}-{reason.value}{ending_of(location)}"


def _write_copy(location: Location, path: Path) -> None:
    if location.database_url is None:
        copy_database(location.database_file, path)
        make_single_file(path)
        return
    from quietmuscle.store.engine import connect_database
    from quietmuscle.store.table_dump import dump_tables

    database = connect_database(location)
    try:
        with database.reading() as connection, path.open("wb") as file:
            dump_tables(connection, file)
    finally:
        database.close()


def make_room(location: Location, reason: BackupReason) -> None:
    """Remove the oldest backups of a reason beyond those that are kept."""
    same = [each for each in backups(location) if each.reason is reason]
    for old in same[KEPT_OF_EACH[reason] :]:
        path = location.backups_folder / old.name
        for each in (path, *side_files(path)):
            each.unlink(missing_ok=True)
