from __future__ import annotations

from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta

import pytest
from icalendar import Calendar

from quietmuscle.report.calendar_feed import reminders_feed

MADE_AT = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


def feed(*reminders: time, first_day: date = date(2026, 11, 23)) -> bytes:
    return reminders_feed(reminders, first_day=first_day, made_at_utc=MADE_AT, language="en")


def events(data: bytes):
    return Calendar.from_ical(data).walk("VEVENT")


def test_each_reminder_is_a_daily_event_in_floating_time_with_an_alarm() -> None:
    first, second = events(feed(time(20, 30), time(8, 0)))
    assert first["DTSTART"].dt == datetime(2026, 11, 23, 8, 0)
    assert second["DTSTART"].dt == datetime(2026, 11, 23, 20, 30)
    assert first["DTSTART"].params == {}
    assert first["RRULE"] == {"FREQ": ["DAILY"]}
    assert first["DURATION"].dt == timedelta(minutes=5)
    assert (first["TRANSP"], first["CLASS"]) == ("TRANSPARENT", "PRIVATE")
    assert first["DTSTAMP"].dt == MADE_AT
    (alarm,) = first.walk("VALARM")
    assert (alarm["ACTION"], alarm["TRIGGER"].dt) == ("DISPLAY", timedelta(0))


def test_a_lock_screen_gives_nothing_away() -> None:
    text = feed(time(8, 0)).decode()
    (event,) = events(feed(time(8, 0)))
    assert event["SUMMARY"] == "Quiet Muscle: how was the day?"
    assert event.walk("VALARM")[0]["DESCRIPTION"] == event["SUMMARY"]
    for word in ("twitch", "sclerosis", "MS ", "neurolog", "symptom"):
        assert word.casefold() not in text.casefold()


def test_ids_stay_the_same_for_the_same_time_of_day() -> None:
    before = [event["UID"] for event in events(feed(time(8, 0), time(20, 30)))]
    after = [event["UID"] for event in events(feed(time(20, 30), first_day=date(2027, 1, 1)))]
    assert len(set(before)) == 2
    assert after == before[1:]


@pytest.mark.parametrize("reminders", [(), (time(8, 0), time(8, 0))])
def test_nothing_is_told_twice(reminders) -> None:
    data = feed(*reminders)
    assert len(events(data)) == len(set(reminders))
    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"PRODID:" in data
    assert b"VERSION:2.0" in data
