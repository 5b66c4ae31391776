from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from importlib.resources import files

import pytest
from entries import a_medicine_change
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from pictures import of_class
from pictures import read_picture
from pictures import size_of
from pictures import starts
from pictures import sticking_out
from pictures import words_of_picture
from simulated import LAST_DAY
from simulated import course_of
from simulated import simulated_counts
from simulated import some_counts

from quietmuscle.infer.course import daily_course
from quietmuscle.model.course import Course
from quietmuscle.model.course import CoursePoint
from quietmuscle.model.course import DayValue
from quietmuscle.model.day import DayItem
from quietmuscle.model.query import HourCount
from quietmuscle.report.chart_hours import hours_chart
from quietmuscle.report.chart_strip import ItemValues
from quietmuscle.report.charts import NARROW_PX
from quietmuscle.report.charts import WIDE_PX
from quietmuscle.report.charts import DailyChart
from quietmuscle.report.charts import daily_chart

WEEKS = simulated_counts(course_of("falling", 42), seed=1)
COURSE = daily_course(WEEKS)
SLEEP = ItemValues(
    item=DayItem.SLEEP,
    values=tuple(DayValue(day=count.day, value=1 + place % 5) for place, count in enumerate(WEEKS)),
)
FULL = DailyChart(
    counts=WEEKS,
    course=COURSE,
    changes=(a_medicine_change(LAST_DAY - timedelta(days=20)),),
    item=SLEEP,
)


@pytest.mark.parametrize("width", [NARROW_PX, WIDE_PX, 900])
def test_everything_is_in_the_picture_and_nothing_sticks_out(width: int) -> None:
    root = read_picture(daily_chart(FULL, width_px=width))
    assert size_of(root)[0] == width
    logged = sum(count.twitches is not None for count in WEEKS)
    days, sleep = (dots for dots in of_class(root, "chart-dot") if len(starts(dots)) > 1)
    assert len(starts(days)) == logged
    assert len(starts(sleep)) == 42
    # Each sign once in the picture and once in the legend.
    for name in ("chart-line", "chart-band", "chart-missing", "chart-marker-frame"):
        assert len(of_class(root, name)) == 2
    assert sticking_out(root) == []


def test_words_are_large_enough_on_a_phone() -> None:
    root = read_picture(daily_chart(FULL, width_px=NARROW_PX))
    sizes = {float(e.get("font-size") or 0) for e in root.iter() if e.get("font-size")}
    assert min(sizes) >= 12


def test_the_legend_says_what_the_signs_mean_and_no_more() -> None:
    words = words_of_picture(read_picture(daily_chart(FULL)))
    assert words[-5:-2] == ["one day", "smooth course with its 95 % band", "not logged"]
    assert words[-2:] == ["1", "a medicine changed"]
    plain = words_of_picture(read_picture(daily_chart(DailyChart(counts=some_counts(1, 2, 3)))))
    assert plain[-1] == "one day"
    assert "not logged" not in plain


def test_days_not_logged_are_not_zeros() -> None:
    zeros = read_picture(daily_chart(DailyChart(counts=some_counts(5, 0, 0, 5))))
    missing = read_picture(daily_chart(DailyChart(counts=some_counts(5, None, None, 5))))
    assert len(starts(of_class(zeros, "chart-dot")[0])) == 4
    assert of_class(zeros, "chart-missing") == []
    assert len(starts(of_class(missing, "chart-dot")[0])) == 2
    assert len(of_class(missing, "chart-missing")) == 2


def test_a_day_far_above_all_others_does_not_flatten_them() -> None:
    root = read_picture(daily_chart(DailyChart(counts=some_counts(*[4, 6, 8] * 10, 900))))
    assert len(of_class(root, "chart-over")) == 2
    assert "above the picture, up to 900" in words_of_picture(root)
    assert "10" in words_of_picture(root)
    assert "500" not in words_of_picture(root)


def test_a_very_wide_band_does_not_flatten_the_days() -> None:
    points = tuple(
        CoursePoint(day=day.day, expected_per_day=5, low_95_per_day=1, high_95_per_day=900)
        for day in some_counts(4, 6, 8)
    )
    chart = DailyChart(
        counts=some_counts(4, 6, 8), course=Course(points=points, step_days=1, logged_days=3)
    )
    words = words_of_picture(read_picture(daily_chart(chart)))
    assert "15" in words
    assert "20" not in words


def test_long_ranges_are_drawn_by_weeks_and_four_weeks() -> None:
    for days, words in (
        (365, "one week: the mean of its logged days"),
        (3650, "four weeks: the mean of their logged days"),
    ):
        chart = DailyChart(counts=simulated_counts(course_of("flat", days), seed=1))
        root = read_picture(daily_chart(chart, width_px=WIDE_PX))
        assert words in " ".join(words_of_picture(root))
        assert len(starts(of_class(root, "chart-dot")[0])) < 140
        assert len(daily_chart(chart)) < 20_000


def test_it_says_in_words_what_it_shows() -> None:
    root = read_picture(daily_chart(FULL))
    assert root[0].text == "Twitches a day"
    assert re.fullmatch(
        r"12 Oct to 22 Nov 2026: \d+ of 42 days logged\. From \d+ to \d+ a day\. "
        r"At the end about [\d.]+ a day are expected \([\d.]+ to [\d.]+\)\.",
        root[1].text or "",
    )
    nothing = read_picture(daily_chart(DailyChart(counts=some_counts(None, None))))
    assert nothing[1].text == "21 Nov to 22 Nov 2026: 0 of 2 days logged."


def test_without_days_there_is_no_picture() -> None:
    assert daily_chart(DailyChart(counts=())) == ""


def test_the_same_data_give_the_same_picture() -> None:
    assert daily_chart(FULL) == daily_chart(replace(FULL))
    assert daily_chart(FULL, id_prefix="a") != daily_chart(FULL, id_prefix="b")


def test_the_lines_of_medicines_do_not_cross_words() -> None:
    root = read_picture(daily_chart(FULL))
    (line,) = of_class(root, "chart-marker")
    heights = [
        (float(top), float(bottom))
        for top, bottom in re.findall(r"M[\d.]+ ([\d.]+)V([\d.]+)", line.get("d") or "")
    ]
    assert len(heights) == 2
    heading = next(
        float(e.get("y") or 0) for e in root.iter() if (e.text or "").startswith("Sleep last")
    )
    assert heights[0][1] < heading - 8
    assert heading < heights[1][0]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.none() | st.integers(0, 20) | st.integers(0, 10**7), min_size=1, max_size=400),
    st.sampled_from([NARROW_PX, WIDE_PX]),
    st.sampled_from([None, *DayItem]),
)
def test_whatever_was_logged_it_is_a_good_picture(twitches, width: int, item) -> None:
    chart = DailyChart(
        counts=some_counts(*twitches),
        item=None if item is None else ItemValues(item=item, values=()),
    )
    root = read_picture(daily_chart(chart, width_px=width))
    assert sticking_out(root) == []
    for path in root.iter("{http://www.w3.org/2000/svg}path"):
        assert path.get("d")
        assert "nan" not in (path.get("d") or "")


def test_the_pages_sheet_colours_every_class() -> None:
    sheet = files("quietmuscle").joinpath("web", "static", "charts.css").read_text("utf-8")
    markup = daily_chart(FULL) + hours_chart(
        tuple(HourCount(weekday=0, hour=h, twitches=1 + 20 * h) for h in range(9)), width_px=328
    )
    markup += daily_chart(DailyChart(counts=some_counts(*[4, 6, 8] * 10, 900)))
    names = {name for found in re.findall(r'class="([^"]+)"', markup) for name in found.split()}
    coloured = {name for name in names if name.startswith("chart") and f".{name} {{" in sheet}
    assert {name for name in names if name.startswith("chart")} == coloured
