"""What kind of file it is, by its content and not by its name."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from quietmuscle.capture.edf_header import BDF_START
from quietmuscle.capture.edf_header import EDF_START
from quietmuscle.capture.refusal import empty
from quietmuscle.capture.refusal import not_a_recording
from quietmuscle.capture.refusal import refusal
from quietmuscle.capture.text_files import encoding_of
from quietmuscle.capture.wfdb_header import is_header

if TYPE_CHECKING:
    from pathlib import Path

from quietmuscle.base.text import _


class FileKind(StrEnum):
    """A kind of file that we read."""

    EDF = "edf"
    WFDB = "wfdb"
    TABLE = "table"
    NPY = "npy"
    ZIP = "zip"
    DICOM = "dicom"
    VIDEO = "video"


SNIFFED_BYTES = 4096

# By their first bytes; the names are FFmpeg's.
_CONTAINERS = (
    (0, b"\x1aE\xdf\xa3", "matroska"),
    (4, b"ftyp", "mov"),
    (4, b"moov", "mov"),
    (4, b"mdat", "mov"),
    (4, b"wide", "mov"),
    (4, b"free", "mov"),
    (4, b"skip", "mov"),
    (8, b"AVI ", "avi"),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "asf"),
    (0, b"OggS", "ogg"),
    (0, b"FLV\x01", "flv"),
    (0, b"\x00\x00\x01\xba", "mpeg"),
    (0, b"GIF8", "gif"),
    (0, b"YUV4MPEG2", "yuv4mpegpipe"),
)


def start_of(path: Path) -> bytes:
    """The first bytes of a file."""
    try:
        with path.open("rb") as file:
            start = file.read(SNIFFED_BYTES)
    except FileNotFoundError as error:
        raise refusal(_("There is no such file. Please check its name.")) from error
    except OSError as error:
        raise refusal(
            _("This file cannot be opened. Please check that you may read it.")
        ) from error
    if not start:
        raise empty()
    return start


def container_of(start: bytes) -> str | None:
    """The kind of video file, as FFmpeg names it; None where it is no video."""
    if len(start) > 376 and start[0] == start[188] == start[376] == 0x47:
        return "mpegts"
    return next((name for place, mark, name in _CONTAINERS if start[place:].startswith(mark)), None)


def kind_of(path: Path) -> FileKind:
    """The kind of a file."""
    start = start_of(path)
    if container_of(start):
        return FileKind.VIDEO
    marked = {
        FileKind.EDF: start.startswith((EDF_START, BDF_START)),
        FileKind.NPY: start.startswith(b"\x93NUMPY"),
        FileKind.ZIP: start.startswith((b"PK\x03\x04", b"PK\x05\x06")),
        FileKind.DICOM: start[128:132] == b"DICM",
    }
    found = next((kind for kind, holds in marked.items() if holds), None)
    if found:
        return found
    # The numbers of a WFDB record have no mark: the head beside them tells.
    if path.suffix.lower() == ".dat" and path.with_suffix(".hea").is_file():
        return FileKind.WFDB
    text = start.decode(encoding_of(start), "replace")
    if text.count("\ufffd") > 8 or any(ord(sign) < 32 and sign not in "\t\n\r\f" for sign in text):
        raise not_a_recording()
    return FileKind.WFDB if is_header(text) else FileKind.TABLE
