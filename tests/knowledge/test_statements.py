"""The integrity of all that the program says about health (design.md, section 8)."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from quietmuscle.knowledge import statements
from quietmuscle.knowledge.facts import FactStatus
from quietmuscle.knowledge.facts import all_facts

PACKAGE = Path(statements.__file__).parents[1]
WORKING_WORDS = re.compile(
    r"\b(magnesium|potassium|calcium|sodium|serotonin|baclofen|diazepam|gabapentin|pregabalin|"
    r"fampridine|fingolimod|natalizumab|venlafaxine|duloxetine|lithium|desmopressin|"
    r"demyelinat\w+|fasciculation\w*|myokymia|clonus|myoclonus|spasticity|relapse\w*|"
    r"seizure\w*|stroke|sepsis|dose of|overdose|harmless|benign|diagnos\w+ of|mmol|"
    r"causes? twitch\w*|treats?|cures?|side effect\w*|symptom of)\b",
    re.IGNORECASE,
)


def test_every_statement_has_its_own_id_a_source_a_status_and_a_date() -> None:
    found = statements.statements()
    assert len({each.id for each in found}) == len(found)
    for each in found:
        assert each.sources, each.id
        assert each.status in FactStatus
        assert each.checked_on


def test_shares_add_up() -> None:
    shares = statements.status_shares()
    assert [each.status for each in shares] == list(FactStatus)
    assert sum(each.count for each in shares) == len(statements.statements())
    assert sum(each.share for each in shares) == pytest.approx(1)
    assert {each.share for each in statements.status_shares([])} == {0.0}


def test_all_facts_and_sources_go_to_programs() -> None:
    stated = statements.stated_facts()
    ids = {each.id for each in stated.statements}
    assert {fact.id for fact in all_facts()} <= ids
    assert {"kind_questions.visible", "health_questions.fever"} <= ids
    named = {source for each in stated.statements for source in each.sources}
    assert named <= {source.id for source in stated.sources}


def fact_ids_of_tables() -> set[str]:
    """Every id of a fact that a table, a page or another module names."""
    found: set[str] = set()
    for path in (PACKAGE / "knowledge").rglob("*.toml"):
        if path.parent.name == "facts":
            continue
        found |= set(re.findall(r'"([a-z][a-z0-9_]+)"', path.read_text("utf-8")))
    for path in PACKAGE.rglob("*.py"):
        found |= set(re.findall(r'["\']([a-z][a-z0-9_]+)["\']', path.read_text("utf-8")))
    return found


def test_no_sentence_is_kept_that_nobody_shows() -> None:
    named = fact_ids_of_tables()
    lost = [each.id for each in all_facts() if each.id not in named and each.topic not in named]
    assert lost == []


def shown_sentences() -> list[tuple[str, str]]:
    """What templates and Python say to people: the text between _(" and ")."""
    found = []
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix not in {".py", ".html"} or "knowledge" in path.parts:
            continue
        text = path.read_text("utf-8")
        marked = re.findall(r'_\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)', text)
        marked += re.findall(r"{% trans[^%]*%}(.*?){% endtrans %}", text, re.DOTALL)
        found += [(str(path.relative_to(PACKAGE)), sentence) for sentence in marked]
    return found


LABEL_WORDS = 2
"""A label of so many words names something and says nothing about it."""


def test_no_page_and_no_code_holds_a_sentence_about_health() -> None:
    sentences = shown_sentences()
    assert len(sentences) > 500
    found = [
        (path, sentence)
        for path, sentence in sentences
        if WORKING_WORDS.search(sentence) and len(sentence.split()) > LABEL_WORDS
    ]
    assert found == []


def test_the_search_would_find_one() -> None:
    for sentence in (
        "Low magnesium causes twitching.",
        "Clonus is a regular beating.",
        "This is harmless.",
    ):
        assert WORKING_WORDS.search(sentence)


def test_every_table_of_ours_is_valid_toml() -> None:
    for path in (PACKAGE / "knowledge").rglob("*.toml"):
        tomllib.loads(path.read_text("utf-8"))
