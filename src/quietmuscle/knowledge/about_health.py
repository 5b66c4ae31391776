"""What is asked about one's health: about_health.toml, typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from quietmuscle.base.text import Message
from quietmuscle.knowledge.facts import FactStatus
from quietmuscle.knowledge.facts import standing
from quietmuscle.knowledge.rows import KnowledgeError
from quietmuscle.knowledge.rows import Row
from quietmuscle.knowledge.rows import read_rows
from quietmuscle.knowledge.sources import Source
from quietmuscle.model.health import HealthItem

FEVER = "fever"
"""What is asked each time and never kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthQuestion:
    """A question about one's health.

    One of `today` is asked each time, and not kept. One of `each_time` is kept,
    and a session asks it each time all the same: it can change from day to day.
    """

    id: str
    text: str
    today: bool
    each_time: bool
    status: FactStatus
    sources: tuple[Source, ...]
    checked_on: date

    @property
    def message(self) -> Message:
        """The question in words."""
        return Message(self.text)


def health_questions() -> tuple[HealthQuestion, ...]:
    """Every question, in the order of the table."""
    return tuple(_table().values())


def health_question(item: str) -> HealthQuestion:
    """The question of an id. Raises KnowledgeError: a dangling id is our fault."""
    try:
        return _table()[item]
    except KeyError:
        raise KnowledgeError(f"about_health.toml: there is no item {item!r}") from None


@lru_cache(maxsize=1)
def _table() -> dict[str, HealthQuestion]:
    rows = read_rows("about_health.toml", "item")
    table = {entry.id: entry for entry in map(read_health_question, rows)}
    if len(table) != len(rows):
        raise KnowledgeError("about_health.toml: an id stands twice")
    lasting = {entry.id for entry in table.values() if not entry.today}
    if lasting != {item.value for item in HealthItem} or table.keys() - lasting != {FEVER}:
        raise KnowledgeError("about_health.toml: it does not ask what the record can hold")
    return table


def read_health_question(row: Row) -> HealthQuestion:
    """The question that a row of the table describes."""
    row.only("id", "text", "today", "each_time", "status", "sources", "date")
    status, sources, checked_on = standing(row)
    return HealthQuestion(
        id=row.text("id"),
        text=row.text("text"),
        today=row.flag("today"),
        each_time=row.flag("today") or row.flag("each_time"),
        status=status,
        sources=sources,
        checked_on=checked_on,
    )
