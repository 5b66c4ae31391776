"""A backup comes back as it was, and what it replaces is kept."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from entries import NOW_UTC
from entries import an_episode
from later_version import LATER
from later_version import become_later
from shelves import fill
from shelves import put

from quietmuscle.base.errors import DamagedDiaryError
from quietmuscle.base.errors import FolderInUseError
from quietmuscle.base.errors import NotFoundError
from quietmuscle.store.archive_out import write_archive
from quietmuscle.store.backup import backups
from quietmuscle.store.backup import make_backup
from quietmuscle.store.backup_files import BackupReason
from quietmuscle.store.backup_files import is_good
from quietmuscle.store.diary import open_diary
from quietmuscle.store.files import PART_PREFIX
from quietmuscle.store.lock import server_lock
from quietmuscle.store.migrating import version_of
from quietmuscle.store.restoring import restore_backup

if TYPE_CHECKING:
    from pathlib import Path

    from quietmuscle.store.diary import Diary
    from quietmuscle.store.location import Location

BY_HAND = BackupReason.BY_HAND


def archive_of(diary: Diary) -> bytes:
    target = io.BytesIO()
    write_archive(diary, target)
    return target.getvalue()


def test_all_comes_back_while_the_diary_is_open(any_diary: Diary) -> None:
    location = any_diary.location
    fill(any_diary)
    before = archive_of(any_diary)
    backup = make_backup(location, BY_HAND, NOW_UTC)
    episode = an_episode(note="after the backup")
    put(any_diary, episode)
    later = archive_of(any_diary)

    with server_lock(location):
        kept = restore_backup(location, backup.name, NOW_UTC)

    assert archive_of(any_diary) == before
    put(any_diary, an_episode())  # it can be written, too
    assert (kept.reason, is_good(location, kept)) == (BackupReason.BEFORE_RESTORE, True)

    restore_backup(location, kept.name, NOW_UTC)

    assert archive_of(any_diary) == later
    assert not list(location.folder.glob(f"{PART_PREFIX}*"))


def test_a_backup_of_an_older_version_is_migrated(
    any_location: Location, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    old = open_diary(any_location, NOW_UTC)
    fill(old)
    entries = old.tallies.entries()
    old.close()
    backup = make_backup(any_location, BY_HAND, NOW_UTC)
    become_later(monkeypatch, tmp_path)
    diary = open_diary(any_location, NOW_UTC)

    restore_backup(any_location, backup.name, NOW_UTC)

    with diary.database.reading() as connection:
        assert version_of(connection) == LATER
    assert diary.tallies.entries() == entries
    diary.close()


def test_a_damaged_backup_is_refused_and_nothing_is_changed(any_diary: Diary) -> None:
    location = any_diary.location
    backup = make_backup(location, BY_HAND, NOW_UTC)
    path = location.backups_folder / backup.name
    path.write_bytes(path.read_bytes()[:-100])
    episode = an_episode()
    put(any_diary, episode)

    with pytest.raises(DamagedDiaryError, match=f"The backup {backup.name} is damaged"):
        restore_backup(location, backup.name, NOW_UTC)

    assert any_diary.episodes.get(episode.id) == episode
    assert [each.name for each in backups(location)] == [backup.name]


def test_an_unknown_backup_is_refused(any_location: Location) -> None:
    with pytest.raises(NotFoundError, match=r"no backup called \.\./diary"):
        restore_backup(any_location, "../diary.sqlite3", NOW_UTC)


def test_a_damaged_diary_is_kept_byte_for_byte(diary: Diary) -> None:
    location = diary.location
    episode = an_episode()
    put(diary, episode)
    backup = make_backup(location, BY_HAND, NOW_UTC)
    diary.close()
    wal = location.database_file.with_name("diary.sqlite3-wal")
    location.database_file.write_bytes(b"damaged")
    wal.write_bytes(b"damaged, too")

    with server_lock(location), pytest.raises(FolderInUseError):
        restore_backup(location, backup.name, NOW_UTC)
    assert location.database_file.read_bytes() == b"damaged"
    kept = restore_backup(location, backup.name, NOW_UTC)

    path = location.backups_folder / kept.name
    assert path.read_bytes() == b"damaged"
    assert path.with_name(f"{kept.name}-wal").read_bytes() == b"damaged, too"
    assert not is_good(location, kept)
    again = open_diary(location, NOW_UTC)
    assert again.episodes.get(episode.id) == episode
    again.close()


def test_the_log_of_a_damaged_diary_is_not_taken_for_the_new_ones(
    diary: Diary, tmp_path: Path
) -> None:
    location = diary.location
    put(diary, an_episode())
    backup = make_backup(location, BY_HAND, NOW_UTC)
    put(diary, an_episode(note="after the backup"))  # it is in the log alone
    for path in location.folder.glob("diary.sqlite3*"):
        shutil.copy(path, tmp_path / path.name)
    diary.close()
    for path in tmp_path.glob("diary.sqlite3*"):
        shutil.copy(path, location.folder / path.name)
    file = location.database_file
    file.write_bytes(b"garbage!" * 512 + file.read_bytes()[4096:])
    file.with_name("diary.sqlite3-shm").unlink()

    restore_backup(location, backup.name, NOW_UTC)

    again = open_diary(location, NOW_UTC)
    assert again.tallies.entries() == 1
    again.close()


def test_a_diary_that_vanished_comes_back(diary: Diary) -> None:
    location = diary.location
    episode = an_episode()
    put(diary, episode)
    backup = make_backup(location, BY_HAND, NOW_UTC)
    diary.close()
    location.database_file.unlink()

    kept = restore_backup(location, backup.name, NOW_UTC)

    assert kept.size_bytes == 0
    again = open_diary(location, NOW_UTC)
    assert again.episodes.get(episode.id) == episode
    again.close()


def test_damaged_ones_make_room_as_well(diary: Diary) -> None:
    location = diary.location
    backup = make_backup(location, BY_HAND, NOW_UTC)
    diary.close()
    for _ in range(7):
        location.database_file.write_bytes(b"damaged")
        location.database_file.with_name("diary.sqlite3-wal").write_bytes(b"damaged, too")
        restore_backup(location, backup.name, NOW_UTC)
    left = {path.name[:6] for path in location.backups_folder.glob("*before_restore*")}
    assert left == {"000004", "000005", "000006", "000007", "000008"}


def test_backups_of_the_other_kind_of_database_are_not_offered(
    diary: Diary, tmp_path: Path
) -> None:
    location = diary.location
    backup = make_backup(location, BY_HAND, NOW_UTC)
    elsewhere = replace(location, database_url="postgresql://ada@/diary?host=nowhere")
    shutil.copytree(location.backups_folder, tmp_path / "backups")
    with pytest.raises(NotFoundError):
        restore_backup(elsewhere, backup.name, NOW_UTC)
