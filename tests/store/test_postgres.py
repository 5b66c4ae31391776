"""PostgreSQL's address and its faults."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from entries import NOW_UTC
from sqlalchemy import text

from quietmuscle.base.errors import DamagedDiaryError
from quietmuscle.base.errors import DiskFullError
from quietmuscle.base.errors import StorageError
from quietmuscle.store import postgres
from quietmuscle.store.diary import open_diary
from quietmuscle.store.location import Location
from quietmuscle.store.postgres import fault_of_postgres
from quietmuscle.store.postgres import psycopg_url

if TYPE_CHECKING:
    from postgres_server import PostgresServer

LOCATION = Location(folder=Path("diary"), database_url="postgresql://ada:secret@nowhere/diary")


@pytest.mark.parametrize("name", ["postgresql", "postgres", "postgresql+psycopg"])
def test_addresses_in_each_usual_spelling(name: str) -> None:
    url = psycopg_url(f"{name}://ada:secret@host:5433/diary")
    assert url.drivername == "postgresql+psycopg"
    assert (url.host, url.port, url.database) == ("host", 5433, "diary")


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://ada:secret@host/diary", "sqlite:///x"])
def test_other_addresses_are_refused_without_being_repeated(url: str) -> None:
    with pytest.raises(StorageError, match="address cannot be used") as refusal:
        psycopg_url(url)
    assert "secret" not in str(refusal.value)


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "find_spec", lambda _name: None)
    with pytest.raises(StorageError, match="pip install 'quietmuscle"):
        psycopg_url("postgresql://host/diary")


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (psycopg.errors.LockNotAvailable, StorageError, "busy"),
        (psycopg.errors.DiskFull, DiskFullError, "database has no room left"),
        (psycopg.errors.DataCorrupted, DamagedDiaryError, "holds damaged entries"),
        (psycopg.errors.InsufficientPrivilege, StorageError, "does not let us write"),
        (psycopg.errors.ReadOnlySqlTransaction, StorageError, "does not let us write"),
        (psycopg.errors.AdminShutdown, StorageError, "cannot be reached"),
        (psycopg.OperationalError, StorageError, "cannot be reached"),
    ],
)
def test_each_fault_has_its_sentence(error: type, kind: type, words: str) -> None:
    fault = fault_of_postgres(error("words of PostgreSQL"), LOCATION)
    assert type(fault) is kind
    assert words in str(fault)
    assert "secret" not in str(fault)


@pytest.mark.parametrize(
    "error", [psycopg.errors.UniqueViolation, psycopg.errors.SyntaxError, psycopg.DataError]
)
def test_our_own_mistakes_are_let_through(error: type) -> None:
    assert fault_of_postgres(error(), LOCATION) is None


def test_a_server_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    url = f"postgresql://ada@/diary?host={tmp_path}"
    with pytest.raises(StorageError, match="cannot be reached"):
        open_diary(Location(folder=tmp_path / "diary", database_url=url), NOW_UTC)


@pytest.mark.postgres
def test_a_database_that_is_not_there_is_said_so(
    postgres_server: PostgresServer, tmp_path: Path
) -> None:
    location = Location(folder=tmp_path, database_url=postgres_server.url("no_such_database"))
    with pytest.raises(StorageError, match="cannot be reached"):
        open_diary(location, NOW_UTC)


@pytest.mark.postgres
def test_a_connection_that_was_cut_is_made_anew(postgres_location: Location) -> None:
    diary = open_diary(postgres_location, NOW_UTC)
    assert diary.tallies.entries() == 0
    other = open_diary(postgres_location, NOW_UTC)
    with other.database.reading() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND datname = current_database()"
            )
        )
    assert diary.tallies.entries() == 0
    for each in (diary, other):
        each.close()
