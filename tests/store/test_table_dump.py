"""Dumps of all tables; test_restoring.py brings whole diaries back from them."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest
from entries import an_episode
from shelves import fill
from shelves import put
from sqlalchemy import text

from quietmuscle.store import table_dump
from quietmuscle.store.table_dump import BrokenDumpError
from quietmuscle.store.table_dump import bring_back_tables
from quietmuscle.store.table_dump import dump_tables
from quietmuscle.store.table_dump import is_whole

if TYPE_CHECKING:
    from pathlib import Path

    from quietmuscle.store.diary import Diary


def dump(diary: Diary, path: Path) -> bytes:
    with diary.database.reading() as connection, path.open("wb") as file:
        dump_tables(connection, file)
    return path.read_bytes()


def lines(path: Path) -> list[bytes]:
    return gzip.decompress(path.read_bytes()).splitlines()


def test_what_was_dumped_is_brought_back(
    any_diary: Diary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_dump, "_ROWS_AT_ONCE", 3)
    fill(any_diary)
    path = tmp_path / "dump"
    dump(any_diary, path)
    put(any_diary, an_episode())

    with any_diary.database.migrating() as connection:
        bring_back_tables(connection, path)

    dump(any_diary, tmp_path / "again")
    assert lines(tmp_path / "again") == lines(path)


def test_a_dump_of_a_new_diary_is_whole(any_diary: Diary, tmp_path: Path) -> None:
    dump(any_diary, tmp_path / "dump")
    assert is_whole(tmp_path / "dump")


@pytest.mark.parametrize(
    "content",
    [
        [],
        [{"format": "something else"}, {"rows": 0}],
        [["a", "list"]],
        [{"no": "format"}],
        [{"format": "quietmuscle-tables-1"}],
        [{"format": "quietmuscle-tables-1"}, {"rows": 1}],
        [{"format": "quietmuscle-tables-1"}, {"table": "t", "columns": ["x"]}, [1], {"rows": 2}],
        [{"format": "quietmuscle-tables-1"}, {"rows": 0}, {"rows": 0}],
        [{"format": "quietmuscle-tables-1"}, {"neither": 1}],
    ],
)
def test_other_files_are_not_whole(tmp_path: Path, content: list[object]) -> None:
    path = tmp_path / "dump"
    path.write_bytes(gzip.compress("".join(json.dumps(line) + "\n" for line in content).encode()))
    assert not is_whole(path)


@pytest.mark.parametrize("cut", [1, 8, 9, 100])
def test_a_dump_that_was_cut_off_is_not_whole(diary: Diary, tmp_path: Path, cut: int) -> None:
    fill(diary)
    path = tmp_path / "dump"
    content = dump(diary, path)
    assert is_whole(path)
    path.write_bytes(content[:-cut])
    assert not is_whole(path)


def test_a_dump_with_a_flipped_bit_is_not_whole(diary: Diary, tmp_path: Path) -> None:
    fill(diary)
    path = tmp_path / "dump"
    content = bytearray(dump(diary, path))
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert not is_whole(path)


def test_a_broken_dump_is_not_brought_back(any_diary: Diary, tmp_path: Path) -> None:
    def bring_back() -> None:
        with any_diary.database.migrating() as connection:
            bring_back_tables(connection, path)

    fill(any_diary)
    path = tmp_path / "dump"
    content = dump(any_diary, path)
    path.write_bytes(content[:-8])
    with pytest.raises(BrokenDumpError):
        bring_back()
    assert dump(any_diary, path) == content
    with any_diary.database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM revision")).scalar() > 0
