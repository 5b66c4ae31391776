"""What is proven of the care check, for every scenario there is.

Each proof hands z3 the opposite of what it claims, and z3 finds no scenario for
it. "Milder" is meant so: while the check asks, what counts is the tier that is
sure already (`at_least`; none is the mildest); once there is a tier, the tier.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import z3
from care_inputs import Answered
from care_inputs import Inputs
from care_inputs import answered
from care_inputs import any_inputs
from care_inputs import drug
from care_model import NEVER
from care_model import Weighed
from care_model import both
from care_model import either
from care_table import LIST_COMPLETE

if TYPE_CHECKING:
    from collections.abc import Callable

SEVERITIES = (1, 2, 3, 4)


@dataclass(frozen=True)
class Proof:
    """A claim, whether it is proven, a scenario against it where not, and how long it took."""

    claim: str
    proven: bool
    against: str
    took_s: float


@lru_cache(maxsize=1)
def any_scenario() -> Weighed:
    return Weighed(any_inputs())


def proof(claim: str, valid: list[z3.BoolRef], opposite: z3.BoolRef) -> Proof:
    """The claim that no valid scenario has the opposite."""
    begin = time.perf_counter()
    solver = z3.Solver()
    solver.add(*valid, opposite)
    answer = solver.check()
    assert answer != z3.unknown
    against = "" if answer == z3.unsat else _told(solver.model())
    return Proof(claim, answer == z3.unsat, against, time.perf_counter() - begin)


def _told(model: z3.ModelRef) -> str:
    true = [name.name() for name in model.decls() if z3.is_true(model[name])]
    numbers = [
        f"{name.name()} {model[name]}" for name in model.decls() if z3.is_int_value(model[name])
    ]
    return "; ".join(sorted(true) + sorted(numbers))


# ------------------------------------------------------------- one scenario


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


# ------------------------------------------------------------- two scenarios


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


# ------------------------------------------------------------------- rules


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
        told += [*inputs.diary.values()]
        told += [said for each in inputs.profile.values() for said in (each.yes, each.no)]
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
    exactly_one_outcome,
    only_unasked_questions,
    emergencies_first,
    nothing_asked_in_an_emergency,
    self_care_needs_every_sign_denied,
    every_sign_is_denied_by_an_answer,
    milder_needs_every_sign_denied,
    self_care_needs("adult", "yes", "unless 18 or older"),
    self_care_needs("pregnant", "no", "unless not pregnant"),
    self_care_needs("over_2_weeks", "no", "unless less than 2 weeks"),
    self_care_needs("more_than_one_place", "no", "unless in one place"),
    self_care_needs("painful", "no", "unless painless"),
    self_care_needs("risky_medicine_change", "no", "unless no medicine was changed"),
    self_care_needs("started_jerk_medicine", "no", "with a medicine begun that can bring jerks"),
    self_care_needs("stopped_baclofen_benzodiazepine", "no", "after stopping baclofen or diazepam"),
    self_care_needs("steroid_course", "no", "after a steroid course"),
    self_care_believes_the_records,
    no_self_care_after_a_change,
    raising_a_sign,
    raising_a_sign_in_the_end,
    answering,
    answering_in_the_end,
    adding_a_medicine,
    adding_a_medicine_in_the_end,
    giving_a_list,
    saying_that_the_list_is_incomplete,
    what_is_asked_for_can_come,
    self_care_that_is_asked_for_can_come,
    every_rule_decides,
    no_rule_is_swallowed,
    every_question_is_asked,
)
