"""The Trends page: the course, what is beneath it, places, hours; or the week, in calm mode."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Annotated

from fastapi import Query
from fastapi import Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup
from pydantic import BeforeValidator

from quietmuscle.base.text import _
from quietmuscle.flow import preferences
from quietmuscle.flow.measurements import measurements_between
from quietmuscle.flow.place import today_of
from quietmuscle.flow.trends import Trends
from quietmuscle.flow.trends import trends
from quietmuscle.infer.course import FEWEST_LOGGED_DAYS
from quietmuscle.model.day import DayItem
from quietmuscle.model.day import day_question
from quietmuscle.model.settings import Settings
from quietmuscle.report.chart_hours import hours_chart
from quietmuscle.report.chart_markers import in_order
from quietmuscle.report.chart_strip import ItemValues
from quietmuscle.report.chart_tables import daily_table
from quietmuscle.report.chart_tables import hours_table
from quietmuscle.report.chart_tables import sites_table
from quietmuscle.report.chart_tables import weeks_table
from quietmuscle.report.chart_weeks import weeks_sparkline
from quietmuscle.report.charts import NARROW_PX
from quietmuscle.report.charts import WIDE_PX
from quietmuscle.report.charts import DailyChart
from quietmuscle.report.charts import daily_chart
from quietmuscle.report.heat_map import heat_map
from quietmuscle.report.measured_course import measured_series
from quietmuscle.report.measured_course import series_chart
from quietmuscle.report.measured_course import series_table
from quietmuscle.report.sentences import change_words
from quietmuscle.report.tables import Table
from quietmuscle.report.tables import table_page
from quietmuscle.web.digest import digest_words
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.page import device_zone
from quietmuscle.web.page import page
from quietmuscle.web.part import Part

router = Part()

DIGEST_WEEKS = 8
MOST_SERIES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """A stretch of time to look at, ending today; `days` of None is all of it."""

    code: str
    words: str
    days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One row of measurements: its picture for a phone and for a desk, and the same as a table."""

    pictures: tuple[Markup, Markup]
    table: Table


RANGES = (
    Range(code="6w", words=_("6 weeks"), days=42),
    Range(code="3m", words=_("3 months"), days=91),
    Range(code="1y", words=_("1 year"), days=365),
    Range(code="all", words=_("All"), days=None),
)


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
    chart = _chart(found, settings)
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
        sentence=change_words(found.change, language),
        fewest_days=FEWEST_LOGGED_DAYS,
        questions=tuple(day_question(each) for each in DayItem),
        daily=_pictures(daily_chart, chart, language, "daily"),
        daily_table=table_page(daily_table(chart, language), rows),
        hours=_pictures(hours_chart, found.hours, language, "hours"),
        hours_table=hours_table(found.hours, language),
        body=Markup(heat_map(found.sites, language=language)),  # noqa: S704 - our own drawing
        sites_table=sites_table(found.sites, language),
        medicine_changes=in_order(found.medicine_changes),
        measured=_measured(workspace, found, language),
    )


def _measured(workspace: ThisWorkspace, found: Trends, language: str) -> tuple[Measured, ...]:
    """What was measured in these days, each way and place for itself."""
    series = measured_series(measurements_between(workspace, found.first, found.last))
    return tuple(
        Measured(
            pictures=_pictures(
                partial(series_chart, first=found.first, last=found.last),
                each,
                language,
                f"measured-{place}",
            ),
            table=series_table(each, language),
        )
        for place, each in enumerate(series[:MOST_SERIES])
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
        table=weeks_table(found.weeks, settings.language),
        next_monday=monday + timedelta(weeks=1),
        measured=bool(measurements_between(workspace, found.first, today, most=1)),
    )


def _chart(found: Trends, settings: Settings) -> DailyChart:
    """What the chart of days shows."""
    beneath = None
    if found.item is not None and found.item_values:
        beneath = ItemValues(item=found.item, values=found.item_values, units=settings.units)
    return DailyChart(
        counts=found.counts, course=found.course, changes=found.medicine_changes, item=beneath
    )


def _pictures(
    draw: Callable[..., str], what: object, language: str, name: str
) -> tuple[Markup, Markup]:
    """A picture twice: for a phone and for a desk; the style sheet shows one of them."""
    narrow, wide = (
        Markup(draw(what, width_px=width, language=language, id_prefix=f"{name}-{width}"))  # noqa: S704 - our own drawing
        for width in (NARROW_PX, WIDE_PX)
    )
    return narrow, wide
