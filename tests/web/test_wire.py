from __future__ import annotations

from datetime import UTC
from datetime import date
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from pydantic import TypeAdapter
from pydantic import ValidationError

from quietmuscle.model.settings import Person
from quietmuscle.web.wire import ClockTime
from quietmuscle.web.wire import Day
from quietmuscle.web.wire import Instant
from quietmuscle.web.wire import PlaceText
from quietmuscle.web.wire import Wire

if TYPE_CHECKING:
    from typing import Any

ADAPTERS: dict[str, TypeAdapter[Any]] = {
    "day": TypeAdapter(Day),
    "instant": TypeAdapter(Instant),
    "place": TypeAdapter(PlaceText),
    "clock": TypeAdapter(ClockTime),
}


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("day", "2026-11-20", date(2026, 11, 20)),
        ("instant", "2026-11-20T14:03:00Z", datetime(2026, 11, 20, 14, 3, tzinfo=UTC)),
        ("instant", "2026-11-20T23:03:00+09:00", datetime(2026, 11, 20, 14, 3, tzinfo=UTC)),
        ("place", "calf.left", "calf.left"),
        ("clock", "04:00", "04:00"),
    ],
)
def test_what_is_written_as_it_should_be_is_read(kind: str, text: str, value: object):
    assert ADAPTERS[kind].validate_python(text) == value


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("day", 0),
        ("day", "0"),
        ("day", "20261120"),
        ("day", "2026-11-20T00:00:00"),
        ("day", "1899-12-31"),
        ("day", "2200-01-01"),
        ("day", None),
        ("instant", 1.5),
        ("instant", "1700000000"),
        ("instant", "2026-11-20"),
        ("instant", "2026-11-20T14:03:00"),
        ("instant", "0001-01-01T00:00:00+14:00"),
        ("place", "calf"),
        ("place", "calf.up"),
        ("place", "Calf.left"),
        ("clock", "4:00"),
        ("clock", "24:00"),
        ("clock", "04:00:00"),
    ],
)
def test_anything_else_is_refused(kind: str, value: object):
    with pytest.raises(ValidationError):
        ADAPTERS[kind].validate_python(value)


class NameWire(Wire):
    """A name on the wire."""

    name: str


def test_a_thing_of_the_wire_is_read_from_a_model_object_and_knows_no_other_fields():
    assert NameWire.model_validate(Person(name="Ada")).name == "Ada"
    with pytest.raises(ValidationError):
        NameWire.model_validate({"name": "Ada", "age": 40})
