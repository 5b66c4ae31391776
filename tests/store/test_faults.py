"""Faults of disks and databases, each in one clear sentence, none swallowed."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from entries import NOW_UTC
from entries import an_episode
from shelves import add_photo
from shelves import put
from sqlalchemy import event
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import OperationalError

from quietmuscle.base.errors import DamagedDiaryError
from quietmuscle.base.errors import DiskFullError
from quietmuscle.base.errors import QuietMuscleError
from quietmuscle.base.errors import StorageError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.model.query import EpisodeQuery
from quietmuscle.store.backup import backups
from quietmuscle.store.backup import make_backup
from quietmuscle.store.backup_files import BackupReason
from quietmuscle.store.diary import open_diary
from quietmuscle.store.faults import plain_faults
from quietmuscle.store.faults import readable_rows
from quietmuscle.store.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quietmuscle.store.diary import Diary

NOBODY = 65534
LONG = "x" * 9_000


def sentence_of(error: BaseException, location: Location) -> QuietMuscleError:
    with pytest.raises(QuietMuscleError) as caught, plain_faults(location):
        raise error
    assert caught.value.__cause__ is error
    return caught.value


def sqlite_error(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("words of SQLite")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize("wrapped", [False, True])
@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        (sqlite3.SQLITE_FULL, DiskFullError, "no room left on the disk"),
        (sqlite3.SQLITE_READONLY, StorageError, "cannot be read or written"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, StorageError, "cannot be read or written"),
        (sqlite3.SQLITE_CANTOPEN, StorageError, "cannot be read or written"),
        (sqlite3.SQLITE_BUSY, StorageError, "busy with something else"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, StorageError, "busy with something else"),
        (sqlite3.SQLITE_LOCKED, StorageError, "busy with something else"),
        (sqlite3.SQLITE_IOERR_READ, StorageError, "did not do what was asked"),
        (sqlite3.SQLITE_CORRUPT, DamagedDiaryError, "is damaged"),
        (sqlite3.SQLITE_NOTADB, DamagedDiaryError, "is damaged"),
    ],
)
def test_each_fault_of_sqlite_has_its_sentence(
    tmp_path: Path, code: int, kind: type, words: str, wrapped: bool
) -> None:
    error = sqlite_error(code)
    fault = OperationalError("SELECT 1", {}, error) if wrapped else error
    refusal = sentence_of(fault, Location(folder=tmp_path))
    assert type(refusal) is kind
    assert words in str(refusal)


@pytest.mark.parametrize("wrapped", [False, True])
def test_our_own_mistakes_are_let_through(tmp_path: Path, wrapped: bool) -> None:
    error = sqlite_error(sqlite3.SQLITE_CONSTRAINT)
    fault = OperationalError("SELECT 1", {}, error) if wrapped else error
    with pytest.raises(type(fault)) as caught, plain_faults(Location(folder=tmp_path)):
        raise fault
    assert caught.value is fault


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        (errno.ENOSPC, DiskFullError, "no room left"),
        (errno.EACCES, StorageError, "cannot be read or written"),
        (errno.EROFS, StorageError, "cannot be read or written"),
        (errno.EIO, StorageError, "could not be used: Input/output error"),
    ],
)
def test_each_fault_of_the_system_has_its_sentence(
    tmp_path: Path, code: int, kind: type, words: str
) -> None:
    refusal = sentence_of(OSError(code, os.strerror(code)), Location(folder=tmp_path))
    assert type(refusal) is kind
    assert words in str(refusal)


def test_a_fault_without_a_reason_still_has_a_sentence(tmp_path: Path) -> None:
    assert "BrokenPipeError" in str(sentence_of(BrokenPipeError(), Location(folder=tmp_path)))


@pytest.mark.parametrize("error", [ValueError(), ValueNotUnderstoodError(Message("no"))])
def test_a_row_that_no_longer_fits_is_damage(tmp_path: Path, error: Exception) -> None:
    with pytest.raises(DamagedDiaryError), readable_rows(Location(folder=tmp_path)):
        raise error


def test_text_that_no_database_takes_is_not_damage(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError), readable_rows(Location(folder=tmp_path)):
        "\ud800".encode()


def test_an_entry_with_nonsense_in_it_is_damage(any_diary: Diary) -> None:
    episode = an_episode()
    put(any_diary, episode)
    with any_diary.database.writing() as connection:
        connection.execute(text("UPDATE episode SET kind = 'nonsense'"))
    for look in (lambda: any_diary.episodes.get(episode.id), lambda: put(any_diary, episode)):
        with pytest.raises(DamagedDiaryError):
            look()
    with pytest.raises(DamagedDiaryError):
        any_diary.episodes.find(EpisodeQuery())


def fill_up(diary: Diary) -> list[object]:
    """Put entries until there is no room; those that were acknowledged."""
    kept = []
    with pytest.raises(DiskFullError, match="please make some room"):  # noqa: PT012
        for _ in range(1000):
            episode = an_episode(note=LONG)
            put(diary, episode)
            kept.append(episode)
    return kept


def test_a_full_database_keeps_what_it_acknowledged(diary: Diary) -> None:
    def limit(connection: sqlite3.Connection, record: object) -> None:
        connection.execute("PRAGMA max_page_count = 120")

    diary.close()
    event.listen(diary.database.engine, "connect", limit)

    kept = fill_up(diary)

    assert len(kept) > 10
    assert [diary.episodes.get(episode.id) for episode in kept] == kept
    assert diary.tallies.entries() == len(kept)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte; only root can have one."""
    folder = tmp_path / "small"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("A small disk can only be made by root, on Linux.")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_keeps_what_it_acknowledged(small_disk: Path) -> None:
    location = Location(folder=small_disk / "diary")
    diary = open_diary(location, NOW_UTC)

    kept = fill_up(diary)
    with pytest.raises(DiskFullError):
        add_photo(diary, bytes(900_000))
    with pytest.raises(DiskFullError):
        make_backup(location, BackupReason.BY_HAND, NOW_UTC)

    assert diary.tallies.entries() == len(kept) > 10
    assert backups(location) == ()
    assert list(location.attachments_folder.iterdir()) == []
    diary.close()


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without root's right to write everywhere; an ordinary user has no such right anyhow."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may look into, unlike pytest's own."""
    if os.name == "nt":
        pytest.skip("Windows has other rights.")
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755)
    shutil.rmtree(folder)


def test_a_folder_that_may_not_be_written_is_said_so(open_folder: Path) -> None:
    location = Location(folder=open_folder / "diary")
    diary = open_diary(location, NOW_UTC)
    put(diary, an_episode())
    diary.close()
    before = {path.name: path.read_bytes() for path in location.folder.iterdir()}
    location.database_file.chmod(0o444)
    location.folder.chmod(0o555)

    with (
        as_nobody(),
        pytest.raises(StorageError, match=r"cannot be read or written\. Nothing was changed"),
    ):
        open_diary(location, NOW_UTC)

    assert {path.name: path.read_bytes() for path in location.folder.iterdir()} == before


def test_a_folder_that_may_not_be_made_is_said_so(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    with as_nobody(), pytest.raises(StorageError, match="cannot be read or written"):
        open_diary(Location(folder=open_folder / "diary"), NOW_UTC)


def test_a_file_in_place_of_the_folder_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "diary").write_text("a file")
    with pytest.raises(StorageError, match="could not be used: File exists"):
        open_diary(Location(folder=tmp_path / "diary"), NOW_UTC)


def test_a_fault_of_nothing_that_we_know_is_let_through(tmp_path: Path) -> None:
    with pytest.raises(DBAPIError), plain_faults(Location(folder=tmp_path)):
        raise DBAPIError("SELECT 1", {}, KeyError("no database says this"))
