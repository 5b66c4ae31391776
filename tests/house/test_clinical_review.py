"""docs/clinical-review.md is what the tables and the code say today, and leaves nothing out."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import module_from_spec
from importlib.util import spec_from_file_location
from typing import TYPE_CHECKING

from repository import ROOT

from quietmuscle.base.text import say
from quietmuscle.knowledge.care_rules import care_ruleset
from quietmuscle.knowledge.facts import FactStatus
from quietmuscle.knowledge.facts import all_facts
from quietmuscle.model.care import Tier

if TYPE_CHECKING:
    from types import ModuleType

PAGE = (ROOT / "docs" / "clinical-review.md").read_text("utf-8")


@lru_cache
def writer() -> ModuleType:
    """tools/write_clinical_review.py."""
    spec = spec_from_file_location("clinical_review", ROOT / "tools" / "write_clinical_review.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_up_to_date() -> None:
    assert writer().review() == PAGE, "./run python tools/write_clinical_review.py writes it anew"


def test_every_rule_sign_tier_and_card_stands_there() -> None:
    ruleset = care_ruleset()
    for rule in ruleset.rules:
        assert f"### {rule.id} ({rule.tier}), {rule.status}" in PAGE
        for words in (rule.why, rule.do, rule.say, rule.sooner):
            assert words in PAGE
    for name in ruleset.red_flags:
        alone = ruleset.questions[name].alone
        assert alone is None or f"| `{name}` | {alone} |" in PAGE
    for tier in Tier:
        words = ruleset.tiers[tier]
        assert all(text in PAGE for text in (words.name, words.do, words.sooner, words.say))


def test_every_sentence_that_is_our_judgement_stands_there() -> None:
    ours = [each for each in all_facts() if each.status is FactStatus.JUDGEMENT]
    assert {"trial_fever", "pace_hours", "trial_usual"} <= {each.id for each in ours}
    for each in ours:
        assert f"| `{each.id}` | {say(each.message)} |" in PAGE


def test_every_threshold_says_where_it_comes_from() -> None:
    found = {
        name: meaning
        for module in writer().THRESHOLDS
        for name, _value, meaning in writer().constants(ROOT / module)
    }
    assert {"RECENT", "PAUSE_DAYS", "QUIET", "BEFORE", "CHECK_AGAIN_AFTER"} <= found.keys()
    for name, meaning in found.items():
        assert "udgement" in meaning or "Source" in meaning, name


def test_a_constant_without_a_meaning_is_not_taken_for_one(tmp_path) -> None:
    module = tmp_path / "module.py"
    module.write_text('A = 1\n"""One. Judgement."""\n\nB = 2\n\n\ndef c(): ...\n', "utf-8")
    assert list(writer().constants(module)) == [("A", "1", "One. Judgement.")]
