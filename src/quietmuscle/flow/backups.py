"""Backups of the diary: made, listed, brought back, and the daily care."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quietmuscle.store import backup as stored
from quietmuscle.store.backup_files import Backup
from quietmuscle.store.backup_files import BackupReason

if TYPE_CHECKING:
    from quietmuscle.base.clock import Clock
    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.store.location import Location


def back_up(workspace: Workspace) -> Backup:
    """A fresh backup, made because the person asked for one."""
    location, now_utc = workspace.diary.location, workspace.clock.now_utc()
    return stored.make_backup(location, BackupReason.BY_HAND, now_utc)


def backups(location: Location) -> tuple[Backup, ...]:
    """All backups, the newest first; also of a diary that cannot be opened."""
    return stored.backups(location)


def restore(location: Location, clock: Clock, name: str) -> Backup:
    """A backup brought back in place of the diary; the backup made of what it replaced.

    It works on a location, since a damaged diary cannot be opened. An open
    diary sees what was brought back at once.
    """
    from quietmuscle.store.restoring import restore_backup

    return restore_backup(location, name, clock.now_utc())


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """What was done for a diary: the day's backup, if it was due, and entries gone for good."""

    backup: Backup | None
    purged: int


def take_care(workspace: Workspace) -> Care:
    """The day's backup where it is due, and the bin emptied of what is 30 days old.

    It is cheap to ask: a server asks at its start and each hour. The backup
    comes first: where it fails, the bin is not emptied either. After either,
    the database takes stock of what it holds.
    """
    from quietmuscle.store.purge import purge_deleted

    diary, now_utc = workspace.diary, workspace.clock.now_utc()
    backup = None
    if stored.daily_backup_due(diary.location, now_utc):
        backup = stored.make_backup(diary.location, BackupReason.DAILY, now_utc)
    purged = purge_deleted(diary, now_utc)
    if backup is not None or purged:
        diary.tallies.take_stock()
    return Care(backup=backup, purged=purged)
