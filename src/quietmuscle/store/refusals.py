"""What the store refuses, and what it cannot do: each in one clear sentence."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from quietmuscle.base.errors import DamagedDiaryError
from quietmuscle.base.errors import DiskFullError
from quietmuscle.base.errors import StorageError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.store.backup_files import newest_good

if TYPE_CHECKING:
    from quietmuscle.store.location import Location


def busy() -> StorageError:
    """The refusal to wait any longer for another writer."""
    return StorageError(
        Message(
            _(
                "The diary is busy with something else. Nothing was changed; "
                "please try again in a moment."
            )
        )
    )


def log_in_use() -> StorageError:
    """What was deleted can still be in the log, since somebody reads it."""
    return StorageError(
        Message(
            _(
                "It was deleted, but traces of it are still on the disk, because something else "
                "is reading the diary just now. Please wait for it to end and try again."
            )
        )
    )


def disk_full(location: Location) -> DiskFullError:
    """The disk has no room left."""
    if location.database_url is not None:
        return DiskFullError(
            Message(
                _(
                    "The PostgreSQL database has no room left on its disk. What was saved before "
                    "is safe; please make some room there and try again."
                )
            )
        )
    return DiskFullError(
        Message(
            _(
                "There is no room left on the disk for {folder}. What was saved before is safe; "
                "please make some room and try again."
            ),
            {"folder": location.folder},
        )
    )


def not_writable(location: Location) -> StorageError:
    """The folder or a file in it may not be read or written."""
    return StorageError(
        Message(
            _(
                "The folder {folder} cannot be read or written. Nothing was changed; please "
                "give yourself the right to write there, or choose another folder."
            ),
            {"folder": location.folder},
        )
    )


def damaged(location: Location) -> DamagedDiaryError:
    """The refusal to go on with a damaged file or database."""
    if location.database_url is not None:
        return DamagedDiaryError(
            Message(
                _("The PostgreSQL database holds damaged entries. It was left as it is. {way_out}"),
                {"way_out": _way_out(location)},
            )
        )
    return DamagedDiaryError(
        Message(
            _("The diary's file {file} is damaged. It was left as it is. {way_out}"),
            {"file": location.database_file, "way_out": _way_out(location)},
        )
    )


def missing(location: Location) -> DamagedDiaryError:
    """The refusal to begin anew where there are backups of a diary."""
    return DamagedDiaryError(
        Message(
            _("The diary's file {file} is missing or empty. Nothing was changed. {way_out}"),
            {"file": location.database_file, "way_out": _way_out(location)},
        )
    )


def _way_out(location: Location) -> Message:
    try:
        backup = newest_good(location)
    except (OSError, sqlite3.Error):  # a disk that fails may fail here as well
        backup = None
    if backup is None:
        return Message(
            _("There is no good backup in {folder}."), {"folder": location.backups_folder}
        )
    return Message(
        _("The newest good backup is of {time} UTC. To bring it back: {command}"),
        {
            "time": f"{backup.made_at_utc:%Y-%m-%d %H:%M}",
            "command": f"quietmuscle backup restore {backup.name}",
        },
    )
