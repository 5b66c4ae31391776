"""Damage to any field of any entry of the care tables is refused by file and entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quietmuscle.knowledge import care_questions
from quietmuscle.knowledge import care_rules
from quietmuscle.knowledge import rows
from quietmuscle.knowledge.care_questions import read_question
from quietmuscle.knowledge.care_rules import care_ruleset
from quietmuscle.knowledge.care_rules import read_rule
from quietmuscle.knowledge.care_rules import read_ruleset
from quietmuscle.knowledge.care_rules import read_tier
from quietmuscle.knowledge.check import check_tables
from quietmuscle.knowledge.rows import KnowledgeError
from quietmuscle.knowledge.rows import Row
from quietmuscle.knowledge.rows import read_rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

QUESTIONS, RULES = care_questions.FILE, care_rules.FILE
READERS: dict[tuple[str, str], Callable[[Row], object]] = {
    (QUESTIONS, "question"): read_question,
    (RULES, "tier"): read_tier,
    (RULES, "rule"): lambda row: read_rule(row, care_ruleset().questions),
    (RULES, "ruleset"): lambda row: read_ruleset(
        (row,), read_rows(RULES, "tier"), read_rows(RULES, "rule"), care_ruleset().questions
    ),
}
NEEDED = {
    "question": {"id", "screen", "text"},
    "tier": {"id", "name", "do", "sooner", "say"},
    "rule": {"id", "tier", "when", "why", "say", "status", "sources"},
    "ruleset": {"version", "date", "self_care"},
}


def refused(row: Row, reader: Callable[[Row], object]) -> None:
    with pytest.raises(KnowledgeError) as fault:
        reader(row)
    assert str(fault.value).startswith((f"{row.place}: ", f"{RULES}: ")), row


@pytest.mark.parametrize(("file", "table"), READERS)
def test_any_field_of_another_kind_is_refused(file: str, table: str) -> None:
    for row in read_rows(file, table):
        for name in row.fields:
            for wrong in (3.5, [3.5], {"a": 1}):
                refused(
                    Row(place=row.place, fields={**row.fields, name: wrong}), READERS[file, table]
                )


@pytest.mark.parametrize(("file", "table"), READERS)
def test_a_field_that_is_needed_and_missing_is_refused(file: str, table: str) -> None:
    for row in read_rows(file, table):
        for name in NEEDED[table]:
            left = {key: value for key, value in row.fields.items() if key != name}
            refused(Row(place=row.place, fields=left), READERS[file, table])


@pytest.mark.parametrize(("file", "table"), READERS)
def test_a_field_that_nobody_knows_is_refused(file: str, table: str) -> None:
    row = read_rows(file, table)[0]
    refused(Row(place=row.place, fields={**row.fields, "tempo": "x"}), READERS[file, table])


@pytest.fixture
def damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The tables with one text in one file put in the place of another."""
    caches = (care_questions._questions, care_questions._screens, care_rules.care_ruleset)
    whole = rows._folder()

    def forget() -> None:
        for cache in caches:
            cache.cache_clear()

    def damage(file: str, old: str, new: str) -> None:
        import shutil

        shutil.copytree(str(whole), tmp_path / "tables")
        path = tmp_path / "tables" / file
        text = path.read_text("utf-8")
        assert text.count(old) >= 1
        path.write_text(text.replace(old, new, 1), "utf-8")
        monkeypatch.setattr(rows, "_folder", lambda: tmp_path / "tables")
        forget()

    yield damage
    forget()


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (RULES, 'when = "breathing"', 'when = "breathng"', r"rules\.toml, rule 1 \(E01\): "),
        (RULES, 'id = "E02"', 'id = "E01"', r"rules\.toml: an id stands twice"),
        (RULES, 'tier = "T0"', 'tier = "T0', r"rules\.toml: .*line \d+"),
        (RULES, "[[ruleset]]", "[[rulset]]", r"rules\.toml: there is one"),
        (QUESTIONS, 'screen = "now_body"', 'screen = "now"', r"questions\.toml, question 1 "),
        (QUESTIONS, "red_flag = true", "red_flag = tru", r"questions\.toml: .*line \d+"),
        (QUESTIONS, 'id = "injury"', 'id = "breathing"', r"\(breathing\): the id stands twice"),
    ],
)
def test_a_damaged_table_stops_the_check_at_the_start(damaged, file, old, new, says) -> None:
    damaged(file, old, new)
    with pytest.raises(KnowledgeError, match=says):
        check_tables()
