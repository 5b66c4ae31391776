from __future__ import annotations

from datetime import datetime
from datetime import time
from typing import TYPE_CHECKING

from icalendar import Calendar

from quietmuscle.flow.reminders import calendar_of_reminders
from quietmuscle.model.settings import Settings

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace


def test_the_reminders_of_the_settings_begin_today(workspace: Workspace) -> None:
    workspace.diary.preferences.put_settings(Settings(reminders=(time(21, 15),)))
    feed = Calendar.from_ical(calendar_of_reminders(workspace, device_zone="Europe/London"))
    (event,) = feed.walk("VEVENT")
    assert event["DTSTART"].dt == datetime(2026, 11, 23, 21, 15)
    assert event["SUMMARY"] == "Quiet Muscle: how was the day?"


def test_without_reminders_the_calendar_is_empty(workspace: Workspace) -> None:
    feed = Calendar.from_ical(calendar_of_reminders(workspace, device_zone="UTC", language="en"))
    assert feed.walk("VEVENT") == []
