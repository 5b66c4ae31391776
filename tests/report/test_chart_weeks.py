from __future__ import annotations

from datetime import date
from datetime import timedelta

from pictures import of_class
from pictures import read_picture
from pictures import starts

from quietmuscle.model.course import WeekDigest
from quietmuscle.report.chart_weeks import weeks_sparkline

MONDAY = date(2026, 9, 7)


def weeks(*medians: float | None) -> tuple[WeekDigest, ...]:
    return tuple(
        WeekDigest(
            monday=MONDAY + timedelta(weeks=place),
            days=7,
            logged_days=0 if median is None else 7,
            median_per_logged_day=median,
        )
        for place, median in enumerate(medians)
    )


def test_each_week_is_a_bar_and_a_week_not_logged_another_sign() -> None:
    root = read_picture(weeks_sparkline(weeks(4, None, 8), width_px=90))
    (bars,), (missing,) = of_class(root, "chart-bar"), of_class(root, "chart-missing")
    assert bars.get("d") == "M6 40h18v-18h-18zM66 40h18v-36h-18z"
    assert starts(missing) == [(36, 44)]
    assert root[1].text == (
        "Usual day (median) of each week since 7 Sep 2026: from 4 to 8 twitches."
    )


def test_a_week_without_twitches_is_still_a_bar() -> None:
    root = read_picture(weeks_sparkline(weeks(0, 0)))
    assert (of_class(root, "chart-bar")[0].get("d") or "").count("v-2h") == 2
    assert of_class(root, "chart-missing") == []


def test_weeks_without_a_logged_day_say_so() -> None:
    root = read_picture(weeks_sparkline(weeks(None, None)))
    assert of_class(root, "chart-bar") == []
    assert root[1].text == "No day was logged in these weeks."


def test_without_weeks_there_is_no_picture() -> None:
    assert weeks_sparkline(()) == ""
