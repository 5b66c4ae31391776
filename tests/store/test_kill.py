"""A program that is killed, at any point, loses nothing that it acknowledged."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from entries import NOW_UTC

from quietmuscle.store.backup import backups
from quietmuscle.store.backup_files import BackupReason
from quietmuscle.store.backup_files import is_good
from quietmuscle.store.diary import open_diary

if TYPE_CHECKING:
    from pathlib import Path

    from quietmuscle.store.location import Location

WRITES = 1000
KILLS = {"sqlite": 4, "postgres": 2}
WRITE = """
import sys
from pathlib import Path
from entries import NOW_UTC, an_episode
from quietmuscle.base.ids import new_id
from quietmuscle.store.diary import open_diary
from quietmuscle.store.location import Location
diary = open_diary(Location(folder=Path(sys.argv[1]), database_url=sys.argv[2] or None), NOW_UTC)
for _ in range(int(sys.argv[3])):
    episode = an_episode(entry_id=new_id(NOW_UTC), note="x" * 500)
    diary.episodes.put(episode, change_id=new_id(NOW_UTC), recorded_at_utc=NOW_UTC)
    print(episode.id, flush=True)
"""
BACK_UP = """
import sys
from pathlib import Path
from entries import NOW_UTC
from quietmuscle.store.backup import make_backup
from quietmuscle.store.backup_files import BackupReason
from quietmuscle.store.location import Location
print("ready", flush=True)
while True:
    make_backup(Location(folder=Path(sys.argv[1])), BackupReason.BY_HAND, NOW_UTC)
    print("made", flush=True)
"""


def started(code: str, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *words],
        env={"PYTHONPATH": ":".join(sys.path)},
        stdout=subprocess.PIPE,
        text=True,
    )


def kill(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL if os.name != "nt" else signal.SIGTERM)


def test_killed_while_writing(any_location: Location) -> None:
    draw = random.Random(20261123)
    acknowledged: list[UUID] = []
    kills = KILLS["sqlite" if any_location.database_url is None else "postgres"]
    for _ in range(kills):
        last = draw.randrange(1, WRITES // 4)
        words = (str(any_location.folder), any_location.database_url or "", str(WRITES))
        with started(WRITE, *words) as process:
            for number, line in enumerate(process.stdout, start=1):
                acknowledged.append(UUID(line.strip()))
                if number == last:
                    kill(process)  # what it says from here on counts as well

    diary = open_diary(any_location, NOW_UTC)
    for entry_id in acknowledged:
        assert diary.episodes.get(entry_id).note == "x" * 500
    kept = diary.tallies.entries()
    assert len(acknowledged) <= kept <= len(acknowledged) + kills
    diary.close()
    if any_location.database_url is None:
        with closing(sqlite3.connect(any_location.database_file)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_killed_while_backing_up(location: Location, tmp_path: Path) -> None:
    draw = random.Random(1)
    for _ in range(3):
        with started(BACK_UP, str(location.folder)) as process:
            assert process.stdout.readline() == "ready\n"
            try:
                process.wait(timeout=draw.uniform(0.05, 0.5))
            except subprocess.TimeoutExpired:
                kill(process)
    found = backups(location)
    assert all(is_good(location, backup) for backup in found)
    assert all(backup.reason is BackupReason.BY_HAND for backup in found)


@pytest.mark.parametrize("words", [("nowhere", "", "1")])
def test_the_writer_of_these_tests_can_fail(tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / words[0]).write_text("a file, not a folder")
    with started(WRITE, str(tmp_path / words[0]), *words[1:]) as process:
        assert process.stdout.read() == ""
    assert process.returncode == 1
