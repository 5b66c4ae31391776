from __future__ import annotations

from datetime import date

import pytest

from quietmuscle.report import dates

DAY = date(2026, 3, 4)


def test_days_are_written_as_people_read_them() -> None:
    assert dates.full_date(DAY, "en") == "4 March 2026"
    assert dates.short_date(DAY, "en") == "4 Mar 2026"
    assert dates.day_and_month(DAY, "en") == "4 Mar"


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (date(2026, 3, 4), "4 Mar 2026"),
        (date(2026, 4, 7), "4 Mar to 7 Apr 2026"),
        (date(2027, 1, 1), "4 Mar 2026 to 1 Jan 2027"),
    ],
)
def test_a_range_says_the_year_once_where_it_can(last: date, words: str) -> None:
    assert dates.date_range(DAY, last, "en") == words


@pytest.mark.parametrize(
    ("value", "exact", "rough"),
    [
        (0, "0", "0"),
        (0.04, "0.0", "0.0"),
        (0.06, "0.1", "0.1"),
        (2, "2", "2"),
        (2.52, "2.5", "2.5"),
        (3.4, "3.4", "3"),
        (9.96, "10.0", "10"),
        (14.5, "14", "14"),
        (103319.2, "103319", "103319"),
    ],
)
def test_numbers_are_as_exact_as_a_person_needs_them(value: float, exact: str, rough: str) -> None:
    assert dates.number(value, "en") == exact
    assert dates.rough(value, "en") == rough


def test_every_month_and_weekday_has_its_name() -> None:
    assert len(dates.MONTHS) == len(dates.SHORT_MONTHS) == 12
    assert len(dates.WEEKDAYS) == len(dates.SHORT_WEEKDAYS) == 7
    assert all(
        name.startswith(short) for name, short in zip(dates.MONTHS, dates.SHORT_MONTHS, strict=True)
    )
