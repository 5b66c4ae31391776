from __future__ import annotations

import pytest

from quietmuscle.base.text import say
from quietmuscle.knowledge import lookalikes
from quietmuscle.knowledge.rows import KnowledgeError
from quietmuscle.knowledge.rows import Row
from quietmuscle.model.episode import FeltKind

GOOD: dict[str, object] = {
    "id": "made_up",
    "name": "Made up",
    "group": "see",
    "felt_kind": "flicker",
    "what": "fasciculation_what",
    "notice": ["fasciculation_flicker"],
    "ms": "fasciculation_ms",
}


def test_every_look_alike_says_what_it_is_what_one_notices_and_what_it_means_in_ms() -> None:
    found = lookalikes.lookalikes()
    assert len(found) == 18
    for each in found:
        assert each.what.topic == each.ms.topic == "lookalikes"
        assert len(each.facts) >= 3


def test_no_sentence_about_look_alikes_is_lost() -> None:
    from quietmuscle.knowledge.facts import facts

    shown = {fact.id for each in lookalikes.lookalikes() for fact in each.facts}
    assert {fact.id for fact in facts("lookalikes")} == shown


def test_what_only_an_examination_can_tell_says_so() -> None:
    examined = {each.id for each in lookalikes.lookalikes() if each.examined}
    assert examined == {"benign_fasciculation", "pseudorelapse", "seizure", "motor_neurone"}


def test_an_entry_of_the_diary_can_be_called_by_it() -> None:
    assert lookalikes.lookalike("clonus").felt_kind is FeltKind.BEATING
    assert lookalikes.lookalike("heat").felt_kind is None
    assert say(lookalikes.lookalike("cramp").label) == "Cramp"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"group": "smell"}, "no group"),
        ({"felt_kind": "tick"}, "no kind of an entry"),
        ({"what": "cure"}, "no fact 'cure'"),
        ({"notice": []}, "nobody could notice"),
        ({"pattern": ["cure"]}, "no fact 'cure'"),
        ({"examined": "cure"}, "no fact 'cure'"),
        ({"cause": "x"}, "no field 'cause'"),
    ],
)
def test_a_damaged_look_alike_is_a_fault(change: dict[str, object], fault: str) -> None:
    lookalikes.read_lookalike(Row(place="made up", fields=GOOD))
    with pytest.raises(KnowledgeError, match=fault):
        lookalikes.read_lookalike(Row(place="made up", fields={**GOOD, **change}))


def test_dangling_and_doubled_ids_are_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(KnowledgeError, match="no look-alike 'tick'"):
        lookalikes.lookalike("tick")
    twice = (Row(place="made up", fields=GOOD),) * 2
    monkeypatch.setattr(lookalikes, "read_rows", lambda _file, _table: twice)
    with pytest.raises(KnowledgeError, match="stands twice"):
        lookalikes._table.__wrapped__()
