"""When something happened: the instant, the place's clock, and the day meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from typing import TYPE_CHECKING

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.zone import day_bounds_utc
from quietmuscle.base.zone import logical_day
from quietmuscle.model.day import check_day

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
LATEST = datetime(2200, 1, 1, tzinfo=UTC)
LARGEST_OFFSET_S = 24 * 3600 - 1
_ZONE_NAME = re.compile(r"[A-Za-z0-9_+/-]{1,64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """An instant with all that is needed to show it as the person lived it.

    The logical day is kept, not derived: a later change of the day's start or
    of the zone never moves an entry to another day.
    """

    instant_utc: datetime
    zone: str
    offset_s: int
    logical_day: date
    time_known: bool = True

    def __post_init__(self) -> None:
        """Refuse instants without a zone and dates no person means."""
        check_instant(self.instant_utc)
        if not _ZONE_NAME.fullmatch(self.zone) or abs(self.offset_s) > LARGEST_OFFSET_S:
            raise ValueNotUnderstoodError(Message(_("We do not know that time zone.")))
        if abs(self.logical_day - self.local.date()) > timedelta(days=1):
            raise ValueNotUnderstoodError(
                Message(_("The time and the day {day} do not fit."), {"day": self.logical_day})
            )

    @property
    def local(self) -> datetime:
        """The wall clock's time where it happened, without a zone."""
        return (self.instant_utc + timedelta(seconds=self.offset_s)).replace(tzinfo=None)


def check_instant(instant_utc: datetime) -> None:
    """Refuse an instant that is not in UTC, or that no person means."""
    if instant_utc.utcoffset() != timedelta(0):
        raise ValueNotUnderstoodError(Message(_("A time must be given in UTC.")))
    if not EARLIEST <= instant_utc < LATEST:
        raise ValueNotUnderstoodError(
            Message(_("The date {day} is too far away."), {"day": instant_utc.date()})
        )


def moment_at(instant_utc: datetime, zone: ZoneInfo, day_start: time) -> Moment:
    """The moment of an instant that is known exactly."""
    check_instant(instant_utc)
    offset = instant_utc.astimezone(zone).utcoffset() or timedelta(0)
    return Moment(
        instant_utc=instant_utc,
        zone=zone.key,
        offset_s=int(offset.total_seconds()),
        logical_day=logical_day(instant_utc, zone, day_start),
    )


def moment_on(day: date, zone: ZoneInfo, day_start: time) -> Moment:
    """The moment of something of which only the day is known: its middle."""
    check_day(day)
    start, end = day_bounds_utc(day, zone, day_start)
    middle = (start + (end - start) / 2).replace(microsecond=0)
    offset = middle.astimezone(zone).utcoffset() or timedelta(0)
    return Moment(
        instant_utc=middle,
        zone=zone.key,
        offset_s=int(offset.total_seconds()),
        logical_day=day,
        time_known=False,
    )
