"""Bringing a database to the newest form of its tables."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect
from sqlalchemy import text

from quietmuscle.base.errors import StorageError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _

if TYPE_CHECKING:
    from sqlalchemy import Connection

HEAD = "0011"
"""The newest migration; a test holds it equal to Alembic's own idea of it."""

KNOWN = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0006",
    "0007",
    "0008",
    "0009",
    "0010",
    "0011",
)
"""All migrations, oldest first; a version not among them is from the future."""

MIGRATIONS_FOLDER = Path(__file__).resolve().parent / "migrations"
VERSION_TABLE = "alembic_version"


def version_of(connection: Connection) -> str | None:
    """The migration that a database is at; None for an empty one.

    Raises StorageError for a database of a newer Quiet Muscle, or of something else.
    """
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return None
    if VERSION_TABLE not in tables:
        raise StorageError(
            Message(
                _(
                    "This database holds something else than a Quiet Muscle diary. "
                    "Nothing was changed; please choose another folder or database."
                )
            )
        )
    version = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608 (a constant)
    if version not in KNOWN:
        raise StorageError(
            Message(
                _(
                    "This diary was written by a newer Quiet Muscle. Nothing was changed; "
                    "please update the program and open it again."
                )
            )
        )
    return str(version)


def migrate(connection: Connection, version: str = "head") -> None:
    """Bring a database to a version, the newest by default, in the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, version)
