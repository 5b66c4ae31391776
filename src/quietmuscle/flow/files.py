"""A file that somebody asked for, written whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from quietmuscle.base.errors import StorageError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.store.faults import plain_faults
from quietmuscle.store.files import put_in_place
from quietmuscle.store.files import settle
from quietmuscle.store.files import whole_or_nothing
from quietmuscle.store.location import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenFile:
    """A file that was written, and how large it is."""

    file: Path
    size_bytes: int


def folder_for(path: Path) -> Path:
    """The folder that a file is to lie in; one that is missing may be a slip, and is not made."""
    folder = path.absolute().parent
    if not folder.is_dir():
        raise StorageError(
            Message(
                _(
                    "There is no folder {folder}, so nothing was written. Please make it, or "
                    "choose another place."
                ),
                {"folder": folder},
            )
        )
    return folder


def write_whole(path: Path, body: bytes) -> WrittenFile:
    """Write a file; one of that name is replaced only once the new one is there.

    Raises StorageError where the folder is not there, is full or cannot be written to.
    """
    folder = folder_for(path)
    with plain_faults(Location(folder=folder)), whole_or_nothing(folder) as (file, part):
        file.write(body)
        settle(file)
        file.close()
        put_in_place(part, path.absolute())
    return WrittenFile(file=path, size_bytes=len(body))
