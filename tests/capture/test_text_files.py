from __future__ import annotations

import io

import pytest

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.capture.text_files import LONGEST_LINE
from quietmuscle.capture.text_files import PIECE_CHARACTERS
from quietmuscle.capture.text_files import encoding_of
from quietmuscle.capture.text_files import pieces_of_lines
from quietmuscle.capture.text_files import text_of


def lines_of(content):
    with text_of(lambda: io.BytesIO(content)) as text:
        return [line for piece in pieces_of_lines(text) for line in piece]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_texts_in_several_encodings_are_read(encoding):
    assert lines_of("time;EMG (µV)\r\n1;2\r3;4\n5".encode(encoding)) == [
        "time;EMG (µV)", "1;2", "3;4", "5",
    ]  # fmt: skip


def test_what_is_no_text_is_refused():
    with pytest.raises(ValueNotUnderstoodError, match="not a recording"):
        encoding_of(b"\x01\x00\x02\x00")


def test_a_sign_that_is_torn_at_the_end_is_still_utf_8():
    assert encoding_of("abcdefghµ".encode()[:-1]) == "utf-8"


def test_lines_are_whole_across_pieces():
    lines = [f"line {n}" for n in range(PIECE_CHARACTERS // 4)]
    assert lines_of("\n".join(lines).encode()) == lines
    assert lines_of(b"") == []


@pytest.mark.parametrize("length", [LONGEST_LINE + 1, 3 * PIECE_CHARACTERS])
def test_a_line_without_end_is_refused(length):
    with pytest.raises(ValueNotUnderstoodError, match="longer than any row"):
        lines_of(b"1" * length)
    with pytest.raises(ValueNotUnderstoodError, match="longer than any row"):
        lines_of(b"1\n" + b'"' * length + b"\n2")
