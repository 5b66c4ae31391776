"""Blood results on the page for the neurologist: the last of each kind, with its range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.knowledge.lab_ranges import lab_range
from quietmuscle.report.dates import full_date
from quietmuscle.report.neurologist_lines import Limits
from quietmuscle.report.neurologist_lines import Line
from quietmuscle.report.neurologist_lines import Section

if TYPE_CHECKING:
    from quietmuscle.model.lab import LabResult


def blood_results(results: tuple[LabResult, ...], limits: Limits, language: str) -> Section:
    """The newest result of each kind, the newest first; as the papers say them, unjudged."""
    newest: dict[str, LabResult] = {}
    for result in sorted(results, key=lambda each: (each.day, each.id), reverse=True):
        newest.setdefault(result.analyte, result)
    return Section(
        title=say(Message(_("Blood results")), language),
        lines=tuple(_line(each, language) for each in tuple(newest.values())[: limits.lines]),
    )


def _line(result: LabResult, language: str) -> Line:
    values = {
        "value": f"{result.value:g} {result.unit.value}",
        "low": "" if result.range_low is None else f"{result.range_low:g}",
        "high": "" if result.range_high is None else f"{result.range_high:g}",
        "day": full_date(result.day, language),
    }
    if result.range_low is not None and result.range_high is not None:
        words = _("{value} (laboratory's range {low} to {high}), {day}")
    elif result.range_low is not None:
        words = _("{value} (laboratory's range from {low}), {day}")
    elif result.range_high is not None:
        words = _("{value} (laboratory's range up to {high}), {day}")
    else:
        words = _("{value}, {day}")
    return Line(
        label=say(lab_range(result.analyte).label, language),
        words=say(Message(words, values), language),
    )
