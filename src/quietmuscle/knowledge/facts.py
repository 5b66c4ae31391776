"""What the program says about health, each sentence with where it comes from.

No medical sentence stands in code or in a template: it stands in a file of the
folder `facts` and is asked for by its id or its topic. An entry holds

- `id`: short and lasting, such as "two_weeks". Pages and tests name it.
- `topic`: the list it belongs to; `facts("emergency")` gives a topic in order.
- `text`: our own plain words, British spelling, for a reader of twelve. It is
  the key of the text catalogue, so a changed text is a new sentence to
  translate.
- `status`: "read" (every source it names was read), "recalled" (at least one
  was only remembered), "computed" (a model of ours does so; nobody was measured) or
  "judgement" (ours, and not yet signed by a clinician). A fact is never stronger than its
  weakest source.
- `sources`: ids in sources.toml, at least one.
- `rules`: ids of the care rules that it puts into words, where it does.
- `date`: the day on which the text was last checked against its sources.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.knowledge.rows import KnowledgeError
from quietmuscle.knowledge.rows import Row
from quietmuscle.knowledge.rows import read_folder
from quietmuscle.knowledge.sources import Source
from quietmuscle.knowledge.sources import SourceStatus
from quietmuscle.knowledge.sources import source


class FactStatus(StrEnum):
    """How sure we may be that the sources say it."""

    READ = "read"
    RECALLED = "recalled"
    COMPUTED = "computed"
    JUDGEMENT = "judgement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A sentence about health, with its sources and how well we know them."""

    id: str
    topic: str
    text: str
    status: FactStatus
    sources: tuple[Source, ...]
    rules: tuple[str, ...]
    checked_on: date

    @property
    def message(self) -> Message:
        """The sentence, to be put into words where it is shown."""
        return Message(self.text)


_STATUS_WORDS = {
    FactStatus.READ: _("We read the sources of this sentence."),
    FactStatus.RECALLED: _("From memory of what medicine knows; we still have to read it again."),
    FactStatus.COMPUTED: _(
        "Our own model computes it. The model was compared with published figures; nobody was "
        "measured."
    ),
    FactStatus.JUDGEMENT: _("Our own judgement; no clinician has signed it yet."),
}


def facts(topic: str) -> tuple[Fact, ...]:
    """The facts of a topic in their order. Raises KnowledgeError where there are none."""
    found = tuple(entry for entry in _table().values() if entry.topic == topic)
    if not found:
        raise KnowledgeError(f"facts: there is no topic {topic!r}")
    return found


def fact(fact_id: str) -> Fact:
    """The fact of an id. Raises KnowledgeError: a dangling id is our fault."""
    try:
        return _table()[fact_id]
    except KeyError:
        raise KnowledgeError(f"facts: there is no fact {fact_id!r}") from None


def all_facts() -> tuple[Fact, ...]:
    """Every fact, in the order of the table: for tests and for translators."""
    return tuple(_table().values())


def status_words(status: FactStatus) -> Message:
    """How well a fact is known, as it is shown beside it."""
    return Message(_STATUS_WORDS[status])


@lru_cache(maxsize=1)
def _table() -> dict[str, Fact]:
    rows = read_folder("facts", "fact")
    table = {entry.id: entry for entry in map(read_fact, rows)}
    if len(table) != len(rows):
        raise KnowledgeError("facts: an id stands twice")
    return table


def read_fact(row: Row) -> Fact:
    """The fact that a row of the table describes; its sources must exist."""
    row.only("id", "topic", "text", "status", "sources", "rules", "date")
    status, sources, checked_on = standing(row)
    return Fact(
        id=row.text("id"),
        topic=row.text("topic"),
        text=row.text("text"),
        status=status,
        sources=sources,
        rules=row.texts("rules"),
        checked_on=checked_on,
    )


def standing(row: Row) -> tuple[FactStatus, tuple[Source, ...], date]:
    """How well an entry is known, where from, and when that was checked.

    Every table that holds sentences about health keeps these three, by the
    same rule: nothing is surer than its weakest source.
    """
    status = row.text("status")
    if status not in set(FactStatus):
        raise KnowledgeError(f"{row.place}: {status!r} is no status of a fact")
    found = tuple(source(source_id) for source_id in row.texts("sources"))
    if not found:
        raise KnowledgeError(f"{row.place}: it has no source")
    weakest = _weakest(found)
    if status not in {FactStatus.JUDGEMENT, weakest}:
        raise KnowledgeError(f"{row.place}: it is {status}, its sources {weakest}")
    return FactStatus(status), found, row.day("date")


def _weakest(found: tuple[Source, ...]) -> FactStatus:
    statuses = {entry.status for entry in found}
    if SourceStatus.OWN in statuses:
        return FactStatus.JUDGEMENT
    if SourceStatus.MODEL in statuses:
        return FactStatus.COMPUTED
    return FactStatus.RECALLED if SourceStatus.RECALLED in statuses else FactStatus.READ
