"""Wiping a diary: gone means gone."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from sqlalchemy import delete
from sqlalchemy import text

from quietmuscle.store.faults import plain_faults
from quietmuscle.store.lock import upkeep_lock
from quietmuscle.store.tables import metadata

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from quietmuscle.store.diary import Diary


def wipe(diary: Diary) -> None:
    """Delete every entry, setting, photo, history, backup and paired phone; the diary is as new.

    No last backup is made: a person who wipes wants nothing to be left. The
    page asks them to export first. Wiping cannot be undone.
    """
    location = diary.location
    with upkeep_lock(location), plain_faults(location):
        with diary.database.writing() as connection:
            _empty_all_tables(connection)
        folders = (
            location.attachments_folder,
            location.incoming_folder,
            location.backups_folder,
            location.household_folder,
        )
        for folder in folders:
            if folder.is_dir():
                shutil.rmtree(folder)
        diary.database.take_stock()  # of nothing: also how much there was is gone
        diary.database.shrink()
        diary.database.empty_log()


def _empty_all_tables(connection: Connection) -> None:
    tables = metadata.sorted_tables
    if connection.dialect.name == "postgresql":
        names = ", ".join(table.name for table in tables)
        connection.execute(text(f"TRUNCATE {names}"))  # gives the files back at once
        return
    for table in reversed(tables):
        connection.execute(delete(table))
