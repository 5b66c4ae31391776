"""The daily counts in their chart: dots, days above the picture, days not logged, the course."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.report import chart_ink as ink
from quietmuscle.report import svg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quietmuscle.model.course import Course
    from quietmuscle.model.course import CoursePoint
    from quietmuscle.report.axes import CountAxis
    from quietmuscle.report.axes import TimeAxis
    from quietmuscle.report.bins import Bin

MISSING_BELOW_PX = 9
"""How far below the ground line the bars of days that were not logged lie."""


def day_dots(days: tuple[Bin, ...], time: TimeAxis, count: CountAxis, *, step_days: int) -> str:
    """A dot for each day; an arrow for a day that lies above the picture."""
    within: list[tuple[float, float]] = []
    above: list[tuple[float, float]] = []
    for day in days:
        if day.mean_per_logged_day is not None:
            place = (time.x(day.middle), count.y(day.mean_per_logged_day))
            (above if day.mean_per_logged_day > count.top_count else within).append(place)
    return dots(within, dot_px(time, step_days)) + arrows(above)


def dots(places: list[tuple[float, float]], size_px: float) -> str:
    """Round dots, as lines of no length with round ends: small to send, sharp at any size."""
    if not places:
        return ""
    return svg.tag(
        "path",
        class_="chart-dot",
        fill="none",
        stroke=ink.SIGN,
        stroke_width=size_px,
        stroke_linecap="round",
        d="".join(f"M{svg.shown(x)} {svg.shown(y)}h.01" for x, y in places),
    )


def dot_px(time: TimeAxis, step_days: int) -> float:
    """How large dots are that so many days are apart."""
    return min(max(0.8 * step_days * time.day_px, 4.0), 7.0)


def arrows(places: list[tuple[float, float]]) -> str:
    """Arrow heads that point up, their points at these places."""
    if not places:
        return ""
    return svg.tag(
        "path",
        class_="chart-over",
        fill=ink.SIGN,
        d="".join(f"M{svg.shown(x - 5)} {svg.shown(y + 9)}h10l-5 -9z" for x, y in places),
    )


def missing_bars(days: tuple[Bin, ...], time: TimeAxis, ground: float) -> str:
    """Bars below the ground line, along the days that were not logged."""
    data = ""
    for run in _runs_not_logged(days):
        left = time.x(run[0].first) - time.day_px / 2
        right = time.x(run[-1].last) + time.day_px / 2
        room = min(1.0, (right - left) / 4)
        data += f"M{svg.shown(left + room)} {svg.shown(ground + MISSING_BELOW_PX)}"
        data += f"H{svg.shown(right - room)}"
    return missing_bar(data) if data else ""


def missing_bar(data: str) -> str:
    """The bars of days that were not logged, along a path."""
    return svg.tag("path", class_="chart-missing", stroke=ink.QUIET, stroke_width=6, d=data)


def course_curve(course: Course, time: TimeAxis, count: CountAxis) -> str:
    """The line and its band, broken where nothing was logged for long."""
    drawn = ""
    for piece in _pieces(course):
        high = [(time.x(point.day), count.y(point.high_95_per_day)) for point in piece]
        low = [(time.x(point.day), count.y(point.low_95_per_day)) for point in reversed(piece)]
        drawn += course_band(svg.polyline([*high, *low]) + "Z")
        drawn += course_line(
            svg.polyline((time.x(p.day), count.y(p.expected_per_day)) for p in piece)
        )
    return drawn


def course_band(data: str) -> str:
    """The band of the course, inside a path."""
    return svg.tag("path", class_="chart-band", fill=ink.BAND, d=data)


def course_line(data: str) -> str:
    """The line of the course, along a path."""
    return svg.tag(
        "path",
        class_="chart-line",
        fill="none",
        stroke=ink.LINE,
        stroke_width=3,
        stroke_linejoin="round",
        d=data,
    )


def _runs_not_logged(days: tuple[Bin, ...]) -> Iterator[list[Bin]]:
    """The days that were not logged, neighbours together."""
    run: list[Bin] = []
    for day in days:
        if day.mean_per_logged_day is None:
            run.append(day)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _pieces(course: Course) -> Iterator[list[CoursePoint]]:
    """The points of the course in runs without a gap; a point alone makes no line."""
    run: list[CoursePoint] = []
    for point in course.points:
        if run and (point.day - run[-1].day).days > course.step_days:
            if len(run) > 1:
                yield run
            run = []
        run.append(point)
    if len(run) > 1:
        yield run
