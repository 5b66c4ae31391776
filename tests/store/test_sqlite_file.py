"""SQLite files as a whole."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from quietmuscle.store.sqlite_file import connect_read_only
from quietmuscle.store.sqlite_file import copy_database
from quietmuscle.store.sqlite_file import is_sound
from quietmuscle.store.sqlite_file import make_single_file
from quietmuscle.store.sqlite_file import side_files

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a file #1 %41.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE t (x)")
        connection.executemany("INSERT INTO t VALUES (?)", [("x" * 500,) for _ in range(500)])
        connection.commit()
    return path


def rows(file: Path) -> int:
    with closing(connect_read_only(file)) as connection:
        return connection.execute("SELECT count(*) FROM t").fetchone()[0]


def test_a_whole_file_is_sound(file: Path) -> None:
    assert is_sound(file)


@pytest.mark.parametrize("page", [0, 1, 5, 20])
def test_a_page_of_garbage_is_found(file: Path, page: int) -> None:
    content = bytearray(file.read_bytes())
    content[page * 4096 : (page + 1) * 4096] = b"garbage!" * 512
    file.write_bytes(content)
    assert not is_sound(file)
    assert file.read_bytes() == content


def test_a_file_that_was_cut_off_is_found(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:50_000])
    assert not is_sound(file)


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\x00"])
def test_what_is_no_database_is_not_sound(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    assert not is_sound(path)


def test_a_file_that_is_locked_is_not_called_damaged(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quietmuscle.store.sqlite_file._TIMEOUT_S", 0.05)
    make_single_file(file)
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            is_sound(file)


def test_a_copy_is_made_while_others_write(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    with closing(sqlite3.connect(file)) as other:
        other.execute("INSERT INTO t VALUES (1)")  # not yet committed
        copy_database(file, copy)
        other.commit()
    make_single_file(copy)
    assert (rows(copy), rows(file)) == (500, 501)
    assert [path for path in side_files(copy) if path.exists()] == []


def test_a_copy_replaces_a_database_that_others_have_open(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "target"
    with closing(sqlite3.connect(target)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("CREATE TABLE old (x)")
        copy_database(file, target)
        assert other.execute("SELECT count(*) FROM t").fetchone() == (500,)
        assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
