from __future__ import annotations

import pytest

from quietmuscle.base.text import say
from quietmuscle.knowledge import glossary
from quietmuscle.knowledge.facts import facts
from quietmuscle.knowledge.rows import KnowledgeError
from quietmuscle.knowledge.rows import Row


def test_every_word_is_explained_once() -> None:
    assert {term.fact.id for term in glossary.glossary()} == {fact.id for fact in facts("glossary")}
    assert say(glossary.glossary()[0].label).startswith("ALS")


def test_words_out_of_order_are_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    clonus = Row(place="made up", fields={"word": "Clonus", "fact": "word_clonus"})
    als = Row(place="made up", fields={"word": "ALS", "fact": "word_als"})
    for rows in ((clonus, als), (als, als)):
        monkeypatch.setattr(glossary, "read_rows", lambda _file, _table, rows=rows: rows)
        with pytest.raises(KnowledgeError, match="by the alphabet"):
            glossary.glossary.__wrapped__()


def test_a_word_needs_a_fact() -> None:
    with pytest.raises(KnowledgeError, match="no fact 'cure'"):
        glossary.read_term(Row(place="made up", fields={"word": "Cure", "fact": "cure"}))
