"""Faults of disks and databases, each put into one clear sentence.

Nothing is swallowed: what happened below is the cause of the error raised.
What only a mistake of ours can cause is let through as it is.
"""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from quietmuscle.base.errors import StorageError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.store.refusals import busy
from quietmuscle.store.refusals import damaged
from quietmuscle.store.refusals import disk_full
from quietmuscle.store.refusals import not_writable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quietmuscle.store.location import Location

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_CLOSED = {
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_AUTH,
}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_FULL_ERRNOS = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
_CLOSED_ERRNOS = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextmanager
def plain_faults(location: Location) -> Iterator[None]:
    """A stretch of work with the diary's files in which every fault is put into words."""
    try:
        yield
    except DBAPIError as error:
        fault = _fault_of_database(error.orig, location)
        if fault is None:
            raise
        raise fault from error
    except sqlite3.Error as error:
        fault = _fault_of_database(error, location)
        if fault is None:
            raise
        raise fault from error
    except PoolTimeoutError as error:
        raise busy() from error
    except OSError as error:
        raise _fault_of_system(error, location) from error


@contextmanager
def readable_rows(location: Location) -> Iterator[None]:
    """A stretch of work with rows that we wrote: one that no longer fits the model is damaged."""
    try:
        yield
    except UnicodeEncodeError:  # of what is to be written
        raise
    except (ValueError, ValueNotUnderstoodError) as error:
        raise damaged(location) from error


def _fault_of_system(error: OSError, location: Location) -> StorageError:
    if error.errno in _FULL_ERRNOS:
        return disk_full(location)
    if error.errno in _CLOSED_ERRNOS:
        return not_writable(location)
    return StorageError(
        Message(
            _("A file of the diary in {folder} could not be used: {reason}."),
            {"folder": location.folder, "reason": error.strerror or type(error).__name__},
        )
    )


def _fault_of_database(error: BaseException | None, location: Location) -> StorageError | None:
    if isinstance(error, sqlite3.Error):
        return _fault_of_sqlite(error, location)
    from quietmuscle.store.postgres import fault_of_postgres

    return fault_of_postgres(error, location)


def _fault_of_sqlite(error: sqlite3.Error, location: Location) -> StorageError | None:
    # The low byte is the kind of fault; the rest says more about it.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _DAMAGED:
        return damaged(location)
    if code == sqlite3.SQLITE_FULL:
        return disk_full(location)
    if code in _BUSY:
        return busy()
    if code in _CLOSED:
        return not_writable(location)
    if code == sqlite3.SQLITE_IOERR:
        return StorageError(
            Message(
                _(
                    "The disk that holds {folder} did not do what was asked of it. What was "
                    "saved before is safe if the disk is sound; please check it and try again."
                ),
                {"folder": location.folder},
            )
        )
    return None
