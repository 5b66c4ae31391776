"""The medicine check: what is known is said, and what is not known is never 'no problem'."""

from __future__ import annotations

from datetime import date
from datetime import timedelta
from uuid import UUID

import drawn
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quietmuscle.advise.medicine_check import MedicineCheck
from quietmuscle.advise.medicine_check import check_medicines
from quietmuscle.advise.medicine_check import started_twice
from quietmuscle.knowledge.interactions import Weight
from quietmuscle.knowledge.medicine_facts import SaltEffect
from quietmuscle.model.medicine import MedicineAction
from quietmuscle.model.medicine import MedicineChange

TODAY = date(2026, 11, 23)
STARTED, DOSE_CHANGED, STOPPED, MISSED, TAKEN = MedicineAction


def told(
    name: str,
    action: MedicineAction = STARTED,
    days_ago: int = 100,
    catalogue_id: str | None = None,
) -> MedicineChange:
    day = TODAY - timedelta(days=days_ago)
    number = int.from_bytes(f"{name}{action}{days_ago}".encode()[:15], "big")
    return MedicineChange(
        id=UUID(int=number), day=day, name=name, action=action, catalogue_id=catalogue_id
    )


def check(*changes: MedicineChange) -> MedicineCheck:
    return check_medicines(changes, TODAY)


def test_nothing_told_is_nothing_known() -> None:
    found = check()
    assert (found.taken, found.combinations, found.salts, found.not_in_list) == ((), (), (), ())


def test_a_medicine_of_the_list_shows_all_that_is_known() -> None:
    (baclofen,) = check(told("LIORESAL")).taken
    assert baclofen.medicine is not None
    assert baclofen.medicine.id == "baclofen"
    assert [fact.id for fact in baclofen.reactions] == [
        "baclofen_us",
        "baclofen_eu",
        "baclofen_labels",
    ]
    assert [fact.id for fact in baclofen.stopping] == ["stop_baclofen_oral"]
    assert [each.id for each in baclofen.conditions] == ["sedatives_alcohol"]
    assert baclofen.salts == baclofen.fluids == ()


@pytest.mark.parametrize("name", ["Wundermittel", "baclofem", "hydroxyzine"])
def test_a_medicine_that_is_not_in_the_list_is_said_to_be_unknown(name: str) -> None:
    found = check(told(name))
    assert found.not_in_list == (name,)
    assert (found.taken[0].facts, found.taken[0].conditions) == ((), ())


def test_what_was_chosen_counts_more_than_the_name() -> None:
    assert check(told("My pump", catalogue_id="baclofen_intrathecal")).not_in_list == ()
    (pump,) = check(told("Baclofen", catalogue_id="baclofen_intrathecal")).taken
    assert [fact.id for fact in pump.stopping] == ["stop_baclofen_pump"]


def test_an_id_of_a_newer_list_falls_back_on_the_exact_name() -> None:
    (found,) = check(told("Baclofen", catalogue_id="of_a_newer_list")).taken
    assert found.medicine is not None
    assert check(told("Newmed", catalogue_id="of_a_newer_list")).not_in_list == ("Newmed",)


def test_combinations_begin_with_what_is_for_today() -> None:
    found = check(
        told("Sertraline"), told("Tramadol"), told("Tizanidine"), told("Ciprofloxacin")
    ).combinations
    assert [each.interaction.id for each in found] == [
        "tizanidine_cyp1a2",
        "serotonergic_pair",
        "sedatives",
    ]
    assert {found[0].first, found[0].second} == {"Tizanidine", "Ciprofloxacin"}
    assert found[0].interaction.weight is Weight.TODAY


def test_a_medicine_begun_today_counts_and_one_of_tomorrow_does_not() -> None:
    assert [each.name for each in check(told("Baclofen", days_ago=0)).taken] == ["Baclofen"]
    assert check(told("Baclofen", days_ago=-1)).taken == ()


def test_what_was_stopped_is_in_no_combination() -> None:
    found = check(told("Tizanidine"), told("Ciprofloxacin"), told("Ciprofloxacin", STOPPED, 3))
    assert found.combinations == ()


def test_a_dose_as_needed_counts_for_a_month() -> None:
    def combined(days_ago: int) -> int:
        return len(check(told("Sertraline"), told("Sumatriptan", TAKEN, days_ago)).combinations)

    assert (combined(30), combined(31)) == (1, 0)
    both = check(told("Sertraline"), told("Sumatriptan"), told("Sumatriptan", TAKEN, 60))
    assert len(both.combinations) == 1


def test_one_medicine_under_two_names_is_pointed_out() -> None:
    found = check(told("Lioresal"), told("Baclofen"))
    assert found.same_twice == (("Baclofen", "Lioresal"),)
    assert found.combinations == ()
    assert check(told("Unknown"), told("Other unknown")).same_twice == ()


def test_a_medicine_entered_twice_is_pointed_out_and_not_refused() -> None:
    found = check(told("Baclofen", days_ago=50), told("baclofen ", days_ago=20))
    (twice,) = found.started_twice
    assert (twice.again_on - twice.first_on).days == 30
    assert len(found.taken) == 1
    assert twice.name == "baclofen"
    both = (told("A", days_ago=9), told("B", days_ago=8), told("B", days_ago=7))
    assert [each.name for each in started_twice(both)] == ["B"]
    assert started_twice((told("A", days_ago=5), told("a", days_ago=5))) != ()
    stopped_between = (told("A", days_ago=9), told("A", STOPPED, 5), told("A", days_ago=2))
    assert started_twice(stopped_between) == ()


def test_salts_name_the_medicines_that_move_them() -> None:
    found = check(told("Furosemide"), told("Prednisone"), told("Baclofen"))
    potassium = next(each for each in found.salts if each.effect is SaltEffect.POTASSIUM_LOW)
    assert potassium.names == ("Furosemide", "Prednisone")
    assert SaltEffect.POTASSIUM_HIGH not in {each.effect for each in found.salts}


def test_fluid_cautions() -> None:
    found = check(told("Desmopressin"), told("Lithium"), told("Baclofen"))
    assert [each.name for each in found.fluid_cautions] == ["Desmopressin", "Lithium"]


def test_a_sudden_end_is_pointed_out_for_two_weeks() -> None:
    def ended(days_ago: int, *more: MedicineChange) -> list[str]:
        changes = (told("Baclofen"), told("Baclofen", STOPPED, days_ago), *more)
        return [each.name for each in check(*changes).ended]

    assert ended(14) == ["Baclofen"]
    assert ended(15) == []
    assert ended(5, told("Baclofen", days_ago=2)) == []  # begun again
    assert check(told("Ibuprofen", STOPPED, 2)).ended == ()


def test_missed_doses_are_pointed_out_for_two_weeks() -> None:
    def missed(name: str, days_ago: int) -> list[str]:
        return [each.name for each in check(told(name), told(name, MISSED, days_ago)).missed]

    assert missed("Baclofen", 14) == ["Baclofen"]
    assert missed("Baclofen", 15) == []
    assert missed("Ibuprofen", 1) == []


def test_what_lies_ahead_is_not_taken_yet() -> None:
    assert check(told("Baclofen", days_ago=-1)).taken == ()


@given(st.lists(drawn.medicine_changes, max_size=8, unique_by=lambda each: each.id), drawn.days)
def test_every_medicine_taken_is_either_known_or_said_to_be_unknown(
    changes: list[MedicineChange], today: date
) -> None:
    found = check_medicines(tuple(changes), today)
    for each in found.taken:
        assert (each.medicine is None) == (each.name in found.not_in_list)


@given(
    st.lists(st.sampled_from(["Sertraline", "Tramadol", "Tizanidine", "Lithium", "X"]), max_size=5),
    st.sampled_from(["Ciprofloxacin", "Ibuprofen", "Linezolid", "Y"]),
)
def test_one_medicine_more_takes_no_warning_away(names: list[str], more: str) -> None:
    few = check(*(told(name) for name in names))
    many = check(*(told(name) for name in names), told(more))
    assert set(few.combinations) <= set(many.combinations)
    assert set(few.fluid_cautions) <= set(many.fluid_cautions)
