from __future__ import annotations

from datetime import date
from datetime import timedelta

import pytest

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.model.insight import InsightDay
from quietmuscle.model.insight import InsightFile

DAY = date(2026, 1, 5)


@pytest.mark.parametrize("value", [-1.0, float("nan"), float("inf")])
def test_numbers_that_are_none_are_refused(value: float) -> None:
    with pytest.raises(ValueNotUnderstoodError, match="cannot be those of a day"):
        InsightDay(day=DAY, twitches=value)


def test_things_that_are_no_numbers_are_refused() -> None:
    with pytest.raises(ValueNotUnderstoodError):
        InsightDay(day=DAY, factors={"sleep": float("nan")})


def test_a_day_told_twice_a_later_version_and_too_much_are_refused() -> None:
    with pytest.raises(ValueNotUnderstoodError, match="told once"):
        InsightFile(schema=1, days=(InsightDay(day=DAY), InsightDay(day=DAY)))
    with pytest.raises(ValueNotUnderstoodError, match="newer"):
        InsightFile(schema=2, days=())
    many = InsightDay(day=DAY + timedelta(days=1), factors={f"f{n}": 1.0 for n in range(61)})
    with pytest.raises(ValueNotUnderstoodError, match="60 different"):
        InsightFile(schema=1, days=(many,))
