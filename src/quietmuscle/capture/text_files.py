"""Tables in text: opened as text whatever their encoding, read in pieces of whole lines."""

from __future__ import annotations

import io
from contextlib import contextmanager
from typing import TYPE_CHECKING

from quietmuscle.base.text import _
from quietmuscle.capture.refusal import not_a_recording
from quietmuscle.capture.refusal import refusal

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from typing import BinaryIO
    from typing import TextIO

    Opener = Callable[[], AbstractContextManager[BinaryIO]]

PIECE_CHARACTERS = 1 << 18
LONGEST_LINE = 1 << 16
"""Hundreds of channels fit; a longer line is no row of a table."""

_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


def encoding_of(start: bytes) -> str:
    """The encoding of a text, from its first bytes."""
    marked = next((name for mark, name in _MARKS if start.startswith(mark)), None)
    if marked:
        return marked
    if b"\0" in start:
        raise not_a_recording()
    try:
        start[:-4].decode("utf-8")
    except UnicodeDecodeError as error:
        # A sign of several bytes may be torn where the start ends.
        return "utf-8" if error.start > len(start) - 8 else "latin-1"
    return "utf-8"


@contextmanager
def text_of(opener: Opener) -> Iterator[TextIO]:
    """A file as text; a sign that cannot be read becomes one that says so."""
    with opener() as file:
        start = file.read(PIECE_CHARACTERS)
    encoding = encoding_of(start)
    with opener() as file, io.TextIOWrapper(file, encoding, "replace", newline=None) as text:
        yield text


def pieces_of_lines(text: TextIO) -> Iterator[list[str]]:
    """The lines of a text, many at a time, without their ends."""
    rest = ""
    while piece := text.read(PIECE_CHARACTERS):
        *lines, rest = (rest + piece).split("\n")
        _check(lines)
        _check([rest])
        yield lines
    if rest:
        yield [rest]


def _check(lines: list[str]) -> None:
    """Refuse lines that no table has."""
    if any(len(line) > LONGEST_LINE for line in lines):
        raise refusal(
            _(
                "A line of this file is longer than any row of a table. "
                "Please choose a file with one sample in each line."
            )
        )
