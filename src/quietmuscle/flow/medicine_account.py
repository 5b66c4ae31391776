"""What is known of medicines, for programs: plain words, ids and lists in a fixed order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.text import SOURCE_LANGUAGE
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.knowledge.facts import FactStatus
from quietmuscle.knowledge.interactions import Condition
from quietmuscle.knowledge.interactions import Weight
from quietmuscle.knowledge.medicine_facts import Evidence
from quietmuscle.knowledge.medicine_facts import FactTopic
from quietmuscle.knowledge.medicine_facts import SaltEffect
from quietmuscle.knowledge.medicine_facts import facts_about
from quietmuscle.knowledge.medicine_search import search_medicines
from quietmuscle.knowledge.medicines import Grade
from quietmuscle.knowledge.medicines import Market
from quietmuscle.knowledge.medicines import medicine_or_none
from quietmuscle.model.medicine_class import MedicineClass

if TYPE_CHECKING:
    from quietmuscle.advise.medicine_check import CheckedMedicine
    from quietmuscle.advise.medicine_check import MedicineCheck
    from quietmuscle.advise.pharmacist_questions import PharmacistQuestion
    from quietmuscle.knowledge.interactions import Interaction
    from quietmuscle.knowledge.medicine_facts import MedicineFact


@dataclass(frozen=True, slots=True, kw_only=True)
class FactTold:
    """A sentence about a medicine. `evidence` says how sure it is that a label says it."""

    id: str
    topic: FactTopic
    text: str
    evidence: Evidence | None
    effects: tuple[SaltEffect, ...]
    status: FactStatus
    sources: tuple[str, ...]
    checked_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class InteractionTold:
    """A sentence about medicines, or a medicine and a condition, that matter together."""

    id: str
    weight: Weight
    conditions: tuple[Condition, ...]
    text: str
    status: FactStatus
    sources: tuple[str, ...]
    checked_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandTold:
    """A brand name, and where it is used."""

    name: str
    markets: tuple[Market, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicineTold:
    """A medicine of our list with all that is known of it.

    `rxcui` are RxNorm codes that were read: "c:" of the ingredient, "p:" of a product.
    """

    id: str
    name: str
    us_name: str | None
    other_names: tuple[str, ...]
    brands: tuple[BrandTold, ...]
    classes: tuple[MedicineClass, ...]
    grade: Grade
    atc: tuple[str, ...]
    rxcui: tuple[str, ...]
    facts: tuple[FactTold, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicineOffered:
    """A medicine that a search offers; only where `exact` is true was its name typed."""

    id: str
    found_by: str
    name: str
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchTold:
    """What a search for a medicine offers, the nearest first."""

    text: str
    found: tuple[MedicineOffered, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenTold:
    """A medicine that is taken; `id` is null where it is not in our list."""

    name: str
    id: str | None
    facts: tuple[FactTold, ...]
    conditions: tuple[InteractionTold, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CombinationTold:
    """Two medicines that are taken and that matter together."""

    first: str
    second: str
    interaction: InteractionTold


@dataclass(frozen=True, slots=True, kw_only=True)
class TwiceTold:
    """A medicine that was told as started twice without a stop between."""

    name: str
    first_on: date
    again_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SaltTold:
    """A salt of the blood that may be moved, and the medicines that may move it."""

    effect: SaltEffect
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionTold:
    """A question for the pharmacist; `because` are ids of facts and interactions."""

    question: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckTold:
    """The medicine check. A medicine in `not_in_list` is unknown to us, not harmless."""

    taken: tuple[TakenTold, ...]
    not_in_list: tuple[str, ...]
    combinations: tuple[CombinationTold, ...]
    same_twice: tuple[tuple[str, str], ...]
    started_twice: tuple[TwiceTold, ...]
    salts: tuple[SaltTold, ...]
    fluid_cautions: tuple[str, ...]
    ended_suddenly: tuple[str, ...]
    missed_doses: tuple[str, ...]
    questions: tuple[QuestionTold, ...]


def search_told(text: str) -> SearchTold:
    """What a search offers."""
    return SearchTold(
        text=text,
        found=tuple(
            MedicineOffered(
                id=each.medicine.id, found_by=each.name, name=each.medicine.name, exact=each.exact
            )
            for each in search_medicines(text)
        ),
    )


def medicine_told(medicine_id: str) -> MedicineTold:
    """A medicine of our list; NotFoundError for an id that it lacks."""
    found = medicine_or_none(medicine_id)
    if found is None:
        raise NotFoundError(
            Message(
                _("{code} is not in our list of medicines. Please ask your pharmacist."),
                {"code": medicine_id[:60]},
            )
        )
    return MedicineTold(
        id=found.id,
        name=found.name,
        us_name=found.us_name,
        other_names=found.other_names,
        brands=tuple(BrandTold(name=each.name, markets=each.markets) for each in found.brands),
        classes=tuple(kind for kind in MedicineClass if kind in found.classes),
        grade=found.grade,
        atc=found.atc,
        rxcui=tuple(f"{'p' if each.of_product else 'c'}:{each.code}" for each in found.rxcui),
        facts=tuple(map(_fact, facts_about(found))),
    )


def check_told(
    check: MedicineCheck,
    questions: tuple[PharmacistQuestion, ...],
    language: str = SOURCE_LANGUAGE,
) -> CheckTold:
    """The medicine check with its questions, these in a language."""
    return CheckTold(
        taken=tuple(map(_taken, check.taken)),
        not_in_list=check.not_in_list,
        combinations=tuple(
            CombinationTold(
                first=each.first, second=each.second, interaction=_interaction(each.interaction)
            )
            for each in check.combinations
        ),
        same_twice=check.same_twice,
        started_twice=tuple(
            TwiceTold(name=each.name, first_on=each.first_on, again_on=each.again_on)
            for each in check.started_twice
        ),
        salts=tuple(SaltTold(effect=each.effect, names=each.names) for each in check.salts),
        fluid_cautions=tuple(each.name for each in check.fluid_cautions),
        ended_suddenly=tuple(each.name for each in check.ended),
        missed_doses=tuple(each.name for each in check.missed),
        questions=tuple(
            QuestionTold(question=say(each.question, language), because=each.because)
            for each in questions
        ),
    )


def _taken(each: CheckedMedicine) -> TakenTold:
    return TakenTold(
        name=each.name,
        id=None if each.medicine is None else each.medicine.id,
        facts=tuple(map(_fact, each.facts)),
        conditions=tuple(map(_interaction, each.conditions)),
    )


def _fact(fact: MedicineFact) -> FactTold:
    return FactTold(
        id=fact.id,
        topic=fact.topic,
        text=fact.text,
        evidence=fact.evidence,
        effects=fact.effects,
        status=fact.status,
        sources=tuple(source.id for source in fact.sources),
        checked_on=fact.checked_on,
    )


def _interaction(each: Interaction) -> InteractionTold:
    return InteractionTold(
        id=each.id,
        weight=each.weight,
        conditions=each.conditions,
        text=each.text,
        status=each.status,
        sources=tuple(source.id for source in each.sources),
        checked_on=each.checked_on,
    )
