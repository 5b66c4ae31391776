"""Gone means gone."""

from __future__ import annotations

import io
import threading
from typing import TYPE_CHECKING

import pytest
from entries import NOW_UTC
from entries import an_episode
from entries import an_id
from shelves import fill
from shelves import put
from sqlalchemy import select

from quietmuscle.base.errors import StorageError
from quietmuscle.model.revision import Action
from quietmuscle.store.archive_out import write_archive
from quietmuscle.store.backup import backups
from quietmuscle.store.backup import make_backup
from quietmuscle.store.backup_files import BackupReason
from quietmuscle.store.diary import open_diary
from quietmuscle.store.tables import episode
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


def test_a_trace_that_somebody_still_reads_is_told_and_gone_the_next_time(diary: Diary) -> None:
    secret = b"a secret of mine"
    put(diary, an_episode(note=secret.decode() * 300))
    with diary.database.reading() as connection:
        connection.execute(select(episode.c.id)).all()
        with pytest.raises(StorageError, match="traces"):
            wipe(diary)
    wipe(diary)
    for path in diary.location.folder.rglob("*"):
        assert path.is_dir() or secret not in path.read_bytes(), path


def test_a_reader_that_ends_soon_is_waited_for(diary: Diary) -> None:
    secret = b"a secret of mine"
    put(diary, an_episode(note=secret.decode() * 300))
    reading, ending = threading.Event(), threading.Event()

    def read() -> None:
        with diary.database.reading() as connection:
            connection.execute(select(episode.c.id)).all()
            reading.set()
            ending.wait(0.5)

    reader = threading.Thread(target=read)
    reader.start()
    assert reading.wait(10)
    wipe(diary)
    reader.join()
    for path in diary.location.folder.rglob("*"):
        assert path.is_dir() or secret not in path.read_bytes(), path


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
