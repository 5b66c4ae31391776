from __future__ import annotations

from datetime import UTC
from datetime import date
from datetime import time

import pytest

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.units import UnitSystem
from quietmuscle.base.wire import from_json
from quietmuscle.base.wire import to_json
from quietmuscle.model.day import DayItem
from quietmuscle.model.settings import Person
from quietmuscle.model.settings import Settings
from quietmuscle.model.settings import TextSize
from quietmuscle.model.settings import Theme


def test_an_untouched_app_follows_the_device_and_starts_the_day_at_four():
    settings = Settings()
    assert settings.zone is None
    assert settings.country is None
    assert settings.day_start == time(4, 0)
    assert settings.units is UnitSystem.METRIC
    assert settings.language == "en"
    assert settings.theme is Theme.SYSTEM
    assert settings.text_size is TextSize.NORMAL
    assert settings.day_items == tuple(DayItem)
    assert settings.reminders == ()
    assert not settings.calm_mode
    assert not settings.introduced


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"zone": "Mars/Olympus"}, "We do not know the time zone Mars/Olympus"),
        ({"zone": ""}, "We do not know the time zone"),
        ({"day_start": time(12, 0, 1)}, "between midnight and noon"),
        ({"day_start": time(4, tzinfo=UTC)}, "without a zone"),
        ({"reminders": (time(18, tzinfo=UTC),)}, "without a zone"),
        ({"reminders": tuple(time(hour) for hour in range(5))}, "At most 4"),
        ({"country": "gb"}, "two capital letters"),
        ({"country": "GBR"}, "two capital letters"),
        ({"country": "GB\n"}, "two capital letters"),
        ({"country": "ÄÖ"}, "two capital letters"),
        ({"language": ""}, "do not know that language"),
        ({"language": "english"}, "do not know that language"),
        ({"language": "../../x"}, "do not know that language"),
        ({"day_items": (DayItem.SLEEP, DayItem.SLEEP)}, "chosen once"),
    ],
)
def test_settings_that_would_break_a_day_or_a_page_are_refused(fields, words):
    with pytest.raises(ValueNotUnderstoodError, match=words):
        Settings(**fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"zone": "Asia/Kathmandu"},
        {"day_start": time(0)},
        {"day_start": time(12)},
        {"language": "de"},
        {"language": "pt-BR"},
        {"language": "zh_Hant"},
        {"day_items": ()},
        {"reminders": (time(8), time(12), time(14), time(20))},
    ],
)
def test_settings_that_fit(fields):
    for name, value in fields.items():
        assert getattr(Settings(**fields), name) == value


@pytest.mark.parametrize(
    "wire",
    ['{"day_start":"04:00Z"}', '{"day_start":"04:00+01:00"}', '{"reminders":["18:00Z"]}'],
)
def test_times_with_a_zone_are_refused_on_the_wire_too(wire):
    with pytest.raises(ValueNotUnderstoodError, match="without a zone"):
        from_json(Settings, wire)


def test_nothing_about_the_person_is_needed():
    assert from_json(Person, "{}") == Person()
    assert to_json(Person()) == (
        b'{"name":"","born_on":null,"ms_type":null,"diagnosed_year":null,'
        b'"main_problem":"","questions":[]}'
    )


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": "x" * 201}, "too long"),
        ({"main_problem": "x" * 201}, "too long"),
        ({"questions": ("x" * 201,)}, "too long"),
        ({"questions": ("a", "b", "c", "d")}, "Three questions"),
        ({"name": "a\0"}, "cannot be kept"),
        ({"born_on": date(1899, 12, 31)}, "too far away"),
        ({"diagnosed_year": 1899}, "1899 does not fit"),
        ({"diagnosed_year": 2200}, "2200 does not fit"),
    ],
    ids=lambda value: value if isinstance(value, str) else next(iter(value)),
)
def test_a_person_who_cannot_be_is_refused(fields, words):
    with pytest.raises(ValueNotUnderstoodError, match=words):
        Person(**fields)


def test_three_questions_fit():
    assert Person(questions=("a", "b", "c"), diagnosed_year=1900).questions == ("a", "b", "c")
    assert Person(diagnosed_year=2199).diagnosed_year == 2199


@pytest.mark.parametrize("limit_mb", [9, 4001, -1])
def test_a_limit_of_recordings_that_makes_no_sense_is_refused(limit_mb):
    with pytest.raises(ValueNotUnderstoodError):
        Settings(recording_limit_mb=limit_mb)
