from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from entries import TODAY
from shelves import put_medicine

from quietmuscle.base.errors import ConflictError
from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.flow import medicines
from quietmuscle.model.medicine import MedicineAction
from quietmuscle.model.medicine import MedicineChange

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace


def change(number: int, day: date, name: str, action: MedicineAction, dose: str = ""):
    return MedicineChange(id=UUID(int=number), day=day, name=name, action=action, dose=dose)


START = change(1, date(2026, 9, 1), "Baclofen", MedicineAction.STARTED, "5 mg")
RAISE = change(2, date(2026, 10, 1), "baclofen", MedicineAction.DOSE_CHANGED, "10 mg")
OTHER = change(3, date(2026, 3, 1), "Vitamin D", MedicineAction.STARTED)


def keep(workspace: Workspace, *changes: MedicineChange) -> None:
    for each in changes:
        medicines.record_medicine(workspace, each, change_id=UUID(int=each.id.int + 100))


def test_nothing_is_taken_until_something_is_told(workspace: Workspace):
    assert medicines.medicine_list(workspace) == medicines.MedicineList(courses=(), changes=())


def test_changes_of_one_name_are_one_course_and_stand_newest_first(workspace: Workspace):
    keep(workspace, START, OTHER, RAISE)
    told = medicines.medicine_list(workspace)
    assert [course.name for course in told.courses] == ["Baclofen", "Vitamin D"]
    assert told.courses[0].dose == "10 mg"
    assert told.courses[0].changed_on == date(2026, 10, 1)
    assert told.changes == (RAISE, START, OTHER)


def test_a_change_can_be_altered_deleted_and_taken_back(workspace: Workspace):
    keep(workspace, START)
    altered = change(1, date(2026, 9, 2), "Baclofen", MedicineAction.STARTED, "5 mg at night")
    saved = medicines.record_medicine(workspace, altered, change_id=UUID(int=7))
    assert saved.entry == altered
    medicines.delete_medicine(workspace, START.id, change_id=UUID(int=8))
    assert medicines.medicine_list(workspace).changes == ()
    with pytest.raises(NotFoundError):
        medicines.medicine_change(workspace, START.id)
    medicines.restore_medicine(workspace, START.id, change_id=UUID(int=9))
    assert medicines.medicine_change(workspace, START.id) == altered


def test_a_day_to_come_is_refused(workspace: Workspace):
    ahead = change(5, date(2026, 12, 24), "Baclofen", MedicineAction.STARTED)
    with pytest.raises(ValueNotUnderstoodError, match="still to come"):
        keep(workspace, ahead)
    assert medicines.medicine_list(workspace).changes == ()


def test_who_takes_nothing_can_say_so_and_it_has_its_day(workspace: Workspace):
    assert medicines.tell_no_medicines(workspace).none_on == TODAY
    assert medicines.medicine_list(workspace).none_on == TODAY
    assert medicines.take_back_no_medicines(workspace).none_on is None
    assert workspace.diary.preferences.health().no_medicines_on is None


def test_it_is_void_as_soon_as_one_is_entered_and_stays_so(workspace: Workspace):
    medicines.tell_no_medicines(workspace)
    keep(workspace, START)
    assert medicines.medicine_list(workspace).none_on is None
    medicines.delete_medicine(workspace, START.id, change_id=UUID(int=8))
    assert medicines.medicine_list(workspace).none_on is None


def test_who_takes_something_is_not_taken_to_take_nothing(workspace: Workspace):
    keep(workspace, START)
    with pytest.raises(ConflictError):
        medicines.tell_no_medicines(workspace)
    keep(workspace, change(9, date(2026, 10, 9), "Baclofen", MedicineAction.STOPPED))
    assert medicines.tell_no_medicines(workspace).none_on == TODAY
    put_medicine(workspace.diary, START)  # as an import of an archive would
    put_medicine(workspace.diary, change(10, date(2026, 11, 1), "Tizanidine", START.action))
    assert medicines.medicine_list(workspace).none_on is None


def test_a_misspelt_name_is_offered_what_may_be_meant_and_nothing_is_decided(workspace: Workspace):
    keep(workspace, START, change(4, date(2026, 9, 1), "Tizanadine", MedicineAction.STARTED))
    keep(workspace, change(5, date(2026, 9, 1), "Qqqqqqq", MedicineAction.STARTED))
    told = medicines.medicine_list(workspace)
    assert [each.name for each in told.unknown] == ["Qqqqqqq", "Tizanadine"]
    none, some = told.unknown
    assert none.did_you_mean == ()
    assert some.entry == UUID(int=4)
    assert some.did_you_mean[0] == medicines.NameOffer(id="tizanidine", name="tizanidine")
    assert all(course.catalogue_id is None for course in told.courses)
    chosen = replace(medicines.medicine_change(workspace, some.entry), catalogue_id="tizanidine")
    medicines.record_medicine(workspace, chosen, change_id=UUID(int=77))
    assert [each.name for each in medicines.medicine_list(workspace).unknown] == ["Qqqqqqq"]
