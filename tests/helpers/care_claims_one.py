"""Claims about the care check that speak of one scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING

import z3
from care_claim import Proof
from care_claim import any_scenario
from care_claim import proof
from care_inputs import any_inputs
from care_inputs import drug
from care_model import NEVER
from care_model import Weighed
from care_model import both
from care_model import either

if TYPE_CHECKING:
    from collections.abc import Callable


def exactly_one_outcome() -> Proof:
    one = any_scenario()
    outcomes = [(when, 1) for when in one.outcome.values()]
    return proof(
        "exactly one outcome: a tier, or questions",
        one.inputs.valid,
        z3.Not(z3.PbEq(outcomes, 1)),
    )


def only_unasked_questions() -> Proof:
    one = any_scenario()
    twice = [both(when, one.inputs.answers[name].asked) for name, when in one.missing.items()]
    return proof(
        "no question is asked again, so answering what is missing comes to an end",
        one.inputs.valid,
        either(*twice),
    )


def emergencies_first() -> Proof:
    one = any_scenario()
    _reached, emergencies = one.stages[0]
    later = [
        both(when, z3.Not(one.at_least[4]), z3.Not(emergencies.get(name, NEVER)))
        for name, when in one.missing.items()
    ]
    return proof(
        "while a question could lead to T0, no other is asked, and nothing milder is said",
        one.inputs.valid,
        both(
            z3.Not(one.at_least[4]),
            either(*emergencies.values()),
            either(*later, z3.Not(one.outcome["ask"])),
        ),
    )


def nothing_asked_in_an_emergency() -> Proof:
    one = any_scenario()
    return proof(
        "a sure emergency is told at once, whatever is unanswered",
        one.inputs.valid,
        both(one.at_least[4], z3.Not(one.outcome["T0"])),
    )


def self_care_needs_every_sign_denied() -> Proof:
    one = any_scenario()
    not_denied = [z3.Not(one.truth[name].no) for name in one.table.red_flags]
    return proof(
        "no self-care with a red flag that is unasked or not known",
        one.inputs.valid,
        both(one.outcome["T4"], either(*not_denied)),
    )


def every_sign_is_denied_by_an_answer() -> Proof:
    """A flag without a gate needs its own "no"; one with a gate its own, or the gate's "no"."""
    one = any_scenario()
    undenied = []
    for name in one.table.red_flags:
        question, answer = one.table.questions[name], one.inputs.answers[name]
        denied = either(answer.no)
        if "only_if" in question:
            denied = either(denied, both(z3.Not(answer.asked), one.truth[question["only_if"]].no))
        if question.get("medicines"):
            denied = either(denied, both(z3.Not(answer.asked), one.elsewhere[name].no))
        undenied.append(z3.Not(denied))
    return proof(
        "before self-care each red flag was answered no, or its pump, medicine or pregnancy was",
        one.inputs.valid,
        both(one.outcome["T4"], either(*undenied)),
    )


def milder_needs_every_sign_denied() -> Proof:
    one = any_scenario()
    never_asked = [
        both(
            z3.Not(one.truth[name].no), z3.Not(one.truth[name].yes), either(*one.ask[name].values())
        )
        for name in one.table.red_flags
        if "alone" in one.table.questions[name]
        or any(one.table.rules[r]["when"] == name for r in one.table.rules)
    ]
    return proof(
        "no T3 or T4 with a red flag that nobody asked for",
        one.inputs.valid,
        both(
            either(one.outcome["T3"], one.outcome["T4"]),
            z3.Not(one.at_least[1]),
            either(*never_asked),
        ),
    )


def self_care_needs(name: str, wanted: str, claim: str) -> Callable[[], Proof]:
    def prove() -> Proof:
        one = any_scenario()
        truth = one.truth[name]
        held = truth.yes if wanted == "yes" else truth.no
        return proof(
            f"no self-care {claim}", one.inputs.valid, both(one.outcome["T4"], z3.Not(held))
        )

    return prove


def self_care_believes_the_records() -> Proof:
    one = any_scenario()
    inputs = one.inputs
    spoken = [
        both(inputs.age.known, inputs.age.ago < 18),
        both(inputs.profile["pregnant"].yes, z3.Not(inputs.answers["pregnant"].no)),
        both(inputs.first.known, inputs.first.ago > 14, z3.Not(inputs.answers["over_2_weeks"].no)),
        both(
            inputs.places.known,
            inputs.places.ago > 1,
            z3.Not(inputs.answers["more_than_one_place"].no),
        ),
        both(inputs.diary["painful"], z3.Not(inputs.answers["painful"].no)),
    ]
    return proof(
        "no self-care against the age told; nor against the pregnancy told or the diary, "
        "unless an answer of now denies them",
        inputs.valid,
        both(one.outcome["T4"], either(*spoken)),
    )


def no_self_care_after_a_change() -> Proof:
    one = Weighed(any_inputs(drugs=(drug("a medicine"),)))
    (each,) = one.inputs.drugs
    happened = (each.started, each.changed, each.stopped, each.missed)
    lately = [both(day.known, day.ago <= 28) for day in happened]
    return proof(
        "no self-care while any medicine, also one unknown to us, was begun, changed, stopped "
        "or missed in the last 4 weeks",
        one.inputs.valid,
        both(one.inputs.listed, one.outcome["T4"], either(*lately)),
    )
