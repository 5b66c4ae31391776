"""Blood results; test_keeping.py holds what they share with other entries."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from archives import archive_of
from archives import take_in
from entries import NOW_UTC
from entries import TODAY
from entries import a_lab_result
from entries import an_id
from entries import lab_results
from hypothesis import given
from hypothesis import settings
from shelves import fill
from shelves import put_lab

from quietmuscle.store.wipe import wipe

if TYPE_CHECKING:
    from quietmuscle.model.lab import LabResult
    from quietmuscle.store.diary import Diary


def test_results_come_newest_first_without_those_in_the_bin(any_diary: Diary) -> None:
    early, late = a_lab_result(TODAY - timedelta(days=30)), a_lab_result()
    binned = a_lab_result()
    for result in (early, late, binned):
        put_lab(any_diary, result)
    any_diary.labs.delete(binned.id, change_id=an_id(), recorded_at_utc=NOW_UTC)
    assert any_diary.labs.all() == (late, early)
    any_diary.labs.restore(binned.id, change_id=an_id(), recorded_at_utc=NOW_UTC)
    assert any_diary.labs.all() == (binned, late, early)


@given(result=lab_results())
@settings(max_examples=40, deadline=None)
def test_every_number_is_kept_to_its_last_digit(shared_diary: Diary, result: LabResult) -> None:
    put_lab(shared_diary, result)
    assert shared_diary.labs.get(result.id) == result


def test_export_wipe_and_import_bring_all_of_it_back(any_diary: Diary) -> None:
    fill(any_diary)
    archive, results = archive_of(any_diary), any_diary.labs.all()
    assert len(results) == 2
    wipe(any_diary)
    assert any_diary.labs.all() == ()
    take_in(any_diary, archive, NOW_UTC)
    assert any_diary.labs.all() == results
    assert archive_of(any_diary) == archive


def test_our_own_result_stays_when_an_archive_differs(any_diary: Diary) -> None:
    result = a_lab_result(value=0.8)
    put_lab(any_diary, result)
    archive = archive_of(any_diary)
    wipe(any_diary)
    ours = a_lab_result(entry_id=result.id, value=0.9)
    put_lab(any_diary, ours)
    summary = take_in(any_diary, archive, NOW_UTC)
    assert (summary.added, summary.kept_ours) == (0, 1)
    assert any_diary.labs.get(result.id) == ours
