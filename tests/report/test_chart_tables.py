from __future__ import annotations

from datetime import date
from datetime import timedelta

from entries import a_medicine_change
from simulated import LAST_DAY
from simulated import course_of
from simulated import simulated_counts
from simulated import some_counts

from quietmuscle.infer.course import daily_course
from quietmuscle.infer.weekly_digest import weekly_digest
from quietmuscle.model.course import Course
from quietmuscle.model.course import CoursePoint
from quietmuscle.model.course import DayValue
from quietmuscle.model.day import DayItem
from quietmuscle.model.query import HourCount
from quietmuscle.model.query import SiteCount
from quietmuscle.model.site import read_site
from quietmuscle.report.chart_strip import ItemValues
from quietmuscle.report.chart_tables import daily_table
from quietmuscle.report.chart_tables import hours_table
from quietmuscle.report.chart_tables import medicines_table
from quietmuscle.report.chart_tables import sites_table
from quietmuscle.report.chart_tables import weeks_table
from quietmuscle.report.charts import DailyChart


def test_a_row_for_each_day_newest_first() -> None:
    course = Course(
        points=(
            CoursePoint(
                day=LAST_DAY - timedelta(days=1),
                expected_per_day=5.81,
                low_95_per_day=3.66,
                high_95_per_day=11.2,
            ),
        ),
        step_days=1,
        logged_days=14,
    )
    sleep = ItemValues(item=DayItem.SLEEP, values=(DayValue(day=LAST_DAY, value=5),))
    table = daily_table(DailyChart(counts=some_counts(3, None, 0), course=course, item=sleep))
    assert table.title == "Twitches a day"
    assert table.columns == ("Day", "Twitches", "Smooth course", "Sleep last night")
    assert table.rows == (
        ("22 Nov 2026", "0", "–", "Very good"),
        ("21 Nov 2026", "not logged", "5.8 (3.7 to 11)", "–"),
        ("20 Nov 2026", "3", "–", "–"),
    )


def test_a_long_range_has_a_row_for_each_week() -> None:
    counts = simulated_counts(course_of("flat", 364), seed=2)
    course = daily_course(counts)
    table = daily_table(DailyChart(counts=counts, course=course))
    assert table.columns == ("Days", "Twitches a day", "Days logged", "Smooth course")
    assert len(table.rows) == 52
    assert table.rows[0][0] == "16 Nov to 22 Nov 2026"
    assert table.rows[0][2].endswith(" of 7")
    assert all("(" in row[3] for row in table.rows)


def test_each_answer_stands_in_the_row_of_its_week() -> None:
    counts = simulated_counts(course_of("flat", 365), seed=2)
    values = tuple(
        DayValue(day=LAST_DAY - timedelta(days=back), value=value)
        for back, value in ((364, 1), (10, 2), (0, 5))
    )
    item = ItemValues(item=DayItem.SLEEP, values=values)
    rows = daily_table(DailyChart(counts=counts, item=item)).rows
    assert [row[-1] for row in (rows[0], rows[1], rows[-1])] == ["Very good", "Bad", "Very bad"]
    assert {row[-1] for row in rows[2:-1]} == {"–"}
    assert rows[-1][0] == "23 Nov 2025"


def test_a_table_has_a_cell_for_each_column() -> None:
    counts = simulated_counts(course_of("flat", 60), seed=3)
    chart = DailyChart(counts=counts, course=daily_course(counts))
    weeks = weekly_digest(counts)
    hours = (HourCount(weekday=2, hour=23, twitches=7),)
    changes = (a_medicine_change(), a_medicine_change(date(2026, 1, 3), name="Aspirin", dose="1 g"))
    for table in (
        daily_table(chart),
        daily_table(DailyChart(counts=())),
        hours_table(hours),
        weeks_table(weeks),
        medicines_table(changes),
        sites_table((SiteCount(site=read_site("calf.left"), twitches=4),)),
    ):
        assert all(len(row) == len(table.columns) for row in table.rows)
        assert all(cell for row in table.rows for cell in row)


def test_sites_hours_weeks_and_medicines() -> None:
    assert sites_table((SiteCount(site=read_site("calf.left"), twitches=4),)).rows == (
        ("left calf", "4"),
    )
    hours = hours_table((HourCount(weekday=2, hour=23, twitches=7),))
    assert hours.columns[:2] == ("Hour", "Monday")
    assert hours.rows[23] == ("23:00", "0", "0", "7", "0", "0", "0", "0")
    weeks = weeks_table(weekly_digest(some_counts(*[2] * 9, None, 5, 6, None, None, *[None] * 7)))
    assert weeks.rows == (
        ("16 Nov 2026", "–", "0 of 7"),
        ("9 Nov 2026", "3.5", "4 of 7"),
        ("2 Nov 2026", "2", "7 of 7"),
    )
    changes = (a_medicine_change(), a_medicine_change(date(2026, 1, 3), name="Aspirin", dose="1 g"))
    assert medicines_table(changes).rows == (
        ("1", "3 Jan 2026", "Aspirin", "Started", "1 g"),
        ("2", "23 Nov 2026", "Baclofen", "Started", "–"),
    )
