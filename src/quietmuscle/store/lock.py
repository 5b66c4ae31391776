"""Locks on a diary's folder: one server at a time, one keeper at a time."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from quietmuscle.base.errors import FolderInUseError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.store.faults import plain_faults
from quietmuscle.store.files import make_folder
from quietmuscle.store.refusals import busy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quietmuscle.base.errors import StorageError
    from quietmuscle.store.location import Location

_UPKEEP_TIMEOUT_S = 60


@contextmanager
def server_lock(location: Location) -> Iterator[None]:
    """The right to serve a folder; FolderInUseError while another program has it.

    The system gives it back by itself when a program ends, however it ends.
    """
    in_use = FolderInUseError(
        Message(
            _(
                "Quiet Muscle is already open for the folder {folder}. Please use the window "
                "that is open, or close it first."
            ),
            {"folder": location.folder},
        )
    )
    with _locked(location, location.server_lock_file, timeout_s=0, refusal=in_use):
        yield


@contextmanager
def upkeep_lock(location: Location) -> Iterator[None]:
    """The right to migrate, back up or restore a diary; others wait for it."""
    with _locked(location, location.upkeep_lock_file, timeout_s=_UPKEEP_TIMEOUT_S, refusal=busy()):
        yield


@contextmanager
def _locked(
    location: Location, file: Path, *, timeout_s: float, refusal: StorageError
) -> Iterator[None]:
    from filelock import FileLock
    from filelock import Timeout

    lock = FileLock(file, timeout=timeout_s, thread_local=False)
    with plain_faults(location):
        make_folder(location.folder)
        try:
            lock.acquire()
        except Timeout as error:
            raise refusal from error
    try:
        yield
    finally:
        lock.release()
