"""A zip file from anywhere, opened with care: nothing in it is believed before it is checked."""

from __future__ import annotations

import errno
import hashlib
import shutil
import stat
import struct
import tempfile
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING
from typing import BinaryIO
from zipfile import ZIP_DEFLATED
from zipfile import ZIP_STORED
from zipfile import BadZipFile
from zipfile import ZipFile

from quietmuscle.base.errors import ArchiveRefusedError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.store.archive_form import FILES_FOLDER
from quietmuscle.store.archive_form import FREE_GROWTH_BYTES
from quietmuscle.store.archive_form import LARGEST_DIRECTORY_BYTES
from quietmuscle.store.archive_form import LARGEST_MANIFEST_BYTES
from quietmuscle.store.archive_form import LONGEST_LINE_BYTES
from quietmuscle.store.archive_form import MANIFEST
from quietmuscle.store.archive_form import MOST_GROWTH
from quietmuscle.store.archive_form import MOST_LINES
from quietmuscle.store.archive_form import MOST_MEMBERS
from quietmuscle.store.archive_form import Member

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zipfile import ZipInfo

_CHUNK_BYTES = 256 * 1024
_ENCRYPTED = 0x1
_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_64 = struct.Struct("<4sLQL")
_LONGEST_COMMENT_BYTES = 65_535


def not_an_archive() -> ArchiveRefusedError:
    """The refusal of a file that is something else, or was cut off."""
    return ArchiveRefusedError(
        Message(
            _(
                "This file is not a whole Quiet Muscle archive. Nothing was changed; "
                "please choose another file, or export it once more."
            )
        )
    )


def altered(name: str) -> ArchiveRefusedError:
    """The refusal of an archive whose parts are not what its manifest says."""
    return ArchiveRefusedError(
        Message(
            _(
                "This archive was damaged or altered ({member}). Nothing was changed; "
                "please export it once more, or use another copy."
            ),
            {"member": name[:100]},
        )
    )


def not_fitting(name: str) -> ArchiveRefusedError:
    """The refusal of an archive whose parts contradict each other."""
    return ArchiveRefusedError(
        Message(
            _(
                "The parts of this archive do not fit each other ({member}). Nothing was "
                "changed; please export it once more, or use another copy."
            ),
            {"member": name},
        )
    )


def unsafe() -> ArchiveRefusedError:
    """The refusal of an archive that no Quiet Muscle writes, and that could do harm."""
    return ArchiveRefusedError(
        Message(
            _(
                "This archive holds things that no Quiet Muscle archive holds, or far too much "
                "of them, so it was not opened. Nothing was changed."
            )
        )
    )


@contextmanager
def opened_zip(source: BinaryIO) -> Iterator[ZipFile]:
    """A zip file whose list of members is as it must be; what they hold is not yet read."""
    with _seekable(source) as file:
        with zip_faults():
            _check_directory(file)
            zipped = ZipFile(file)
        with zipped:
            _check_members(zipped.infolist(), file.seek(0, 2))
            yield zipped


@contextmanager
def zip_faults() -> Iterator[None]:
    """A stretch of reading in which whatever is wrong with the zip file is a refusal."""
    try:
        yield
    except (
        BadZipFile,
        EOFError,
        NotImplementedError,  # a way of packing that zipfile does not know
        OverflowError,
        RuntimeError,
        ValueError,
        struct.error,
        zlib.error,
    ) as error:
        raise not_an_archive() from error
    except OSError as error:
        if error.errno != errno.EINVAL:  # a place before the start of the file
            raise
        raise not_an_archive() from error


def member_chunks(zipped: ZipFile, member: Member) -> Iterator[bytes]:
    """The bytes of a member; at the end they must be those that the manifest promised."""
    digest = hashlib.sha256()
    size = 0
    with zip_faults():
        file = zipped.open(member.name)
    with file:
        while True:
            try:
                chunk = file.read(_CHUNK_BYTES)
            except (BadZipFile, EOFError, ValueError, zlib.error) as error:
                raise altered(member.name) from error
            if not chunk:
                break
            digest.update(chunk)
            size += len(chunk)
            yield chunk
    if (size, digest.hexdigest()) != (member.size_bytes, member.sha256):
        raise altered(member.name)


def member_lines(zipped: ZipFile, member: Member) -> Iterator[list[bytes]]:
    """The lines of a member, each without its end, some at a time."""
    rest = b""
    lines = 0
    for chunk in member_chunks(zipped, member):
        *whole, rest = (rest + chunk).split(b"\n")
        lines += len(whole)
        if lines > MOST_LINES or len(rest) > LONGEST_LINE_BYTES:
            raise unsafe()
        if whole:
            yield whole
    if rest:
        raise altered(member.name)


def manifest_bytes(zipped: ZipFile) -> bytes:
    """The manifest, which nothing vouches for."""
    with zip_faults():
        if zipped.getinfo(MANIFEST).file_size > LARGEST_MANIFEST_BYTES:
            raise unsafe()
        return zipped.read(MANIFEST)


def member_bytes(zipped: ZipFile, member: Member) -> bytes:
    """All of a small member."""
    if member.size_bytes > LONGEST_LINE_BYTES:
        raise unsafe()
    return b"".join(member_chunks(zipped, member))


@contextmanager
def _seekable(source: BinaryIO) -> Iterator[BinaryIO]:
    if source.seekable():
        yield source
        return
    with tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(source, copy, _CHUNK_BYTES)
        yield copy


def _check_directory(file: BinaryIO) -> None:
    """Refuse an endless list of members before zipfile reads it into memory."""
    size = file.seek(0, 2)
    start = max(0, size - _END.size - _LONGEST_COMMENT_BYTES - _LOCATOR_64.size)
    file.seek(start)
    tail = file.read()
    place = tail.rfind(b"PK\5\6")
    if place < 0:
        raise BadZipFile
    _sign, _disk, _disks, _here, members, directory_bytes, _offset, _comment = _END.unpack_from(
        tail, place
    )
    locator = place - _LOCATOR_64.size
    if locator >= 0 and tail.startswith(b"PK\6\7", locator):
        _sign, _disk, offset, _disks = _LOCATOR_64.unpack_from(tail, locator)
        file.seek(offset)
        large = file.read(_END_64.size)
        if large.startswith(b"PK\6\6"):
            members, directory_bytes = _END_64.unpack(large)[7:9]
    if members > MOST_MEMBERS or directory_bytes > LARGEST_DIRECTORY_BYTES:
        raise unsafe()


def _check_members(members: list[ZipInfo], archive_bytes: int) -> None:
    names = [member.filename for member in members]
    if MANIFEST not in names:
        raise not_an_archive()
    packed_bytes = sum(member.compress_size for member in members)
    if len(names) != len(set(names)) or packed_bytes > archive_bytes:
        raise unsafe()
    if not all(map(_is_harmless, members)):
        raise unsafe()
    deflated = [member for member in members if member.compress_type == ZIP_DEFLATED]
    allowed_bytes = sum(member.compress_size for member in deflated) * MOST_GROWTH
    if sum(member.file_size for member in deflated) > allowed_bytes + FREE_GROWTH_BYTES:
        raise unsafe()


def _is_harmless(member: ZipInfo) -> bool:
    """Whether a member is a plain file, and packed only where our own are."""
    stored = member.compress_type == ZIP_STORED and member.file_size == member.compress_size
    deflated = member.compress_type == ZIP_DEFLATED
    return (
        (stored or (deflated and not member.filename.startswith(FILES_FOLDER)))
        and not member.flag_bits & _ENCRYPTED
        and stat.S_IFMT(member.external_attr >> 16) in {0, stat.S_IFREG}
    )
