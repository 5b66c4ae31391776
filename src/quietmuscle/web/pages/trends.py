"""The Trends page: the course, what is beneath it, places, hours; or the week, in calm mode."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter
from fastapi import Query
from fastapi import Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup
from pydantic import BeforeValidator

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.flow import preferences
from quietmuscle.flow.place import today_of
from quietmuscle.flow.trends import Trends
from quietmuscle.flow.trends import trends
from quietmuscle.infer.course import FEWEST_LOGGED_DAYS
from quietmuscle.model.course import CoursePoint
from quietmuscle.model.day import DayItem
from quietmuscle.model.day import day_question
from quietmuscle.model.settings import Settings
from quietmuscle.report.chart_hours import hour_counts
from quietmuscle.report.chart_hours import hours_chart
from quietmuscle.report.chart_markers import in_order
from quietmuscle.report.chart_strip import ItemValues
from quietmuscle.report.chart_strip import choice_words
from quietmuscle.report.chart_weeks import weeks_sparkline
from quietmuscle.report.charts import NARROW_PX
from quietmuscle.report.charts import WIDE_PX
from quietmuscle.report.charts import DailyChart
from quietmuscle.report.charts import daily_chart
from quietmuscle.report.dates import short_date
from quietmuscle.report.heat_map import heat_map
from quietmuscle.web.formats import WEEKDAYS
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.page import device_zone
from quietmuscle.web.page import page
from quietmuscle.web.trend_words import change_words
from quietmuscle.web.trend_words import digest_words

router = APIRouter()

ROWS_A_PAGE = 31
DIGEST_WEEKS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """A stretch of time to look at, ending today; `days` of None is all of it."""

    code: str
    words: str
    days: int | None


RANGES = (
    Range(code="6w", words=_("6 weeks"), days=42),
    Range(code="3m", words=_("3 months"), days=91),
    Range(code="1y", words=_("1 year"), days=365),
    Range(code="all", words=_("All"), days=None),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRow:
    """A row of the chart's table."""

    day: date
    date_words: str
    twitches: int | None
    expected: CoursePoint | None
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows of one page of a table, the newest first."""

    rows: tuple[DayRow, ...]
    number: int
    pages: int


def _none_where_empty(text: object) -> object:
    """Take a field that a form sends empty as one that was left out."""
    return text or None


@router.get("/trends", response_class=HTMLResponse)
def trends_page(  # noqa: PLR0913, PLR0917 - what can be asked of the page
    request: Request,
    workspace: ThisWorkspace,
    range_: Annotated[str, Query(alias="range", max_length=3)] = RANGES[0].code,
    item: Annotated[DayItem | None, BeforeValidator(_none_where_empty)] = None,
    rows: Annotated[int, Query(ge=1, le=10_000)] = 1,
    look: str = "",
) -> HTMLResponse:
    """The course of the twitches, or in calm mode the week in a sentence."""
    settings = preferences.settings(workspace)
    if settings.calm_mode and not look:
        return _digest(request, workspace, settings)
    chosen = next((each for each in RANGES if each.code == range_), RANGES[0])
    today = today_of(workspace, device_zone(request))
    first = None if chosen.days is None else today - timedelta(days=chosen.days - 1)
    found = trends(workspace, first=first, last=today, item=item, device_zone=device_zone(request))
    language = settings.language
    return page(
        request,
        "trends.html",
        place="more",
        today=today,
        found=found,
        is_new=workspace.diary.tallies.first_day() is None,
        ranges=RANGES,
        chosen=chosen,
        look=look,
        sentences=change_words(found.change, language),
        fewest_days=FEWEST_LOGGED_DAYS,
        questions=tuple(day_question(each) for each in DayItem),
        daily=_daily(found, settings),
        hours=_hours(found, language),
        hour_table=hour_counts(found.hours),
        weekdays=WEEKDAYS,
        body=Markup(heat_map(found.sites, language=language)),  # noqa: S704 - our own drawing
        table=day_table(found, settings, rows),
        medicine_changes=in_order(found.medicine_changes),
    )


def _digest(request: Request, workspace: ThisWorkspace, settings: Settings) -> HTMLResponse:
    """The last whole week in a sentence, and the weeks before as a small picture."""
    today = today_of(workspace, device_zone(request))
    monday = today - timedelta(days=today.weekday())
    found = trends(
        workspace,
        first=monday - timedelta(weeks=DIGEST_WEEKS),
        last=monday - timedelta(days=1),
        device_zone=device_zone(request),
    )
    picture = weeks_sparkline(found.weeks, language=settings.language) if found.logged_days else ""
    return page(
        request,
        "trends_calm.html",
        place="more",
        today=today,
        sentences=digest_words(found.weeks if found.logged_days else (), settings.language),
        picture=Markup(picture),  # noqa: S704 - our own drawing
        next_monday=monday + timedelta(weeks=1),
    )


def _daily(found: Trends, settings: Settings) -> tuple[Markup, Markup]:
    """The chart of days, for a phone and for a desk."""
    beneath = None
    if found.item is not None and found.item_values:
        beneath = ItemValues(item=found.item, values=found.item_values, units=settings.units)
    chart = DailyChart(
        counts=found.counts, course=found.course, changes=found.medicine_changes, item=beneath
    )
    narrow, wide = (
        Markup(daily_chart(chart, width_px=width, language=settings.language, id_prefix=name))  # noqa: S704 - ours
        for width, name in ((NARROW_PX, "daily-narrow"), (WIDE_PX, "daily-wide"))
    )
    return narrow, wide


def _hours(found: Trends, language: str) -> tuple[Markup, Markup]:
    """The chart of hours, for a phone and for a desk."""
    narrow, wide = (
        Markup(hours_chart(found.hours, width_px=width, language=language, id_prefix=name))  # noqa: S704 - ours
        for width, name in ((NARROW_PX, "hours-narrow"), (WIDE_PX, "hours-wide"))
    )
    return narrow, wide


def day_table(found: Trends, settings: Settings, number: int) -> Table:
    """One page of the days behind the chart, the newest first."""
    pages = max(1, -(-len(found.counts) // ROWS_A_PAGE))
    number = min(number, pages)
    points = {point.day: point for point in found.course.points} if found.course else {}
    values = {value.day: value.value for value in found.item_values}
    newest = found.counts[::-1][(number - 1) * ROWS_A_PAGE : number * ROWS_A_PAGE]
    return Table(
        rows=tuple(
            DayRow(
                day=count.day,
                date_words=short_date(count.day, settings.language),
                twitches=count.twitches,
                expected=points.get(count.day),
                answer=_answer(found.item, values.get(count.day), settings),
            )
            for count in newest
        ),
        number=number,
        pages=pages,
    )


def _answer(item: DayItem | None, value: int | None, settings: Settings) -> str:
    """The words of an answer, or that it was not told."""
    if item is None or value is None:
        return say(Message(_("not told")), settings.language)
    choice = next(each for each in day_question(item).choices if each.value == value)
    return choice_words(item, choice, settings.units, settings.language)
