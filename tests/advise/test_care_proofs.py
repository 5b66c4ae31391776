"""Proofs about the care check that hold for every input, and that they can fail."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import care_proofs
import pytest
import z3
from care_claim import any_scenario
from care_claim import proof
from care_claims_two import milder
from care_claims_two import raised
from care_drawn import Referee
from care_drawn import scenarios
from care_drawn import verdict_of
from care_inputs import any_inputs
from care_model import Weighed
from care_proofs import PROOFS
from care_table import Ask
from care_table import Not
from care_table import asked_in
from care_table import care_table
from hypothesis import given
from hypothesis import settings

from quietmuscle.advise.known import known_of
from quietmuscle.advise.triage import triage
from quietmuscle.knowledge.care_rules import care_ruleset

if TYPE_CHECKING:
    from quietmuscle.model.care import CareScenario

REVIEWED = {
    ("S02", "F01"),  # weakness with a change of speech is weakness, too; S02 is the higher tier
}
"""The rules that hold only where another one holds, too: (this one, within that one)."""


@pytest.fixture(scope="module")
def referee() -> Referee:
    return Referee()


@pytest.mark.parametrize("prove", PROOFS, ids=lambda prove: prove.__name__)
def test_it_is_proven(prove, record_property) -> None:
    found = prove()
    record_property("seconds", round(found.took_s, 2))
    assert found.proven, f"{found.claim}: not so for {found.against}"


def test_rules_within_others_are_those_that_were_reviewed() -> None:
    assert care_proofs.rules_within_others() == REVIEWED
    severity = care_table().severity
    assert all(severity(small) > severity(large) for small, large in REVIEWED)


@settings(max_examples=100)
@given(scenarios())
def test_the_engine_and_the_proofs_speak_of_the_same(
    referee: Referee, scenario: CareScenario
) -> None:
    ruleset = care_ruleset()
    truths = tuple(int(each) for each in known_of(scenario, ruleset.questions).truths.values())
    assert verdict_of(triage(scenario, ruleset), truths) == referee.verdict(scenario)


@pytest.mark.parametrize("outcome", ["ask", "T0", "T1", "T2", "T3", "T4"])
def test_the_proofs_are_about_something(outcome: str) -> None:
    one = any_scenario()
    assert not proof("it never comes to this", one.inputs.valid, one.outcome[outcome]).proven


def test_a_rule_that_counts_a_sign_against_help_is_found() -> None:
    table = care_table()
    upside_down = replace(table, formulas=table.formulas | {"E01": Not(Ask("breathing"))})
    one = Weighed(any_inputs(), upside_down)
    other, valid = raised(one)
    other = Weighed(other.inputs, upside_down)
    found = proof("raising", valid, milder(one, other))
    assert not found.proven
    assert "then breathing" in found.against


def test_a_condition_of_self_care_that_is_left_out_is_found() -> None:
    table = care_table()
    careless = replace(table, self_care=Ask("adult"))
    one = Weighed(any_inputs(), careless)
    painful = one.truth["painful"].yes
    found = proof("painless", one.inputs.valid, z3.And(one.outcome["T4"], painful))
    assert not found.proven


def test_the_tables_were_read_whole() -> None:
    ruleset = care_ruleset()
    table = care_table()
    assert list(table.questions) == list(ruleset.questions)
    assert [(r.id, r.tier) for r in ruleset.rules] == [
        (name, entry["tier"]) for name, entry in table.rules.items()
    ]
    assert {r.id: r.questions for r in ruleset.rules} == {
        name: asked_in(formula) for name, formula in table.formulas.items()
    }
    assert table.red_flags == ruleset.red_flags
