"""What is special about PostgreSQL: its address and its faults."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from quietmuscle.base.errors import StorageError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.store.refusals import busy
from quietmuscle.store.refusals import damaged
from quietmuscle.store.refusals import disk_full

if TYPE_CHECKING:
    from sqlalchemy import URL

    from quietmuscle.store.location import Location

_NAMES = {"postgresql", "postgres", "postgresql+psycopg"}
_BUSY = {"55P03", "40001", "40P01", "57014"}
_NOT_ALLOWED = {"25006", "42501"}
_FULL = {"53100"}
_DAMAGED = {"XX001", "XX002"}


def psycopg_url(url: str) -> URL:
    """The address of a PostgreSQL database, to be reached with psycopg 3.

    Raises StorageError for an address that is none, or where psycopg is missing.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise _not_an_address() from error
    if parsed.drivername not in _NAMES:
        raise _not_an_address()
    if find_spec("psycopg") is None:
        raise StorageError(
            Message(
                _(
                    "A PostgreSQL database needs one more package. Please install it with: "
                    "pip install 'quietmuscle[postgres]'"
                )
            )
        )
    return parsed.set(drivername="postgresql+psycopg")


def _not_an_address() -> StorageError:
    # The address may hold a password, so it is not repeated.
    return StorageError(
        Message(
            _(
                "The database's address cannot be used. It should look like "
                "postgresql://name@host/database."
            )
        )
    )


def fault_of_postgres(error: BaseException | None, location: Location) -> StorageError | None:
    """A fault of PostgreSQL in words, or None where the mistake is ours."""
    import psycopg

    state: str | None = getattr(error, "sqlstate", None)
    if state in _BUSY:
        return busy()
    if state in _FULL:
        return disk_full(location)
    if state in _DAMAGED:
        return damaged(location)
    if state in _NOT_ALLOWED:
        return StorageError(
            Message(
                _(
                    "The PostgreSQL database does not let us write. Nothing was changed; "
                    "please ask its keeper for the right to do so."
                )
            )
        )
    if not isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return None
    return StorageError(
        Message(
            _(
                "The PostgreSQL database cannot be reached. What was saved before is safe; "
                "please see that it runs and that its address is right."
            )
        )
    )
