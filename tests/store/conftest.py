"""Diaries that hypothesis may use again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quietmuscle.store.diary import Diary
from quietmuscle.store.diary import open_diary
from quietmuscle.store.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(
    scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
)
def shared_diary(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Diary]:
    """A diary that all examples of all tests of a module share: once on each database."""
    from entries import NOW_UTC

    folder = tmp_path_factory.mktemp("shared") / "diary"
    if request.param == "sqlite":
        diary = open_diary(Location(folder=folder), NOW_UTC)
        yield diary
        diary.close()
        return
    server = request.getfixturevalue("postgres_server")
    with server.fresh_database() as url:
        diary = open_diary(Location(folder=folder, database_url=url), NOW_UTC)
        yield diary
        diary.close()
