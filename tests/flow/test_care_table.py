"""The table that a clinician reviews."""

from __future__ import annotations

from quietmuscle.flow.care_table import care_table
from quietmuscle.knowledge.care_rules import care_ruleset


def test_every_rule_stands_in_it_with_its_questions_written_out():
    table = care_table()
    ruleset = care_ruleset()
    assert [row.id for row in table.rules] == [rule.id for rule in ruleset.rules]
    by_id = {row.id: row for row in table.rules}
    assert ruleset.questions["takes_lithium"].text in by_id["E16"].in_words
    assert " AND " in by_id["E16"].in_words
    assert " OR " in by_id["E16"].in_words


def test_the_rule_of_all_red_flags_stays_short():
    (row,) = (row for row in care_table().rules if row.id == "S18")
    assert row.in_words == "not adult and any of the red flags"


def test_signs_that_count_alone_and_what_self_care_needs_stand_in_it():
    table = care_table()
    assert ("infection", "T1") in {(sign.id, sign.alone) for sign in table.signs}
    assert "NOT " in table.self_care
    assert table.version == care_ruleset().version
