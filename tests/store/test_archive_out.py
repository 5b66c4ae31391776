"""Archives: everything in them, and the same diary always the same bytes."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

import pytest
from archives import archive_of
from archives import manifest_of
from archives import parts_of
from entries import NOW_UTC
from entries import an_episode
from shelves import add_photo
from shelves import delete
from shelves import fill
from shelves import put
from sqlalchemy import text

import quietmuscle
from quietmuscle.base.errors import DamagedDiaryError
from quietmuscle.base.errors import DiskFullError
from quietmuscle.base.errors import StorageError
from quietmuscle.store.archive_form import VERSION
from quietmuscle.store.archive_form import Counts
from quietmuscle.store.archive_out import write_archive

if TYPE_CHECKING:
    from pathlib import Path

    from quietmuscle.store.diary import Diary


def test_an_archive_of_a_new_diary_has_all_members(any_diary: Diary) -> None:
    parts = parts_of(archive_of(any_diary))
    assert set(parts) == {
        "manifest.json",
        "settings.json",
        "person.json",
        "health.json",
        "watch.json",
        "episodes.ndjson",
        "days.ndjson",
        "medicines.ndjson",
        "sessions.ndjson",
        "labs.ndjson",
        "care_checks.ndjson",
        "measurements.ndjson",
        "measured_events.ndjson",
        "trials.ndjson",
        "trial_notes.ndjson",
        "revisions.ndjson",
        "attachments.ndjson",
    }
    assert parts["episodes.ndjson"] == b""
    assert json.loads(parts["settings.json"])["day_start"] == "04:00:00"


def test_an_archive_says_what_it_holds(any_diary: Diary) -> None:
    fill(any_diary)
    target = io.BytesIO()

    summary = write_archive(any_diary, target)

    assert summary.counts == Counts(
        episodes=4,
        days=2,
        medicines=2,
        revisions=41,
        attachments=2,
        sessions=2,
        labs=2,
        care_checks=2,
        measurements=2,
        measured_events=2,
        trials=2,
        trial_notes=2,
    )
    assert summary.missing_files == 0
    parts = parts_of(target.getvalue())
    manifest = manifest_of(parts)
    assert manifest["format"] == "quietmuscle-archive"
    assert manifest["version"] == VERSION
    assert manifest["app_version"] == quietmuscle.__version__
    assert manifest["counts"]["episodes"] == 4
    assert {member["name"]: member["sha256"] for member in manifest["members"]} == {
        name: hashlib.sha256(content).hexdigest()
        for name, content in parts.items()
        if name != "manifest.json"
    }
    (photo,) = (name for name in parts if name.startswith("attachments/"))
    assert photo == f"attachments/{hashlib.sha256(parts[photo]).hexdigest()}"


def test_the_bin_is_in_it(any_diary: Diary) -> None:
    episode = an_episode(note="in the bin")
    put(any_diary, episode)
    delete(any_diary, episode)
    (line,) = parts_of(archive_of(any_diary))["episodes.ndjson"].splitlines()
    assert json.loads(line)["entry"]["note"] == "in the bin"
    assert json.loads(line)["deleted_at_utc"] == "2026-11-23T08:30:00Z"


def test_the_same_diary_gives_the_same_bytes(any_diary: Diary, tmp_path: Path) -> None:
    fill(any_diary)
    first = archive_of(any_diary)
    assert archive_of(any_diary) == first
    with (tmp_path / "archive").open("wb") as file:
        file.write(b"")
        write_archive(any_diary, file)
    assert (tmp_path / "archive").read_bytes() == first


def test_the_order_in_which_entries_came_does_not_matter(any_diary: Diary) -> None:
    episodes = [an_episode() for _ in range(5)]
    for episode in reversed(episodes):
        put(any_diary, episode)
    lines = parts_of(archive_of(any_diary))["episodes.ndjson"].splitlines()
    assert [json.loads(line)["entry"]["id"] for line in lines] == [
        str(each.id) for each in episodes
    ]


def test_other_programs_can_open_it(diary: Diary, tmp_path: Path) -> None:
    unzip = shutil.which("unzip")
    if unzip is None:
        pytest.skip("There is no unzip here.")
    fill(diary)
    (tmp_path / "a.zip").write_bytes(archive_of(diary))
    subprocess.run([unzip, "-tq", tmp_path / "a.zip"], check=True)


def test_nothing_in_it_tells_when_or_where_it_was_made(diary: Diary) -> None:
    fill(diary)
    with zipfile.ZipFile(io.BytesIO(archive_of(diary))) as zipped:
        for info in zipped.infolist():
            assert info.date_time == (1980, 1, 1, 0, 0, 0)
            assert info.create_system == 3
            assert info.extra.startswith(b"\x01\x00") or not info.extra


@pytest.mark.parametrize("damage", ["lost", "altered"])
def test_a_photo_whose_file_is_lost_or_damaged_is_left_out(any_diary: Diary, damage: str) -> None:
    good, bad = add_photo(any_diary, b"good"), add_photo(any_diary, b"bad")
    path = any_diary.attachments.path(bad)
    if damage == "lost":
        path.unlink()
    else:
        path.write_bytes(b"BAD")
    target = io.BytesIO()

    summary = write_archive(any_diary, target)

    assert (summary.counts.attachments, summary.missing_files) == (1, 1)
    parts = parts_of(target.getvalue())
    assert json.loads(parts["attachments.ndjson"])["id"] == str(good)
    assert [name for name in parts if name.startswith("attachments/")] == [
        f"attachments/{hashlib.sha256(b'good').hexdigest()}"
    ]


@dataclass
class FailingTarget:
    """A target that takes some bytes and then fails."""

    room: int
    error: OSError

    def write(self, data: Any) -> int:
        self.room -= len(data)
        if self.room < 0:
            raise self.error
        return len(data)

    def flush(self) -> None:
        pass


@pytest.mark.parametrize("room", [0, 100, 2000])
def test_a_target_without_room_is_said_so(diary: Diary, room: int) -> None:
    fill(diary)
    target: Any = FailingTarget(room=room, error=OSError(errno.ENOSPC, "No space left on device"))
    with pytest.raises(DiskFullError, match="no room left on the disk for the archive"):
        write_archive(diary, target)


def test_a_target_that_breaks_is_said_so(diary: Diary) -> None:
    target: Any = FailingTarget(room=0, error=BrokenPipeError())
    with pytest.raises(StorageError, match="could not be written: BrokenPipeError"):
        write_archive(diary, target)


def test_an_entry_that_cannot_be_read_is_not_left_out_quietly(diary: Diary) -> None:
    put(diary, an_episode())
    with diary.database.writing() as connection:
        connection.execute(text("UPDATE episode SET lasted = 'nonsense'"))
    with pytest.raises(DamagedDiaryError):
        archive_of(diary)


def test_the_moment_of_the_archive_is_one(any_diary: Diary) -> None:
    """What is written while the archive is made is not in it, not even half."""
    for _ in range(3):
        put(any_diary, an_episode())
    target = io.BytesIO()
    original, put_already = target.write, []

    def write(data: Any) -> int:
        if not put_already:
            put_already.append(put(any_diary, an_episode()))
        return original(data)

    target.write = write  # type: ignore[method-assign]
    summary = write_archive(any_diary, target)

    assert (summary.counts.episodes, summary.counts.revisions) == (3, 3)
    assert any_diary.tallies.entries() == 4
    assert put_already[0].entry.moment.instant_utc == NOW_UTC
