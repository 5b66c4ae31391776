"""What is deleted for good, and when."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from entries import NOW_UTC
from entries import a_medicine_change
from entries import an_episode
from entries import an_id
from shelves import add_photo
from shelves import delete
from shelves import put
from shelves import put_medicine
from shelves import restore

from quietmuscle.base.errors import NotFoundError
from quietmuscle.model.revision import Action
from quietmuscle.model.revision import EntryKind
from quietmuscle.store.backup import make_backup
from quietmuscle.store.backup_files import BackupReason
from quietmuscle.store.files import PART_PREFIX
from quietmuscle.store.purge import KEPT_IN_BIN
from quietmuscle.store.purge import purge_deleted
from quietmuscle.store.restoring import restore_backup

if TYPE_CHECKING:
    from uuid import UUID

    from quietmuscle.store.diary import Diary

DUE = NOW_UTC + KEPT_IN_BIN
NOT_YET = DUE - timedelta(microseconds=1)


def is_there(diary: Diary, photo: UUID) -> bool:
    try:
        return diary.attachments.path(photo).exists()
    except NotFoundError:
        return False


def test_an_empty_diary_has_nothing_to_purge(any_diary: Diary) -> None:
    assert purge_deleted(any_diary, NOW_UTC) == 0


def test_thirty_days_in_the_bin_are_the_last(any_diary: Diary) -> None:
    kept, binned, medicine = an_episode(), an_episode(note="a secret"), a_medicine_change()
    for episode in (kept, binned):
        put(any_diary, episode)
    put(any_diary, replace(binned, note="another secret"))
    delete(any_diary, binned)
    put_medicine(any_diary, medicine)
    any_diary.medicines.delete(medicine.id, change_id=an_id(), recorded_at_utc=NOW_UTC)

    assert purge_deleted(any_diary, NOT_YET) == 0
    assert restore(any_diary, binned).action is Action.RESTORED
    delete(any_diary, binned)
    assert purge_deleted(any_diary, DUE) == 2
    assert purge_deleted(any_diary, DUE) == 0

    assert any_diary.episodes.get(kept.id) == kept
    history = any_diary.revisions.of(EntryKind.EPISODE, str(binned.id))
    assert [each.action for each in history] == [
        Action.CREATED,
        Action.EDITED,
        Action.DELETED,
        Action.RESTORED,
        Action.DELETED,
        Action.PURGED,
    ]
    assert {each.before for each in history} == {None}
    assert [each.number for each in history] == [1, 2, 3, 4, 5, 6]
    assert history[-1].recorded_at_utc == DUE


def test_a_clock_set_back_purges_nothing(any_diary: Diary) -> None:
    episode = an_episode()
    put(any_diary, episode)
    delete(any_diary, episode)
    assert purge_deleted(any_diary, NOW_UTC.replace(year=1990)) == 0
    assert restore(any_diary, episode).entry == episode


def test_what_was_purged_leaves_no_trace_on_the_disk(diary: Diary) -> None:
    episode = an_episode(note="a secret of mine " * 300)
    put(diary, episode)
    delete(diary, episode)

    purge_deleted(diary, DUE)

    for path in diary.location.folder.rglob("*"):
        assert path.is_dir() or b"a secret of mine" not in path.read_bytes(), path


def test_photos_go_with_the_last_entry_that_names_them(any_diary: Diary) -> None:
    own, shared, edited_out = (add_photo(any_diary, content) for content in (b"1", b"2", b"3"))
    binned = an_episode(attachments=(own, shared, edited_out))
    kept = an_episode(attachments=(shared,))
    for episode in (binned, kept):
        put(any_diary, episode)
    put(any_diary, replace(binned, attachments=(own, shared)))
    delete(any_diary, binned)

    purge_deleted(any_diary, NOT_YET)
    assert all(is_there(any_diary, photo) for photo in (own, shared, edited_out))
    purge_deleted(any_diary, DUE)

    assert not is_there(any_diary, own)
    assert not is_there(any_diary, edited_out)
    assert is_there(any_diary, shared)
    assert len(list(any_diary.location.attachments_folder.iterdir())) == 1


def test_a_photo_of_an_earlier_value_stays_with_its_history(any_diary: Diary) -> None:
    photo = add_photo(any_diary)
    episode = an_episode(attachments=(photo,))
    put(any_diary, episode)
    put(any_diary, replace(episode, attachments=()))
    purge_deleted(any_diary, DUE)
    assert is_there(any_diary, photo)


def test_two_photos_of_the_same_bytes_share_the_file_to_the_end(any_diary: Diary) -> None:
    unused, used = add_photo(any_diary), add_photo(any_diary)
    put(any_diary, an_episode(attachments=(used,)))
    purge_deleted(any_diary, DUE)
    assert not is_there(any_diary, unused)
    assert is_there(any_diary, used)


def test_a_photo_that_no_entry_ever_named_waits_thirty_days(any_diary: Diary) -> None:
    photo = add_photo(any_diary)
    purge_deleted(any_diary, NOT_YET)
    assert is_there(any_diary, photo)
    purge_deleted(any_diary, DUE)
    assert not is_there(any_diary, photo)


@pytest.mark.parametrize(
    "age",
    [
        timedelta(hours=23),
        timedelta(hours=25),
        timedelta(days=29, hours=23),
        timedelta(days=30),
        -timedelta(days=9),
    ],
)
def test_what_a_crash_left_behind_is_swept_up(diary: Diary, age: timedelta) -> None:
    photo = add_photo(diary)
    put(diary, an_episode(attachments=(photo,)))
    folder = diary.location.attachments_folder
    part, orphan = folder / f"{PART_PREFIX}half", folder / ("0" * 64)
    for path in (part, orphan):
        path.write_bytes(b"left behind")
        written = (NOW_UTC - age).timestamp()
        os.utime(path, (written, written))

    purge_deleted(diary, NOW_UTC)

    assert part.exists() == (age < timedelta(days=1))
    assert orphan.exists() == (age < timedelta(days=30))
    assert is_there(diary, photo)


def test_photos_outlive_going_back_to_a_backup_and_forth_again(any_diary: Diary) -> None:
    location = any_diary.location
    before = make_backup(location, BackupReason.BY_HAND, NOW_UTC)
    photo = add_photo(any_diary)
    put(any_diary, an_episode(attachments=(photo,)))
    much_later = NOW_UTC + timedelta(days=400)

    kept = restore_backup(location, before.name, much_later)
    purge_deleted(any_diary, much_later)
    assert not is_there(any_diary, photo)
    purge_deleted(any_diary, much_later + KEPT_IN_BIN - timedelta(hours=1))
    purge_deleted(any_diary, much_later - timedelta(days=9999))
    restore_backup(location, kept.name, much_later)

    with any_diary.attachments.open(photo) as file:
        assert file.read() == b"a photo"


def test_photos_that_only_a_replaced_diary_knew_go_thirty_days_later(any_diary: Diary) -> None:
    location = any_diary.location
    before = make_backup(location, BackupReason.BY_HAND, NOW_UTC)
    add_photo(any_diary)
    restore_backup(location, before.name, NOW_UTC)
    purge_deleted(any_diary, DUE)
    assert not list(location.attachments_folder.iterdir())
