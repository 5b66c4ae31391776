from __future__ import annotations

from datetime import date
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quietmuscle.report.axes import TimeAxis
from quietmuscle.report.axes import count_axis
from quietmuscle.report.svg import width_of

FIRST = date(2026, 10, 13)


def axis(days: int, right: float = 318.0, first: date = FIRST) -> TimeAxis:
    return TimeAxis(first=first, last=first + timedelta(days=days - 1), left=36, right=right)


def labels(time: TimeAxis) -> list[str]:
    return [words for _x, words in time.ticks("en")]


@pytest.mark.parametrize(
    ("days", "right", "expected"),
    [
        (1, 318, ["13 Oct"]),
        (3, 318, ["13 Oct", "14 Oct", "15 Oct"]),
        (14, 318, ["13 Oct", "17 Oct", "21 Oct", "25 Oct"]),
        (42, 318, ["19 Oct", "2 Nov", "16 Nov"]),
        (42, 674, ["19 Oct", "26 Oct", "2 Nov", "9 Nov", "16 Nov"]),
        (84, 318, ["Nov", "Dec", "2027"]),
        (365, 318, ["2027", "Apr", "Jul", "Oct"]),
        (
            3650,
            674,
            ["2027", "2028", "2029", "2030", "2031", "2032", "2033", "2034", "2035", "2036"],
        ),
    ],
)
def test_labels_are_days_months_or_years_as_there_is_room(days, right, expected) -> None:
    assert labels(axis(days, right)) == expected


@given(st.integers(1, 20_000), st.floats(200, 900), st.dates(date(1900, 1, 1), date(2140, 1, 1)))
def test_labels_neither_meet_nor_stick_out(days: int, right: float, first: date) -> None:
    time = axis(days, right, first)
    ends = [(x - width_of(words) / 2, x + width_of(words) / 2) for x, words in time.ticks("en")]
    assert all(later[0] - earlier[1] > 5 for earlier, later in pairwise(ends))
    assert all(start >= 0 and end <= right + 8 for start, end in ends)


def test_a_day_stands_in_the_middle_of_its_share() -> None:
    time = axis(10, 136)
    assert (time.days, time.day_px) == (10, 10)
    assert time.x(FIRST) == 41
    assert time.x(time.last) == 131


def test_an_axis_too_narrow_for_any_label_has_none() -> None:
    assert axis(25, 40, date(2031, 2, 2)).ticks("en") == ()


@pytest.mark.parametrize(
    ("largest", "top", "step"),
    [
        (0, 1, 1),
        (1, 1, 1),
        (3, 3, 1),
        (4, 4, 1),
        (10, 10, 5),
        (13, 15, 5),
        (30, 30, 10),
        (96, 100, 50),
        (103319, 150000, 50000),
    ],
)
def test_counts_have_round_steps(largest: float, top: float, step: float) -> None:
    found = count_axis(largest, 10, 110)
    assert (found.top_count, found.step) == (top, step)
    assert found.y(0) == 110
    assert found.y(top) == 10
    assert found.y(top * 99) == 10


@given(st.floats(0, 1e7))
def test_counts_reach_the_largest_in_few_whole_steps(largest: float) -> None:
    found = count_axis(largest, 0, 100)
    assert found.top_count >= largest
    assert found.step == int(found.step)
    ticks = found.ticks()
    assert 2 <= len(ticks) <= 6
    assert [float(words) for _y, words in ticks] == [n * found.step for n in range(len(ticks))]
