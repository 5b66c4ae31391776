"""Backups of the diary, for pages and programs."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from typing import Self

from fastapi import Path

from quietmuscle.flow import backups
from quietmuscle.store.backup_files import Backup
from quietmuscle.store.backup_files import BackupReason
from quietmuscle.web.house import ThisHouse
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.part import Part
from quietmuscle.web.wire import Wire

router = Part(tags=["data"])


class BackupWire(Wire):
    """A whole copy of the diary's entries, kept beside the diary."""

    name: str
    number: int
    made_at_utc: datetime
    reason: BackupReason
    size_bytes: int

    @classmethod
    def of(cls, backup: Backup) -> Self:
        """The backup as it goes over the wire."""
        return cls.model_validate(backup)


@router.get("/backups")
def get_backups(workspace: ThisWorkspace) -> tuple[BackupWire, ...]:
    """All backups, the newest first."""
    return tuple(BackupWire.of(each) for each in backups.backups(workspace.diary.location))


@router.post("/backups")
def make_backup(workspace: ThisWorkspace) -> BackupWire:
    """Make a backup now."""
    return BackupWire.of(backups.back_up(workspace))


@router.post("/backups/{name}/restore")
def restore_backup(house: ThisHouse, name: Annotated[str, Path(max_length=100)]) -> BackupWire:
    """Go back to a backup; the answer is the backup made of the diary as it was until now."""
    workspace = house.workspace
    with house.measuring.resting(workspace):
        return BackupWire.of(backups.restore(workspace.diary.location, workspace.clock, name))
