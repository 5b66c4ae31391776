"""Diaries that hypothesis may use again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quietmuscle.store.diary import Diary
from quietmuscle.store.diary import open_diary
from quietmuscle.store.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


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


@pytest.fixture(scope="session")
def full_archive(new_diary_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The archive of a diary with something of every kind."""
    import shutil

    from archives import archive_of
    from entries import NOW_UTC
    from shelves import fill

    folder = tmp_path_factory.mktemp("full") / "diary"
    shutil.copytree(new_diary_folder, folder)
    diary = open_diary(Location(folder=folder), NOW_UTC)
    fill(diary)
    archive = archive_of(diary)
    diary.close()
    return archive
