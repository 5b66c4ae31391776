"""Zones, and the logical day: the day a person means, which starts at 04:00.

A day's end is the next local boundary, never 24 hours later (design.md, 6):
days of 23 and 25 hours are found as they are.
"""

from __future__ import annotations

import re
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from zoneinfo import ZoneInfo
from zoneinfo import ZoneInfoNotFoundError
from zoneinfo import available_timezones

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _

DEFAULT_DAY_START = time(4, 0)
NAMES_OF_UTC = frozenset(
    {"Etc/UCT", "Etc/UTC", "Etc/Universal", "Etc/Zulu", "UCT", "Universal", "Zulu"}
)
"""What computers and browsers call UTC beside "UTC": all are kept under that one name."""
NOT_A_PLACE = re.compile(r"localtime|Factory|posixrules|(posix|right)/.*")
"""Files beside the zones that mean nothing elsewhere, or that count leap seconds."""


def read_zone(name: str) -> ZoneInfo:
    """The IANA zone of a name such as Europe/London; UTC has one name, whatever it is called.

    Raises ValueNotUnderstoodError for a name that is in no zone database.
    """
    refusal = ValueNotUnderstoodError(
        Message(
            _("We do not know the time zone {name}. A name such as Europe/London will work."),
            {"name": str(name)[:60]},
        )
    )
    if NOT_A_PLACE.fullmatch(name):
        raise refusal
    try:
        return ZoneInfo("UTC" if name in NAMES_OF_UTC else name)
    except (ZoneInfoNotFoundError, ValueError, OSError, TypeError) as error:
        raise refusal from error


def in_utc(instant: datetime) -> datetime:
    """The same instant in UTC.

    Raises ValueNotUnderstoodError for a time without its zone, which could be
    anywhere, and for one at the very ends of the calendar.
    """
    if instant.utcoffset() is None:
        raise ValueNotUnderstoodError(
            Message(
                _("Please give a time with its zone: {time} could be anywhere."), {"time": instant}
            )
        )
    try:
        return instant.astimezone(UTC)
    except OverflowError:
        raise ValueNotUnderstoodError(
            Message(_("The date {day} is too far away."), {"day": instant.date()})
        ) from None


def zone_names() -> tuple[str, ...]:
    """The names a person can choose from: places, in alphabetical order."""
    places = {name for name in available_timezones() if "/" in name}
    return (*sorted(places - NAMES_OF_UTC), "UTC")


def logical_day(instant_utc: datetime, zone: ZoneInfo, day_start: time) -> date:
    """The day a person means at this instant.

    An entry at 02:30 belongs to the day before while the day starts at 04:00.
    """
    shown = instant_utc.astimezone(zone).date()
    # The next day too: clocks set back over midnight show a day that is already over.
    for day in (shown + timedelta(days=1), shown):
        if instant_utc >= day_start_utc(day, zone, day_start):
            return day
    return shown - timedelta(days=1)


def day_start_utc(day: date, zone: ZoneInfo, day_start: time) -> datetime:
    """The first instant of a logical day.

    Where the clocks skip over the boundary, it is the first instant after the
    gap; where they show it twice, it is the first of the two.
    """
    wall = datetime.combine(day, day_start.replace(fold=0), tzinfo=zone)
    instant = wall.astimezone(UTC)
    shown = instant.astimezone(zone)
    if shown.replace(tzinfo=None) == wall.replace(tzinfo=None):
        return instant
    # The wall time does not exist: fold=1 and fold=0 lie on the gap's two sides.
    other = wall.replace(fold=1).astimezone(UTC)
    early, late = min(instant, other), max(instant, other)
    while late - early > timedelta(seconds=1):
        middle = early + (late - early) / 2
        if middle.astimezone(zone).replace(tzinfo=None) < wall.replace(tzinfo=None):
            early = middle
        else:
            late = middle
    return late.replace(microsecond=0)


def day_bounds_utc(day: date, zone: ZoneInfo, day_start: time) -> tuple[datetime, datetime]:
    """The first instant of a logical day, and the first of the next one."""
    return (
        day_start_utc(day, zone, day_start),
        day_start_utc(day + timedelta(days=1), zone, day_start),
    )
