"""The reminders that the person chose, as a feed for their calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.flow.place import today_of
from quietmuscle.report.calendar_feed import reminders_feed

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace


def calendar_of_reminders(
    workspace: Workspace, *, language: str | None = None, device_zone: str | None = None
) -> bytes:
    """The calendar (.ics) of the reminders in the settings; it begins today."""
    settings = workspace.diary.preferences.settings()
    return reminders_feed(
        settings.reminders,
        first_day=today_of(workspace, device_zone),
        made_at_utc=workspace.clock.now_utc(),
        language=language or settings.language,
    )
