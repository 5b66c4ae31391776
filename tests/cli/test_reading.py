from __future__ import annotations

from contextlib import suppress
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.cli.reading import Here
from quietmuscle.cli.reading import When
from quietmuscle.cli.reading import read_answer
from quietmuscle.cli.reading import read_day
from quietmuscle.cli.reading import read_when
from quietmuscle.model.day import DayItem

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
HERE = Here(zone=BERLIN, day_start=time(4), now_utc=NOON)
DEEP_NIGHT = Here(zone=BERLIN, day_start=time(4), now_utc=datetime(2026, 11, 23, 1, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("now", When()),
        ("Today", When(day=date(2026, 11, 23))),
        (" yesterday ", When(day=date(2026, 11, 22))),
        ("2026-11-20", When(day=date(2026, 11, 20))),
        ("2026-11-20T14:05", When(instant_utc=datetime(2026, 11, 20, 13, 5, tzinfo=UTC))),
        ("2026-11-20 14:05:30", When(instant_utc=datetime(2026, 11, 20, 13, 5, 30, tzinfo=UTC))),
        ("2026-11-20T14:05Z", When(instant_utc=datetime(2026, 11, 20, 14, 5, tzinfo=UTC))),
        ("2026-11-20T14:05-05:00", When(instant_utc=datetime(2026, 11, 20, 19, 5, tzinfo=UTC))),
        ("2026-07-20T14:05", When(instant_utc=datetime(2026, 7, 20, 12, 5, tzinfo=UTC))),
        ("7:05", When(instant_utc=datetime(2026, 11, 23, 6, 5, tzinfo=UTC))),
        ("12:00", When(instant_utc=NOON)),
        ("12:01", When(instant_utc=datetime(2026, 11, 22, 11, 1, tzinfo=UTC))),
    ],
)
def test_times_as_people_write_them(text: str, when: When) -> None:
    assert read_when(text, HERE) == when


@pytest.mark.parametrize(
    "text", ["", "soon", "25:00", "2026-13-01", "2026-02-30T10:00", "20.11.2026", "1700000000"]
)
def test_what_is_no_time_is_refused_with_examples(text: str) -> None:
    with pytest.raises(ValueNotUnderstoodError, match=r"Try now, today, yesterday, 14:05"):
        read_when(text, HERE)


@given(st.text() | st.datetimes(timezones=st.timezones()).map(datetime.isoformat))
def test_any_text_is_understood_or_refused(text: str) -> None:
    with suppress(ValueNotUnderstoodError):
        when = read_when(text, HERE)
        assert when.instant_utc is None or when.day is None


def test_a_late_night_belongs_to_the_day_before() -> None:
    assert read_day("today", DEEP_NIGHT) == date(2026, 11, 22)
    assert read_day("yesterday", DEEP_NIGHT) == date(2026, 11, 21)
    assert read_when("23:50", DEEP_NIGHT).instant_utc == datetime(2026, 11, 22, 22, 50, tzinfo=UTC)


@given(st.times())
def test_a_time_of_day_is_never_ahead(wall: time) -> None:
    when = read_when(f"{wall:%H:%M}", HERE)
    assert when.instant_utc is not None
    assert when.instant_utc <= NOON
    assert when.instant_utc.astimezone(BERLIN).time() == wall.replace(second=0, microsecond=0)


@pytest.mark.parametrize("text", ["", "tomorrow", "2026-11-31", "14:05"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueNotUnderstoodError):
        read_day(text, HERE)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("sleep=4", (DayItem.SLEEP, 4)),
        (" fluids = 1500 ", (DayItem.FLUIDS, 1500)),
        ("caffeine=0", (DayItem.CAFFEINE, 0)),
        ("sleep=", (DayItem.SLEEP, None)),
    ],
)
def test_answers(text: str, answer: tuple[DayItem, int | None]) -> None:
    assert read_answer(text) == answer


@pytest.mark.parametrize("text", ["sleep", "sleep=good", "sleep=-1", "mood=3", "=3", "sleep=4.5"])
def test_what_is_no_answer_is_refused_with_the_items(text: str) -> None:
    with pytest.raises(ValueNotUnderstoodError, match=r"such as sleep=4, not .*sleep, stress"):
        read_answer(text)
