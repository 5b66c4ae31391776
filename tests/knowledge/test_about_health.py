from __future__ import annotations

from datetime import date

import pytest

from quietmuscle.base.text import say
from quietmuscle.knowledge import about_health
from quietmuscle.knowledge.limits import limits
from quietmuscle.knowledge.rows import KnowledgeError
from quietmuscle.knowledge.rows import Row

GOOD: dict[str, object] = {
    "id": "kidney_disease",
    "text": "Do you have it?",
    "status": "judgement",
    "sources": ["own_strategies"],
    "date": date(2026, 11, 23),
}


def test_everything_asked_is_of_use() -> None:
    asked = {question.id for question in about_health.health_questions()}
    assert asked == {limit.item for limit in limits() if limit.item}
    assert say(about_health.health_question("pregnant").message) == "Are you pregnant?"


def test_only_fever_is_asked_each_time() -> None:
    today = [question.id for question in about_health.health_questions() if question.today]
    assert today == ["fever"]


def test_what_can_change_from_day_to_day_is_asked_in_each_session() -> None:
    asked = {question.id for question in about_health.health_questions() if question.each_time}
    assert asked == {"fever", "blood_clot", "fracture_or_sore"}


def test_a_damaged_question_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(KnowledgeError, match="no item 'grey_hair'"):
        about_health.health_question("grey_hair")
    with pytest.raises(KnowledgeError, match="true or false"):
        about_health.read_health_question(Row(place="made up", fields={**GOOD, "today": 1}))
    row = Row(place="made up", fields=GOOD)
    monkeypatch.setattr(about_health, "read_rows", lambda _file, _table: (row, row))
    with pytest.raises(KnowledgeError, match="stands twice"):
        about_health._table.__wrapped__()
    monkeypatch.setattr(about_health, "read_rows", lambda _file, _table: (row,))
    with pytest.raises(KnowledgeError, match="does not ask what the record can hold"):
        about_health._table.__wrapped__()
