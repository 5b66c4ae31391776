"""What a person types, understood: times, days, places, answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.zone import in_utc
from quietmuscle.base.zone import logical_day

if TYPE_CHECKING:
    from quietmuscle.model.day import DayItem

_CLOCK_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """What was meant: an instant, or only a day, or (with neither) now."""

    instant_utc: datetime | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """Where and when the person is: zone, start of the day, and the present."""

    zone: ZoneInfo
    day_start: time
    now_utc: datetime

    @property
    def today(self) -> date:
        """The logical day that it is now."""
        return logical_day(self.now_utc, self.zone, self.day_start)


def read_when(text: str, here: Here) -> When:
    """The time that a text means.

    It takes `now`, `today`, `yesterday`, a day such as 2026-11-20, a time such
    as 14:05 (the last time the clock showed it), and both together, such as
    2026-11-20T14:05, with or without seconds and an offset.
    """
    words = text.strip().lower()
    if words == "now":
        return When()
    if words in {"today", "yesterday"} or re.fullmatch(r"\d{4}-\d{2}-\d{2}", words):
        return When(day=read_day(words, here))
    clock_time = _CLOCK_TIME.fullmatch(words)
    if clock_time:
        return When(instant_utc=_last_time(time(int(clock_time[1]), int(clock_time[2])), here))
    try:
        instant = datetime.fromisoformat(text.strip())
    except ValueError:
        raise _not_a_time(text) from None
    if instant.tzinfo is None:
        instant = instant.replace(tzinfo=here.zone)
    return When(instant_utc=in_utc(instant))


def read_day(text: str, here: Here) -> date:
    """The day that a text means: `today`, `yesterday`, or one such as 2026-11-20."""
    words = text.strip().lower()
    if words == "today":
        return here.today
    if words == "yesterday":
        return here.today - timedelta(days=1)
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise _not_a_time(text) from None


def read_answer(text: str) -> tuple[DayItem, int | None]:
    """The item and the value that a text such as sleep=4 means; `sleep=` takes it back."""
    from quietmuscle.model.day import DayItem

    name, equals, value = (part.strip() for part in text.partition("="))
    if not equals or name not in set(DayItem) or not re.fullmatch(r"\d{0,5}", value):
        raise ValueNotUnderstoodError(
            Message(
                _(
                    "An answer is written as item=number, such as sleep=4, not {text}. "
                    "The items are {items}."
                ),
                {"text": text[:60], "items": ", ".join(DayItem)},
            )
        )
    return DayItem(name), int(value) if value else None


def _last_time(wall: time, here: Here) -> datetime:
    """The last instant, up to now, at which the clock showed this time."""
    today = here.now_utc.astimezone(here.zone).date()
    instant = datetime.combine(today, wall, tzinfo=here.zone).astimezone(UTC)
    if instant <= here.now_utc:
        return instant
    yesterday = today - timedelta(days=1)
    return datetime.combine(yesterday, wall, tzinfo=here.zone).astimezone(UTC)


def _not_a_time(text: str) -> ValueNotUnderstoodError:
    return ValueNotUnderstoodError(
        Message(
            _(
                "We do not understand the time {text}. Try now, today, yesterday, 14:05, "
                "2026-11-20 or 2026-11-20T14:05."
            ),
            {"text": text[:60]},
        )
    )
