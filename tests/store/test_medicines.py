"""The line of changes of medicines; test_keeping.py holds what it shares with episodes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from entries import NOW_UTC
from entries import TODAY
from entries import a_medicine_change
from entries import an_id
from entries import medicine_changes
from hypothesis import given
from hypothesis import settings
from shelves import put_medicine

if TYPE_CHECKING:
    from quietmuscle.model.medicine import MedicineChange
    from quietmuscle.store.diary import Diary


def test_changes_come_by_day_without_those_in_the_bin(any_diary: Diary) -> None:
    late = a_medicine_change(TODAY)
    early = a_medicine_change(TODAY - timedelta(days=9))
    same_day = a_medicine_change(TODAY)
    binned = a_medicine_change(TODAY)
    for change in (same_day, late, early, binned):
        put_medicine(any_diary, change)
    any_diary.medicines.delete(binned.id, change_id=an_id(), recorded_at_utc=NOW_UTC)

    assert any_diary.medicines.all() == (early, late, same_day)

    any_diary.medicines.restore(binned.id, change_id=an_id(), recorded_at_utc=NOW_UTC)

    assert any_diary.medicines.all() == (early, late, same_day, binned)


@given(change=medicine_changes())
@settings(max_examples=40, deadline=None)
def test_all_that_a_change_can_be_is_kept(shared_diary: Diary, change: MedicineChange) -> None:
    put_medicine(shared_diary, change)
    assert shared_diary.medicines.get(change.id) == change
