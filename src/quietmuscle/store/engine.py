"""The connection to the diary's database: SQLite's file, or PostgreSQL by URL."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from enum import auto
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import URL
from sqlalchemy import Connection
from sqlalchemy import Engine
from sqlalchemy import create_engine
from sqlalchemy import event

from quietmuscle.store.faults import plain_faults
from quietmuscle.store.faults import readable_rows
from quietmuscle.store.location import Location
from quietmuscle.store.refusals import busy
from quietmuscle.store.refusals import log_in_use

if TYPE_CHECKING:
    from collections.abc import Iterator

BUSY_TIMEOUT_S = 10
_LOG_TRIES = 10
_LOG_PAUSE_S = 0.2
_PURPOSE = "quietmuscle_purpose"
_POOL: dict[str, Any] = {"pool_size": 5, "max_overflow": 15, "pool_timeout": 30}

_POSTGRES_ADVISORY_LOCK = 0x514D_7573  # any number of our own: "QMus"


class _Purpose(Enum):
    """What a transaction is for."""

    READ = auto()
    WRITE = auto()
    MIGRATE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """An open database: any number of readers, one writer at a time.

    Readers see one unchanging state for as long as they read. Writers of
    this process wait in `turn`, those of others at the database's own lock.
    """

    location: Location
    engine: Engine
    turn: threading.Lock

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the diary."""
        with self._transaction(_Purpose.READ) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes are kept together at the end, or not at all."""
        with self._in_turn(), self._transaction(_Purpose.WRITE) as connection:
            yield connection

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """A connection that may change the tables themselves."""
        with self._in_turn(), self._transaction(_Purpose.MIGRATE) as connection:
            yield connection

    def empty_log(self) -> None:
        """Clear SQLite's log, which still holds what was deleted from the file itself.

        It waits a little for those who read, and raises StorageError where they go on.
        """
        for _time in range(_LOG_TRIES):
            answer = self._run_alone("PRAGMA wal_checkpoint(TRUNCATE)", patience_ms=100)
            if not any(busy for busy, _pages, _moved in answer):
                return
            time.sleep(_LOG_PAUSE_S)
        raise log_in_use()

    def shrink(self) -> None:
        """Give the room of what was deleted back to the disk."""
        self._run_alone("VACUUM", patience_ms=BUSY_TIMEOUT_S * 1000)

    def take_stock(self) -> None:
        """Tell SQLite how much it holds of what, by which it chooses among its indexes.

        Connections that are open hear of it because the table of it is made
        anew. PostgreSQL takes stock by itself.
        """
        if self.location.database_url is not None:
            return
        with self.writing() as connection:
            connection.exec_driver_sql("DROP TABLE IF EXISTS sqlite_stat1")
            connection.exec_driver_sql("ANALYZE")

    def _run_alone(self, statement: str, *, patience_ms: int) -> list[Any]:
        """Run what SQLite does outside of transactions; PostgreSQL does it in its own time."""
        if self.location.database_url is not None:
            return []
        with self._in_turn(), plain_faults(self.location):
            connection = self.engine.raw_connection()
            cursor = connection.cursor()
            try:
                cursor.execute(f"PRAGMA busy_timeout = {patience_ms}")
                return list(cursor.execute(statement).fetchall())
            finally:
                cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_S * 1000}")
                connection.close()

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()

    @contextmanager
    def _transaction(self, purpose: _Purpose) -> Iterator[Connection]:
        with (
            plain_faults(self.location),
            readable_rows(self.location),
            self.engine.connect() as plain,
        ):
            connection = plain.execution_options(**{_PURPOSE: purpose})
            with connection.begin():
                yield connection

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        if not self.turn.acquire(timeout=BUSY_TIMEOUT_S):
            raise busy()
        try:
            yield
        finally:
            self.turn.release()


def connect_database(location: Location) -> Database:
    """The database of a location; nothing is opened before it is first used."""
    engine = (
        _sqlite_engine(location)
        if location.database_url is None
        else _postgres_engine(location.database_url)
    )
    return Database(location=location, engine=engine, turn=threading.Lock())


def _sqlite_engine(location: Location) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(location.database_file)),
        connect_args={"timeout": BUSY_TIMEOUT_S},
        **_POOL,
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, record: object) -> None:
    del record
    connection.isolation_level = None  # transactions begin where we say so
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA secure_delete = ON")  # what is deleted for good leaves no traces
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    reads = _purpose_of(connection) is _Purpose.READ
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _postgres_engine(url: str) -> Engine:
    from quietmuscle.store.postgres import psycopg_url

    engine = create_engine(
        psycopg_url(url), isolation_level="REPEATABLE READ", pool_pre_ping=True, **_POOL
    )
    event.listen(engine, "begin", _begin_postgres)
    return engine


def _begin_postgres(connection: Connection) -> None:
    purpose = _purpose_of(connection)
    if purpose is _Purpose.READ:
        return
    # LOCK TABLE comes before the transaction's snapshot, so that a writer sees
    # what the one before it wrote. There may be no table yet to migrate.
    lock = {
        _Purpose.WRITE: "LOCK TABLE revision IN SHARE ROW EXCLUSIVE MODE",
        _Purpose.MIGRATE: "SET TRANSACTION ISOLATION LEVEL READ COMMITTED; "
        f"SELECT pg_advisory_xact_lock({_POSTGRES_ADVISORY_LOCK})",
    }[purpose]
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{BUSY_TIMEOUT_S}s'; {lock}")


def _purpose_of(connection: Connection) -> _Purpose:
    purpose: _Purpose = connection.get_execution_options().get(_PURPOSE, _Purpose.READ)
    return purpose
