"""Whom a strategy does not suit, or only with care: limits.toml, typed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from quietmuscle.knowledge.about_health import health_question
from quietmuscle.knowledge.facts import Fact
from quietmuscle.knowledge.facts import fact
from quietmuscle.knowledge.rows import KnowledgeError
from quietmuscle.knowledge.rows import Row
from quietmuscle.knowledge.rows import read_rows
from quietmuscle.knowledge.strategies import strategy
from quietmuscle.model.medicine_class import MedicineClass


class LimitEffect(StrEnum):
    """What a limit does where it holds."""

    NOT_OFFERED = "not_offered"
    WITH_CARE = "with_care"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One reason not to do something, or to do it with care.

    It holds for people with the `item` (an id of about_health.toml), or for
    those who take a medicine of the class; one of the two is given.
    """

    strategy: str
    item: str | None
    medicine_class: MedicineClass | None
    effect: LimitEffect
    fact: Fact


@lru_cache(maxsize=1)
def limits() -> tuple[Limit, ...]:
    """Every limit, in the order of the table."""
    found = tuple(map(read_limit, read_rows("limits.toml", "limit")))
    if len({(each.strategy, each.item, each.medicine_class) for each in found}) != len(found):
        raise KnowledgeError("limits.toml: a limit stands twice")
    return found


def read_limit(row: Row) -> Limit:
    """The limit that a row of the table describes; what it names must exist."""
    row.only("strategy", "item", "class", "effect", "fact")
    item, of_class, effect = row.text("item", ""), row.text("class", ""), row.text("effect")
    if bool(item) == bool(of_class):
        raise KnowledgeError(f"{row.place}: it names an item, or a class of medicines")
    if of_class and of_class not in set(MedicineClass):
        raise KnowledgeError(f"{row.place}: there is no class {of_class!r}")
    if effect not in set(LimitEffect):
        raise KnowledgeError(f"{row.place}: {effect!r} is no effect")
    return Limit(
        strategy=strategy(row.text("strategy")).id,
        item=health_question(item).id if item else None,
        medicine_class=MedicineClass(of_class) if of_class else None,
        effect=LimitEffect(effect),
        fact=fact(row.text("fact")),
    )
