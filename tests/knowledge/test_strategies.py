from __future__ import annotations

import re

import pytest

from quietmuscle.base.text import say
from quietmuscle.knowledge import strategies
from quietmuscle.knowledge.facts import FactStatus
from quietmuscle.knowledge.facts import facts
from quietmuscle.knowledge.limits import limits
from quietmuscle.knowledge.rows import KnowledgeError
from quietmuscle.knowledge.rows import Row
from quietmuscle.model.trial import Pace

GOOD: dict[str, object] = {
    "id": "made_up",
    "name": "Made up",
    "group": "calm",
    "evidence": ["sleep_evidence"],
    "cautions": ["sleep_caution"],
    "steps": ["sleep_step"],
}


def test_every_strategy_has_evidence_a_caution_and_a_step() -> None:
    assert len(strategies.strategies()) == 16
    for each in strategies.strategies():
        assert each.evidence
        assert each.cautions
        assert each.steps
        assert each.group in strategies.GROUP_WORDS
    assert say(strategies.strategy("cooling").label) == "Cooling"


def test_no_sentence_about_strategies_is_lost() -> None:
    shown = {fact.id for each in strategies.strategies() for fact in each.facts}
    shown |= {limit.fact.id for limit in limits()}
    assert {fact.id for fact in facts("strategies")} - shown == {"strategies_honest"}


def test_warmth_keeps_to_its_limits() -> None:
    (caution,) = strategies.strategy("warm_compress").cautions
    assert re.search(r"40 °C", caution.text)
    assert re.search(r"10 minutes", caution.text)
    assert caution.status is FactStatus.JUDGEMENT


def test_nobody_is_told_to_take_potassium_or_to_breathe_deep_and_fast() -> None:
    steps = " ".join(fact.text for fact in strategies.strategy("potassium_calcium").steps)
    assert "Never start potassium" in steps
    (caution,) = strategies.strategy("slow_breathing").cautions
    assert "Do not breathe deep and fast" in caution.text


def test_what_is_tried_has_a_pace_and_a_fact_that_says_so() -> None:
    paces = {each.id: each.pace for each in strategies.strategies()}
    # Coffee, alcohol and nicotine are not given up from one day to the next.
    never = {"diary", "review_medicines", "potassium_calcium", "vitamins", "caffeine"}
    assert {each for each, pace in paces.items() if pace is None} == never
    assert (paces["warm_compress"], paces["fluids"], paces["magnesium"]) == (
        Pace.FAST,
        Pace.MEDIUM,
        Pace.SLOW,
    )
    says = {
        (each.pace, each.pace_fact.id)
        for each in strategies.strategies()
        if each.pace_fact is not None
    }
    assert says == {
        (Pace.FAST, "pace_hours"),
        (Pace.MEDIUM, "pace_days"),
        (Pace.SLOW, "pace_weeks"),
    }
    assert [each.id for each in strategies.strategies() if each.supplement] == ["magnesium"]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"group": "cure"}, "no group"),
        ({"evidence": []}, "belong together"),
        ({"cautions": []}, "belong together"),
        ({"steps": []}, "belong together"),
        ({"steps": ["cure"]}, "no fact 'cure'"),
        ({"dose": "2 g"}, "no field 'dose'"),
        ({"pace": "fast"}, "belong together"),
        ({"pace_fact": "pace_hours"}, "belong together"),
        ({"supplement": True}, "belong together"),
        ({"pace": "soon", "pace_fact": "pace_hours"}, "one of fast, medium, slow"),
    ],
)
def test_a_damaged_strategy_is_a_fault(change: dict[str, object], fault: str) -> None:
    strategies.read_strategy(Row(place="made up", fields=GOOD))
    with pytest.raises(KnowledgeError, match=fault):
        strategies.read_strategy(Row(place="made up", fields={**GOOD, **change}))


def test_dangling_and_doubled_ids_are_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(KnowledgeError, match="no strategy 'cure'"):
        strategies.strategy("cure")
    twice = (Row(place="made up", fields=GOOD),) * 2
    monkeypatch.setattr(strategies, "read_rows", lambda _file, _table: twice)
    with pytest.raises(KnowledgeError, match="stands twice"):
        strategies._table.__wrapped__()
