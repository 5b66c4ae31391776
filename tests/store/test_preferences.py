"""The two single records."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import TYPE_CHECKING

from entries import NOW_UTC
from entries import people
from entries import settings as all_settings
from hypothesis import given
from hypothesis import settings

from quietmuscle.model.settings import Person
from quietmuscle.model.settings import Settings
from quietmuscle.store.archive_out import write_archive
from quietmuscle.store.backup import make_backup
from quietmuscle.store.backup_files import BackupReason
from quietmuscle.store.diary import open_diary
from quietmuscle.store.location import Location
from quietmuscle.store.restoring import restore_backup
from quietmuscle.store.wipe import wipe

if TYPE_CHECKING:
    from pathlib import Path

    from quietmuscle.store.diary import Diary


def test_a_new_diary_has_the_settings_that_we_begin_with(any_diary: Diary) -> None:
    assert any_diary.preferences.settings() == Settings()
    assert any_diary.preferences.person() == Person()


@given(wanted=all_settings, person=people)
@settings(max_examples=30, deadline=None)
def test_the_last_ones_put_are_kept(shared_diary: Diary, wanted: Settings, person: Person) -> None:
    shared_diary.preferences.put_settings(wanted)
    shared_diary.preferences.put_person(person)

    assert shared_diary.preferences.settings() == wanted
    assert shared_diary.preferences.person() == person


def test_a_diary_keeps_its_id_until_it_is_wiped(any_diary: Diary) -> None:
    known = any_diary.preferences.diary_id()
    assert any_diary.preferences.diary_id() == known
    again = open_diary(any_diary.location, NOW_UTC)
    assert again.preferences.diary_id() == known
    again.close()

    wipe(any_diary)

    assert any_diary.preferences.diary_id() != known


def test_the_id_is_no_part_of_an_archive_and_comes_back_with_a_backup(diary: Diary) -> None:
    before, after = BytesIO(), BytesIO()
    write_archive(diary, before)
    known = diary.preferences.diary_id()
    write_archive(diary, after)
    assert after.getvalue() == before.getvalue()

    made = make_backup(diary.location, BackupReason.BY_HAND, NOW_UTC)
    restore_backup(diary.location, made.name, NOW_UTC)
    assert diary.preferences.diary_id() == known


def test_two_diaries_have_two_ids(diary: Diary, tmp_path: Path) -> None:
    other = open_diary(Location(folder=tmp_path / "other"), NOW_UTC)
    assert other.preferences.diary_id() != diary.preferences.diary_id()
    other.close()


def test_programs_that_ask_at_once_are_told_the_same_id(any_diary: Diary) -> None:
    with ThreadPoolExecutor(8) as threads:
        told = list(threads.map(lambda _n: any_diary.preferences.diary_id(), range(8)))
    assert len(set(told)) == 1
