"""A damaged diary, noticed before it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.store.backup import newest_good_backup
from quietmuscle.store.faults import plain_faults
from quietmuscle.store.refusals import damaged
from quietmuscle.store.refusals import missing
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
            raise missing(location)
