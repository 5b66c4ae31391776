"""What the program says about health, and where it comes from, for programs."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from quietmuscle.knowledge.facts import FactStatus
from quietmuscle.knowledge.sources import SourceStatus
from quietmuscle.knowledge.statements import stated_facts
from quietmuscle.web.part import Part
from quietmuscle.web.wire import Wire

router = Part(tags=["knowledge"])


class StatementWire(Wire):
    """A sentence about health. `sources` are ids; `rules` are the care rules it words."""

    id: str
    topic: str
    text: str
    status: FactStatus
    sources: tuple[str, ...] = Field(min_length=1)
    rules: tuple[str, ...]
    checked_on: date


class SourceWire(Wire):
    """Where statements come from."""

    id: str
    title: str
    status: SourceStatus
    addresses: tuple[str, ...]
    read_on: date | None
    recheck: str
    confidence: str


class ShareWire(Wire):
    """How many statements have a status, and which part of all that is."""

    status: FactStatus
    count: int
    share: float


class FactsWire(Wire):
    """All statements, all sources, and the shares by status."""

    statements: tuple[StatementWire, ...]
    sources: tuple[SourceWire, ...]
    shares: tuple[ShareWire, ...]


@router.get("/facts")
def get_facts() -> FactsWire:
    """Every sentence about health with its status, date and sources."""
    return FactsWire.model_validate(stated_facts())
