"""A SQLite file as a whole: whether it is sound, and a copy of it while it is in use."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_TIMEOUT_S = 10
_SIDE_FILES = ("-wal", "-shm", "-journal")


def is_sound(file: Path) -> bool:
    """Whether a file is a database and each of its pages is where it belongs.

    An empty file is not. Nothing is written to it.
    """
    if not file.stat().st_size:
        return False
    try:
        with closing(connect_read_only(file)) as connection:
            connection.isolation_level = None
            connection.execute("BEGIN")  # one state, which nobody may take from under us
            if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                return False
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            (page_bytes,) = connection.execute("PRAGMA page_size").fetchone()
            # SQLite reads a last page that was cut off as if it ended in zeros. While
            # there is a log beside the file, the missing pages may be in there.
            return file.stat().st_size >= pages * page_bytes or _has_log(file)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
            return False
        raise


def _has_log(file: Path) -> bool:
    log = file.with_name(f"{file.name}-wal")
    return log.exists() and log.stat().st_size > 0


def connect_read_only(file: Path) -> sqlite3.Connection:
    """A connection that leaves the file as it is, also when it is closed."""
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=_TIMEOUT_S)


def copy_database(source: Path, target: Path) -> None:
    """Copy a database as it is at one instant, also while others write to it.

    A target that is a database already is replaced in one transaction.
    """
    with (
        closing(connect_read_only(source)) as original,
        closing(sqlite3.connect(target, timeout=_TIMEOUT_S)) as copy,
    ):
        original.backup(copy)


def make_single_file(file: Path) -> None:
    """Bring all of a database that nobody uses into its one file."""
    with closing(sqlite3.connect(file, timeout=_TIMEOUT_S, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()


def side_files(file: Path) -> tuple[Path, ...]:
    """The files that SQLite may keep beside a database."""
    return tuple(file.with_name(file.name + ending) for ending in _SIDE_FILES)
