"""What medicines do together: interactions.toml, typed.

An entry is a sentence about health, with status, sources and date as every
fact has them (see facts.py), and besides

- `one_…` and `other_…`: the two sides, each by ids of medicines
  (`one_medicines`), kinds (`one_kinds`) or, on the other side only, conditions
  of the person (`other_conditions`).
- `within_…` in their place: any two different medicines of one group.
- `weight`: "today" (somebody should hear of it today), "ask" (ask at the next
  occasion), "space" (keep some hours between) or "know".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.knowledge.facts import FactStatus
from quietmuscle.knowledge.facts import standing
from quietmuscle.knowledge.medicines import Medicine
from quietmuscle.knowledge.medicines import medicine
from quietmuscle.knowledge.rows import KnowledgeError
from quietmuscle.knowledge.rows import Row
from quietmuscle.knowledge.rows import read_rows
from quietmuscle.knowledge.sources import Source
from quietmuscle.model.medicine_class import MedicineClass

FILE = "interactions.toml"


class Weight(StrEnum):
    """How much an interaction asks of the person; the first asks most."""

    TODAY = "today"
    ASK = "ask"
    SPACE = "space"
    KNOW = "know"


class Condition(StrEnum):
    """What matters beside medicines: an illness, a habit, a state."""

    KIDNEY_DISEASE = "kidney_disease"
    DEHYDRATION = "dehydration"
    ALCOHOL = "alcohol"
    CAFFEINE = "caffeine"
    SMOKING_CHANGE = "smoking_change"
    DRINKING_MUCH = "drinking_much"


_WEIGHT_WORDS = {
    Weight.TODAY: _("Tell somebody today"),
    Weight.ASK: _("Ask about it"),
    Weight.SPACE: _("Keep some hours between them"),
    Weight.KNOW: _("Good to know"),
}

_CONDITION_WORDS = {
    Condition.KIDNEY_DISEASE: _("weak kidneys"),
    Condition.DEHYDRATION: _("losing much water"),
    Condition.ALCOHOL: _("alcohol"),
    Condition.CAFFEINE: _("coffee, tea and other drinks with caffeine"),
    Condition.SMOKING_CHANGE: _("beginning or stopping to smoke"),
    Condition.DRINKING_MUCH: _("drinking much"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One side of an interaction: some medicines, some kinds of them."""

    medicines: frozenset[str]
    kinds: frozenset[MedicineClass]

    def holds(self, entry: Medicine) -> bool:
        """Whether a medicine is on this side."""
        return entry.id in self.medicines or bool(self.kinds & entry.classes)

    @property
    def is_empty(self) -> bool:
        """Whether no medicine can be on this side."""
        return not self.medicines and not self.kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class Interaction:
    """Two medicines, or a medicine and a condition, that matter together.

    Where `within` is true, both sides are the same group, and what is meant is
    any two different medicines of it.
    """

    id: str
    weight: Weight
    one: Group
    other: Group
    within: bool
    conditions: tuple[Condition, ...]
    text: str
    status: FactStatus
    sources: tuple[Source, ...]
    checked_on: date

    @property
    def message(self) -> Message:
        """The sentence, to be put into words where it is shown."""
        return Message(self.text)

    def joins(self, first: Medicine, second: Medicine) -> bool:
        """Whether it is about these two medicines, in whichever order."""
        if first.id == second.id:
            return False
        return (self.one.holds(first) and self.other.holds(second)) or (
            self.one.holds(second) and self.other.holds(first)
        )


def interactions() -> tuple[Interaction, ...]:
    """Every interaction, in the order of the table."""
    return tuple(_table().values())


def interaction(interaction_id: str) -> Interaction:
    """The interaction of an id. Raises KnowledgeError where there is none."""
    try:
        return _table()[interaction_id]
    except KeyError:
        raise KnowledgeError(f"{FILE}: there is no interaction {interaction_id!r}") from None


def weight_words(weight: Weight) -> Message:
    """What an interaction asks of the person, in words."""
    return Message(_WEIGHT_WORDS[weight])


def condition_words(condition: Condition) -> Message:
    """A condition in words."""
    return Message(_CONDITION_WORDS[condition])


@lru_cache(maxsize=1)
def _table() -> dict[str, Interaction]:
    rows = read_rows(FILE, "interaction")
    table = {entry.id: entry for entry in map(read_interaction, rows)}
    if len(table) != len(rows):
        raise KnowledgeError(f"{FILE}: an id stands twice")
    return table


def read_interaction(row: Row) -> Interaction:
    """The interaction that a row of the table describes; medicines must exist."""
    sides = ("one", "other", "within")
    row.only(
        "id",
        "weight",
        *(f"{side}_{what}" for side in sides for what in ("medicines", "kinds")),
        "other_conditions",
        "text",
        "status",
        "sources",
        "date",
    )
    one, other, within = (_group(row, side) for side in sides)
    conditions = row.choices("other_conditions", Condition)
    if within.is_empty == one.is_empty:
        raise KnowledgeError(f"{row.place}: it needs one side, or one group within")
    if one.is_empty != (other.is_empty and not conditions):
        raise KnowledgeError(f"{row.place}: it needs another side")
    status, sources, checked_on = standing(row)
    return Interaction(
        id=row.text("id"),
        weight=row.choice("weight", Weight),
        one=within if one.is_empty else one,
        other=within if one.is_empty else other,
        within=one.is_empty,
        conditions=conditions,
        text=row.text("text"),
        status=status,
        sources=sources,
        checked_on=checked_on,
    )


def _group(row: Row, side: str) -> Group:
    return Group(
        medicines=frozenset(medicine(each).id for each in row.texts(f"{side}_medicines")),
        kinds=frozenset(row.choices(f"{side}_kinds", MedicineClass)),
    )
