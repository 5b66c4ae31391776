"""Reminders for any calendar: they work without the app, and nothing nags twice.

The times are local wherever the person is ("floating", RFC 5545, 3.3.5). What
a lock screen shows gives nothing away. Ids stay the same for the same time of
day, so that a calendar that reads the feed again changes what it has, and adds
nothing.
"""

from __future__ import annotations

from datetime import datetime
from datetime import timedelta
from typing import TYPE_CHECKING

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say

if TYPE_CHECKING:
    from datetime import date
    from datetime import time

    from icalendar import Event

LENGTH = timedelta(minutes=5)
_PRODUCT = "-//Quiet Muscle//Reminders//EN"


def reminders_feed(
    reminders: tuple[time, ...], *, first_day: date, made_at_utc: datetime, language: str
) -> bytes:
    """A calendar (RFC 5545) with a daily event and its alarm for each time of day."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", say(Message(_("Quiet Muscle")), language))
    words = say(Message(_("Quiet Muscle: how was the day?")), language)
    for reminder in sorted(set(reminders)):
        event = _event(words, datetime.combine(first_day, reminder.replace(tzinfo=None)))
        event.add("dtstamp", made_at_utc)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(words: str, start: datetime) -> Event:
    """A daily event that blocks no time, with an alarm that shows its words."""
    from icalendar import Alarm
    from icalendar import Event

    event = Event()
    event.add("uid", f"reminder-{start:%H%M%S}@quietmuscle.invalid")
    event.add("summary", words)
    event.add("dtstart", start)
    event.add("duration", LENGTH)
    event.add("rrule", {"freq": "daily"})
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", timedelta(0))
    event.add_component(alarm)
    return event
