"""Migrations: what we know of them is what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import sqlalchemy
from alembic.config import Config
from alembic.script import ScriptDirectory
from entries import NOW_UTC
from sqlalchemy import column
from sqlalchemy import literal
from sqlalchemy import text
from tried import a_trial

from quietmuscle.base.errors import StorageError
from quietmuscle.store.diary import open_diary
from quietmuscle.store.engine import connect_database
from quietmuscle.store.location import Location
from quietmuscle.store.migrating import HEAD
from quietmuscle.store.migrating import KNOWN
from quietmuscle.store.migrating import MIGRATIONS_FOLDER
from quietmuscle.store.migrating import migrate
from quietmuscle.store.migrating import version_of
from quietmuscle.store.tables import trial as table
from quietmuscle.store.trials import row_of_trial

if TYPE_CHECKING:
    from pathlib import Path

    from quietmuscle.store.diary import Diary


def test_the_versions_that_we_know_are_alembics() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS_FOLDER))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [HEAD]
    assert tuple(script.revision for script in scripts.walk_revisions())[::-1] == KNOWN


def test_an_empty_database_has_no_version(tmp_path: Path) -> None:
    database = connect_database(Location(folder=tmp_path))
    with database.reading() as connection:
        assert version_of(connection) is None
    database.close()


def test_a_diary_has_the_newest_version(any_diary: Diary) -> None:
    with any_diary.database.reading() as connection:
        assert version_of(connection) == HEAD


def test_an_experiment_of_before_pairs_were_kept_has_none(tmp_path: Path) -> None:
    location, trial = Location(folder=tmp_path / "old"), a_trial()
    location.folder.mkdir()
    database = connect_database(location)
    row = row_of_trial(trial)
    assert row.pop("pairs") == "[]"
    with database.migrating() as connection:
        migrate(connection, "0009")
        # Only the columns that there were then.
        connection.execute(
            sqlalchemy.table("trial", *map(column, row)).insert().values(_bound(row))
        )
    database.close()

    diary = open_diary(location, NOW_UTC)
    assert diary.trials.get(trial.id) == trial
    diary.close()


def _bound(row: dict[str, object]) -> dict[str, object]:
    """Values as the columns of a diary keep them."""
    return {name: literal(value, table.c[name].type) for name, value in row.items()}


def test_a_diary_of_the_future_is_refused(any_diary: Diary) -> None:
    with any_diary.database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StorageError, match="written by a newer Quiet Muscle"):
        open_diary(any_diary.location, NOW_UTC)


def test_a_database_of_something_else_is_refused(any_diary: Diary) -> None:
    with any_diary.database.writing() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    with pytest.raises(StorageError, match="something else than a Quiet Muscle diary"):
        open_diary(any_diary.location, NOW_UTC)
