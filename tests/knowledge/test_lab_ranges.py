from __future__ import annotations

import pytest

from quietmuscle.base.text import say
from quietmuscle.knowledge import lab_ranges
from quietmuscle.knowledge.facts import facts
from quietmuscle.knowledge.lab_ranges import lab_range
from quietmuscle.knowledge.rows import KnowledgeError
from quietmuscle.knowledge.rows import Row
from quietmuscle.model.care import Tier
from quietmuscle.model.lab import Analyte
from quietmuscle.model.lab import LabUnit

GOOD: dict[str, object] = {
    "id": "sodium",
    "name": "Sodium",
    "low": 133,
    "high": 146,
    "possible": [90, 200],
    "units": [{"unit": "mEq/L", "per_mmol": 1}],
    "about": ["labs_sodium"],
    "danger": [{"under": 125, "tier": "T1", "fact": "labs_danger_sodium"}],
}


@pytest.mark.parametrize(
    ("analyte", "mmol_l", "unit", "shown"),
    [
        # clinical.md, reference ranges: the US figures beside the mmol/L
        (Analyte.MAGNESIUM, 0.70, LabUnit.MG_DL, 1.7),
        (Analyte.MAGNESIUM, 1.10, LabUnit.MG_DL, 2.7),
        (Analyte.CALCIUM, 2.15, LabUnit.MG_DL, 8.6),
        (Analyte.CALCIUM, 2.57, LabUnit.MG_DL, 10.3),
        (Analyte.POTASSIUM, 3.5, LabUnit.MEQ_L, 3.5),
        (Analyte.SODIUM, 133, LabUnit.MEQ_L, 133),
        (Analyte.MAGNESIUM, 1.0, LabUnit.MEQ_L, 2.0),  # two charges each
        (Analyte.CALCIUM_ADJUSTED, 2.5, LabUnit.MEQ_L, 5.0),
    ],
)
def test_units_are_converted(analyte: Analyte, mmol_l: float, unit: LabUnit, shown: float) -> None:
    known = lab_range(analyte)
    assert known.shown(mmol_l, unit) == pytest.approx(shown, abs=0.05)
    assert known.mmol_l(known.shown(mmol_l, unit), unit) == pytest.approx(mmol_l)


@pytest.mark.parametrize(
    ("analyte", "value", "tier"),
    [
        (Analyte.POTASSIUM, 2.99, Tier.T1),
        (Analyte.POTASSIUM, 3.0, None),
        (Analyte.POTASSIUM, 6.0, None),
        (Analyte.POTASSIUM, 6.01, Tier.T1),
        (Analyte.POTASSIUM, 6.49, Tier.T1),
        (Analyte.POTASSIUM, 6.5, Tier.T0),
        (Analyte.CALCIUM_ADJUSTED, 1.89, Tier.T0),
        (Analyte.CALCIUM_ADJUSTED, 1.9, None),
        (Analyte.CALCIUM_ADJUSTED, 3.01, Tier.T1),
        (Analyte.CALCIUM, 1.89, Tier.T1),
        (Analyte.CALCIUM, 3.01, Tier.T1),
        (Analyte.MAGNESIUM, 0.39, Tier.T1),
        (Analyte.MAGNESIUM, 0.4, None),
        (Analyte.SODIUM, 124.9, Tier.T1),
        (Analyte.SODIUM, 125, None),
    ],
)
def test_danger_lines(analyte: Analyte, value: float, tier: Tier | None) -> None:
    crossed = [line for line in lab_range(analyte).danger if line.crossed_by(value)]
    worst = max(crossed, key=lambda line: line.tier.severity, default=None)
    assert (worst.tier if worst else None) == tier


def test_no_usual_value_is_dangerous_and_all_sentences_are_used() -> None:
    used = {"labs_own_range", "labs_not_alone", "labs_how", "labs_unit_seems_other"}
    for known in lab_ranges.lab_ranges():
        assert not any(line.crossed_by(known.low_mmol_l) for line in known.danger)
        assert not any(line.crossed_by(known.high_mmol_l) for line in known.danger)
        used |= {fact.id for fact in known.about} | {line.fact.id for line in known.danger}
        assert known.units[0] is LabUnit.MMOL_L
    assert {fact.id for fact in facts("labs")} == used
    assert say(lab_range(Analyte.CALCIUM).label) == "Calcium, total"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"id": "gold"}, "nothing that we know"),
        ({"low": 146}, "within what is possible"),
        ({"low": "133"}, "no number"),
        ({"high": True}, "no number"),
        ({"possible": [90]}, "two numbers"),
        ({"possible": [140, 200]}, "within what is possible"),
        ({"about": []}, "within what is possible"),
        ({"units": 3}, "list of entries"),
        ({"units": [{"unit": "mg", "per_mmol": 1}]}, "per mmol"),
        ({"units": [{"unit": "mmol/L", "per_mmol": 1}]}, "stands twice"),
        ({"danger": [{"tier": "T1", "fact": "labs_sodium"}]}, "one number"),
        ({"danger": [{"under": 1, "tier": "T9", "fact": "labs_sodium"}]}, "one number"),
        ({"danger": [{"under": -1, "tier": "T1", "fact": "labs_sodium"}]}, "no number"),
        ({"danger": [{"under": 1, "tier": "T1", "fact": "cure"}]}, "no fact"),
    ],
)
def test_a_damaged_range_is_a_fault(change: dict[str, object], fault: str) -> None:
    lab_ranges.read_lab_range(Row(place="made up", fields=GOOD))
    with pytest.raises(KnowledgeError, match=fault):
        lab_ranges.read_lab_range(Row(place="made up", fields={**GOOD, **change}))


def test_every_analyte_stands_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = (Row(place="made up", fields=GOOD),)
    monkeypatch.setattr(lab_ranges, "read_rows", lambda _file, _table: rows)
    with pytest.raises(KnowledgeError, match="stands there once"):
        lab_ranges._table.__wrapped__()
