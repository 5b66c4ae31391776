"""At what hour of which weekday it twitched: a table of tinted cells, each with its number.

Two layouts: a narrow one with weekdays side by side and two hours to a row,
and a wide one with hours side by side and a weekday to a row. Classes for a
page's style sheet: those of charts.py, heat-1 to heat-5 for the tints (as in
heat_map.py), and chart-cell-1 to chart-cell-5 for the numbers on them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quietmuscle.base.text import SOURCE_LANGUAGE
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.report import chart_ink as ink
from quietmuscle.report import svg
from quietmuscle.report.dates import SHORT_WEEKDAYS
from quietmuscle.report.dates import WEEKDAYS
from quietmuscle.report.heat_map import HEAT
from quietmuscle.report.heat_map import heat_steps

if TYPE_CHECKING:
    from quietmuscle.model.query import HourCount

ROOM_FOR_HOURS_PX = 600
"""From this width on, each hour has a column of its own."""

_LABEL_PX = 52
_NUMBER_PX = 13
_SMALLEST_NUMBER_PX = 11
_ROW_PX = 28
_FIRST_DARK_STEP = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grid:
    """Cells in rows and columns, with their labels and numbers."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    numbers: tuple[tuple[int, ...], ...]
    every_column: int


def hours_chart(
    hours: tuple[HourCount, ...],
    *,
    width_px: float,
    language: str = SOURCE_LANGUAGE,
    id_prefix: str = "hours",
) -> str:
    """The picture as an SVG element; an empty text where no time is known."""
    if not any(hour.twitches for hour in hours):
        return ""
    is_wide = width_px >= ROOM_FOR_HOURS_PX
    grid = _by_weekday(hours, language) if is_wide else _by_two_hours(hours, language)
    cell_px = (width_px - _LABEL_PX) / len(grid.columns)
    steps = heat_steps(max(max(row) for row in grid.numbers))
    drawn = "".join(
        svg.text(words, _LABEL_PX + (place + 0.5) * cell_px, 15, anchor="middle")
        for place, words in enumerate(grid.columns)
        if place % grid.every_column == 0
    )
    for row, (words, numbers) in enumerate(zip(grid.rows, grid.numbers, strict=True)):
        y = float(24 + row * _ROW_PX)
        drawn += svg.text(words, _LABEL_PX - 8, y + 19, anchor="end")
        for column, twitches in enumerate(numbers):
            step = next((s.number for s in steps if s.least <= twitches <= s.most), 0)
            drawn += _cell(twitches, step, (_LABEL_PX + column * cell_px, y), cell_px)
    return svg.picture(
        width_px,
        24 + len(grid.rows) * _ROW_PX,
        drawn,
        svg.Spoken(
            title=say(Message(_("At what time it twitched")), language),
            words=say(_busiest(hours), language),
            id_prefix=id_prefix,
        ),
    )


def hour_counts(hours: tuple[HourCount, ...]) -> Counter[tuple[int, int]]:
    """The number of twitches by weekday and hour."""
    found: Counter[tuple[int, int]] = Counter()
    for hour in hours:
        found[hour.weekday, hour.hour] += hour.twitches
    return found


def _by_weekday(hours: tuple[HourCount, ...], language: str) -> _Grid:
    counts = hour_counts(hours)
    return _Grid(
        rows=_weekdays(language),
        columns=tuple(f"{hour}" for hour in range(24)),
        numbers=tuple(tuple(counts[day, hour] for hour in range(24)) for day in range(7)),
        every_column=2,
    )


def _by_two_hours(hours: tuple[HourCount, ...], language: str) -> _Grid:
    counts = hour_counts(hours)
    return _Grid(
        rows=tuple(f"{hour}–{hour + 2}" for hour in range(0, 24, 2)),
        columns=_weekdays(language),
        numbers=tuple(
            tuple(counts[day, hour] + counts[day, hour + 1] for day in range(7))
            for hour in range(0, 24, 2)
        ),
        every_column=1,
    )


def _weekdays(language: str) -> tuple[str, ...]:
    return tuple(say(Message(name), language) for name in SHORT_WEEKDAYS)


def _cell(twitches: int, step: int, corner: tuple[float, float], width: float) -> str:
    """A cell; one without twitches is an empty frame."""
    x, y = corner
    frame = svg.tag(
        "rect",
        class_=f"heat-{step}" if step else "chart-cell-empty",
        fill=HEAT[step] if step else "none",
        stroke=None if step else ink.GRID,
        x=x + 1,
        y=y + 1,
        width=width - 2,
        height=_ROW_PX - 2.0,
        rx=4,
    )
    if not step:
        return frame
    words = str(twitches)
    size = _NUMBER_PX * min(1, (width - 6) / svg.width_of(words, _NUMBER_PX))
    if size < _SMALLEST_NUMBER_PX:
        words, size = f"{twitches / 1000:.0f}k", _SMALLEST_NUMBER_PX
    return frame + svg.text(
        words,
        x + width / 2,
        y + _ROW_PX / 2 + size / 3,
        anchor="middle",
        class_=f"chart-text chart-cell-{step}",
        fill=ink.PAPER if step >= _FIRST_DARK_STEP else ink.WORDS,
        font_size=round(size, 1),
    )


def _busiest(hours: tuple[HourCount, ...]) -> Message:
    """The hour with the most twitches, in words."""
    (weekday, hour), twitches = min(hour_counts(hours).items(), key=lambda pair: (-pair[1], pair))
    return Message(
        _("Most on {weekday} from {start}:00 to {end}:00: {twitches}."),
        {
            "weekday": Message(WEEKDAYS[weekday]),
            "start": hour,
            "end": hour + 1,
            "twitches": twitches,
        },
    )
