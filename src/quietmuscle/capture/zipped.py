"""Files in a ZIP file, opened one at a time and never believed about their size."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING
from typing import ParamSpec
from typing import TypeVar

from quietmuscle.base.text import _
from quietmuscle.capture.refusal import damaged
from quietmuscle.capture.refusal import not_a_recording
from quietmuscle.capture.refusal import refusal

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

P = ParamSpec("P")
T = TypeVar("T")

MOST_MEMBERS = 200
MOST_BYTES = 4 << 30
"""Of one member: eight hours of many channels fit."""

FREE_BYTES = 64 << 20
MOST_RATIO = 200
"""Numbers in text shrink to a quarter; what shrinks much more was made to swell."""

# zipfile raises NotImplementedError for a way of packing that it does not know.
FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)


@contextmanager
def _archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """A ZIP file, open."""
    try:
        with _with_readable_names(zipfile.ZipFile, path) as archive:
            yield archive
    except FAULTS as error:
        raise damaged() from error


def _with_readable_names(opener: Callable[P, T], *given: P.args, **also: P.kwargs) -> T:
    """What an opener gives; zipfile lets fall names of members that are no UTF-8, or empty."""
    try:
        return opener(*given, **also)
    except (UnicodeDecodeError, IndexError) as error:
        raise zipfile.BadZipFile from error


def members(path: Path) -> tuple[zipfile.ZipInfo, ...]:
    """What a ZIP file holds, if it can be opened without harm."""
    with _archive(path) as archive:
        found = [each for each in archive.infolist() if each.filename and not each.is_dir()]
    if len(found) > MOST_MEMBERS:
        raise not_a_recording()
    return tuple(found)


def check(member: zipfile.ZipInfo) -> None:
    """Refuse a member that is locked, or that would swell beyond measure."""
    if member.flag_bits & 1:
        raise refusal(_("This ZIP file is locked with a password. Please unlock it first."))
    swells = member.file_size > FREE_BYTES and (
        member.file_size > MOST_RATIO * max(1, member.compress_size)
    )
    if swells or member.file_size > MOST_BYTES:
        raise refusal(
            _(
                "This ZIP file holds far more than a recording. "
                "Please unpack it and choose one file."
            )
        )


@contextmanager
def opened(path: Path, member: zipfile.ZipInfo) -> Iterator[BinaryIO]:
    """A member, read from its start to its end."""
    with _archive(path) as archive, _with_readable_names(archive.open, member) as file:
        yield file  # type: ignore[misc]


@contextmanager
def unpacked(path: Path, member: zipfile.ZipInfo) -> Iterator[BinaryIO]:
    """A member in a temporary file, for those who must go to and fro in it."""
    with tempfile.TemporaryFile() as target:
        with opened(path, member) as file:
            shutil.copyfileobj(file, target, 1 << 20)
        target.seek(0)
        yield target
