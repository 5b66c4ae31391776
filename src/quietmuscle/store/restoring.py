"""Bringing a backup back, without losing what it replaces."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from quietmuscle.base.errors import DamagedDiaryError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.store.attachments import want_all_files
from quietmuscle.store.backup import find_backup
from quietmuscle.store.backup import make_backup_in_turn
from quietmuscle.store.backup import make_room
from quietmuscle.store.backup import new_name
from quietmuscle.store.backup_files import Backup
from quietmuscle.store.backup_files import BackupReason
from quietmuscle.store.backup_files import is_good
from quietmuscle.store.engine import connect_database
from quietmuscle.store.faults import plain_faults
from quietmuscle.store.files import make_folder
from quietmuscle.store.files import part_path
from quietmuscle.store.files import put_in_place
from quietmuscle.store.files import settle
from quietmuscle.store.location import Location
from quietmuscle.store.lock import server_lock
from quietmuscle.store.lock import upkeep_lock
from quietmuscle.store.migrating import migrate
from quietmuscle.store.sqlite_file import copy_database
from quietmuscle.store.sqlite_file import is_sound
from quietmuscle.store.sqlite_file import make_single_file
from quietmuscle.store.sqlite_file import side_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path


def restore_backup(location: Location, name: str, now_utc: datetime) -> Backup:
    """Bring a backup back in place of the present diary; the backup made of that one.

    A backup of an older version is migrated. A diary that can be read is
    replaced in one transaction, also while a server uses it. A damaged or
    missing file is replaced as a whole, which a running server must not see:
    FolderInUseError. A damaged backup is refused, and nothing is changed.
    """
    with plain_faults(location), upkeep_lock(location):
        chosen = find_backup(location, name)
        if not is_good(location, chosen):
            raise DamagedDiaryError(
                Message(
                    _(
                        "The backup {name} is damaged and was not brought back. "
                        "Your diary was not changed; please choose another backup."
                    ),
                    {"name": name},
                )
            )
        want_all_files(location, now_utc)
        if location.database_url is None:
            return _restore_sqlite(location, chosen, now_utc)
        return _restore_postgres(location, chosen, now_utc)


def _restore_sqlite(location: Location, chosen: Backup, now_utc: datetime) -> Backup:
    file = location.database_file
    with _up_to_date_copy(location, chosen) as copy:
        if file.is_file() and is_sound(file):
            kept = make_backup_in_turn(location, BackupReason.BEFORE_RESTORE, now_utc)
            copy_database(copy, file)
            return kept
        with server_lock(location):
            kept = _keep_as_it_is(location, now_utc)
            make_single_file(copy)
            with copy.open("rb+") as whole:
                settle(whole)
            # What is left of the damaged one must be gone before the new one has
            # its name: SQLite would take it for a part of the new one.
            for side in side_files(file):
                side.unlink(missing_ok=True)
            put_in_place(copy, file)
            return kept


def _restore_postgres(location: Location, chosen: Backup, now_utc: datetime) -> Backup:
    from quietmuscle.store.table_dump import bring_back_tables

    kept = make_backup_in_turn(location, BackupReason.BEFORE_RESTORE, now_utc)
    database = connect_database(location)
    try:
        with database.migrating() as connection:
            bring_back_tables(connection, location.backups_folder / chosen.name)
    finally:
        database.close()
    return kept


@contextmanager
def _up_to_date_copy(location: Location, chosen: Backup) -> Iterator[Path]:
    """A copy of a backup, migrated, in a folder of its own that is removed at the end."""
    workshop = Location(folder=part_path(location.folder))
    make_folder(workshop.folder)
    try:
        shutil.copyfile(location.backups_folder / chosen.name, workshop.database_file)
        database = connect_database(workshop)
        try:
            with database.migrating() as connection:
                migrate(connection)
        finally:
            database.close()
        yield workshop.database_file
    finally:
        shutil.rmtree(workshop.folder, ignore_errors=True)


def _keep_as_it_is(location: Location, now_utc: datetime) -> Backup:
    """Keep a file that cannot be read among the backups, byte for byte."""
    file = location.database_file
    file.touch()
    make_folder(location.backups_folder)
    name = new_name(location, BackupReason.BEFORE_RESTORE, now_utc)
    for present in (*side_files(file), file):
        if present.is_file():
            ending = present.name.removeprefix(file.name)
            shutil.copyfile(present, location.backups_folder / f"{name}{ending}")
    make_room(location, BackupReason.BEFORE_RESTORE)
    return find_backup(location, name)
