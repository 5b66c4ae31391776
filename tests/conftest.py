"""What many tests need: a clock that stands, and diaries on both databases."""

from __future__ import annotations

import os
import shutil
from datetime import UTC
from datetime import datetime
from typing import TYPE_CHECKING

import hypothesis
import pytest

from quietmuscle.base.clock import StoppedClock
from quietmuscle.store.diary import Diary
from quietmuscle.store.diary import open_diary
from quietmuscle.store.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from nursery import Nursery
    from postgres_server import PostgresServer

# How quick a computer is, and what else it does, is not what is tested. CI looks twice as long.
hypothesis.settings.register_profile(
    "patient",
    deadline=None,
    max_examples=100 if os.environ.get("CI") == "true" else 50,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("patient")

NOW_UTC = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that no process is left alone with it at the end."""
    long = ("slow", "browser")
    items.sort(key=lambda item: [item.get_closest_marker(name) is None for name in long])


@pytest.fixture(autouse=True)
def _no_one_elses_diary(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep tests away from the diary of whoever runs them."""
    for variable in ("QUIETMUSCLE_HOME", "QUIETMUSCLE_DATABASE_URL"):
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture
def now_utc() -> datetime:
    """A Monday morning."""
    return NOW_UTC


@pytest.fixture
def clock(now_utc: datetime) -> StoppedClock:
    """A clock that stands at that morning."""
    return StoppedClock(instant_utc=now_utc)


@pytest.fixture(scope="session")
def new_diary_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a new diary, to be copied: quicker than to make each anew."""
    folder = tmp_path_factory.mktemp("new_diary")
    open_diary(Location(folder=folder), NOW_UTC).close()
    return folder


@pytest.fixture
def location(new_diary_folder: Path, tmp_path: Path) -> Location:
    """The place of a new, empty diary on SQLite."""
    folder = tmp_path / "diary"
    shutil.copytree(new_diary_folder, folder)
    return Location(folder=folder)


@pytest.fixture
def diary(location: Location, now_utc: datetime) -> Iterator[Diary]:
    """A new, empty diary on SQLite."""
    diary = open_diary(location, now_utc)
    yield diary
    diary.close()


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """From where servers in processes of their own start at once."""
    from nursery import running_nursery

    with running_nursery() as made:
        yield made


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A real PostgreSQL of our own; one for each process of tests."""
    from postgres_server import MISSING
    from postgres_server import find_programs
    from postgres_server import running_server

    programs = find_programs()
    if programs is None:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    with running_server(programs) as server:
        yield server


@pytest.fixture(scope="session")
def new_diary_database(
    postgres_server: PostgresServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The name of a database with a new diary, to be copied."""
    folder = tmp_path_factory.mktemp("new_diary_database")
    with postgres_server.fresh_database() as url:
        open_diary(Location(folder=folder, database_url=url), NOW_UTC).close()
        yield url.partition("@/")[2].partition("?")[0]


@pytest.fixture
def postgres_location(
    postgres_server: PostgresServer, new_diary_database: str, tmp_path: Path
) -> Iterator[Location]:
    """The place of a new, empty diary on PostgreSQL."""
    with postgres_server.fresh_database(template=new_diary_database) as url:
        yield Location(folder=tmp_path / "postgres diary", database_url=url)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def any_location(request: pytest.FixtureRequest) -> Location:
    """The place of a new, empty diary: once on SQLite, once on PostgreSQL."""
    name = {"sqlite": "location", "postgres": "postgres_location"}[request.param]
    location: Location = request.getfixturevalue(name)
    return location


@pytest.fixture
def any_diary(any_location: Location, now_utc: datetime) -> Iterator[Diary]:
    """A new, empty diary: once on SQLite, once on PostgreSQL."""
    diary = open_diary(any_location, now_utc)
    yield diary
    diary.close()
