"""The daily care of a diary: a backup, and the emptying of the bin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quietmuscle.store.backup import Backup
from quietmuscle.store.backup import BackupReason
from quietmuscle.store.backup import daily_backup_due
from quietmuscle.store.backup import make_backup
from quietmuscle.store.purge import purge_deleted

if TYPE_CHECKING:
    from datetime import datetime

    from quietmuscle.store.diary import Diary


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyCare:
    """What was done today: the backup made, and how many entries left the bin for good."""

    backup: Backup
    purged: int


def daily_care(diary: Diary, now_utc: datetime) -> DailyCare | None:
    """Care for a diary once a day; None where today's care was taken already.

    It is cheap to ask, so a server asks at its start and each hour. The backup
    comes first: where it fails, the bin is not emptied either.
    """
    if not daily_backup_due(diary.location, now_utc):
        return None
    backup = make_backup(diary.location, BackupReason.DAILY, now_utc)
    return DailyCare(backup=backup, purged=purge_deleted(diary, now_utc))
