"""The medicines on the page for the neurologist: those that are taken, and what changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.model.medicine import MedicineAction
from quietmuscle.model.medicine import medicine_courses
from quietmuscle.model.words import words_of
from quietmuscle.report.chart_markers import in_order
from quietmuscle.report.dates import short_date
from quietmuscle.report.neurologist_lines import Line
from quietmuscle.report.neurologist_lines import and_more
from quietmuscle.report.neurologist_lines import section_of
from quietmuscle.report.neurologist_lines import told

if TYPE_CHECKING:
    from datetime import date

    from quietmuscle.model.medicine import MedicineChange
    from quietmuscle.model.medicine import MedicineCourse
    from quietmuscle.report.neurologist_lines import Limits
    from quietmuscle.report.neurologist_lines import Section

LATELY = timedelta(days=183)
"""How far back changes of medicines, and medicines that were stopped, are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicineRows:
    """The list of medicines as a table, and how many more there are."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    more: str


def medicines(
    changes: tuple[MedicineChange, ...], limits: Limits, language: str
) -> MedicineRows | None:
    """The medicines that are taken, or None where none were told."""
    taken = [course for course in medicine_courses(changes) if course.stopped_on is None]
    if not taken:
        return None
    rows = tuple(_medicine(course, limits, language) for course in taken[: limits.medicines])
    heads = (_("Medicine"), _("Dose"), _("Since"))
    return MedicineRows(
        title=say(Message(_("Medicines taken now, as told")), language),
        columns=tuple(say(Message(head), language) for head in heads),
        rows=rows,
        more=and_more(len(taken) - len(rows), language),
    )


def medicine_timeline(
    changes: tuple[MedicineChange, ...], last: date, limits: Limits, language: str
) -> Section:
    """The changes of medicines and missed doses of half a year, the newest first."""
    lately = [
        change
        for change in in_order(changes)
        if last - LATELY < change.day <= last and change.action is not MedicineAction.TAKEN
    ]
    lines = [
        Line(
            label=short_date(change.day, language),
            words=say(
                Message(
                    _("{medicine}: {what}"),
                    {
                        "medicine": " ".join(
                            (told(change.name, limits.letters), told(change.dose, limits.letters))
                        ).strip(),
                        "what": say(Message(words_of(change.action)), language),
                    },
                ),
                language,
            ),
        )
        for change in reversed(lately)
    ]
    return section_of(_("Changes of medicines, last 6 months"), lines, limits.changes, language)


def medicine_questions(asked: tuple[Message, ...], limits: Limits, language: str) -> Section:
    """What there is to ask about medicines, the most pressing first."""
    lines = [
        Line(label=f"{place}.", words=told(say(question, language), max(limits.letters, 120)))
        for place, question in enumerate(asked, start=1)
    ]
    return section_of(_("Questions about medicines"), lines, limits.changes, language)


def _medicine(course: MedicineCourse, limits: Limits, language: str) -> tuple[str, ...]:
    """A row of the list of medicines."""
    since = ""
    if course.changed_on is not None:
        changed = short_date(course.changed_on, language)
        since = say(Message(_("dose since {day}"), {"day": changed}), language)
    elif course.started_on is not None:
        since = short_date(course.started_on, language)
    elif course.taken_on is not None:
        day = short_date(course.taken_on, language)
        since = say(Message(_("as needed, last on {day}"), {"day": day}), language)
    return (told(course.name, limits.letters), told(course.dose, limits.letters), since)
