from __future__ import annotations

import pytest

from quietmuscle.knowledge import limits
from quietmuscle.knowledge.rows import KnowledgeError
from quietmuscle.knowledge.rows import Row

GOOD: dict[str, object] = {
    "strategy": "fluids",
    "item": "heart_failure",
    "effect": "not_offered",
    "fact": "fluids_heart",
}


def forbidding(strategy: str) -> set[str]:
    return {
        str(each.item or each.medicine_class)
        for each in limits.limits()
        if each.strategy == strategy and each.effect is limits.LimitEffect.NOT_OFFERED
    }


def test_who_is_never_told_to_drink_more() -> None:
    assert forbidding("fluids") >= {
        "heart_failure",
        "kidney_disease",
        "desmopressin",
        "hyponatraemia_risk",
        "fluid_caution",
    }


def test_who_is_never_offered_warmth_or_minerals() -> None:
    assert forbidding("warm_compress") >= {"numb_skin", "heat_sensitive", "fever"}
    assert "kidney_disease" in forbidding("magnesium")
    assert forbidding("potassium_calcium") >= {"kidney_disease", "ace_inhibitor", "trimethoprim"}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"strategy": "cure"}, "no strategy 'cure'"),
        ({"item": "grey_hair"}, "no item 'grey_hair'"),
        ({"item": ""}, "must hold words"),
        ({"class": "ssri"}, "an item, or a class"),
        ({"effect": "forbid"}, "no effect"),
        ({"fact": "cure"}, "no fact 'cure'"),
    ],
)
def test_a_damaged_limit_is_a_fault(change: dict[str, object], fault: str) -> None:
    limits.read_limit(Row(place="made up", fields=GOOD))
    with pytest.raises(KnowledgeError, match=fault):
        limits.read_limit(Row(place="made up", fields={**GOOD, **change}))


def test_a_class_of_medicines_must_exist() -> None:
    row = {key: value for key, value in GOOD.items() if key != "item"}
    with pytest.raises(KnowledgeError, match="an item, or a class"):
        limits.read_limit(Row(place="made up", fields=row))
    with pytest.raises(KnowledgeError, match="no class 'sweets'"):
        limits.read_limit(Row(place="made up", fields={**row, "class": "sweets"}))


def test_a_limit_stands_once(monkeypatch: pytest.MonkeyPatch) -> None:
    twice = (Row(place="made up", fields=GOOD),) * 2
    monkeypatch.setattr(limits, "read_rows", lambda _file, _table: twice)
    with pytest.raises(KnowledgeError, match="stands twice"):
        limits.limits.__wrapped__()
