"""What is known of each medicine: medicines/facts_*.toml, typed.

An entry is a sentence about health, with status, sources and date as every
fact has them (see facts.py), and besides

- `medicines`, `kinds`: whom it is about: ids of medicines, kinds of medicines.
- `topic`: "reactions" (what may have to do with twitching), "salts" (which
  salts of the blood it moves), "stopping" (what must not be stopped suddenly) or
  "fluids" (where advice to drink is dangerous).
- `evidence` (reactions and salts): "label_read" where the text of a label was
  read, "label_recalled" where it is remembered, "secondary" where a text about
  labels was read, "nothing_read" where a text was read that names nothing.
- `effects` (salts): which salt goes which way, such as "potassium_low".
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

FILES = ("medicines/facts_reactions.toml", "medicines/facts_warnings.toml")


class FactTopic(StrEnum):
    """What a fact of a medicine is about."""

    REACTIONS = "reactions"
    SALTS = "salts"
    STOPPING = "stopping"
    FLUIDS = "fluids"


class Evidence(StrEnum):
    """How sure we may be that a label says it."""

    LABEL_READ = "label_read"
    LABEL_RECALLED = "label_recalled"
    SECONDARY = "secondary"
    NOTHING_READ = "nothing_read"


class SaltEffect(StrEnum):
    """A salt of the blood, and the way in which a medicine may move it."""

    POTASSIUM_LOW = "potassium_low"
    POTASSIUM_HIGH = "potassium_high"
    MAGNESIUM_LOW = "magnesium_low"
    CALCIUM_LOW = "calcium_low"
    CALCIUM_HIGH = "calcium_high"
    SODIUM_LOW = "sodium_low"


_EVIDENCE_WORDS = {
    Evidence.LABEL_READ: _("From the text of a label that we read."),
    Evidence.LABEL_RECALLED: _("From memory; the label is not yet read again."),
    Evidence.SECONDARY: _("From a text about labels, not from the label itself."),
    Evidence.NOTHING_READ: _("A text was read; it names nothing that has to do with twitching."),
}

_SALT_WORDS = {
    SaltEffect.POTASSIUM_LOW: _("can lower potassium"),
    SaltEffect.POTASSIUM_HIGH: _("can raise potassium"),
    SaltEffect.MAGNESIUM_LOW: _("can lower magnesium"),
    SaltEffect.CALCIUM_LOW: _("can lower calcium"),
    SaltEffect.CALCIUM_HIGH: _("can raise calcium"),
    SaltEffect.SODIUM_LOW: _("can lower sodium"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicineFact:
    """A sentence about some medicines, with its sources and how well we know it."""

    id: str
    topic: FactTopic
    medicines: tuple[str, ...]
    kinds: frozenset[MedicineClass]
    text: str
    evidence: Evidence | None
    effects: tuple[SaltEffect, ...]
    status: FactStatus
    sources: tuple[Source, ...]
    checked_on: date

    @property
    def message(self) -> Message:
        """The sentence, to be put into words where it is shown."""
        return Message(self.text)

    def is_about(self, entry: Medicine) -> bool:
        """Whether it is about a medicine."""
        return entry.id in self.medicines or bool(self.kinds & entry.classes)


def medicine_facts() -> tuple[MedicineFact, ...]:
    """Every fact of the medicines, in the order of the tables."""
    return tuple(_table().values())


def facts_about(entry: Medicine, topic: FactTopic | None = None) -> tuple[MedicineFact, ...]:
    """What is known of a medicine, of one topic or of all."""
    return tuple(
        fact
        for fact in _table().values()
        if fact.is_about(entry) and (topic is None or fact.topic is topic)
    )


def medicine_fact(fact_id: str) -> MedicineFact:
    """The fact of an id. Raises KnowledgeError where there is none."""
    try:
        return _table()[fact_id]
    except KeyError:
        raise KnowledgeError(f"medicines: there is no fact {fact_id!r}") from None


def evidence_words(evidence: Evidence) -> Message:
    """How sure a reaction is, as it is shown beside it."""
    return Message(_EVIDENCE_WORDS[evidence])


def salt_words(effect: SaltEffect) -> Message:
    """What a medicine may do to a salt, in words."""
    return Message(_SALT_WORDS[effect])


@lru_cache(maxsize=1)
def _table() -> dict[str, MedicineFact]:
    table: dict[str, MedicineFact] = {}
    for file in FILES:
        for row in read_rows(file, "fact"):
            found = read_medicine_fact(row)
            if found.id in table:
                raise KnowledgeError(f"{row.place}: the id {found.id!r} stands twice")
            table[found.id] = found
    return table


def read_medicine_fact(row: Row) -> MedicineFact:
    """The fact that a row of the tables describes; medicines and sources must exist."""
    row.only(
        "id",
        "topic",
        "medicines",
        "kinds",
        "text",
        "evidence",
        "effects",
        "status",
        "sources",
        "date",
    )
    topic = row.choice("topic", FactTopic)
    about_labels = topic in {FactTopic.REACTIONS, FactTopic.SALTS}
    if about_labels != ("evidence" in row.fields):
        raise KnowledgeError(f"{row.place}: evidence belongs to what labels say, and only there")
    status, sources, checked_on = standing(row)
    found = MedicineFact(
        id=row.text("id"),
        topic=topic,
        medicines=tuple(medicine(each).id for each in row.texts("medicines")),
        kinds=frozenset(row.choices("kinds", MedicineClass)),
        text=row.text("text"),
        evidence=row.choice("evidence", Evidence) if about_labels else None,
        effects=row.choices("effects", SaltEffect),
        status=status,
        sources=sources,
        checked_on=checked_on,
    )
    if not found.medicines and not found.kinds:
        raise KnowledgeError(f"{row.place}: it is about no medicine")
    if (topic is FactTopic.SALTS) != bool(found.effects):
        raise KnowledgeError(f"{row.place}: effects belong to salts, and only there")
    if (found.evidence is Evidence.LABEL_RECALLED) != (
        about_labels and status is FactStatus.RECALLED
    ):
        raise KnowledgeError(f"{row.place}: evidence and status do not fit")
    return found
