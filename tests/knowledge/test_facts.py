from __future__ import annotations

import re
from datetime import date

import pytest

from quietmuscle.base.text import say
from quietmuscle.knowledge import facts
from quietmuscle.knowledge.facts import FactStatus
from quietmuscle.knowledge.rows import KnowledgeError
from quietmuscle.knowledge.rows import Row
from quietmuscle.knowledge.sources import SourceStatus

GOOD: dict[str, object] = {
    "id": "made_up",
    "topic": "made_up",
    "text": "Words.",
    "status": "read",
    "sources": ["R1"],
    "date": date(2026, 11, 23),
}
EMERGENCIES = ("emergency", "emergency_medicines", "emergency_situations")


def syllables(word: str) -> int:
    found = len(re.findall(r"[aeiouy]+", word.lower()))
    return max(1, found - (word.lower().endswith("e") and found > 1))


def reading_grade(text: str) -> float:
    """Flesch-Kincaid grade: years of school; reading age is about five more."""
    words = re.findall(r"[A-Za-z'’-]+", text)
    sentences = max(1, len(re.findall(r"[.:?!](?:\s|$)", text)))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def test_no_fact_without_a_source() -> None:
    assert len(facts.all_facts()) > 30
    assert all(fact.sources for fact in facts.all_facts())


def test_no_fact_is_surer_than_its_sources() -> None:
    for fact in facts.all_facts():
        if fact.status is FactStatus.READ:
            assert {source.status for source in fact.sources} == {SourceStatus.READ}
        if fact.status is FactStatus.RECALLED:
            assert SourceStatus.RECALLED in {source.status for source in fact.sources}
        if fact.status is FactStatus.COMPUTED:
            statuses = {source.status for source in fact.sources}
            assert SourceStatus.MODEL in statuses
            assert SourceStatus.OWN not in statuses


def test_ids_and_dates_are_sane() -> None:
    for fact in facts.all_facts():
        assert re.fullmatch(r"[a-z][a-z0-9_]+", fact.id)
        assert re.fullmatch(r"[a-z][a-z0-9_]+", fact.topic)
        assert date(2020, 1, 1) <= fact.checked_on <= date(2026, 12, 31)


def test_every_emergency_rule_is_put_into_words() -> None:
    rules = {rule for topic in EMERGENCIES for fact in facts.facts(topic) for rule in fact.rules}
    assert rules == {f"E{number:02d}" for number in range(1, 21)}
    assert all(fact.rules for topic in EMERGENCIES for fact in facts.facts(topic))


def test_what_is_only_remembered_is_not_shown_as_read() -> None:
    assert facts.fact("emergency_stroke").status is FactStatus.RECALLED
    assert facts.fact("emergency_baclofen_pump").status is FactStatus.READ
    assert facts.fact("honest_statement").status is FactStatus.JUDGEMENT


def test_the_texts_are_finished_sentences_in_plain_words() -> None:
    for fact in facts.all_facts():
        assert fact.text[0].isupper()
        assert fact.text[-1] in ".?"
        assert "  " not in fact.text
        assert "{" not in fact.text
        assert len(fact.text) < 800


def test_the_first_page_can_be_read_at_twelve() -> None:
    plain = [facts.fact(name) for name in ("intended_use", "safety_net", "two_weeks")]
    plain += list(facts.facts("visit_questions")) + list(facts.facts("emergency"))
    grade = sum(reading_grade(fact.text) for fact in plain) / len(plain)
    assert grade < 8


def test_nobody_is_told_to_stop_a_medicine() -> None:
    for fact in facts.all_facts():
        for sentence in re.split(r"(?<=[.?:])\s", fact.text):
            if re.search(r"\bstop\b", sentence, re.IGNORECASE):
                assert re.search(r"\b(not|never)\b", sentence, re.IGNORECASE), sentence


def test_spelling_is_british() -> None:
    american = re.compile(r"\b(diarrhea|color|fiber|anemia|recognize|center)\b", re.IGNORECASE)
    assert [fact.id for fact in facts.all_facts() if american.search(fact.text)] == []


def test_a_topic_keeps_its_order() -> None:
    assert next(fact.id for fact in facts.facts("visit_questions")) == "visit_what_is_it"
    assert len(facts.facts("visit_questions")) == 5


def test_a_fact_can_be_said_and_so_can_how_sure_it_is() -> None:
    fact = facts.fact("two_weeks")
    assert say(fact.message).startswith("The NHS advises")
    assert say(facts.status_words(fact.status)) == "We read the sources of this sentence."
    assert "still have to read it again" in say(facts.status_words(FactStatus.RECALLED))
    assert "nobody was measured" in say(facts.status_words(FactStatus.COMPUTED))
    assert "no clinician" in say(facts.status_words(FactStatus.JUDGEMENT))


def test_dangling_names_are_faults() -> None:
    with pytest.raises(KnowledgeError, match="no fact 'cure'"):
        facts.fact("cure")
    with pytest.raises(KnowledgeError, match="no topic 'cures'"):
        facts.facts("cures")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"sources": []}, "has no source"),
        ({"sources": ["R0"]}, "no source 'R0'"),
        ({"status": "sure"}, "no status of a fact"),
        ({"sources": ["R1", "M11"]}, "its sources recalled"),
        ({"status": "recalled"}, "its sources read"),
        ({"sources": ["own_tiers"]}, "its sources judgement"),
        ({"sources": ["R1", "own_simulation"]}, "its sources computed"),
        ({"status": "computed"}, "its sources read"),
        ({"status": "computed", "sources": ["own_simulation", "own_tiers"]}, "judgement"),
        ({"date": "2026-11-23"}, "'date' must hold a date"),
        ({"txet": "Words."}, "no field 'txet'"),
    ],
)
def test_a_fact_that_contradicts_itself_is_a_fault(change: dict[str, object], fault: str) -> None:
    facts.read_fact(Row(place="made up", fields=GOOD))
    with pytest.raises(KnowledgeError, match=fault):
        facts.read_fact(Row(place="made up", fields={**GOOD, **change}))


def test_an_id_stands_once(monkeypatch: pytest.MonkeyPatch) -> None:
    twice = (Row(place="made up", fields=GOOD),) * 2
    monkeypatch.setattr(facts, "read_folder", lambda _file, _table: twice)
    with pytest.raises(KnowledgeError, match="stands twice"):
        facts._table.__wrapped__()
