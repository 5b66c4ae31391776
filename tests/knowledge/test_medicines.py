"""The list of medicines: whole, typed, and strict about names."""

from __future__ import annotations

import pytest

from quietmuscle.knowledge.medicines import Grade
from quietmuscle.knowledge.medicines import Market
from quietmuscle.knowledge.medicines import medicine
from quietmuscle.knowledge.medicines import medicine_named
from quietmuscle.knowledge.medicines import medicine_names
from quietmuscle.knowledge.medicines import medicine_or_none
from quietmuscle.knowledge.medicines import medicines
from quietmuscle.knowledge.medicines import medicines_of
from quietmuscle.knowledge.medicines import plain_name
from quietmuscle.knowledge.medicines import read_medicine
from quietmuscle.knowledge.rows import KnowledgeError
from quietmuscle.knowledge.rows import Row
from quietmuscle.model.medicine_class import MedicineClass

GRADED = """
interferon_beta_1a interferon_beta_1b peginterferon_beta_1a glatiramer teriflunomide
dimethyl_fumarate diroximel_fumarate monomethyl_fumarate fingolimod siponimod ozanimod
ponesimod cladribine natalizumab ocrelizumab ofatumumab ublituximab rituximab alemtuzumab
mitoxantrone methylprednisolone prednisone prednisolone dexamethasone baclofen
baclofen_intrathecal tizanidine dantrolene diazepam clonazepam nabiximols botulinum_toxin
fampridine gabapentin pregabalin carbamazepine oxcarbazepine lamotrigine levetiracetam
topiramate duloxetine venlafaxine desvenlafaxine sertraline citalopram escitalopram
fluoxetine paroxetine fluvoxamine mirtazapine bupropion amitriptyline nortriptyline
modafinil methylphenidate amantadine oxybutynin solifenacin tolterodine fesoterodine
mirabegron desmopressin salbutamol formoterol salmeterol furosemide hydrochlorothiazide
indapamide chlortalidone omeprazole esomeprazole lansoprazole pantoprazole atorvastatin
simvastatin rosuvastatin lithium levothyroxine caffeine theophylline pseudoephedrine
metoclopramide ondansetron ciprofloxacin levofloxacin moxifloxacin digoxin cisplatin
vitamin_d tramadol sumatriptan linezolid dextromethorphan quinidine
dextromethorphan_quinidine denosumab zoledronic_acid
"""
"""The medicines of the tables 3.1 to 3.5 of the evidence base."""

ROW = {"id": "x", "name": "x", "classes": ["dmt"], "grade": "C"}


def test_every_medicine_of_the_tables_is_graded_and_no_other() -> None:
    graded = [entry.id for entry in medicines() if entry.grade is not Grade.CLASS_ONLY]
    assert sorted(graded) == sorted(GRADED.split())


def test_every_kind_has_a_medicine() -> None:
    assert [kind for kind in MedicineClass if not medicines_of(kind)] == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("baclofen", "baclofen"),
        ("  LIORESAL ", "baclofen"),
        ("Lioresal  Intrathecal", "baclofen_intrathecal"),
        ("albuterol", "salbutamol"),
        ("Salbutamol", "salbutamol"),
        ("dalfampridine", "fampridine"),
        ("Téralithe", "lithium"),
        ("St. John’s Wort", "st_johns_wort"),
        ("trimethoprim/sulfamethoxazole", "co_trimoxazole"),
        ("toprol xl", "metoprolol"),
        ("Nuedexta", "dextromethorphan_quinidine"),
        ("Maxzide", "triamterene_hydrochlorothiazide"),
        ("Dyazide", "triamterene_hydrochlorothiazide"),
        ("Dytide H", "triamterene_hydrochlorothiazide"),
        ("Dytac", "triamterene"),
    ],
)
def test_a_medicine_is_found_by_each_of_its_names(text: str, wanted: str) -> None:
    found = medicine_named(text)
    assert found is not None
    assert found.id == wanted


@pytest.mark.parametrize("text", ["", "baclofem", "baclo", "hydralazine", "hydroxyzine", "x" * 999])
def test_a_name_that_is_only_similar_finds_nothing(text: str) -> None:
    assert medicine_named(text) is None


def test_no_name_is_of_two_medicines() -> None:
    names = medicine_names()
    assert len(names) == len(set(names)) > 900


def test_every_name_finds_its_medicine_in_any_case() -> None:
    for entry in medicines():
        for name in entry.all_names:
            assert medicine_named(name.upper()) is entry


def test_what_follows_from_a_kind_follows_for_each_of_its_medicines() -> None:
    follows = {
        MedicineClass.HYPONATRAEMIA_RISK: {MedicineClass.FLUID_CAUTION},
        MedicineClass.THIAZIDE: {MedicineClass.DIURETIC, MedicineClass.HYPONATRAEMIA_RISK},
        MedicineClass.LOOP_DIURETIC: {MedicineClass.DIURETIC},
        MedicineClass.POTASSIUM_SPARING: {MedicineClass.DIURETIC},
        MedicineClass.SSRI: {
            MedicineClass.ANTIDEPRESSANT,
            MedicineClass.SEROTONERGIC,
            MedicineClass.HYPONATRAEMIA_RISK,
        },
        MedicineClass.SNRI: {
            MedicineClass.ANTIDEPRESSANT,
            MedicineClass.SEROTONERGIC,
            MedicineClass.HYPONATRAEMIA_RISK,
        },
        MedicineClass.TRICYCLIC: {MedicineClass.ANTIDEPRESSANT, MedicineClass.SEROTONERGIC},
        MedicineClass.MAOI: {MedicineClass.SEROTONERGIC},
        MedicineClass.TRIPTAN: {MedicineClass.SEROTONERGIC},
        MedicineClass.TRAMADOL: {MedicineClass.OPIOID, MedicineClass.SEROTONERGIC},
        MedicineClass.LITHIUM: {MedicineClass.SEROTONERGIC, MedicineClass.FLUID_CAUTION},
        MedicineClass.DESMOPRESSIN: {MedicineClass.FLUID_CAUTION},
        MedicineClass.FUMARATE: {MedicineClass.DMT, MedicineClass.PML_RISK},
        MedicineClass.NATALIZUMAB: {MedicineClass.DMT, MedicineClass.PML_RISK},
        MedicineClass.ANTI_CD20: {MedicineClass.DMT, MedicineClass.PML_RISK},
        MedicineClass.PML_RISK: {MedicineClass.IMMUNOSUPPRESSANT},
        MedicineClass.S1P_MODULATOR: {
            MedicineClass.DMT,
            MedicineClass.PML_RISK,
            MedicineClass.TERATOGENIC_DMT,
        },
        MedicineClass.QUINOLONE: {MedicineClass.QT_PROLONGING},
        MedicineClass.ANTIARRHYTHMIC_IA_III: {MedicineClass.QT_PROLONGING},
    }
    for kind, also in follows.items():
        for entry in medicines_of(kind):
            assert also <= entry.classes, entry.id


def test_a_brand_says_where_it_is_used_and_codes_say_what_they_are_of() -> None:
    baclofen, fampridine = medicine("baclofen"), medicine("fampridine")
    lioresal = next(brand for brand in baclofen.brands if brand.name == "Lioresal")
    assert lioresal.markets == (Market.US, Market.UK, Market.EU)
    assert fampridine.generic_names == ("fampridine", "dalfampridine", "4-aminopyridine")
    assert [(code.code, code.of_product) for code in fampridine.rxcui] == [("897026", True)]
    assert not medicine("diazepam").rxcui[0].of_product


def test_codes_that_were_only_remembered_are_left_out() -> None:
    remembered = {"75917", "1292", "6448", "25480", "187832", "1310520", "897018", "435"}
    assert not remembered & {code.code for entry in medicines() for code in entry.rxcui}


def test_an_unknown_id_is_our_fault_but_may_come_with_a_diary() -> None:
    with pytest.raises(KnowledgeError, match="no medicine 'nothing'"):
        medicine("nothing")
    assert medicine_or_none("nothing") is None
    assert medicine_or_none(None) is None
    assert medicine_or_none("baclofen") is medicine("baclofen")


def test_a_plain_name_has_no_signs_capitals_or_accents() -> None:
    assert (
        plain_name("  Phillips' Milk-of  Magnésia (Straße) ") == "phillips milk of magnesia strasse"
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"classes": []},
        {"classes": ["nothing"]},
        {"classes": ["dmt", "dmt"]},
        {"grade": "D"},
        {"id": "Not an id"},
        {"atc": ["L04"]},
        {"rxcui": ["m:123"]},
        {"brand": ["x"]},
    ],
)
def test_a_damaged_entry_is_refused_with_its_place(wrong: dict[str, object]) -> None:
    assert read_medicine(Row("dmt.toml, medicine 1", ROW), "dmt").id == "x"
    with pytest.raises(KnowledgeError, match=r"dmt\.toml, medicine 1"):
        read_medicine(Row("dmt.toml, medicine 1", {**ROW, **wrong}), "dmt")
