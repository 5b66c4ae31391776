"""A damaged diary: how it is noticed, and how it is told."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from quietmuscle.base.errors import DamagedDiaryError
from quietmuscle.base.errors import StorageError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.store.backup import newest_good_backup
from quietmuscle.store.faults import plain_faults
from quietmuscle.store.sqlite_file import is_sound

if TYPE_CHECKING:
    from quietmuscle.store.location import Location


def refuse_damage(location: Location) -> None:
    """Look at the whole SQLite file, without changing it, before it is used.

    Raises DamagedDiaryError where it is damaged, and where it is missing or
    empty although there are backups of it.
    """
    file = location.database_file
    with plain_faults(location):
        if file.is_file() and file.stat().st_size:
            if not is_sound(file):
                raise damaged(location)
        elif newest_good_backup(location) is not None:
            raise _missing(location)


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


def _missing(location: Location) -> DamagedDiaryError:
    return DamagedDiaryError(
        Message(
            _("The diary's file {file} is missing or empty. Nothing was changed. {way_out}"),
            {"file": location.database_file, "way_out": _way_out(location)},
        )
    )


def _way_out(location: Location) -> Message:
    try:
        backup = newest_good_backup(location)
    except (StorageError, sqlite3.Error):  # a disk that fails may fail here as well
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
