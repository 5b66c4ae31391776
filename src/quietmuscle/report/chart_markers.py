"""Changes of medicines in a chart: broken lines with a number, the number of the table's row."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from quietmuscle.report import chart_ink as ink
from quietmuscle.report import svg

if TYPE_CHECKING:
    from quietmuscle.model.medicine import MedicineChange
    from quietmuscle.report.axes import TimeAxis

LANE_PX = 24
HEIGHT_PX = 18
_NUMBER_PX = 12


def in_order(changes: tuple[MedicineChange, ...]) -> tuple[MedicineChange, ...]:
    """Changes in the order in which they are numbered: by day, then by name."""
    return tuple(sorted(changes, key=lambda change: (change.day, change.name.casefold())))


def markers(
    changes: tuple[MedicineChange, ...], time: TimeAxis, stretches: tuple[tuple[float, float], ...]
) -> str:
    """A number for each change, above a line down along stretches from top to bottom.

    Changes that are too near to each other share a number.
    """
    drawn, above = "", stretches[0][0] - HEIGHT_PX / 2
    for first, last, x, number_x in _groups(changes, time):
        words = f"{first}" if first == last else f"{first}–{last}"
        drawn += svg.tag(
            "path",
            class_="chart-marker",
            stroke=ink.SIGN,
            stroke_width=1.5,
            stroke_dasharray="3 4",
            d="".join(
                f"M{svg.shown(x)} {svg.shown(top)}V{svg.shown(bottom)}" for top, bottom in stretches
            ),
        )
        drawn += label(words, number_x, above)
    return drawn


def label(words: str, x: float, y: float) -> str:
    """A number in its frame about a place."""
    width = label_width(words)
    return svg.tag(
        "rect",
        class_="chart-marker-frame",
        fill=ink.SIGN,
        x=x - width / 2,
        y=y - HEIGHT_PX / 2,
        width=width,
        height=HEIGHT_PX,
        rx=HEIGHT_PX / 2,
    ) + svg.text(
        words,
        x,
        y + 4.5,
        anchor="middle",
        class_="chart-marker-number",
        fill=ink.PAPER,
        font_size=_NUMBER_PX,
        font_weight=600,
    )


def label_width(words: str) -> float:
    """How wide a number's frame is."""
    return max(HEIGHT_PX, svg.width_of(words, _NUMBER_PX) + 10)


class _Group(NamedTuple):
    """Changes that share a number; the line and the number may stand a little apart."""

    first: int
    last: int
    x: float
    number_x: float


def _groups(changes: tuple[MedicineChange, ...], time: TimeAxis) -> list[_Group]:
    """Changes in groups whose numbers do not meet."""
    widest = label_width(f"{len(changes)}–{len(changes)}")
    groups: list[_Group] = []
    for place, change in enumerate(in_order(changes), start=1):
        x = time.x(change.day)
        number_x = min(x, time.right - widest / 2)
        if groups and number_x - groups[-1].number_x < widest + 2:
            groups[-1] = groups[-1]._replace(last=place)
        else:
            groups.append(_Group(place, place, x, number_x))
    return groups
