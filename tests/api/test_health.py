from __future__ import annotations

import pytest
from entries import TODAY
from entries import a_medicine_change

from quietmuscle import api


def test_medicines_are_listed_checked_and_compared(diary) -> None:
    change = a_medicine_change(name="Baclofem")
    diary.diary.medicines.put(change, change_id=change.id, recorded_at_utc=diary.clock.now_utc())
    assert [course.name for course in api.medicines(diary).courses] == ["Baclofem"]
    assert api.medicine_check(diary).not_in_list == ("Baclofem",)
    assert api.medicine_comparisons(diary) == ()  # today is not over
    found = api.medicine_search("Baclofem").found[0]
    assert (found.id, found.exact) == ("baclofen", False)


def test_blood_results_and_their_units(diary) -> None:
    kept = api.log_lab(diary, "potassium", 4.1, "mmol/L", range_low=3.5, on=TODAY)
    (read,) = api.labs(diary)
    assert read.result == kept
    with pytest.raises(api.QuietMuscleError, match="usual in mg/dL"):
        api.log_lab(diary, "calcium", 9.4, "mmol/L")
    api.log_lab(diary, "calcium", 9.4, "mmol/L", unit_confirmed=True)
    with pytest.raises(api.QuietMuscleError, match="We know magnesium"):
        api.log_lab(diary, "gold", 1.0, "mmol/L")
