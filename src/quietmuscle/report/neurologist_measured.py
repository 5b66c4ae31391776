"""What the person measured, on the page for the neurologist: one line for each way and place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.knowledge.sites import site_name
from quietmuscle.report.dates import full_date
from quietmuscle.report.measured_words import MODALITIES
from quietmuscle.report.measured_words import headline
from quietmuscle.report.neurologist_lines import Limits
from quietmuscle.report.neurologist_lines import Line
from quietmuscle.report.neurologist_lines import Section
from quietmuscle.report.neurologist_lines import section_of

if TYPE_CHECKING:
    from quietmuscle.model.corrected import SummedMeasurement
    from quietmuscle.model.recording import Modality
    from quietmuscle.model.site import SiteRef


def self_measured(
    measured: tuple[SummedMeasurement, ...], limits: Limits, language: str
) -> Section:
    """The newest measurement of each way and place, as one that a person made at home."""
    newest: dict[tuple[Modality, tuple[SiteRef, ...]], SummedMeasurement] = {}
    for each in measured:
        if each.summary.corrected.rate_per_min is not None:
            newest.setdefault((each.kept.result.modality, each.kept.sites), each)
    lines = [_line(each, language) for each in newest.values()]
    return section_of(_("Self-measured"), lines, limits.measured, language)


def _line(each: SummedMeasurement, language: str) -> Line:
    kept = each.kept
    where = ", ".join(say(site_name(site), language) for site in kept.sites[:2])
    said = Message(
        _("{where}, {day}: {count}"),
        {
            "where": where or Message(_("place not told")),
            "day": full_date(kept.moment.logical_day, language),
            "count": headline(kept.result, each.summary.corrected),
        },
    )
    return Line(
        label=say(Message(MODALITIES[kept.result.modality]), language), words=say(said, language)
    )
