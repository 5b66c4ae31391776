"""A file that somebody asked for, written whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

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


def write_whole(path: Path, body: bytes) -> WrittenFile:
    """Write a file; one of that name is replaced only once the new one is there.

    Raises StorageError where the folder cannot be written to or is full.
    """
    folder = path.absolute().parent
    with plain_faults(Location(folder=folder)), whole_or_nothing(folder) as (file, part):
        file.write(body)
        settle(file)
        file.close()
        put_in_place(part, path.absolute())
    return WrittenFile(file=path, size_bytes=len(body))
