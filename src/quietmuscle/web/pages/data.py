"""The Data page: everything out, in, kept, or gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fastapi import Request
from fastapi.responses import HTMLResponse

from quietmuscle.base.text import _
from quietmuscle.flow import backups
from quietmuscle.flow import preferences
from quietmuscle.flow.place import zone_of
from quietmuscle.store.backup_files import BackupReason
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.page import device_zone
from quietmuscle.web.page import page
from quietmuscle.web.part import Part

router = Part(prefix="/data")

REASONS = {
    BackupReason.DAILY: _("made by itself, once a day"),
    BackupReason.MIGRATION: _("made before a new version changed the file"),
    BackupReason.BY_HAND: _("made by you"),
    BackupReason.BEFORE_IMPORT: _("made before an import"),
    BackupReason.BEFORE_RESTORE: _("made before you went back to another one"),
}
MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupLine:
    """A backup as it is listed: when, on the person's wall clock, and why."""

    name: str
    at: datetime
    reason: str
    size_mib: float


@router.get("", response_class=HTMLResponse)
def data(request: Request, workspace: ThisWorkspace) -> HTMLResponse:
    """Export, import, tables for a spreadsheet, and the ways to backups and wiping."""
    location = workspace.diary.location
    return page(
        request,
        "data.html",
        place="more",
        entries=workspace.diary.tallies.entries(),
        folder=location.folder,
        own_server=location.database_url is not None,
    )


@router.get("/backups", response_class=HTMLResponse)
def data_backups(request: Request, workspace: ThisWorkspace) -> HTMLResponse:
    """The backups: make one, go back to one."""
    location = workspace.diary.location
    zone = zone_of(preferences.settings(workspace), device_zone(request))
    return page(
        request,
        "data_backups.html",
        place="more",
        folder=location.backups_folder,
        backups=tuple(
            BackupLine(
                name=each.name,
                at=each.made_at_utc.astimezone(zone),
                reason=REASONS[each.reason],
                size_mib=each.size_bytes / MEBIBYTE,
            )
            for each in backups.backups(location)
        ),
    )


@router.get("/wipe", response_class=HTMLResponse)
def data_wipe(request: Request, workspace: ThisWorkspace) -> HTMLResponse:
    """The way to delete everything: export first, then a second, separated button."""
    return page(request, "data_wipe.html", place="more", holds=workspace.diary.tallies.holdings())
