"""The form in which the API takes and gives things: strict, and open to programs."""

from __future__ import annotations

import re
from datetime import UTC
from datetime import date
from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator
from pydantic import AwareDatetime
from pydantic import BaseModel
from pydantic import BeforeValidator
from pydantic import ConfigDict
from pydantic import StringConstraints
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

from quietmuscle.model.day import EARLIEST_DAY
from quietmuscle.model.day import LATEST_DAY

Absent = SkipJsonSchema[None]
"""Nothing, where a header or a part of an address is left out: there is no null to be sent."""


class Wire(BaseModel):
    """A thing on the wire; it is read from a model object by its attributes."""

    model_config = ConfigDict(extra="forbid", from_attributes=True)


_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def _only_date(value: object) -> object:
    """Refuse numbers, also in an address, which pydantic would read as seconds since 1970."""
    if not isinstance(value, date) and not _DATE.fullmatch(str(value)):
        raise PydanticCustomError("date_parsing", "a date is written as 2026-11-20")
    return value


def _only_instant(value: object) -> object:
    """Refuse numbers as well, and days without a time."""
    if not isinstance(value, datetime) and not _DATE.fullmatch(str(value).partition("T")[0]):
        raise PydanticCustomError(
            "datetime_parsing", "an instant is written as 2026-11-20T14:03:00Z"
        )
    return value


def _in_range(value: date) -> date:
    """Refuse a day that no person means."""
    if not EARLIEST_DAY <= value <= LATEST_DAY:
        raise PydanticCustomError("date_too_far", "this date is too far away")
    return value


def _in_utc(value: datetime) -> datetime:
    """The instant in UTC; one at the very ends of the calendar has no place there."""
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise PydanticCustomError("date_too_far", "this date is too far away") from None


Day = Annotated[date, BeforeValidator(_only_date), AfterValidator(_in_range)]
"""A day, such as 2026-11-20."""

Instant = Annotated[AwareDatetime, BeforeValidator(_only_instant), AfterValidator(_in_utc)]
"""An instant with its offset, such as 2026-11-20T14:03:00Z."""

PlaceText = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,39}\.(left|right|both|middle)$")
]
"""A place as site and side, such as calf.left."""

ClockTime = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
"""A time of day on a wall clock, such as 04:00."""

Name = Annotated[str, StringConstraints(max_length=200)]
Note = Annotated[str, StringConstraints(max_length=10_000)]
