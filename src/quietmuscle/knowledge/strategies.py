"""What may help, with its evidence, its limits and its steps: strategies.toml, typed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.knowledge.facts import Fact
from quietmuscle.knowledge.facts import fact
from quietmuscle.knowledge.rows import KnowledgeError
from quietmuscle.knowledge.rows import Row
from quietmuscle.knowledge.rows import read_rows
from quietmuscle.model.trial import Pace


class StrategyGroup(StrEnum):
    """What one does: the page is ordered by it."""

    KNOW = "know"
    CALM = "calm"
    MOVE = "move"
    TOUCH = "touch"
    EAT = "eat"


GROUP_WORDS = {
    StrategyGroup.KNOW: _("Know more"),
    StrategyGroup.CALM: _("Calm and rest"),
    StrategyGroup.MOVE: _("Move"),
    StrategyGroup.TOUCH: _("Touch, warmth and cold"),
    StrategyGroup.EAT: _("Drink and eat"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Strategy:
    """Something that may help, and what is known of it.

    `pace` is how quickly it begins to work and wears off, which `pace_fact`
    says; None for what is never tried in an experiment. A `supplement` is tried
    only once a clinician agreed.
    """

    id: str
    name: str
    group: StrategyGroup
    evidence: tuple[Fact, ...]
    cautions: tuple[Fact, ...]
    steps: tuple[Fact, ...]
    pace: Pace | None = None
    pace_fact: Fact | None = None
    supplement: bool = False

    @property
    def label(self) -> Message:
        """Its name."""
        return Message(self.name)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every sentence about it once, in reading order."""
        found = (*self.evidence, *self.cautions, *self.steps)
        return tuple({entry.id: entry for entry in found}.values())


def strategies() -> tuple[Strategy, ...]:
    """Every strategy, in the order of the table."""
    return tuple(_table().values())


def strategy(strategy_id: str) -> Strategy:
    """The strategy of an id. Raises KnowledgeError: a dangling id is our fault."""
    try:
        return _table()[strategy_id]
    except KeyError:
        raise KnowledgeError(f"strategies.toml: there is no strategy {strategy_id!r}") from None


@lru_cache(maxsize=1)
def _table() -> dict[str, Strategy]:
    rows = read_rows("strategies.toml", "strategy")
    table = {entry.id: entry for entry in map(read_strategy, rows)}
    if len(table) != len(rows):
        raise KnowledgeError("strategies.toml: an id stands twice")
    return table


def read_strategy(row: Row) -> Strategy:
    """The strategy that a row of the table describes; its facts must exist."""
    row.only(
        "id", "name", "group", "evidence", "cautions", "steps", "pace", "pace_fact", "supplement"
    )
    group = row.text("group")
    paced = "pace" in row.fields
    if paced != ("pace_fact" in row.fields) or (row.flag("supplement") and not paced):
        raise KnowledgeError(f"{row.place}: pace, pace_fact and supplement belong together")
    if group not in set(StrategyGroup):
        raise KnowledgeError(f"{row.place}: {group!r} is no group")
    found = Strategy(
        id=row.text("id"),
        name=row.text("name"),
        group=StrategyGroup(group),
        evidence=tuple(fact(each) for each in row.texts("evidence")),
        cautions=tuple(fact(each) for each in row.texts("cautions")),
        steps=tuple(fact(each) for each in row.texts("steps")),
        pace=row.choice("pace", Pace) if paced else None,
        pace_fact=fact(row.text("pace_fact")) if paced else None,
        supplement=row.flag("supplement"),
    )
    if not (found.evidence and found.cautions and found.steps):
        raise KnowledgeError(f"{row.place}: evidence, cautions and steps belong together")
    return found
