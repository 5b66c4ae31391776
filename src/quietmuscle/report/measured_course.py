"""Measurements over time, each row of its own: only the same way at the same place is joined."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.knowledge.sites import site_name
from quietmuscle.model.corrected import SummedMeasurement
from quietmuscle.model.kept_measurement import Posture
from quietmuscle.model.recording import Modality
from quietmuscle.model.site import SiteRef
from quietmuscle.report import chart_ink as ink
from quietmuscle.report import svg
from quietmuscle.report.dates import full_date
from quietmuscle.report.measured_words import MODALITIES
from quietmuscle.report.measured_words import POSTURES
from quietmuscle.report.measured_words import number
from quietmuscle.report.tables import Table

if TYPE_CHECKING:
    from datetime import date

_TOP, _BOTTOM, _HIGH = 32.0, 122.0, 150
_LEFT, _SIDE = 40, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredSeries:
    """Measurements that may be compared: one way of measuring, place and posture; the oldest first.

    Those without a place, and those that could not be measured, are in none.
    """

    modality: Modality
    sites: tuple[SiteRef, ...]
    measured: tuple[SummedMeasurement, ...]
    posture: Posture | None = None

    def name(self, language: str) -> str:
        """What was measured how, in words."""
        where = ", ".join(say(site_name(site), language) for site in self.sites)
        if self.posture is not None:
            where = f"{where}, {say(Message(POSTURES[self.posture]), language)}"
        return f"{say(Message(MODALITIES[self.modality]), language)}: {where}"


def measured_series(measured: tuple[SummedMeasurement, ...]) -> tuple[MeasuredSeries, ...]:
    """Measurements as rows that may be compared, the row with the newest first."""
    rows: dict[tuple[Modality, tuple[SiteRef, ...], Posture | None], list[SummedMeasurement]] = {}
    for each in sorted(
        measured, key=lambda one: (one.kept.moment.instant_utc, one.kept.id), reverse=True
    ):
        if each.kept.sites and each.summary.corrected.rate_interval_95 is not None:
            sites = tuple(sorted(each.kept.sites))
            key = (each.kept.result.modality, sites, each.kept.recording.posture)
            rows.setdefault(key, []).append(each)
    return tuple(
        MeasuredSeries(
            modality=modality, sites=sites, posture=posture, measured=tuple(reversed(row))
        )
        for (modality, sites, posture), row in rows.items()
    )


def series_chart(  # noqa: PLR0913 - what is drawn, on which days, and how
    series: MeasuredSeries,
    first: date,
    last: date,
    *,
    width_px: int,
    language: str,
    id_prefix: str,
) -> str:
    """The rate of each measurement with its interval, on the days of the chart above."""
    right = float(width_px - _SIDE)
    days = max(1, (last - first).days)
    most = max(
        (each.summary.corrected.rate_interval_95 or (0.0, 0.0))[1] for each in series.measured
    )
    top = most or 1.0

    def y(rate: float) -> float:
        return _BOTTOM - rate / top * (_BOTTOM - _TOP)

    whiskers = dots = ""
    points = []
    for each in series.measured:
        counted = each.summary.corrected
        if counted.rate_per_min is None or counted.rate_interval_95 is None:
            continue
        x = _LEFT + (each.kept.moment.logical_day - first).days / days * (right - _LEFT)
        low, high = counted.rate_interval_95
        whiskers += f"M{svg.shown(x)} {svg.shown(y(low))}V{svg.shown(y(high))}"
        dots += svg.tag(
            "circle", class_="chart-bar", cx=x, cy=y(counted.rate_per_min), r=4, fill=ink.LINE
        )
        points.append((x, y(counted.rate_per_min)))
    drawn = svg.tag(
        "path",
        class_="chart-axis",
        stroke=ink.QUIET,
        fill="none",
        d=f"M{_LEFT} {svg.shown(_TOP)}V{svg.shown(_BOTTOM)}H{svg.shown(right)}",
    )
    drawn += svg.text(say(Message(_("Twitches a minute")), language), 0, 14)
    drawn += svg.text(number(top), _LEFT - 6, _TOP + 5, anchor="end")
    drawn += svg.text("0", _LEFT - 6, _BOTTOM + 4, anchor="end")
    drawn += svg.text(full_date(first, language), _LEFT, _BOTTOM + 22)
    drawn += svg.text(full_date(last, language), right, _BOTTOM + 22, anchor="end")
    drawn += svg.tag("path", class_="chart-missing", stroke=ink.QUIET, fill="none", d=whiskers)
    if len(points) > 1:
        drawn += svg.tag(
            "path", class_="chart-line", stroke=ink.LINE, fill="none", d=svg.polyline(points)
        )
    words = Message(
        _("{count} measurement, in twitches a minute; the lines show how far each is sure."),
        plural=_(
            "{count} measurements, in twitches a minute; the lines show how far each is sure."
        ),
        count=len(points),
    )
    return svg.picture(
        width_px,
        _HIGH,
        drawn + dots,
        svg.Spoken(title=series.name(language), words=say(words, language), id_prefix=id_prefix),
    )


def series_table(series: MeasuredSeries, language: str) -> Table:
    """The same as a table, the newest first."""
    heads = (_("Day"), _("Twitches"), _("A minute"), _("Between"))
    return Table(
        title=series.name(language),
        columns=tuple(say(Message(head), language) for head in heads),
        rows=tuple(_row(each, language) for each in reversed(series.measured)),
    )


def _row(each: SummedMeasurement, language: str) -> tuple[str, ...]:
    counted = each.summary.corrected
    low, high = counted.rate_interval_95 or (0.0, 0.0)
    return (
        full_date(each.kept.moment.logical_day, language),
        str(counted.twitches),
        number(counted.rate_per_min or 0.0),
        f"{number(low)}–{number(high)}",
    )
