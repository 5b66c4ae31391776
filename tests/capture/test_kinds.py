from __future__ import annotations

import numpy as np
import pytest
from recordings import edf_bytes
from recordings import film
from recordings import npy_bytes
from recordings import pictures

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.capture.kinds import FileKind
from quietmuscle.capture.kinds import container_of
from quietmuscle.capture.kinds import kind_of
from quietmuscle.capture.kinds import start_of

NUMBERS = np.zeros((1, 1, 9), int)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (edf_bytes(NUMBERS), FileKind.EDF),
        (edf_bytes(NUMBERS, width=3), FileKind.EDF),
        (npy_bytes(np.zeros(9)), FileKind.NPY),
        (b"PK\x03\x04....", FileKind.ZIP),
        (bytes(128) + b"DICM", FileKind.DICOM),
        (b"r 1 1000\nr.dat 16 1\n", FileKind.WFDB),
        (b"time,emg\n0,1\n", FileKind.TABLE),
        ("µV\n1\n".encode("latin-1"), FileKind.TABLE),
    ],
)
def test_the_content_decides_and_not_the_name(tmp_path, content, kind):
    for name in ("recording.mp4", "a.csv", "b.edf", "c"):
        (tmp_path / name).write_bytes(content)
        assert kind_of(tmp_path / name) is kind


@pytest.mark.parametrize(
    ("name", "codec", "container"),
    [("a.mp4", "libx264", "mov"), ("a.mov", "libx264", "mov"), ("a.webm", "libvpx", "matroska"),
     ("a.avi", "mpeg4", "avi"), ("a.ts", "libx264", "mpegts")],
)  # fmt: skip
def test_films_are_known(tmp_path, name, codec, container):
    path = film(tmp_path / name, pictures(3), codec=codec).rename(tmp_path / "renamed.csv")
    assert kind_of(path) is FileKind.VIDEO
    assert container_of(start_of(path)) == container


def test_numbers_of_a_record_are_known_by_the_head_beside_them(tmp_path):
    (tmp_path / "r.dat").write_bytes(b"\1\0\2\0")
    with pytest.raises(ValueNotUnderstoodError, match="not a recording"):
        kind_of(tmp_path / "r.dat")
    (tmp_path / "r.hea").write_text("r 1\nr.dat 16\n")
    assert kind_of(tmp_path / "r.dat") is FileKind.WFDB


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n\0\0", b"%PDF-1.7\x01", b"\xf5\x01\xff" * 99]
)
def test_other_files_are_refused(tmp_path, content):
    (tmp_path / "a.csv").write_bytes(content)
    with pytest.raises(ValueNotUnderstoodError, match="not a recording"):
        kind_of(tmp_path / "a.csv")


def test_a_file_that_is_empty_gone_or_a_folder_is_refused(tmp_path):
    (tmp_path / "a.edf").touch()
    for path, sentence in (
        ("a.edf", "empty"),
        ("b.edf", "no such file"),
        (".", "cannot be opened"),
    ):
        with pytest.raises(ValueNotUnderstoodError, match=sentence):
            kind_of(tmp_path / path)


@pytest.mark.parametrize(
    "text", ["#EXTM3U\nhttp://example.org/a.ts\n", "ffconcat version 1.0\nfile a\n"]
)
def test_lists_of_films_are_no_films(tmp_path, text):
    (tmp_path / "a.mp4").write_text(text)
    assert kind_of(tmp_path / "a.mp4") is not FileKind.VIDEO
