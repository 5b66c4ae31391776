"""The table of each chart, from the same data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.base.text import SOURCE_LANGUAGE
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.knowledge.sites import site_name
from quietmuscle.model.day import day_question
from quietmuscle.model.words import words_of
from quietmuscle.report.axes import TimeAxis
from quietmuscle.report.bins import bin_days
from quietmuscle.report.bins import binned_values
from quietmuscle.report.bins import bins
from quietmuscle.report.chart_hours import hour_counts
from quietmuscle.report.chart_markers import in_order
from quietmuscle.report.chart_strip import choice_words
from quietmuscle.report.charts import WIDE_PX
from quietmuscle.report.dates import WEEKDAYS
from quietmuscle.report.dates import date_range
from quietmuscle.report.dates import number
from quietmuscle.report.dates import short_date
from quietmuscle.report.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quietmuscle.model.course import CoursePoint
    from quietmuscle.model.course import WeekDigest
    from quietmuscle.model.medicine import MedicineChange
    from quietmuscle.model.query import HourCount
    from quietmuscle.model.query import SiteCount
    from quietmuscle.report.bins import Bin
    from quietmuscle.report.charts import DailyChart

NOTHING = "–"


def daily_table(chart: DailyChart, language: str = SOURCE_LANGUAGE) -> Table:
    """The days of the chart, newest first; long ranges by the week or by four weeks."""
    step = _step_days(chart)
    days = bins(chart.counts, step)
    columns = [_("Day"), _("Twitches")] if step == 1 else [_("Days"), _("Twitches a day")]
    if step > 1:
        columns.append(_("Days logged"))
    if chart.course:
        columns.append(_("Smooth course"))
    heads = [say(Message(column), language) for column in columns]
    if chart.item:
        heads.append(say(Message(day_question(chart.item.item).name), language))
    return Table(
        title=say(Message(_("Twitches a day")), language),
        columns=tuple(heads),
        rows=tuple(_daily_rows(chart, days, language)),
    )


def sites_table(sites: tuple[SiteCount, ...], language: str = SOURCE_LANGUAGE) -> Table:
    """The places of the heat map, those with the most twitches first."""
    return Table(
        title=say(Message(_("Where it twitched")), language),
        columns=_said((_("Place"), _("Twitches")), language),
        rows=tuple((say(site_name(count.site), language), str(count.twitches)) for count in sites),
    )


def hours_table(hours: tuple[HourCount, ...], language: str = SOURCE_LANGUAGE) -> Table:
    """The hours of the day by weekday."""
    counts = hour_counts(hours)
    return Table(
        title=say(Message(_("At what time it twitched")), language),
        columns=_said((_("Hour"), *WEEKDAYS), language),
        rows=tuple(
            (f"{hour}:00", *(str(counts[weekday, hour]) for weekday in range(7)))
            for hour in range(24)
        ),
    )


def weeks_table(weeks: tuple[WeekDigest, ...], language: str = SOURCE_LANGUAGE) -> Table:
    """The weeks of the digest, newest first."""
    return Table(
        title=say(Message(_("Week by week")), language),
        columns=_said((_("Week from"), _("Usual day (median)"), _("Days logged")), language),
        rows=tuple(
            (
                short_date(week.monday, language),
                _number(week.median_per_logged_day, language),
                _of(week.logged_days, week.days, language),
            )
            for week in reversed(weeks)
        ),
    )


def medicines_table(changes: tuple[MedicineChange, ...], language: str = SOURCE_LANGUAGE) -> Table:
    """The changes of medicines with the numbers that they have in the chart."""
    heads = (_("Number"), _("Day"), _("Medicine"), _("What changed"), _("Dose"))
    return Table(
        title=say(Message(_("Changes of medicines")), language),
        columns=_said(heads, language),
        rows=tuple(
            (
                str(place),
                short_date(change.day, language),
                change.name.strip(),
                say(Message(words_of(change.action)), language),
                change.dose or NOTHING,
            )
            for place, change in enumerate(in_order(changes), start=1)
        ),
    )


def _step_days(chart: DailyChart) -> int:
    """How many days a row stands for: as the course has it, else as the chart."""
    if chart.course:
        return chart.course.step_days
    if not chart.counts:
        return 1
    first, last = chart.counts[0].day, chart.counts[-1].day
    return bin_days(TimeAxis(first=first, last=last, left=0, right=WIDE_PX).day_px)


def _daily_rows(
    chart: DailyChart, days: tuple[Bin, ...], language: str
) -> Iterator[tuple[str, ...]]:
    """A row for each day or bin, newest first."""
    step = _step_days(chart)
    answers = _answers(chart, step, language)
    points = list(chart.course.points) if chart.course else []
    for back, day in enumerate(reversed(days)):
        row = [date_range(day.first, day.last, language)]
        if day.mean_per_logged_day is None:
            row.append(say(Message(_("not logged")), language))
        else:
            row.append(number(day.mean_per_logged_day, language))
        if step > 1:
            row.append(_of(day.logged_days, (day.last - day.first).days + 1, language))
        if chart.course:
            within = points and points[-1].day >= day.first
            row.append(_course_words(points.pop(), language) if within else NOTHING)
        if chart.item:
            row.append(answers.get(back, NOTHING))
        yield tuple(row)


def _answers(chart: DailyChart, step: int, language: str) -> dict[int, str]:
    """The words of the answers, by the number of steps that they lie back."""
    if chart.item is None:
        return {}
    item, last = chart.item.item, chart.counts[-1].day
    choices = {choice.value: choice for choice in day_question(item).choices}
    return {
        (last - day).days // step: choice_words(item, choices[value], chart.item.units, language)
        for day, value in binned_values(chart.item.values, last, step)
    }


def _course_words(point: CoursePoint, language: str) -> str:
    """What is expected, and within what."""
    return say(
        Message(
            _("{expected} ({low} to {high})"),
            {
                "expected": number(point.expected_per_day, language),
                "low": number(point.low_95_per_day, language),
                "high": number(point.high_95_per_day, language),
            },
        ),
        language,
    )


def _number(value: float | None, language: str) -> str:
    return NOTHING if value is None else number(value, language)


def _of(part: int, whole: int, language: str) -> str:
    return say(Message(_("{part} of {whole}"), {"part": part, "whole": whole}), language)


def _said(sentences: tuple[str, ...], language: str) -> tuple[str, ...]:
    return tuple(say(Message(sentence), language) for sentence in sentences)
