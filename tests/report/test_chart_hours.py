from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pictures import of_class
from pictures import read_picture
from pictures import size_of
from pictures import sticking_out
from pictures import words_of_picture

from quietmuscle.model.query import HourCount
from quietmuscle.report.chart_hours import hours_chart

HOURS = (
    HourCount(weekday=0, hour=22, twitches=40),
    HourCount(weekday=0, hour=23, twitches=5),
    HourCount(weekday=6, hour=3, twitches=1),
)
WEEK = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def test_wide_has_a_column_for_each_hour() -> None:
    root = read_picture(hours_chart(HOURS, width_px=684))
    assert words_of_picture(root)[:12] == [str(hour) for hour in range(0, 24, 2)]
    assert words_of_picture(root)[12:] == [WEEK[0], "40", "5", *WEEK[1:], "1"]
    assert len(of_class(root, "chart-cell-empty")) == 7 * 24 - 3
    (busiest,) = of_class(root, "heat-5")
    assert float(busiest.get("x") or 0) == pytest.approx(52 + 22 * 632 / 24 + 1, abs=0.1)


def test_narrow_has_a_row_for_two_hours() -> None:
    root = read_picture(hours_chart(HOURS, width_px=328))
    words = words_of_picture(root)
    assert words[:8] == [*WEEK, "0–2"]
    assert words[-2:] == ["22–24", "45"]
    assert len(of_class(root, "chart-cell-empty")) == 7 * 12 - 2


def test_it_says_where_most_is() -> None:
    root = read_picture(hours_chart(HOURS, width_px=328))
    assert root[1].text == "Most on Monday from 22:00 to 23:00: 40."


def test_without_known_times_there_is_no_picture() -> None:
    assert hours_chart((), width_px=328) == ""
    assert hours_chart((HourCount(weekday=0, hour=1, twitches=0),), width_px=328) == ""


@pytest.mark.parametrize(("twitches", "words"), [(999, "999"), (9999, "10k"), (123456, "123k")])
def test_large_numbers_are_shortened_where_they_do_not_fit(twitches: int, words: str) -> None:
    root = read_picture(
        hours_chart((HourCount(weekday=2, hour=2, twitches=twitches),), width_px=684)
    )
    assert words in words_of_picture(root)
    (number,) = of_class(root, "chart-cell-5")
    assert float(number.get("font-size") or 0) >= 11


@given(
    st.lists(
        st.builds(
            HourCount,
            weekday=st.integers(0, 6),
            hour=st.integers(0, 23),
            twitches=st.integers(1, 99_999),
        ),
        min_size=1,
        unique_by=lambda hour: (hour.weekday, hour.hour),
    ),
    st.sampled_from([328.0, 684.0, 900.0]),
)
def test_each_tint_has_its_number_and_nothing_sticks_out(hours, width: float) -> None:
    root = read_picture(hours_chart(tuple(hours), width_px=width))
    tinted = [e for step in range(1, 6) for e in of_class(root, f"heat-{step}")]
    numbers = [e for step in range(1, 6) for e in of_class(root, f"chart-cell-{step}")]
    assert len(tinted) == len(numbers)
    assert sticking_out(root) == []
    assert size_of(root)[0] == width
