"""Lines over one axis: what a simulation did, row by row.

Each quantity has a row of its own with its name above it, so that no line has to be
told from another by its colour. Points that mark moments stand as short bars.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import floor
from math import log10
from typing import TYPE_CHECKING

from quietmuscle.base.text import Message
from quietmuscle.base.text import say
from quietmuscle.report import chart_ink as ink
from quietmuscle.report import svg

if TYPE_CHECKING:
    from collections.abc import Callable

_LEFT_PX, _RIGHT_PX = 52.0, 16.0
_LABEL_PX, _ROW_PX, _MARKS_PX, _GAP_PX, _FOOT_PX = 26.0, 70.0, 26.0, 14.0, 40.0
_STEPS = (1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """A row: a line through (x, y) on a range of y, or only marks at some x.

    `names` are heights with a word for each; they stand in place of the axis's numbers.
    """

    label: Message
    points: tuple[tuple[float, float], ...] = ()
    low: float = 0.0
    high: float = 1.0
    marks: tuple[float, ...] = ()
    names: tuple[tuple[float, Message], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChart:
    """Rows over x from `begin` to `end`; `words` say in a few sentences what one sees.

    `guides` are places of x to look at in all rows: thin lines from top to bottom.
    """

    title: Message
    words: Message
    x_label: Message
    begin: float
    end: float
    rows: tuple[LineRow, ...]
    guides: tuple[float, ...] = ()


def line_chart(chart: LineChart, *, width_px: float, language: str, id_prefix: str) -> str:
    """The picture as an SVG element."""
    right = width_px - _RIGHT_PX
    span = max(chart.end - chart.begin, 1e-9)

    def x(value: float) -> float:
        return _LEFT_PX + (value - chart.begin) / span * (right - _LEFT_PX)

    drawn, top = "", 0.0
    for row in chart.rows:
        drawn += svg.text(say(row.label, language), 0, top + 14)
        top += _LABEL_PX
        high = _ROW_PX if row.points else _MARKS_PX
        drawn += _line(row, x, _Place(top=top, right=right), language) if row.points else ""
        drawn += _marks(row, x, top, high)
        top += high + _GAP_PX
    bottom = top - _GAP_PX / 2
    if chart.guides:
        down = f"V{svg.shown(bottom)}"
        thin = "".join(f"M{svg.shown(x(at))} {svg.shown(_LABEL_PX)}{down}" for at in chart.guides)
        drawn = svg.tag("path", class_="chart-guide", stroke=ink.QUIET, d=thin, fill="none") + drawn
    axis = f"M{svg.shown(_LEFT_PX)} {svg.shown(bottom)}H{svg.shown(right)}"
    for value in ticks(chart.begin, chart.end, most=4 if width_px < 500 else 8):
        axis += f"M{svg.shown(x(value))} {svg.shown(bottom)}v5"
        drawn += svg.text(f"{value:g}", x(value), bottom + 19, anchor="middle")
    drawn += svg.tag("path", class_="chart-axis", stroke=ink.QUIET, d=axis, fill="none")
    drawn += svg.text(say(chart.x_label, language), right, bottom + 36, anchor="end")
    return svg.picture(
        width_px,
        round(bottom + _FOOT_PX),
        drawn,
        svg.Spoken(
            title=say(chart.title, language),
            words=say(chart.words, language),
            id_prefix=id_prefix,
        ),
    )


def ticks(low: float, high: float, *, most: int) -> tuple[float, ...]:
    """Round numbers from low to high, at most so many."""
    rough = max(high - low, 1e-9) / most
    power = 10.0 ** floor(log10(rough))
    step = next(each * power for each in _STEPS if each * power >= rough * (1 - 1e-9))
    first = -(-low // step)
    count = int((high - first * step) / step + 1e-9) + 1
    return tuple(round((first + number) * step, 10) for number in range(count))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    top: float
    right: float


def _line(row: LineRow, x: Callable[[float], float], place: _Place, language: str) -> str:
    span = max(row.high - row.low, 1e-9)

    def y(value: float) -> float:
        return place.top + _ROW_PX * (1 - (min(max(value, row.low), row.high) - row.low) / span)

    named = [(at, say(words, language)) for at, words in row.names] or [
        (at, f"{at:g}") for at in ticks(row.low, row.high, most=3)
    ]

    grid = ""
    drawn = ""
    for value, words in named:
        grid += f"M{svg.shown(_LEFT_PX)} {svg.shown(y(value))}H{svg.shown(place.right)}"
        drawn += svg.text(words, _LEFT_PX - 6, y(value) + 5, anchor="end")
    places = [(x(at), y(value)) for at, value in row.points]
    kept = [places[0], *(later for earlier, later in pairwise(places) if later != earlier)]
    return (
        svg.tag("path", class_="chart-grid", stroke=ink.GRID, d=grid, fill="none")
        + drawn
        + svg.tag(
            "path",
            class_="chart-line",
            stroke=ink.LINE,
            stroke_width=2,
            stroke_linejoin="round",
            d=svg.polyline(kept),
            fill="none",
        )
    )


def _marks(row: LineRow, x: Callable[[float], float], top: float, high: float) -> str:
    if not row.marks:
        return ""
    bars = "".join(f"M{svg.shown(x(at))} {svg.shown(top)}v{svg.shown(high)}" for at in row.marks)
    return svg.tag("path", class_="chart-dot", stroke=ink.SIGN, stroke_width=2, d=bars, fill="none")
