"""Rules and questions do not change under the same version."""

from __future__ import annotations

import hashlib
import json
import tomllib
from pathlib import Path
from typing import Any

from repository import SRC

FOLDER = SRC / "knowledge" / "care"
VERSIONS = Path(__file__).parent / "care_versions.toml"


def fingerprint(questions: dict[str, Any], rules: dict[str, Any]) -> str:
    """The SHA-256 of all entries but the version and its date; comments do not count."""
    (head,) = rules["ruleset"]
    kept = {name: value for name, value in head.items() if name not in {"version", "date"}}
    whole = {"questions": questions, "rules": rules | {"ruleset": [kept]}}
    text = json.dumps(whole, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def tables() -> tuple[dict[str, Any], dict[str, Any]]:
    questions, rules = (
        tomllib.loads((FOLDER / name).read_text("utf-8"))
        for name in ("questions.toml", "rules.toml")
    )
    return questions, rules


def test_the_tables_are_those_of_their_version() -> None:
    questions, rules = tables()
    (head,) = rules["ruleset"]
    known = {
        each["version"]: each["sha256"]
        for each in tomllib.loads(VERSIONS.read_text("utf-8"))["version"]
    }
    found = fingerprint(questions, rules)
    assert known.get(head["version"]) == found, (
        f"the care tables are not those of {head['version']}: give rules.toml a new version and "
        f"date, and add it to {VERSIONS.name} with sha256 = {found!r}"
    )
    assert list(known)[-1] == head["version"]
    assert len(set(known.values())) == len(known)


def test_any_word_or_field_that_changes_is_noticed() -> None:
    questions, rules = tables()
    before = fingerprint(questions, rules)
    (head,) = rules["ruleset"]
    assert fingerprint(questions, rules | {"ruleset": [head | {"version": "x"}]}) == before
    for name in ("self_care", "forbidden"):
        assert fingerprint(questions, rules | {"ruleset": [head | {name: "x"}]}) != before
    for table, entries in (("rule", rules["rule"]), ("tier", rules["tier"])):
        changed = [entries[0] | {"say": "x"}, *entries[1:]]
        assert fingerprint(questions, rules | {table: changed}) != before
    turned = list(reversed(questions["question"]))
    assert fingerprint(questions | {"question": turned}, rules) != before
