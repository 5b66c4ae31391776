"""The chart of daily twitches: each day, the smooth course, and what else happened.

It is one SVG element, the same on a page, on paper and from the command line.
Nothing in it relies on colour alone: a day is a dot, a day without twitches a
dot on the ground line, a day that was not logged a bar below it, the course a
line in a band, a change of medicine a broken line with a number.

Classes for a page's style sheet: chart-dot, chart-over, chart-line,
chart-band, chart-missing, chart-marker, chart-marker-frame,
chart-marker-number, chart-axis, chart-grid, chart-text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quietmuscle.base.text import SOURCE_LANGUAGE
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.model.course import Course
from quietmuscle.model.day import DayCount
from quietmuscle.model.medicine import MedicineChange
from quietmuscle.report import chart_days
from quietmuscle.report import chart_ink as ink
from quietmuscle.report import chart_markers
from quietmuscle.report import svg
from quietmuscle.report.axes import TimeAxis
from quietmuscle.report.axes import count_axis
from quietmuscle.report.bins import bin_days
from quietmuscle.report.bins import bins
from quietmuscle.report.chart_strip import ItemValues
from quietmuscle.report.chart_strip import strip
from quietmuscle.report.dates import date_range
from quietmuscle.report.dates import number
from quietmuscle.report.legend import Sign
from quietmuscle.report.legend import legend

if TYPE_CHECKING:
    from quietmuscle.report.axes import CountAxis
    from quietmuscle.report.bins import Bin

NARROW_PX, WIDE_PX = 328, 684
"""The widths of the two layouts of a page."""

_PLOT_PX = 190
_LEFT_PX, _RIGHT_PX = 36.0, 10.0
_FAR_ABOVE = 2.5
"""A day this many times the usual is left above the picture, as an arrow with words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyChart:
    """What the chart of daily twitches shows.

    `counts` has one for each day of the range, ascending. `item` is an
    item of the day, drawn as a strip below on the same axis of time.
    """

    counts: tuple[DayCount, ...]
    course: Course | None = None
    changes: tuple[MedicineChange, ...] = ()
    item: ItemValues | None = None


def daily_chart(
    chart: DailyChart,
    *,
    width_px: float = WIDE_PX,
    language: str = SOURCE_LANGUAGE,
    id_prefix: str = "daily",
) -> str:
    """The picture as an SVG element; an empty text where there is no day to show."""
    if not chart.counts:
        return ""
    first, last = chart.counts[0].day, chart.counts[-1].day
    top = float(chart_markers.LANE_PX * bool(chart.changes) + 28)
    step = bin_days(TimeAxis(first=first, last=last, left=_LEFT_PX, right=width_px).day_px)
    days = bins(chart.counts, step)
    count = count_axis(_largest(days, chart.course), top, top + _PLOT_PX)
    widest = max(svg.width_of(words) for _y, words in count.ticks())
    time = TimeAxis(
        first=first, last=last, left=max(_LEFT_PX, widest + 12), right=width_px - _RIGHT_PX
    )
    foot = count.bottom + 2 * chart_days.MISSING_BELOW_PX
    stretches = [(top - 6, foot)]
    below = ""
    if chart.item is not None:
        below, *stretch = strip(chart.item, time, foot, step_days=step, language=language)
        stretches.append((stretch[0], stretch[1]))
        foot = stretch[1]
    explained, bottom = legend(
        _signs(chart, days, count, step_days=step, language=language), foot + 26, width_px
    )
    inside = (
        svg.text(say(Message(_("Twitches a day")), language), 0, 14)
        + _grid(time, count)
        + (chart_days.course_curve(chart.course, time, count) if chart.course else "")
        + chart_markers.markers(chart.changes, time, tuple(stretches))
        + chart_days.missing_bars(days, time, count.bottom)
        + chart_days.day_dots(days, time, count, step_days=step)
        + below
        + _dates(time, count.bottom, foot, language)
        + explained
    )
    return svg.picture(
        width_px,
        bottom,
        inside,
        svg.Spoken(
            title=say(Message(_("Twitches a day")), language),
            words=daily_words(chart, language),
            id_prefix=id_prefix,
        ),
    )


def daily_words(chart: DailyChart, language: str = SOURCE_LANGUAGE) -> str:
    """What the chart shows, in a few sentences."""
    told = [count.twitches for count in chart.counts if count.twitches is not None]
    range_ = date_range(chart.counts[0].day, chart.counts[-1].day, language)
    sentences = [
        Message(
            _("{range}: {logged} of {days} days logged."),
            {"range": range_, "logged": len(told), "days": len(chart.counts)},
        )
    ]
    if told:
        sentences.append(
            Message(_("From {least} to {most} a day."), {"least": min(told), "most": max(told)})
        )
    if chart.course:
        last = chart.course.points[-1]
        sentences.append(
            Message(
                _("At the end about {expected} a day are expected ({low} to {high})."),
                {
                    "expected": number(last.expected_per_day, language),
                    "low": number(last.low_95_per_day, language),
                    "high": number(last.high_95_per_day, language),
                },
            )
        )
    return " ".join(say(sentence, language) for sentence in sentences)


def _largest(days: tuple[Bin, ...], course: Course | None) -> float:
    """What the axis must reach: nearly all days, and most of the band."""
    told = sorted(day.mean_per_logged_day for day in days if day.mean_per_logged_day is not None)
    if not told:
        return 1
    usual = max(told[(len(told) - 1) * 19 // 20], 4)
    reach = told[-1] if told[-1] <= _FAR_ABOVE * usual else 1.25 * usual
    points = course.points if course else ()
    band = max((point.high_95_per_day for point in points), default=0)
    return max(reach, min(band, 1.5 * reach))


def _grid(time: TimeAxis, count: CountAxis) -> str:
    """The lines of round counts with their labels."""
    across = f"H{svg.shown(time.right)}"
    ticks = count.ticks()
    lines = "".join(f"M{svg.shown(time.left)} {svg.shown(y)}{across}" for y, _words in ticks[1:])
    ground = f"M{svg.shown(time.left)} {svg.shown(count.bottom)}{across}"
    return (
        svg.tag("path", class_="chart-grid", stroke=ink.GRID, stroke_width=1, d=lines)
        + svg.tag("path", class_="chart-axis", stroke=ink.QUIET, stroke_width=1, d=ground)
        + "".join(svg.text(words, time.left - 7, y + 5, anchor="end") for y, words in ticks)
    )


def _dates(time: TimeAxis, ground: float, foot: float, language: str) -> str:
    """The labels of the axis of time, with marks on the ground line."""
    ticks = time.ticks(language)
    marks = "".join(f"M{svg.shown(x)} {svg.shown(ground)}v5" for x, _words in ticks)
    return (
        svg.tag("path", class_="chart-axis", stroke=ink.QUIET, stroke_width=1, d=marks)
        if marks
        else ""
    ) + "".join(svg.text(words, x, foot + 14, anchor="middle") for x, words in ticks)


def _signs(
    chart: DailyChart, days: tuple[Bin, ...], count: CountAxis, *, step_days: int, language: str
) -> tuple[Sign, ...]:
    """The signs that this chart uses, with their meanings."""
    each = {
        1: _("one day"),
        7: _("one week: the mean of its logged days"),
        28: _("four weeks: the mean of their logged days"),
    }[step_days]
    told = [day.mean_per_logged_day for day in days if day.mean_per_logged_day is not None]
    found: list[tuple[str, Message]] = []
    if told:
        found.append((chart_days.dots([(13, 0)], 7), Message(each)))
    if chart.course:
        found.append(
            (
                chart_days.course_band("M0 -7H26V7H0Z") + chart_days.course_line("M0 0H26"),
                Message(_("smooth course with its 95 % band")),
            )
        )
    if len(told) < len(days):
        found.append((chart_days.missing_bar("M4 0H22"), Message(_("not logged"))))
    if any(value > count.top_count for value in told):
        found.append(
            (
                chart_days.arrows([(13, -4.5)]),
                Message(
                    _("above the picture, up to {most}"),
                    {"most": number(max(told), language)},
                ),
            )
        )
    if chart.changes:
        found.append((chart_markers.label("1", 13, 0), Message(_("a medicine changed"))))
    return tuple(Sign(markup=markup, words=say(words, language)) for markup, words in found)
