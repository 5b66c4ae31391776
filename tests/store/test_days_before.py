from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func
from sqlalchemy import literal
from sqlalchemy import select

from quietmuscle.store import tables
from quietmuscle.store.days_before import DaysBefore


@pytest.mark.parametrize(
    ("day", "days", "before"),
    [
        (date(2026, 3, 1), 1, date(2026, 2, 28)),
        (date(2024, 3, 1), 1, date(2024, 2, 29)),
        (date(2026, 1, 5), 14, date(2025, 12, 22)),
        (date(2026, 1, 5), 0, date(2026, 1, 5)),
        (date(1900, 1, 1), 400, date(1898, 11, 27)),
    ],
)
def test_each_database_goes_back_over_months_and_years(any_diary, day, days, before) -> None:
    asked = select(DaysBefore(literal(day), literal(days)))
    with any_diary.database.reading() as connection:
        assert connection.execute(asked).scalar_one() == before


def test_it_can_be_compared_with_a_column(any_diary) -> None:
    column = tables.day_log.c.day
    asked = select(func.count()).where(column >= DaysBefore(literal(date(2026, 1, 1)), literal(3)))
    with any_diary.database.reading() as connection:
        assert connection.execute(asked).scalar_one() == 0
