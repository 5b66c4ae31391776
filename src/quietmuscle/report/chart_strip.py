"""An item of the day as a strip below the chart, on the same axis of time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NamedTuple

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.base.units import UnitSystem
from quietmuscle.base.units import fluid_shown
from quietmuscle.model.course import DayValue
from quietmuscle.model.day import DayItem
from quietmuscle.model.day import day_question
from quietmuscle.report import chart_ink as ink
from quietmuscle.report import svg
from quietmuscle.report.bins import binned_values
from quietmuscle.report.chart_days import dot_px
from quietmuscle.report.chart_days import dots

if TYPE_CHECKING:
    from quietmuscle.model.day import Choice
    from quietmuscle.report.axes import TimeAxis

_LEVEL_PX = 15
_LINE_PX = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemValues:
    """The answers to an item of the day, and the units in which amounts are shown."""

    item: DayItem
    values: tuple[DayValue, ...]
    units: UnitSystem = UnitSystem.METRIC


class Strip(NamedTuple):
    """A strip as it is drawn: its levels lie between top and bottom."""

    markup: str
    top: float
    bottom: float


def strip(
    told: ItemValues, time: TimeAxis, above: float, *, step_days: int, language: str
) -> Strip:
    """A dot for each answer, higher for more, below what lies above."""
    question = day_question(told.item)
    ends = (question.choices[-1], question.choices[0])
    most, least = (choice_words(told.item, choice, told.units, language) for choice in ends)
    name = Message(
        _("{item}, from {least} at the bottom to {most} at the top"),
        {"item": Message(question.name), "least": f"“{least}”", "most": f"“{most}”"},
    )
    drawn = ""
    y = above
    for line in svg.wrapped(say(name, language), time.right):
        y += _LINE_PX
        drawn += svg.text(line, 0, y)
    y += 14
    levels = {choice.value: place for place, choice in enumerate(question.choices)}
    bottom = y + (len(levels) - 1) * _LEVEL_PX
    grid = "".join(
        f"M{svg.shown(time.left)} {svg.shown(bottom - place * _LEVEL_PX)}H{svg.shown(time.right)}"
        for place in levels.values()
    )
    drawn += svg.tag("path", class_="chart-grid", stroke=ink.GRID, stroke_width=1, d=grid)
    drawn += dots(
        [
            (time.x(max(day, time.first)), bottom - levels[value] * _LEVEL_PX)
            for day, value in binned_values(told.values, time.last, step_days)
        ],
        dot_px(time, step_days),
    )
    return Strip(drawn, y - 6, bottom + 8)


def choice_words(item: DayItem, choice: Choice, units: UnitSystem, language: str) -> str:
    """The words of an answer, with amounts in the person's units."""
    values: dict[str, object] = {}
    if item is DayItem.FLUIDS:
        amount, unit = fluid_shown(choice.value, units)
        values["amount"] = f"{amount:g} {unit}"
    return say(Message(choice.words, values), language)
