"""Where a diary lives: a folder, and perhaps a PostgreSQL database."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

FOLDER_VARIABLE = "QUIETMUSCLE_HOME"
DATABASE_VARIABLE = "QUIETMUSCLE_DATABASE_URL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """The folder of a diary, and the address of its database if it has one.

    A `database_url` of None means the SQLite file in the folder. Photos,
    videos and backups are in the folder in either case.
    """

    folder: Path
    database_url: str | None = None

    @property
    def database_file(self) -> Path:
        """The SQLite file."""
        return self.folder / "diary.sqlite3"

    @property
    def attachments_folder(self) -> Path:
        """The photos and videos, each named by its SHA-256."""
        return self.folder / "attachments"

    @property
    def incoming_folder(self) -> Path:
        """Recordings that arrived and are not yet measured; each goes when it is."""
        return self.folder / "incoming"

    @property
    def backups_folder(self) -> Path:
        """The backups."""
        return self.folder / "backups"

    @property
    def household_folder(self) -> Path:
        """What is kept for use at home: certificates and paired phones; only its owner reads it."""
        return self.folder / "home"

    @property
    def server_lock_file(self) -> Path:
        """The file that a running server holds locked."""
        return self.folder / "server.lock"

    @property
    def upkeep_lock_file(self) -> Path:
        """The file that is locked while the diary is migrated, backed up or restored."""
        return self.folder / "upkeep.lock"


def default_folder() -> Path:
    """The folder named by QUIETMUSCLE_HOME, or else the system's place for an app's data."""
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return Path(named).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("quietmuscle", appauthor=False)


def location_from_environment(folder: Path | None = None) -> Location:
    """The diary that the person means: a folder given, or else the default one.

    QUIETMUSCLE_DATABASE_URL names a PostgreSQL database to use instead of the
    folder's SQLite file.
    """
    return Location(
        folder=default_folder() if folder is None else folder.expanduser().absolute(),
        database_url=os.environ.get(DATABASE_VARIABLE) or None,
    )
