"""Backups of the diary: made, listed, brought back, and the daily care."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.store import backup as stored
from quietmuscle.store import care

if TYPE_CHECKING:
    from quietmuscle.base.clock import Clock
    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.store.backup import Backup
    from quietmuscle.store.care import DailyCare
    from quietmuscle.store.location import Location


def back_up(workspace: Workspace) -> Backup:
    """A fresh backup, made because the person asked for one."""
    location, now_utc = workspace.diary.location, workspace.clock.now_utc()
    return stored.make_backup(location, stored.BackupReason.BY_HAND, now_utc)


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


def daily_care(workspace: Workspace) -> DailyCare | None:
    """The day's backup, and the bin emptied of what is 30 days old; None if done today.

    It is cheap to ask: a server asks at its start and each hour.
    """
    return care.daily_care(workspace.diary, workspace.clock.now_utc())
