"""Questions for the pharmacist or the MS nurse, made from the medicine check.

They ask; what is known, and how sure it is, stands in the facts and
interactions that each question names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.knowledge.interactions import Weight
from quietmuscle.knowledge.medicine_facts import salt_words
from quietmuscle.knowledge.medicines import Grade

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quietmuscle.advise.medicine_check import CheckedMedicine
    from quietmuscle.advise.medicine_check import Combination
    from quietmuscle.advise.medicine_check import MedicineCheck
    from quietmuscle.knowledge.medicine_facts import MedicineFact


@dataclass(frozen=True, slots=True, kw_only=True)
class PharmacistQuestion:
    """A question to ask, with the ids of what it rests on."""

    question: Message
    because: tuple[str, ...] = ()


def pharmacist_questions(check: MedicineCheck) -> tuple[PharmacistQuestion, ...]:
    """What to ask about the medicines that are taken, the most pressing first."""
    return (
        *(_of_combination(each) for each in check.combinations),
        *_of_doubles(check),
        *_of_breaks(check),
        *_of_unknown(check),
        *_of_salts(check),
        *_of_fluids(check),
        *_of_twitching(check),
        *_of_ending(check),
    )


def _of_combination(combination: Combination) -> PharmacistQuestion:
    values = {"first": combination.first, "second": combination.second}
    words = {
        Weight.TODAY: _(
            "I take {first} and {second}. Does the prescriber know of both, and is that all right?"
        ),
        Weight.SPACE: _("How many hours should lie between {first} and {second}?"),
    }.get(
        combination.interaction.weight,
        _("I take {first} and {second}. What should I watch for, and do I need a blood test?"),
    )
    return PharmacistQuestion(
        question=Message(words, values), because=(combination.interaction.id,)
    )


def _of_doubles(check: MedicineCheck) -> Iterator[PharmacistQuestion]:
    for one, other in check.same_twice:
        yield PharmacistQuestion(
            question=Message(
                _("{first} and {second} seem to be the same medicine. Should I take both?"),
                {"first": one, "second": other},
            )
        )


def _of_breaks(check: MedicineCheck) -> Iterator[PharmacistQuestion]:
    for each in check.ended:
        yield _about(each, _("I stopped {name} not long ago. Was that too sudden?"), each.stopping)
    for each in check.missed:
        yield _about(
            each, _("I missed doses of {name}. What do I do when that happens?"), each.stopping
        )


def _of_unknown(check: MedicineCheck) -> Iterator[PharmacistQuestion]:
    for name in check.not_in_list:
        yield PharmacistQuestion(
            question=Message(
                _("Can {name} have to do with twitching, and does it go with what else I take?"),
                {"name": name},
            )
        )


def _of_salts(check: MedicineCheck) -> Iterator[PharmacistQuestion]:
    for salt in check.salts:
        yield PharmacistQuestion(
            question=Message(
                _("{names}: this {effect}. When was it last tested, and is a test due?"),
                {"names": ", ".join(salt.names), "effect": salt_words(salt.effect)},
            ),
            because=tuple(
                fact.id
                for each in check.taken
                for fact in each.salts
                if salt.effect in fact.effects
            ),
        )


def _of_fluids(check: MedicineCheck) -> Iterator[PharmacistQuestion]:
    for each in check.fluid_cautions:
        yield _about(
            each, _("How much should I drink while I take {name}, also in the heat?"), each.fluids
        )


def _of_twitching(check: MedicineCheck) -> Iterator[PharmacistQuestion]:
    named = [
        each
        for each in check.taken
        if each.medicine is not None and each.medicine.grade is Grade.A and each.reactions
    ]
    if len(named) == 1:
        yield _about(named[0], _("Can {name} have to do with my twitching?"), named[0].reactions)
    elif named:
        yield PharmacistQuestion(
            question=Message(
                _("Can one of these have to do with my twitching: {names}?"),
                {"names": ", ".join(each.name for each in named)},
            ),
            because=tuple(fact.id for each in named for fact in each.reactions),
        )


def _of_ending(check: MedicineCheck) -> Iterator[PharmacistQuestion]:
    for each in check.taken:
        if each.stopping:
            yield _about(
                each,
                _("What do I do if I run out of {name}, and how would it be ended one day?"),
                each.stopping,
            )


def _about(
    each: CheckedMedicine, words: str, facts: tuple[MedicineFact, ...]
) -> PharmacistQuestion:
    return PharmacistQuestion(
        question=Message(words, {"name": each.name}),
        because=tuple(fact.id for fact in facts),
    )
