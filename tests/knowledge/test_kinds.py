from __future__ import annotations

from datetime import date

import pytest

from quietmuscle.knowledge import kinds
from quietmuscle.knowledge.facts import FactStatus
from quietmuscle.knowledge.lookalikes import lookalikes
from quietmuscle.knowledge.rows import KnowledgeError
from quietmuscle.knowledge.rows import Row

QUESTION: dict[str, object] = {
    "id": "made_up",
    "text": "Is it?",
    "several": True,
    "clear": "none",
    "care": ["fever"],
    "status": "judgement",
    "sources": ["own_kinds"],
    "date": date(2026, 11, 23),
    "answers": [{"id": "fever", "words": "Yes"}, {"id": "none", "words": "No"}],
}
SIGN: dict[str, object] = {
    "lookalike": "clonus",
    "question": "moves_joint",
    "needs": ["yes"],
    "excludes": ["no"],
    "fact": "clonus_regular",
}


def test_there_are_fourteen_questions_and_warnings_come_first() -> None:
    found = kinds.kind_questions()
    assert len(found) == 14
    assert [question.id for question in found[:3]] == ["warning", "illness", "medicines"]
    assert all(question.care for question in found[:3])
    assert not any(question.care for question in found[3:])
    assert all(question.ids[-1] == "dont_know" for question in found)
    assert all(question.status is FactStatus.JUDGEMENT for question in found)


def test_every_look_alike_can_be_told_apart() -> None:
    with_signs = {sign.lookalike for sign in kinds.kind_signs()}
    assert with_signs == {each.id for each in lookalikes()}


def test_every_question_says_something_about_something() -> None:
    asked = {sign.question for sign in kinds.kind_signs()}
    assert {question.id for question in kinds.kind_questions()} == asked


def test_a_reason_is_a_sentence_about_the_look_alike_itself_or_one_beside_it() -> None:
    own = {each.id: {fact.id for fact in each.facts} for each in lookalikes()}
    everything = set().union(*own.values())
    for sign in kinds.kind_signs():
        assert sign.fact.id in everything, sign
    foreign = [sign for sign in kinds.kind_signs() if sign.fact.id not in own[sign.lookalike]]
    assert {sign.lookalike for sign in foreign} == {"benign_fasciculation", "buzzing"}


def test_no_warning_answer_speaks_for_a_kind() -> None:
    for sign in kinds.kind_signs():
        question = kinds.kind_question(sign.question)
        assert question is not None
        assert not (sign.needs | sign.helps) & question.care


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"sources": []}, "no source"),
        ({"status": "read"}, "its sources judgement"),
        ({"several": "yes"}, "true or false"),
        ({"several": False}, "none of these"),
        ({"clear": "fever"}, "none of these"),
        ({"clear": "nothing"}, "does not offer"),
        ({"care": ["chill"]}, "does not offer"),
        ({"answers": "yes"}, "must hold a list"),
        ({"answers": ["yes", "no"]}, "an id and words"),
        ({"answers": [{"id": "fever", "words": "Yes"}], "clear": "fever"}, "two answers"),
        ({"answers": [{"id": "fever", "words": "Yes"}] * 2, "clear": "fever"}, "two answers"),
        ({"answers": [{"id": "a", "words": "A", "why": "b"}] * 2}, "no field 'why'"),
    ],
)
def test_a_damaged_question_is_a_fault(change: dict[str, object], fault: str) -> None:
    kinds.read_question(Row(place="made up", fields=QUESTION))
    with pytest.raises(KnowledgeError, match=fault):
        kinds.read_question(Row(place="made up", fields={**QUESTION, **change}))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"lookalike": "tick"}, "no look-alike 'tick'"),
        ({"question": "colour"}, "no question 'colour'"),
        ({"fact": "cure"}, "no fact 'cure'"),
        ({"helps": ["yes"]}, "speaks one way"),
        ({"needs": [], "excludes": []}, "speaks one way"),
        ({"needs": ["perhaps"]}, "no such answer"),
        ({"needs": ["dont_know"]}, "no such answer"),
    ],
)
def test_a_damaged_sign_is_a_fault(change: dict[str, object], fault: str) -> None:
    kinds.read_sign(Row(place="made up", fields=SIGN))
    with pytest.raises(KnowledgeError, match=fault):
        kinds.read_sign(Row(place="made up", fields={**SIGN, **change}))


def test_an_entry_stands_once_and_warnings_stand_first(monkeypatch: pytest.MonkeyPatch) -> None:
    def hand_out(*rows: dict[str, object]) -> None:
        made = tuple(Row(place="made up", fields=row) for row in rows)
        monkeypatch.setattr(kinds, "read_rows", lambda _file, _table: made)

    hand_out(QUESTION, QUESTION)
    with pytest.raises(KnowledgeError, match="stands twice"):
        kinds._questions.__wrapped__()
    hand_out({**QUESTION, "care": [], "id": "calm"}, QUESTION)
    with pytest.raises(KnowledgeError, match="asked first"):
        kinds._questions.__wrapped__()
    hand_out(SIGN, SIGN)
    with pytest.raises(KnowledgeError, match="stands twice"):
        kinds.kind_signs.__wrapped__()
