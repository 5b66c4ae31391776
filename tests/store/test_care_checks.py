"""The shelf of care checks; test_keeping.py holds what it shares with the others."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import TYPE_CHECKING

from archives import archive_of
from archives import parts_of
from entries import NOW_UTC
from entries import a_care_check
from entries import an_id
from entries import care_checks
from hypothesis import given
from hypothesis import settings
from shelves import put_care_check

from quietmuscle.model.query import Cursor
from quietmuscle.store.archive_in import read_archive
from quietmuscle.store.wipe import wipe

if TYPE_CHECKING:
    from quietmuscle.model.care_check import CareCheck
    from quietmuscle.store.diary import Diary


def test_the_newest_come_first_page_by_page_without_those_in_the_bin(any_diary: Diary) -> None:
    kept = [a_care_check(NOW_UTC - timedelta(days=days)) for days in (0, 0, 1, 5)]
    binned = a_care_check(NOW_UTC - timedelta(days=2))
    for check in (*reversed(kept), binned):
        put_care_check(any_diary, check)
    any_diary.care_checks.delete(binned.id, change_id=an_id(), recorded_at_utc=NOW_UTC)

    newest = sorted(kept, key=lambda check: (check.moment.instant_utc, check.id), reverse=True)
    assert list(any_diary.care_checks.find()) == newest
    first = any_diary.care_checks.find(limit=2)
    last = first[-1]
    after = Cursor(instant_utc=last.moment.instant_utc, id=last.id)
    assert [*first, *any_diary.care_checks.find(after=after)] == newest

    any_diary.care_checks.restore(binned.id, change_id=an_id(), recorded_at_utc=NOW_UTC)
    assert len(any_diary.care_checks.find()) == 5


@given(check=care_checks())
@settings(max_examples=40, deadline=None)
def test_all_that_a_check_can_be_is_kept(shared_diary: Diary, check: CareCheck) -> None:
    put_care_check(shared_diary, check)
    assert shared_diary.care_checks.get(check.id) == check


def test_checks_are_exported_wiped_and_brought_back(any_diary: Diary) -> None:
    check = a_care_check()
    put_care_check(any_diary, check)
    archive = archive_of(any_diary)
    assert parts_of(archive)["care_checks.ndjson"].count(b"\n") == 1
    wipe(any_diary)
    assert any_diary.care_checks.find() == ()
    assert read_archive(any_diary, io.BytesIO(archive), now_utc=NOW_UTC).added == 1
    assert any_diary.care_checks.find() == (check,)
    assert archive_of(any_diary) == archive
