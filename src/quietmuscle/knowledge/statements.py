"""Every sentence about health with its standing, and how many are read, recalled or our own.

The facts, and the questions that stand in tables of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from typing import Protocol

from quietmuscle.knowledge.about_health import health_questions
from quietmuscle.knowledge.facts import FactStatus
from quietmuscle.knowledge.facts import all_facts
from quietmuscle.knowledge.interactions import interactions
from quietmuscle.knowledge.kinds import kind_questions
from quietmuscle.knowledge.medicine_facts import medicine_facts
from quietmuscle.knowledge.sessions import steps
from quietmuscle.knowledge.sources import SourceStatus
from quietmuscle.knowledge.sources import sources

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from quietmuscle.knowledge.sources import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence about health as it goes to programs: `sources` are ids."""

    id: str
    topic: str
    text: str
    status: FactStatus
    sources: tuple[str, ...]
    rules: tuple[str, ...]
    checked_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedSource:
    """A source as it goes to programs."""

    id: str
    title: str
    status: SourceStatus
    addresses: tuple[str, ...]
    read_on: date | None
    recheck: str
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusShare:
    """How many statements have a status, and which part of all that is."""

    status: FactStatus
    count: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that the program says about health, and where it comes from."""

    statements: tuple[Statement, ...]
    sources: tuple[StatedSource, ...]
    shares: tuple[StatusShare, ...]


class _Standing(Protocol):
    """What every table of sentences about health keeps of each of them."""

    @property
    def id(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def status(self) -> FactStatus: ...
    @property
    def sources(self) -> tuple[Source, ...]: ...
    @property
    def checked_on(self) -> date: ...


def statements() -> tuple[Statement, ...]:
    """Every sentence about health: the facts first, then the sentences of other tables."""
    return (
        *(_statement(each.topic, each, each.id, each.rules) for each in all_facts()),
        *_of("kind_questions", kind_questions()),
        *_of("health_questions", health_questions()),
        *_of("session_steps", steps()),
        *_of("medicines", medicine_facts()),
        *_of("interactions", interactions()),
    )


def _of(topic: str, entries: Iterable[_Standing]) -> Iterator[Statement]:
    """The sentences of a table whose ids are its own."""
    return (_statement(topic, each, f"{topic}.{each.id}", ()) for each in entries)


def _statement(topic: str, entry: _Standing, name: str, rules: tuple[str, ...]) -> Statement:
    return Statement(
        id=name,
        topic=topic,
        text=entry.text,
        status=entry.status,
        sources=tuple(source.id for source in entry.sources),
        rules=rules,
        checked_on=entry.checked_on,
    )


def status_shares(found: Iterable[Statement] | None = None) -> tuple[StatusShare, ...]:
    """How many statements have each status; of all statements where none are given."""
    statuses = [entry.status for entry in (statements() if found is None else found)]
    return tuple(
        StatusShare(
            status=status,
            count=statuses.count(status),
            share=statuses.count(status) / len(statuses) if statuses else 0.0,
        )
        for status in FactStatus
    )


def stated_facts() -> Facts:
    """All statements and all sources, for programs and for review."""
    return Facts(
        statements=statements(),
        sources=tuple(
            StatedSource(
                id=entry.id,
                title=entry.title,
                status=entry.status,
                addresses=entry.addresses,
                read_on=entry.read_on,
                recheck=entry.recheck,
                confidence=entry.confidence,
            )
            for entry in sources()
        ),
        shares=status_shares(),
    )
