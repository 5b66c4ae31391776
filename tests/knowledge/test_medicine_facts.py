"""What is known of each medicine: complete, sourced, and never surer than its sources."""

from __future__ import annotations

from datetime import date

import pytest

from quietmuscle.knowledge.medicine_facts import Evidence
from quietmuscle.knowledge.medicine_facts import FactTopic
from quietmuscle.knowledge.medicine_facts import SaltEffect
from quietmuscle.knowledge.medicine_facts import evidence_words
from quietmuscle.knowledge.medicine_facts import facts_about
from quietmuscle.knowledge.medicine_facts import medicine_fact
from quietmuscle.knowledge.medicine_facts import medicine_facts
from quietmuscle.knowledge.medicine_facts import read_medicine_fact
from quietmuscle.knowledge.medicine_facts import salt_words
from quietmuscle.knowledge.medicines import Grade
from quietmuscle.knowledge.medicines import medicine
from quietmuscle.knowledge.medicines import medicines
from quietmuscle.knowledge.medicines import medicines_of
from quietmuscle.knowledge.rows import KnowledgeError
from quietmuscle.knowledge.rows import Row
from quietmuscle.model.medicine_class import MedicineClass

LOSE_SODIUM = (MedicineClass.LOOP_DIURETIC, MedicineClass.THIAZIDE)
MUST_NOT_STOP_SUDDENLY = (
    MedicineClass.BACLOFEN_ORAL,
    MedicineClass.BACLOFEN_PUMP,
    MedicineClass.BENZODIAZEPINE,
    MedicineClass.STEROID,
    MedicineClass.SNRI,
    MedicineClass.GABAPENTINOID,
    MedicineClass.ANTIEPILEPTIC,
    MedicineClass.TIZANIDINE,
    MedicineClass.BETA_BLOCKER,
    MedicineClass.S1P_MODULATOR,
    MedicineClass.NATALIZUMAB,
)

ROW = {
    "id": "x",
    "topic": "salts",
    "medicines": ["baclofen"],
    "effects": ["potassium_low"],
    "text": "Words.",
    "evidence": "label_read",
    "status": "read",
    "sources": ["R16"],
    "date": date(2026, 11, 23),
}


def topics_of(medicine_id: str) -> set[FactTopic]:
    return {fact.topic for fact in facts_about(medicine(medicine_id))}


def test_of_every_graded_medicine_something_is_said_about_twitching() -> None:
    about_labels = {FactTopic.REACTIONS, FactTopic.SALTS}
    silent = [
        entry.id
        for entry in medicines()
        if entry.grade is not Grade.CLASS_ONLY and not topics_of(entry.id) & about_labels
    ]
    assert silent == []


def test_where_nothing_was_found_the_grade_says_so() -> None:
    for fact in medicine_facts():
        if fact.evidence is Evidence.NOTHING_READ:
            for each in fact.medicines:
                assert medicine(each).grade in {Grade.B, Grade.C}


@pytest.mark.parametrize("kind", MUST_NOT_STOP_SUDDENLY)
def test_the_abrupt_stop_list_is_whole(kind: MedicineClass) -> None:
    for entry in medicines_of(kind):
        assert FactTopic.STOPPING in topics_of(entry.id), entry.id


def test_paroxetine_is_on_the_abrupt_stop_list_and_ibuprofen_is_not() -> None:
    assert FactTopic.STOPPING in topics_of("paroxetine")
    assert FactTopic.STOPPING not in topics_of("ibuprofen")


def test_each_medicine_with_a_fluid_caution_says_which_and_no_other_does() -> None:
    for entry in medicines():
        cautioned = MedicineClass.FLUID_CAUTION in entry.classes
        assert (FactTopic.FLUIDS in topics_of(entry.id)) == cautioned, entry.id


def test_every_loop_diuretic_and_thiazide_asks_how_much_to_drink() -> None:
    asked = {each.id for kind in LOSE_SODIUM for each in medicines_of(kind)}
    assert asked >= {"furosemide", "torasemide", "bumetanide", "triamterene_hydrochlorothiazide"}
    for each in asked:
        assert {
            MedicineClass.HYPONATRAEMIA_RISK,
            MedicineClass.FLUID_CAUTION,
        } <= medicine(each).classes, each
        assert FactTopic.FLUIDS in topics_of(each), each


def test_salts_of_the_table() -> None:
    def salts(medicine_id: str) -> set[SaltEffect]:
        found = facts_about(medicine(medicine_id), FactTopic.SALTS)
        return {effect for fact in found for effect in fact.effects}

    assert salts("furosemide") == {
        SaltEffect.POTASSIUM_LOW,
        SaltEffect.MAGNESIUM_LOW,
        SaltEffect.CALCIUM_LOW,
        SaltEffect.SODIUM_LOW,
    }
    assert salts("omeprazole") == {SaltEffect.MAGNESIUM_LOW}
    assert salts("desmopressin") == {SaltEffect.SODIUM_LOW}
    assert SaltEffect.POTASSIUM_HIGH in salts("teriflunomide")
    assert salts("baclofen") == set()
    assert salts("tizanidine") == {SaltEffect.POTASSIUM_LOW, SaltEffect.SODIUM_LOW}


def test_twitching_with_tizanidine_stands_among_its_reactions_and_not_under_salts() -> None:
    def words(topic: FactTopic) -> str:
        return " ".join(fact.text for fact in facts_about(medicine("tizanidine"), topic))

    assert "muscle twitching" in words(FactTopic.REACTIONS)
    assert "twitching" not in words(FactTopic.SALTS)


def test_every_fact_has_words_sources_and_a_day() -> None:
    for fact in medicine_facts():
        assert fact.message.sentence.endswith(".")
        assert fact.sources
        assert fact.checked_on <= date(2026, 12, 31)


def test_no_fact_says_to_stop_a_medicine_or_gives_a_dose_of_one() -> None:
    for fact in medicine_facts():
        words = fact.text.casefold()
        assert "stop taking" not in words
        assert " mg" not in words or fact.id == "caffeine_trigger"
        assert "%" not in words  # percentages of the text-mined table are not ours to copy


def test_every_sign_has_words() -> None:
    assert all(evidence_words(each).sentence for each in Evidence)
    assert all(salt_words(each).sentence for each in SaltEffect)


def test_a_fact_is_found_by_its_id_or_is_our_fault() -> None:
    assert medicine_fact("ppi_magnesium").is_about(medicine("rabeprazole"))
    with pytest.raises(KnowledgeError, match="no fact 'nothing'"):
        medicine_fact("nothing")


@pytest.mark.parametrize(
    "wrong",
    [
        {"medicines": ["nothing"]},
        {"medicines": []},
        {"kinds": ["nothing"]},
        {"topic": "weather"},
        {"topic": "reactions"},
        {"topic": "stopping"},
        {"effects": ["potassium"]},
        {"effects": []},
        {"evidence": "hearsay"},
        {"evidence": "label_recalled"},
        {"status": "recalled"},
        {"sources": []},
        {"sources": ["M1"], "status": "recalled"},
        {"colour": "green"},
    ],
)
def test_a_damaged_entry_is_refused(wrong: dict[str, object]) -> None:
    assert read_medicine_fact(Row("facts.toml, fact 1", ROW)).id == "x"
    with pytest.raises(KnowledgeError):
        read_medicine_fact(Row("facts.toml, fact 1", {**ROW, **wrong}))
