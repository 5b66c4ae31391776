"""What medicines do together: each row of the evidence base, between the right medicines."""

from __future__ import annotations

from datetime import date

import pytest

from quietmuscle.knowledge.interactions import Condition
from quietmuscle.knowledge.interactions import Weight
from quietmuscle.knowledge.interactions import condition_words
from quietmuscle.knowledge.interactions import interaction
from quietmuscle.knowledge.interactions import interactions
from quietmuscle.knowledge.interactions import read_interaction
from quietmuscle.knowledge.interactions import weight_words
from quietmuscle.knowledge.medicines import medicine
from quietmuscle.knowledge.medicines import medicines
from quietmuscle.knowledge.rows import KnowledgeError
from quietmuscle.knowledge.rows import Row

ROW = {
    "id": "x",
    "weight": "ask",
    "one_medicines": ["baclofen"],
    "other_kinds": ["opioid"],
    "text": "Words.",
    "status": "read",
    "sources": ["R16"],
    "date": date(2026, 11, 23),
}


def joining(first: str, second: str) -> set[str]:
    return {each.id for each in interactions() if each.joins(medicine(first), medicine(second))}


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        ("tizanidine", "ciprofloxacin", {"tizanidine_cyp1a2"}),
        ("tizanidine", "fluvoxamine", {"tizanidine_cyp1a2"}),
        ("tizanidine", "levofloxacin", set()),
        ("sertraline", "tramadol", {"serotonergic_pair"}),
        ("sertraline", "st_johns_wort", {"serotonergic_pair"}),
        ("sertraline", "linezolid", {"maoi_serotonergic", "serotonergic_pair"}),
        ("ozanimod", "phenelzine", {"ozanimod_maoi", "maoi_serotonergic", "serotonergic_pair"}),
        ("siponimod", "bisoprolol", {"siponimod_heart"}),
        ("siponimod", "amiodarone", {"siponimod_heart"}),
        ("fingolimod", "citalopram", {"s1p_heart"}),
        ("fampridine", "bupropion", {"fampridine_seizure"}),
        ("fampridine", "methylphenidate", {"fampridine_seizure"}),
        ("fampridine", "cimetidine", {"fampridine_cimetidine"}),
        ("magnesium", "ciprofloxacin", {"minerals_quinolone"}),
        ("mineral_antacid", "doxycycline", {"minerals_tetracycline"}),
        ("calcium", "alendronic_acid", {"minerals_bisphosphonate"}),
        ("calcium", "levothyroxine", {"minerals_levothyroxine"}),
        ("magnesium", "iron", {"magnesium_absorption"}),
        ("magnesium", "gabapentin", {"magnesium_gabapentin"}),
        ("salt_substitute", "ramipril", {"potassium_raisers"}),
        ("potassium_chloride", "spironolactone", {"potassium_raisers"}),
        ("vitamin_d", "indapamide", {"calcium_thiazide"}),
        ("vitamin_d", "digoxin", {"calcium_digoxin"}),
        ("prednisone", "digoxin", {"steroid_digoxin"}),
        ("prednisone", "furosemide", {"steroid_diuretic"}),
        ("prednisone", "salbutamol", {"steroid_beta_agonist"}),
        ("prednisone", "amphotericin", {"steroid_amphotericin"}),
        ("lithium", "ibuprofen", {"lithium_raisers"}),
        ("lithium", "ramipril", {"lithium_raisers"}),
        ("lithium", "furosemide", {"lithium_raisers"}),
        ("lithium", "losartan", {"lithium_arb"}),
        ("pregabalin", "morphine", {"sedatives"}),
        ("baclofen", "tizanidine", {"sedatives"}),
        ("caffeine", "ciprofloxacin", {"caffeine_slowed"}),
        ("omeprazole", "digoxin", {"ppi_loss"}),
        ("baclofen", "sertraline", set()),
        ("ocrelizumab", "glatiramer", set()),
    ],
)
def test_pairs_of_the_evidence_base(first: str, second: str, wanted: set[str]) -> None:
    assert joining(first, second) == wanted
    assert joining(second, first) == wanted


def test_nothing_goes_badly_with_itself() -> None:
    assert [entry.id for entry in medicines() if joining(entry.id, entry.id)] == []


@pytest.mark.parametrize(
    ("medicine_id", "condition"),
    [
        ("fampridine", Condition.KIDNEY_DISEASE),
        ("magnesium", Condition.KIDNEY_DISEASE),
        ("salt_substitute", Condition.KIDNEY_DISEASE),
        ("lithium", Condition.DEHYDRATION),
        ("baclofen_intrathecal", Condition.ALCOHOL),
        ("tizanidine", Condition.CAFFEINE),
        ("tizanidine", Condition.SMOKING_CHANGE),
        ("desmopressin", Condition.DRINKING_MUCH),
    ],
)
def test_conditions_of_the_evidence_base(medicine_id: str, condition: Condition) -> None:
    found = [each for each in interactions() if condition in each.conditions]
    assert any(each.one.holds(medicine(medicine_id)) for each in found)


def test_every_interaction_can_be_met() -> None:
    for each in interactions():
        pairs = (
            each.joins(first, second)
            for first in filter(each.one.holds, medicines())
            for second in filter(each.other.holds, medicines())
        )
        assert each.conditions or any(pairs), each.id


def test_what_a_label_forbids_is_said_today() -> None:
    for each in ("tizanidine_cyp1a2", "ozanimod_maoi", "potassium_raisers", "siponimod_heart"):
        assert interaction(each).weight is Weight.TODAY


def test_no_interaction_says_to_stop_a_medicine() -> None:
    for each in interactions():
        assert "stop taking" not in each.text.casefold()
        assert each.message.sentence.endswith(".")


def test_every_sign_has_words() -> None:
    assert all(weight_words(each).sentence for each in Weight)
    assert all(condition_words(each).sentence for each in Condition)


@pytest.mark.parametrize(
    "wrong",
    [
        {"weight": "heavy"},
        {"one_medicines": ["nothing"]},
        {"one_medicines": []},
        {"other_kinds": []},
        {"other_kinds": ["nothing"]},
        {"other_conditions": ["rain"]},
        {"within_kinds": ["opioid"]},
        {"status": "recalled"},
        {"one_conditions": ["alcohol"]},
    ],
)
def test_a_damaged_entry_is_refused(wrong: dict[str, object]) -> None:
    found = read_interaction(Row("interactions.toml, interaction 1", ROW))
    assert found.joins(medicine("morphine"), medicine("baclofen"))
    with pytest.raises(KnowledgeError, match=r"interactions\.toml, interaction 1|no medicine"):
        read_interaction(Row("interactions.toml, interaction 1", {**ROW, **wrong}))


def test_an_unknown_id_is_our_fault() -> None:
    with pytest.raises(KnowledgeError, match="no interaction 'nothing'"):
        interaction("nothing")
