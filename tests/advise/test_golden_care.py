"""The golden scenarios of the care check, told and judged by the clinical table.

Each `NAME.json` is a scenario as `quietmuscle care` reads it; `NAME.expected.json`
holds its story and what must come of it: `tier` ("ask" where questions are missing)
or, where the table leaves room, `at_least_tier`; rules that must be named and rules
that must not; questions that must be missing or must not.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quietmuscle.flow.care import care
from quietmuscle.flow.care import care_card
from quietmuscle.flow.care import read_scenario
from quietmuscle.knowledge.care_rules import care_ruleset
from quietmuscle.model.care import CareResult
from quietmuscle.model.care import Tier

FOLDER = Path(__file__).parents[1] / "scenarios" / "care"
EXPECTED = {
    path.name.removesuffix(".expected.json"): json.loads(path.read_text("utf-8"))
    for path in sorted(FOLDER.glob("*.expected.json"))
}
RULES = [rule.id for rule in care_ruleset().rules]
WORDS = {
    "story", "tier", "at_least_tier", "rules", "not_rules", "missing", "not_missing", "at_least",
    "contradictions",
}  # fmt: skip


def result_of(name: str) -> CareResult:
    return care(read_scenario((FOLDER / f"{name}.json").read_text("utf-8")))


@pytest.mark.parametrize("name", EXPECTED)
def test_a_scenario_comes_out_as_the_clinical_table_says(name: str) -> None:
    result, expected = result_of(name), EXPECTED[name]
    assert set(expected) <= WORDS
    assert expected["story"]
    if "at_least_tier" in expected:
        assert result.tier is not None, result.missing
        assert result.tier.severity >= Tier(expected["at_least_tier"]).severity
    else:
        assert (result.tier or "ask") == expected["tier"], result
    if "at_least" in expected:
        assert result.at_least == expected["at_least"]
    assert set(expected.get("rules", ())) <= set(result.rules)
    assert not set(expected.get("not_rules", ())) & set(result.rules)
    assert set(expected.get("missing", ())) <= set(result.missing)
    assert not set(expected.get("not_missing", ())) & set(result.missing)
    assert set(expected.get("contradictions", ())) <= set(result.contradictions)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_scenario_with_a_tier_has_a_card_that_says_what_to_do_and_why(name: str) -> None:
    result = result_of(name)
    card = care_card(result, "GB")
    assert (card is None) == (result.tier is None)
    if card is not None:
        assert card.do
        assert card.sooner
        assert card.say
        assert (card.call is not None) == (card.tier is Tier.T0)
        if card.tier in {Tier.T0, Tier.T1, Tier.T2, Tier.T4}:
            assert card.rules or card.signs or card.unknown


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_has_a_scenario_in_which_it_holds_and_one_in_which_it_just_does_not(
    rule: str,
) -> None:
    positive = [name for name, each in EXPECTED.items() if rule in each.get("rules", ())]
    near_miss = [name for name, each in EXPECTED.items() if rule in each.get("not_rules", ())]
    assert positive
    assert near_miss
    tier = care_ruleset().rule(rule).tier
    assert any(EXPECTED[name].get("tier") == tier for name in positive)


def test_each_scenario_has_its_expectation() -> None:
    scenarios = {
        path.stem for path in FOLDER.glob("*.json") if not path.name.endswith(".expected.json")
    }
    assert scenarios == set(EXPECTED)
    assert len(scenarios) >= 2 * len(RULES)
