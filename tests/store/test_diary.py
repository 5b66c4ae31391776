"""Opening a diary: made where there is none, migrated where it is old, else quick."""

from __future__ import annotations

import os
import random
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from typing import TYPE_CHECKING

import pytest
from entries import NOW_UTC
from entries import an_episode
from later_version import LATER
from later_version import MIGRATION
from later_version import become_later
from shelves import fill
from shelves import put
from sqlalchemy import text

from quietmuscle.store.backup import backups
from quietmuscle.store.backup_files import BackupReason
from quietmuscle.store.diary import Diary
from quietmuscle.store.diary import open_diary
from quietmuscle.store.location import Location
from quietmuscle.store.migrating import HEAD
from quietmuscle.store.migrating import version_of

if TYPE_CHECKING:
    from pathlib import Path

OPEN = """
import sys
from pathlib import Path
from entries import NOW_UTC
from quietmuscle.store.diary import open_diary
from quietmuscle.store.location import Location
diary = open_diary(Location(folder=Path(sys.argv[1])), NOW_UTC)
print(diary.tallies.entries(), "alembic" in sys.modules, "pydantic" in sys.modules, flush=True)
"""


def opened_elsewhere(folder: Path) -> subprocess.Popen[bytes]:
    """Another process that opens a diary."""
    return subprocess.Popen(
        [sys.executable, "-c", OPEN, str(folder)],
        env={"PYTHONPATH": ":".join(sys.path)},
        stdout=subprocess.PIPE,
    )


def test_a_new_diary_is_made_in_a_folder_of_its_own(tmp_path: Path) -> None:
    location = Location(folder=tmp_path / "a new" / "folder #?%41 ü")
    diary = open_diary(location, NOW_UTC)
    put(diary, an_episode())
    diary.close()
    assert location.database_file.is_file()
    if os.name != "nt":
        assert stat.S_IMODE(location.folder.stat().st_mode) == 0o700
    assert backups(location) == ()


def test_what_was_kept_is_there_when_it_is_opened_again(any_location: Location) -> None:
    episode = an_episode()
    diary = open_diary(any_location, NOW_UTC)
    put(diary, episode)
    diary.close()

    again = open_diary(any_location, NOW_UTC)

    assert again.episodes.get(episode.id) == episode
    again.close()


def test_a_diary_that_is_current_is_opened_without_alembic(location: Location) -> None:
    with opened_elsewhere(location.folder) as process:
        assert process.stdout.read() == b"0 False False\n"


def test_an_older_diary_is_backed_up_and_migrated(
    any_location: Location, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    old = open_diary(any_location, NOW_UTC)
    fill(old)
    entries = old.tallies.entries()
    old.close()
    become_later(monkeypatch, tmp_path)

    diary = open_diary(any_location, NOW_UTC)

    (backup,) = backups(any_location)
    assert backup.reason is BackupReason.MIGRATION
    with diary.database.reading() as connection:
        assert version_of(connection) == LATER
        colours = connection.execute(text("SELECT DISTINCT colour FROM episode")).scalars().all()
    assert colours == ["green"]
    assert diary.tallies.entries() == entries
    diary.close()
    open_diary(any_location, NOW_UTC).close()
    assert len(backups(any_location)) == 1


def test_a_migration_that_fails_changes_nothing(
    any_location: Location, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    old = open_diary(any_location, NOW_UTC)
    put(old, an_episode())
    old.close()
    with monkeypatch.context() as later:
        become_later(later, tmp_path, MIGRATION + "    raise KeyError('half way')\n")
        with pytest.raises(KeyError, match="half way"):
            open_diary(any_location, NOW_UTC)

    diary = open_diary(any_location, NOW_UTC)

    with diary.database.reading() as connection:
        assert version_of(connection) == HEAD
        columns = connection.execute(text("SELECT * FROM episode")).keys()
    assert "colour" not in columns
    assert diary.tallies.entries() == 1
    diary.close()


def test_several_programs_may_make_one_diary_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "diary"
    others = [opened_elsewhere(folder) for _ in range(2)]
    with ThreadPoolExecutor(max_workers=4) as pool:
        ours = list(pool.map(lambda _: open_diary(Location(folder=folder), NOW_UTC), range(4)))
    for other in others:
        out, _ = other.communicate()
        assert other.returncode == 0
        assert out.startswith(b"0 ")
    for diary in ours:
        put(diary, an_episode())
        diary.close()


def test_a_diary_whose_making_was_cut_off_is_made_in_the_end(tmp_path: Path) -> None:
    folder = tmp_path / "diary"
    draw = random.Random(1)
    for _ in range(3):
        with opened_elsewhere(folder) as process:
            try:
                process.wait(timeout=draw.uniform(0.3, 0.9))
            except subprocess.TimeoutExpired:
                process.kill()

    diary = open_diary(Location(folder=folder), NOW_UTC)

    put(diary, an_episode())
    assert diary.tallies.entries() == 1
    diary.close()


def test_a_diary_that_is_closed_may_be_used_again(diary: Diary) -> None:
    diary.close()
    assert diary.tallies.entries() == 0


def test_each_shelf_is_there() -> None:
    assert {field.name for field in fields(Diary)} == {
        "location",
        "database",
        "episodes",
        "days",
        "medicines",
        "sessions",
        "labs",
        "care_checks",
        "measurements",
        "trials",
        "trial_answers",
        "recordings",
        "preferences",
        "attachments",
        "revisions",
        "tallies",
    }
