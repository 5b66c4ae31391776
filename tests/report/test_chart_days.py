from __future__ import annotations

from datetime import date
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from pictures import starts
from simulated import LAST_DAY
from simulated import some_counts

from quietmuscle.model.course import Course
from quietmuscle.model.course import CoursePoint
from quietmuscle.report.axes import CountAxis
from quietmuscle.report.axes import TimeAxis
from quietmuscle.report.bins import bins
from quietmuscle.report.chart_days import course_curve
from quietmuscle.report.chart_days import day_dots
from quietmuscle.report.chart_days import dot_px
from quietmuscle.report.chart_days import missing_bars

TIME = TimeAxis(first=LAST_DAY - timedelta(days=9), last=LAST_DAY, left=0, right=100)
COUNT = CountAxis(top_count=10, step=5, top=0, bottom=100)


def elements(markup: str) -> list[ET.Element]:
    """The elements of a piece of a picture."""
    return list(ET.fromstring(f"<svg>{markup}</svg>"))


def point(day: date, expected: float) -> CoursePoint:
    """A point of a course with a band of one either way."""
    return CoursePoint(
        day=day,
        expected_per_day=expected,
        low_95_per_day=expected - 1,
        high_95_per_day=expected + 1,
    )


def test_each_logged_day_is_a_dot_and_none_is_a_dot_on_the_ground() -> None:
    days = bins(some_counts(5, 0, None, 10, None, None, 1, 1, 1, 2), 1)
    (dots,) = elements(day_dots(days, TIME, COUNT, step_days=1))
    assert starts(dots) == [(5, 50), (15, 100), (35, 0), (65, 90), (75, 90), (85, 90), (95, 80)]
    assert dots.get("class") == "chart-dot"
    assert dots.get("stroke-linecap") == "round"


def test_a_day_above_the_picture_is_an_arrow_and_not_a_dot() -> None:
    days = bins(some_counts(*[None] * 8, 11, 4), 1)
    dots, arrows = elements(day_dots(days, TIME, COUNT, step_days=1))
    assert starts(dots) == [(95, 60)]
    assert arrows.get("class") == "chart-over"
    assert arrows.get("d") == "M80 9h10l-5 -9z"


def test_a_diary_without_logged_days_has_no_dots() -> None:
    assert day_dots(bins(some_counts(*[None] * 10), 1), TIME, COUNT, step_days=1) == ""


def test_days_not_logged_are_bars_below_the_ground_neighbours_together() -> None:
    days = bins(some_counts(None, 0, None, 10, None, None, 1, 1, 1, None), 1)
    (bars,) = elements(missing_bars(days, TIME, 100))
    assert bars.get("class") == "chart-missing"
    assert bars.get("d") == "M1 109H9M21 109H29M41 109H59M91 109H99"
    assert missing_bars(bins(some_counts(1, 2), 1), TIME, 100) == ""


def test_the_course_is_a_line_in_its_band() -> None:
    points = tuple(point(TIME.first + timedelta(days=n), 5 + n) for n in range(2))
    band, line = elements(
        course_curve(Course(points=points, step_days=1, logged_days=14), TIME, COUNT)
    )
    assert (band.get("class"), band.get("d")) == ("chart-band", "M5 40L15 30L15 50L5 60Z")
    assert (line.get("class"), line.get("d")) == ("chart-line", "M5 50L15 40")


@pytest.mark.parametrize(("gap_at", "lines"), [(None, [10]), (5, [5, 4]), (1, [8]), (8, [8])])
def test_the_course_is_broken_where_nothing_was_logged_for_long(gap_at, lines) -> None:
    points = tuple(point(TIME.first + timedelta(days=n), 5) for n in range(10) if n != gap_at)
    drawn = elements(course_curve(Course(points=points, step_days=1, logged_days=9), TIME, COUNT))
    # A point alone makes no line.
    assert [len((e.get("d") or "").split("L")) for e in drawn[1::2]] == lines


def test_dots_are_as_large_as_they_have_room() -> None:
    narrow = TimeAxis(first=date(2026, 1, 1), last=date(2026, 12, 31), left=0, right=300)
    assert (dot_px(TIME, 1), dot_px(narrow, 1), dot_px(narrow, 7)) == (
        7.0,
        4.0,
        pytest.approx(0.8 * 7 * 300 / 365),
    )
