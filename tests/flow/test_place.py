from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from datetime import date
from datetime import datetime
from zoneinfo import ZoneInfo
from zoneinfo import ZoneInfoNotFoundError

import pytest
import tzlocal

from quietmuscle.base.clock import StoppedClock
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.flow.place import last_day_over
from quietmuscle.flow.place import today_of
from quietmuscle.flow.place import zone_of
from quietmuscle.model.settings import Settings


@pytest.fixture
def computer_zone(monkeypatch):
    """Sets the zone that this computer says it is in, or how it fails to say."""

    def set_to(answer):
        def say():
            if isinstance(answer, Exception):
                raise answer
            return answer

        monkeypatch.setattr(tzlocal, "get_localzone_name", say)

    return set_to


def test_the_zone_that_was_chosen_comes_first(computer_zone):
    computer_zone("America/New_York")
    chosen = Settings(zone="Europe/London")
    assert zone_of(chosen, "Asia/Tokyo") == ZoneInfo("Europe/London")
    assert zone_of(Settings(), "Asia/Tokyo") == ZoneInfo("Asia/Tokyo")
    assert zone_of(Settings()) == ZoneInfo("America/New_York")


@pytest.mark.parametrize("answer", ["", None, "localtime", ZoneInfoNotFoundError("two files")])
def test_a_computer_that_does_not_know_where_it_is_lives_in_utc(computer_zone, answer):
    computer_zone(answer)
    assert zone_of(Settings()) == ZoneInfo("UTC")


def test_a_device_in_no_zone_is_refused():
    with pytest.raises(ValueNotUnderstoodError, match="Mars/Olympus"):
        zone_of(Settings(), "Mars/Olympus")


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Europe/London", date(2026, 11, 22)),
        ("Asia/Tokyo", date(2026, 11, 23)),
        ("Pacific/Kiritimati", date(2026, 11, 23)),
    ],
)
def test_today_is_the_day_of_where_one_is(workspace, zone, day):
    at_night = StoppedClock(instant_utc=datetime(2026, 11, 23, 3, 59, tzinfo=UTC))
    assert today_of(replace(workspace, clock=at_night), zone) == day


def test_today_follows_the_settings(workspace):
    at_night = StoppedClock(instant_utc=datetime(2026, 11, 23, 1, 0, tzinfo=UTC))
    night = replace(workspace, clock=at_night)
    workspace.diary.preferences.put_settings(Settings(zone="Europe/London"))
    assert today_of(night, "Asia/Tokyo") == date(2026, 11, 22)
    midnight = Settings(zone="Europe/London", day_start=datetime(2026, 1, 1).time())
    workspace.diary.preferences.put_settings(midnight)
    assert today_of(night) == date(2026, 11, 23)


def test_a_day_that_goes_on_is_not_over():
    today = date(2026, 11, 23)
    assert last_day_over(today, today) == date(2026, 11, 22)
    assert last_day_over(date(2026, 11, 22), today) == date(2026, 11, 22)
    assert last_day_over(date(2026, 11, 1), today) == date(2026, 11, 1)
