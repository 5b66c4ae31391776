"""Claims about the care check that compare two scenarios: what never makes the outcome milder.

"Milder" is meant so: while the check asks, what counts is the tier that is sure
already (`at_least`; none is the mildest); once there is a tier, the tier.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import z3
from care_claim import Proof
from care_claim import any_scenario
from care_claim import proof
from care_inputs import Answered
from care_inputs import Inputs
from care_inputs import answered
from care_inputs import drug
from care_model import Weighed
from care_model import both
from care_model import either
from care_table import LIST_COMPLETE

if TYPE_CHECKING:
    from collections.abc import Callable

SEVERITIES = (1, 2, 3, 4)


def milder(one: Weighed, other: Weighed) -> z3.BoolRef:
    """That what is sure is less in the other one."""
    return either(*(both(one.at_least[s], z3.Not(other.at_least[s])) for s in SEVERITIES))


def milder_in_the_end(one: Weighed, other: Weighed) -> z3.BoolRef:
    """That both have a tier, and the other one's is milder."""
    return both(
        z3.Not(one.asks),
        z3.Not(other.asks),
        either(*(both(one.tier_at_least(s), z3.Not(other.tier_at_least(s))) for s in SEVERITIES)),
    )


def with_answers(inputs: Inputs, answers: dict[str, Answered], **more: object) -> Inputs:
    fields = {name: getattr(inputs, name) for name in Inputs.__dataclass_fields__}
    return Inputs(**(fields | {"answers": inputs.answers | answers} | more))


def raised(one: Weighed) -> tuple[Weighed, list[z3.BoolRef]]:
    """The scenario with any number of red flags moved from no to unknown or yes."""
    flags = {name: answered(f"then {name}") for name in one.table.red_flags}
    bounds = []
    for name, now in flags.items():
        before = one.inputs.answers[name]
        bounds += [
            now.one_at_most,
            now.asked == before.asked,
            z3.Implies(before.yes, now.yes),
            z3.Implies(before.unknown, z3.Not(now.no)),
        ]
    return Weighed(with_answers(one.inputs, flags)), [*one.inputs.valid, *bounds]


def extended(one: Weighed, base: Weighed) -> tuple[Weighed, list[z3.BoolRef]]:
    """Like `base`, with any answers to questions that were not asked in `one`.

    What a diary, a list or a profile tells unasked is not answered otherwise.
    """
    answers = {name: answered(f"later {name}") for name in one.table.questions}
    other = Weighed(with_answers(base.inputs, answers))
    bounds = []
    for name, now in answers.items():
        before, told = base.inputs.answers[name], other.elsewhere[name]
        bounds += [
            now.one_at_most,
            z3.Implies(before.asked, now.same(before)),
            z3.Implies(both(z3.Not(before.asked), either(told.yes, told.no)), z3.Not(now.asked)),
        ]
    return other, bounds


def raising_a_sign() -> Proof:
    one = any_scenario()
    other, valid = raised(one)
    return proof(
        "a red flag moved from no to unknown to yes never lowers what is sure",
        valid,
        milder(one, other),
    )


def raising_a_sign_in_the_end() -> Proof:
    one = any_scenario()
    other, valid = raised(one)
    last, bounds = extended(one, other)
    return proof(
        "a red flag moved from no to unknown to yes never leads to a milder tier, also when "
        "it brings up more questions, however they are answered",
        [*valid, *bounds],
        milder_in_the_end(one, last),
    )


def answering() -> Proof:
    one = any_scenario()
    other, bounds = extended(one, one)
    return proof(
        "an answer to a question that was not asked never lowers what is sure",
        [*one.inputs.valid, *bounds],
        milder(one, other),
    )


def answering_in_the_end() -> Proof:
    one = any_scenario()
    other, bounds = extended(one, one)
    return proof(
        "a tier that was reached stays, or rises, whatever else is answered",
        [*one.inputs.valid, *bounds],
        both(z3.Not(one.asks), milder_in_the_end(one, other)),
    )


def with_one_more(one: Weighed) -> Weighed:
    """The scenario with one more medicine, of any kinds and days, on a list that there is."""
    return Weighed(with_answers(one.inputs, {}, drugs=(drug("one more"),)))


def adding_a_medicine() -> Proof:
    one = any_scenario()
    return proof(
        "one more medicine on the list never lowers what is sure",
        one.inputs.valid,
        milder(one, with_one_more(one)),
    )


def adding_a_medicine_in_the_end() -> Proof:
    one = any_scenario()
    other, bounds = extended(one, with_one_more(one))
    return proof(
        "one more medicine never leads to a milder tier, also when it brings up more questions",
        [*one.inputs.valid, *bounds],
        milder_in_the_end(one, other),
    )


def giving_a_list() -> Proof:
    one = any_scenario()
    empty = [z3.Not(one.inputs.listed), *(z3.Not(may) for may in one.inputs.may.values())]
    other = Weighed(
        with_answers(one.inputs, {}, drugs=(drug("the first"),), listed=z3.BoolVal(True))
    )
    return proof(
        "a first medicine where there was no list never lowers what is sure",
        [*one.inputs.valid, *empty],
        milder(one, other),
    )


def saying_that_the_list_is_incomplete() -> Proof:
    """From "complete" to "not complete" or "I don't know"."""
    one = any_scenario()
    doubt = answered("then list complete")
    other = Weighed(with_answers(one.inputs, {LIST_COMPLETE: doubt}))
    return proof(
        "doubt whether the list is complete never lowers what is sure",
        [
            *one.inputs.valid,
            one.inputs.answers[LIST_COMPLETE].yes,
            z3.Not(doubt.yes),
            doubt.one_at_most,
        ],
        milder(one, other),
    )


def all_answered(one: Weighed, yes: Callable[[str], bool]) -> Weighed:
    """The scenario with every question answered that is neither asked nor known yet."""
    answers = {}
    for name, before in one.inputs.answers.items():
        told = one.elsewhere[name]
        now = both(z3.Not(before.asked), z3.Not(told.yes), z3.Not(told.no))
        answers[name] = Answered(
            yes=either(before.yes, now) if yes(name) else before.yes,
            no=before.no if yes(name) else either(before.no, now),
            unknown=before.unknown,
        )
    return Weighed(with_answers(one.inputs, answers))


def what_is_asked_for_can_come() -> Proof:
    one = any_scenario()
    speaks_against = {"adult", "relapse_last_30_days", LIST_COMPLETE}
    worst = all_answered(one, lambda name: name not in speaks_against)
    in_vain = [
        both(reached, either(*asked.values()), z3.Not(worst.at_least[severity]))
        for (reached, asked), severity in zip(one.stages, (4, 3, 2), strict=False)
    ]
    return proof(
        "while the check asks for T0, T1 or T2, there are answers that lead there",
        one.inputs.valid,
        either(*in_vain),
    )


def self_care_that_is_asked_for_can_come() -> Proof:
    one = any_scenario()
    explaining = {"adult", "clear_trigger", "calf_after_exercise", "known_benign_unchanged"}
    best = all_answered(one, explaining.__contains__)
    reached, asked = one.stages[3]
    return proof(
        "while the check asks for the conditions of self-care, there are answers that lead there",
        one.inputs.valid,
        both(reached, either(*asked.values()), one.asks, z3.Not(best.outcome["T4"])),
    )
