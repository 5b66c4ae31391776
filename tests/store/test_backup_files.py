from __future__ import annotations

from datetime import UTC
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from quietmuscle.store.backup_files import Backup
from quietmuscle.store.backup_files import BackupReason
from quietmuscle.store.backup_files import ending_of
from quietmuscle.store.backup_files import is_good
from quietmuscle.store.backup_files import listed_backups
from quietmuscle.store.backup_files import newest_good
from quietmuscle.store.location import Location

if TYPE_CHECKING:
    from pathlib import Path

OLDER = "000007-20261120T083000Z-daily.sqlite3"
NEWER = "000012-20261119T083000Z-by_hand.sqlite3"


@pytest.fixture
def folder(location: Location) -> Path:
    location.backups_folder.mkdir()
    return location.backups_folder


def test_without_a_folder_there_are_no_backups(tmp_path: Path) -> None:
    assert listed_backups(Location(folder=tmp_path)) == ()
    assert newest_good(Location(folder=tmp_path)) is None


def test_the_name_says_when_and_why_and_the_number_which_came_last(
    location: Location, folder: Path
) -> None:
    (folder / OLDER).write_bytes(b"1234")
    (folder / NEWER).write_bytes(b"")
    newer, older = listed_backups(location)
    assert newer.name == NEWER
    assert older == Backup(
        name=OLDER,
        number=7,
        made_at_utc=datetime(2026, 11, 20, 8, 30, tzinfo=UTC),
        reason=BackupReason.DAILY,
        size_bytes=4,
    )


@pytest.mark.parametrize(
    "name",
    [
        "notes.txt",
        "000007-20261120T083000Z-whim.sqlite3",
        "000007-20261320T083000Z-daily.sqlite3",
        "000007-20261120T083000Z-daily.tables.gz",
    ],
)
def test_what_is_no_backup_of_this_kind_of_diary_is_passed_over(
    location: Location, folder: Path, name: str
) -> None:
    (folder / name).touch()
    assert listed_backups(location) == ()


def test_the_newest_good_one_is_found_behind_those_that_are_not(
    location: Location, folder: Path
) -> None:
    (folder / OLDER).write_bytes(location.database_file.read_bytes())
    (folder / NEWER).write_bytes(b"nonsense")
    newer, older = listed_backups(location)
    assert (is_good(location, newer), is_good(location, older)) == (False, True)
    assert newest_good(location) == older


def test_a_diary_on_postgres_has_backups_of_its_own_kind(tmp_path: Path) -> None:
    location = Location(folder=tmp_path, database_url="postgresql://host/diary")
    location.backups_folder.mkdir()
    name = f"000001-20261120T083000Z-daily{ending_of(location)}"
    (location.backups_folder / name).write_bytes(b"no dump")
    (found,) = listed_backups(location)
    assert found.name == name
    assert not is_good(location, found)
