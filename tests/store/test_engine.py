"""Readers see one state, writers take turns, what was acknowledged is on the disk."""

from __future__ import annotations

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from entries import NOW_UTC
from entries import an_episode
from shelves import delete
from shelves import put
from sqlalchemy import text

from quietmuscle.base.errors import StorageError
from quietmuscle.model.query import EpisodeQuery
from quietmuscle.store import engine
from quietmuscle.store.diary import open_diary

if TYPE_CHECKING:
    from quietmuscle.store.diary import Diary
    from quietmuscle.store.location import Location

WRITE = """
import sys
from pathlib import Path
from entries import NOW_UTC, an_episode
from quietmuscle.base.ids import new_id
from quietmuscle.store.diary import open_diary
from quietmuscle.store.location import Location
folder, url, number = sys.argv[1:]
diary = open_diary(Location(folder=Path(folder), database_url=url or None), NOW_UTC)
for _ in range(int(number)):
    episode = an_episode(entry_id=new_id(NOW_UTC))
    diary.episodes.put(episode, change_id=new_id(NOW_UTC), recorded_at_utc=NOW_UTC)
diary.close()
"""


def pragma(diary: Diary, name: str) -> object:
    with diary.database.reading() as connection:
        return connection.execute(text(f"PRAGMA {name}")).scalar()


def test_sqlite_keeps_what_it_acknowledges(diary: Diary) -> None:
    assert pragma(diary, "journal_mode") == "wal"
    assert pragma(diary, "synchronous") == 2  # FULL
    assert pragma(diary, "foreign_keys") == 1
    assert pragma(diary, "secure_delete") == 1
    assert pragma(diary, "busy_timeout") >= 5000


def test_a_reader_sees_one_state(any_diary: Diary) -> None:
    count = text("SELECT count(*) FROM episode")
    with any_diary.database.reading() as connection:
        before = connection.execute(count).scalar()
        put(any_diary, an_episode())
        assert connection.execute(count).scalar() == before == 0
    assert any_diary.tallies.entries() == 1


def test_a_writer_that_fails_leaves_nothing(any_diary: Diary) -> None:
    def fail() -> None:
        with any_diary.database.writing() as connection:
            connection.execute(text("DELETE FROM episode"))
            raise KeyError

    put(any_diary, an_episode())
    with pytest.raises(KeyError):
        fail()
    assert any_diary.tallies.entries() == 1


def test_many_threads_write_at_once(any_diary: Diary) -> None:
    episodes = [an_episode() for _ in range(60)]
    with ThreadPoolExecutor(max_workers=12) as pool:
        list(pool.map(lambda episode: put(any_diary, episode), episodes))
        list(pool.map(lambda episode: delete(any_diary, episode), episodes[:30]))
    assert any_diary.tallies.entries() == 30
    assert len(any_diary.episodes.find(EpisodeQuery(deleted=True)).episodes) == 30


def test_several_processes_write_at_once(any_location: Location, any_diary: Diary) -> None:
    words = [str(any_location.folder), any_location.database_url or "", "40"]
    path = ":".join(sys.path)
    others = [
        subprocess.Popen([sys.executable, "-c", WRITE, *words], env={"PYTHONPATH": path})
        for _ in range(2)
    ]
    for _ in range(40):
        put(any_diary, an_episode())
    assert [other.wait() for other in others] == [0, 0]
    assert any_diary.tallies.entries() == 120


def test_who_waits_too_long_is_told_so(
    any_location: Location, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_S", 0.1)
    one, other = (open_diary(any_location, NOW_UTC) for _ in range(2))
    episode = an_episode()
    with one.database.writing():
        for waiting in (one, other):  # a thread of the same program, and another program
            with pytest.raises(StorageError, match="busy with something else"):
                put(waiting, episode)
    put(other, episode)
    for diary in (one, other):
        diary.close()


def test_a_reader_does_not_wait_for_a_writer(any_diary: Diary) -> None:
    put(any_diary, an_episode())
    with any_diary.database.writing() as connection:
        connection.execute(text("DELETE FROM episode"))
        assert any_diary.tallies.entries() == 1


def test_too_many_readers_are_told_to_wait(
    location: Location, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = {"pool_size": 1, "max_overflow": 0, "pool_timeout": 0.05}
    monkeypatch.setattr(engine, "_POOL", small)
    database = engine.connect_database(location)
    with database.reading(), pytest.raises(StorageError, match="busy"), database.reading():
        pass
    database.close()


def test_the_turn_goes_on_after_a_writer_that_failed(diary: Diary) -> None:
    def fail() -> None:
        with diary.database.writing():
            raise KeyError

    for _ in range(2):
        with pytest.raises(KeyError):
            fail()
    thread = threading.Thread(target=put, args=(diary, an_episode()))
    thread.start()
    thread.join()
    assert diary.tallies.entries() == 1


def test_what_was_deleted_leaves_no_trace(diary: Diary) -> None:
    put(diary, an_episode(note="a secret of mine"))
    with diary.database.writing() as connection:
        connection.execute(text("DELETE FROM episode"))

    diary.database.empty_log()

    for path in diary.location.folder.rglob("*"):
        assert path.is_dir() or b"a secret of mine" not in path.read_bytes(), path


def test_room_is_given_back(diary: Diary) -> None:
    for _ in range(50):
        put(diary, an_episode(note="x" * 9000))
    with diary.database.writing() as connection:
        connection.execute(text("DELETE FROM episode"))
    diary.database.empty_log()
    large = diary.location.database_file.stat().st_size

    diary.database.shrink()
    diary.database.empty_log()

    assert diary.location.database_file.stat().st_size < large / 2


@pytest.mark.postgres
def test_postgres_overwrites_by_itself(postgres_location: Location) -> None:
    diary = open_diary(postgres_location, NOW_UTC)
    diary.database.empty_log()
    diary.database.shrink()
    diary.close()
