"""Weeks in a tiny picture, for calm mode: one bar a week, no axis to stare at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.base.text import SOURCE_LANGUAGE
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.report import chart_ink as ink
from quietmuscle.report import svg
from quietmuscle.report.chart_days import missing_bar
from quietmuscle.report.dates import number
from quietmuscle.report.dates import short_date

if TYPE_CHECKING:
    from quietmuscle.model.course import WeekDigest

_HEIGHT_PX = 48
_GROUND_PX = 40
_LEAST_PX = 2
_BROADEST_PX = 18


def weeks_sparkline(
    weeks: tuple[WeekDigest, ...],
    *,
    width_px: float = 160,
    language: str = SOURCE_LANGUAGE,
    id_prefix: str = "weeks",
) -> str:
    """The picture as an SVG element; an empty text where there is no week."""
    if not weeks:
        return ""
    share = width_px / len(weeks)
    broad = min(0.7 * share, _BROADEST_PX)
    most = max((week.median_per_logged_day or 0 for week in weeks), default=0) or 1
    bars = missing = ""
    for place, week in enumerate(weeks):
        left = (place + 0.5) * share - broad / 2
        if week.median_per_logged_day is None:
            missing += f"M{svg.shown(left)} {_GROUND_PX + 4}h{svg.shown(broad)}"
        else:
            height = max(week.median_per_logged_day / most * (_GROUND_PX - 4), _LEAST_PX)
            bars += f"M{svg.shown(left)} {_GROUND_PX}h{svg.shown(broad)}v{svg.shown(-height)}"
            bars += f"h{svg.shown(-broad)}z"
    drawn = svg.tag("path", class_="chart-bar", fill=ink.LINE, d=bars) if bars else ""
    drawn += missing_bar(missing) if missing else ""
    return svg.picture(
        width_px,
        _HEIGHT_PX,
        drawn,
        svg.Spoken(
            title=say(Message(_("Week by week")), language),
            words=say(_words(weeks, language), language),
            id_prefix=id_prefix,
        ),
    )


def _words(weeks: tuple[WeekDigest, ...], language: str) -> Message:
    """The last week and the range of all, in words."""
    told = [w.median_per_logged_day for w in weeks if w.median_per_logged_day is not None]
    if not told:
        return Message(_("No day was logged in these weeks."))
    return Message(
        _("Usual day (median) of each week since {first}: from {least} to {most} twitches."),
        {
            "first": short_date(weeks[0].monday, language),
            "least": number(min(told), language),
            "most": number(max(told), language),
        },
    )
