"""The kinds of medicines: what the rules of care ask for is there."""

from __future__ import annotations

import re

from quietmuscle.model.medicine_class import MedicineClass

ASKED_BY_THE_RULES = """serotonergic ssri snri tricyclic triptan maoi opioid lithium baclofen_oral
    baclofen_pump benzodiazepine tizanidine fampridine s1p_modulator fumarate
    natalizumab anti_cd20 immunosuppressant pml_risk teratogenic_dmt ppi diuretic
    thiazide loop_diuretic potassium_sparing ace_inhibitor arb potassium_supplement
    digoxin steroid beta_agonist statin fibrate antiepileptic gabapentinoid
    antidepressant stimulant antiemetic bupropion tramadol botulinum_toxin
    denosumab_zoledronate cisplatin trimethoprim nsaid quinolone vitamin_d_high_dose
    calcium_high_dose desmopressin beta_blocker theophylline levothyroxine
    qt_prolonging hyponatraemia_risk fluid_caution
"""


def test_every_kind_that_a_rule_asks_for_is_there() -> None:
    assert set(MedicineClass) >= set(ASKED_BY_THE_RULES.split())


def test_a_kind_is_written_in_small_letters_and_has_the_name_of_its_value() -> None:
    for kind in MedicineClass:
        assert re.fullmatch(r"[a-z][a-z0-9_]*", kind)
        assert kind.name.casefold() == kind.value
