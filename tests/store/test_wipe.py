"""Gone means gone."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from entries import NOW_UTC
from entries import an_episode
from entries import an_id
from shelves import fill
from shelves import put

from quietmuscle.model.revision import Action
from quietmuscle.store.archive_out import write_archive
from quietmuscle.store.backup import BackupReason
from quietmuscle.store.backup import backups
from quietmuscle.store.backup import make_backup
from quietmuscle.store.diary import open_diary
from quietmuscle.store.wipe import wipe

if TYPE_CHECKING:
    from quietmuscle.store.diary import Diary


def archive_of(diary: Diary) -> bytes:
    target = io.BytesIO()
    write_archive(diary, target)
    return target.getvalue()


def test_the_diary_is_as_new(any_diary: Diary) -> None:
    new = archive_of(any_diary)
    change = an_id()
    episode = an_episode(note="a secret of mine")
    fill(any_diary)
    put(any_diary, episode, change)
    make_backup(any_diary.location, BackupReason.DAILY, NOW_UTC)

    wipe(any_diary)

    assert archive_of(any_diary) == new
    assert backups(any_diary.location) == ()
    assert not any_diary.location.attachments_folder.exists()
    assert put(any_diary, episode, change).action is Action.CREATED  # nothing is remembered


def test_no_trace_is_left_on_the_disk(diary: Diary) -> None:
    fill(diary)
    put(diary, an_episode(note="a secret of mine " * 300))
    make_backup(diary.location, BackupReason.DAILY, NOW_UTC)

    wipe(diary)

    for path in diary.location.folder.rglob("*"):
        assert path.is_dir() or b"a secret of mine" not in path.read_bytes(), path
    again = open_diary(diary.location, NOW_UTC)
    assert again.tallies.entries() == 0
    again.close()


def test_a_new_diary_can_be_wiped(any_diary: Diary) -> None:
    wipe(any_diary)
    wipe(any_diary)
    assert any_diary.tallies.entries() == 0
