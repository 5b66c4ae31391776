"""Files that are either whole or not there, also after a power cut."""

from __future__ import annotations

import os
import secrets
from contextlib import contextmanager
from contextlib import suppress
from datetime import UTC
from datetime import datetime
from typing import TYPE_CHECKING
from typing import BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PRIVATE_FOLDER = 0o700
_PRIVATE_FILE = 0o600
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
PART_PREFIX = ".part-"


def make_folder(folder: Path) -> None:
    """Make a folder that only its owner can look into; one that is there stays as it is."""
    folder.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)


def part_path(folder: Path) -> Path:
    """A fresh name for a file that is not yet whole."""
    return folder / f"{PART_PREFIX}{secrets.token_hex(8)}"


@contextmanager
def whole_or_nothing(folder: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """A new file to write to, and its path; it is removed unless it was moved away."""
    make_folder(folder)
    path = part_path(folder)
    try:
        with os.fdopen(os.open(path, _NEW, _PRIVATE_FILE), "wb") as file:
            yield file, path
    finally:
        with suppress(FileNotFoundError):
            path.unlink()


def settle(file: BinaryIO) -> None:
    """Wait until the disk has what was written."""
    file.flush()
    os.fsync(file.fileno())


def put_in_place(path: Path, target: Path) -> None:
    """Give a whole file its name, and wait until the disk has it too."""
    path.replace(target)
    settle_folder(target.parent)


def date_file(path: Path, at_utc: datetime) -> None:
    """Note at a file when it was last wanted, by the diary's clock."""
    os.utime(path, (at_utc.timestamp(), at_utc.timestamp()))


def date_of_file(path: Path) -> datetime:
    """When a file was last written or wanted."""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def settle_folder(folder: Path) -> None:
    """Wait until the disk has the names in a folder (Windows does so by itself)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
