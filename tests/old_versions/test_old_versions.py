"""What older versions wrote is opened, whole, by this one."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from archives import archive_of
from archives import manifest_of
from archives import parts_of
from archives import take_in
from entries import NOW_UTC
from entries import an_episode
from shelves import put

import quietmuscle
from quietmuscle.model.query import EpisodeQuery
from quietmuscle.store.archive_check import checked_archive
from quietmuscle.store.backup import new_name
from quietmuscle.store.backup_files import SQLITE_ENDING
from quietmuscle.store.backup_files import BackupReason
from quietmuscle.store.diary import open_diary
from quietmuscle.store.location import Location
from quietmuscle.store.restoring import restore_backup

if TYPE_CHECKING:
    from archives import Parts

    from quietmuscle.store.diary import Diary

HERE = Path(__file__).resolve().parent
VERSIONS = sorted(path for path in HERE.iterdir() if (path / "expected.json").is_file())
NAMES = [path.name for path in VERSIONS]
each_version = pytest.mark.parametrize("version", VERSIONS, ids=NAMES)


def counts_of(diary: Diary) -> dict[str, int]:
    return manifest_of(parts_of(archive_of(diary)))["counts"]


def expected_of(version: Path, *, with_files: bool = True) -> dict[str, int]:
    counts = dict.fromkeys(
        (
            "sessions",
            "labs",
            "care_checks",
            "measurements",
            "measured_events",
            "trials",
            "trial_notes",
        ),
        0,
    )
    counts |= json.loads((version / "expected.json").read_text("utf-8"))
    return counts if with_files else counts | {"attachments": 0}


def entries_of(diary: Diary) -> Parts:
    """What is told in a diary, as far as it does not depend on files of photos."""
    parts = parts_of(archive_of(diary))
    names = ("episodes.ndjson", "days.ndjson", "medicines.ndjson", "revisions.ndjson")
    return {name: parts[name] for name in (*names, "settings.json", "person.json")}


def test_the_present_version_is_among_them() -> None:
    assert quietmuscle.__version__ in NAMES


@each_version
def test_its_database_is_opened(version: Path, tmp_path: Path) -> None:
    location = Location(folder=tmp_path / "old")
    location.folder.mkdir()
    shutil.copy(version / "diary.sqlite3", location.database_file)

    diary = open_diary(location, NOW_UTC)

    assert counts_of(diary) == expected_of(version, with_files=False)
    put(diary, an_episode())
    diary.close()


@each_version
def test_its_backup_is_brought_back(version: Path, diary: Diary) -> None:
    location = diary.location
    name = new_name(location, BackupReason.BY_HAND, NOW_UTC)
    assert name.endswith(SQLITE_ENDING)
    location.backups_folder.mkdir()
    shutil.copy(version / "diary.sqlite3", location.backups_folder / name)

    restore_backup(location, name, NOW_UTC)

    assert counts_of(diary) == expected_of(version, with_files=False)


@each_version
def test_its_archive_is_taken_in(version: Path, any_diary: Diary) -> None:
    archive = (version / "archive.zip").read_bytes()
    with checked_archive(io.BytesIO(archive)):
        pass

    take_in(any_diary, archive, NOW_UTC)

    assert counts_of(any_diary) == expected_of(version)
    assert any_diary.episodes.find(EpisodeQuery(words="STRASSE", deleted=False)).episodes == ()
    assert any_diary.episodes.find(EpisodeQuery(words="רעד")).episodes


@each_version
def test_its_database_and_its_archive_say_the_same(
    version: Path, diary: Diary, tmp_path: Path
) -> None:
    location = Location(folder=tmp_path / "old")
    location.folder.mkdir()
    shutil.copy(version / "diary.sqlite3", location.database_file)
    old = open_diary(location, NOW_UTC)
    take_in(diary, (version / "archive.zip").read_bytes(), NOW_UTC)
    assert entries_of(old) == entries_of(diary)
    old.close()
