"""What is proven of the care check, for every scenario there is."""

from __future__ import annotations

import time
from functools import lru_cache
from typing import TYPE_CHECKING

import care_claims_one as one_scenario
import care_claims_two as two_scenarios
import z3
from care_claim import Proof
from care_claim import any_scenario
from care_model import NEVER
from care_model import either

if TYPE_CHECKING:
    from collections.abc import Callable


@lru_cache(maxsize=1)
def rules_that_decide() -> dict[str, bool]:
    """For each rule, whether some scenario ends at its tier with no other of that tier or above."""
    one, solver = any_scenario(), z3.Solver()
    solver.add(*one.inputs.valid)
    found = {}
    for rule, entry in one.table.rules.items():
        others = [
            z3.Not(one.named[each])
            for each in one.table.rules
            if each != rule and one.table.severity(each) >= one.table.severity(rule)
        ]
        found[rule] = solver.check(one.fired[rule], one.outcome[entry["tier"]], *others) == z3.sat
    return found


@lru_cache(maxsize=1)
def rules_within_others() -> set[tuple[str, str]]:
    """Every pair of rules (A, B) where A cannot hold without B."""
    one, solver = any_scenario(), z3.Solver()
    solver.add(*one.inputs.valid)
    found = set()
    for rule in one.table.rules:
        left = set(one.table.rules) - {rule}
        while (
            left
            and solver.check(one.fired[rule], either(*(z3.Not(one.fired[e]) for e in left)))
            == z3.sat
        ):
            model = solver.model()
            left = {
                each
                for each in left
                if z3.is_true(model.eval(one.fired[each], model_completion=True))
            }
        found |= {(rule, each) for each in left}
    return found


def every_rule_decides() -> Proof:
    begin = time.perf_counter()
    silent = [rule for rule, decides in rules_that_decide().items() if not decides]
    return Proof(
        "every rule can fire, and can decide the tier with no other of its tier or above",
        not silent,
        ", ".join(silent),
        time.perf_counter() - begin,
    )


def no_rule_is_swallowed() -> Proof:
    begin = time.perf_counter()
    severity = any_scenario().table.severity
    pairs = sorted(pair for pair in rules_within_others() if severity(pair[1]) >= severity(pair[0]))
    return Proof(
        "no rule holds only where one of its own or a higher tier holds, too",
        not pairs,
        ", ".join(f"{small} within {large}" for small, large in pairs),
        time.perf_counter() - begin,
    )


def every_question_is_asked() -> Proof:
    begin = time.perf_counter()
    one, solver = any_scenario(), z3.Solver()
    solver.add(*one.inputs.valid)
    never = [
        name
        for name in one.table.questions
        if solver.check(one.missing.get(name, NEVER)) == z3.unsat
    ]
    return Proof(
        "every question is asked in some scenario", not never, ", ".join(never),
        time.perf_counter() - begin,
    )  # fmt: skip


def fewest_answers(*, known_before: bool) -> int:
    """The fewest answers with which self-care can be the outcome."""
    one = any_scenario()
    inputs = one.inputs
    solver = z3.Solver()
    solver.add(*inputs.valid, one.outcome["T4"])
    if not known_before:
        told = [inputs.listed, inputs.first.known, inputs.places.known, inputs.age.known]
        told += inputs.diary.values()
        for each in inputs.profile.values():
            told += (each.yes, each.no)
        solver.add(*map(z3.Not, told))
    answers = [(answer.asked, 1) for answer in inputs.answers.values()]
    low, high = 0, len(answers)
    while low < high:
        middle = (low + high) // 2
        if solver.check(z3.PbLe(answers, middle)) == z3.sat:
            high = middle
        else:
            low = middle + 1
    return low


PROOFS: tuple[Callable[[], Proof], ...] = (
    one_scenario.exactly_one_outcome,
    one_scenario.only_unasked_questions,
    one_scenario.emergencies_first,
    one_scenario.nothing_asked_in_an_emergency,
    one_scenario.self_care_needs_every_sign_denied,
    one_scenario.every_sign_is_denied_by_an_answer,
    one_scenario.milder_needs_every_sign_denied,
    one_scenario.self_care_needs("adult", "yes", "unless 18 or older"),
    one_scenario.self_care_needs("pregnant", "no", "unless not pregnant"),
    one_scenario.self_care_needs("over_2_weeks", "no", "unless less than 2 weeks"),
    one_scenario.self_care_needs("more_than_one_place", "no", "unless in one place"),
    one_scenario.self_care_needs("painful", "no", "unless painless"),
    one_scenario.self_care_needs("risky_medicine_change", "no", "unless no medicine was changed"),
    one_scenario.self_care_needs(
        "started_jerk_medicine", "no", "with a medicine begun that can bring jerks"
    ),
    one_scenario.self_care_needs(
        "stopped_baclofen_benzodiazepine", "no", "after stopping baclofen or diazepam"
    ),
    one_scenario.self_care_needs("steroid_course", "no", "after a steroid course"),
    one_scenario.self_care_believes_the_records,
    one_scenario.no_self_care_after_a_change,
    two_scenarios.raising_a_sign,
    two_scenarios.raising_a_sign_in_the_end,
    two_scenarios.answering,
    two_scenarios.answering_in_the_end,
    two_scenarios.adding_a_medicine,
    two_scenarios.adding_a_medicine_in_the_end,
    two_scenarios.giving_a_list,
    two_scenarios.saying_that_the_list_is_incomplete,
    two_scenarios.what_is_asked_for_can_come,
    two_scenarios.self_care_that_is_asked_for_can_come,
    every_rule_decides,
    no_rule_is_swallowed,
    every_question_is_asked,
)
