from __future__ import annotations

import pytest

from quietmuscle.base.text import say
from quietmuscle.knowledge import claims
from quietmuscle.knowledge.facts import FactStatus
from quietmuscle.knowledge.facts import facts
from quietmuscle.knowledge.rows import KnowledgeError
from quietmuscle.knowledge.rows import Row

GOOD: dict[str, object] = {
    "id": "made_up",
    "name": "Made up",
    "kind": "cause",
    "verdict": "right",
    "told": "told_nerves",
    "true": ["true_tired"],
}


def test_the_four_causes_that_people_are_told_about_and_the_advice() -> None:
    causes = claims.claims(claims.ClaimKind.CAUSE)
    assert [each.id for each in causes] == ["nerves", "reflexes", "fatigue", "medicines"]
    assert len(claims.claims(claims.ClaimKind.ADVICE)) == 4
    assert [say(each.verdict_words) for each in causes] == [
        "Partly right",
        "Right, but of something else",
        "Partly right",
        "Mostly overstated",
    ]
    assert say(causes[0].label) == "Misfiring nerves"


def test_no_sentence_about_causes_is_lost() -> None:
    shown = {each.told.id for each in claims.all_claims()}
    shown |= {fact.id for each in claims.all_claims() for fact in each.true}
    drawn = {"nerve_inside", "nerve_outside"}
    assert {fact.id for fact in facts("causes")} == shown | drawn


def test_what_people_are_told_is_never_shown_as_read() -> None:
    assert {each.told.status for each in claims.all_claims()} == {FactStatus.JUDGEMENT}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"kind": "rumour"}, "no kind and verdict"),
        ({"verdict": "wrong"}, "no kind and verdict"),
        ({"told": "cure"}, "no fact 'cure'"),
        ({"true": []}, "what is true"),
        ({"lookalikes": ["tick"]}, "no look-alike 'tick'"),
        ({"strategies": ["cure"]}, "no strategy 'cure'"),
    ],
)
def test_a_damaged_claim_is_a_fault(change: dict[str, object], fault: str) -> None:
    claims.read_claim(Row(place="made up", fields=GOOD))
    with pytest.raises(KnowledgeError, match=fault):
        claims.read_claim(Row(place="made up", fields={**GOOD, **change}))


def test_a_claim_stands_once(monkeypatch: pytest.MonkeyPatch) -> None:
    twice = (Row(place="made up", fields=GOOD),) * 2
    monkeypatch.setattr(claims, "read_rows", lambda _file, _table: twice)
    with pytest.raises(KnowledgeError, match="stands twice"):
        claims.all_claims.__wrapped__()
