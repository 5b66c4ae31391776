from __future__ import annotations

import pytest

from quietmuscle.web.media import KNOWN
from quietmuscle.web.media import media_type
from quietmuscle.web.media import media_type_named

EBML = b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08"


@pytest.mark.parametrize(
    ("first_bytes", "name"),
    [
        (b"\xff\xd8\xff\xe1Exif", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n\x00", "image/png"),
        (b"GIF87a", "image/gif"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"\x00\x00\x00\x18ftypheic", "image/heic"),
        (b"\x00\x00\x00\x18ftypmif1", "image/heic"),
        (b"\x00\x00\x00\x18ftypavif", "image/avif"),
        (b"\x00\x00\x00\x18ftypisom", "video/mp4"),
        (b"\x00\x00\x00\x18ftypmp42", "video/mp4"),
        (b"\x00\x00\x00\x18ftypM4VH", "video/mp4"),
        (b"\x00\x00\x00\x14ftypqt  ", "video/quicktime"),
        (b"\x00\x00\x00\x14ftyp3gp5", "video/3gpp"),
        (EBML + b"B\x82\x84webm", "video/webm"),
        (EBML + b"B\x82\x88matroska", "video/x-matroska"),
    ],
)
def test_what_phones_make_is_known_by_its_first_bytes(first_bytes, name):
    kind = media_type(first_bytes)
    assert kind is not None
    assert kind.name == name
    assert media_type_named(name) is kind


@pytest.mark.parametrize(
    "first_bytes",
    [
        b"",
        b"<!doctype html>",
        b"<?xml version='1.0'?><svg/>",
        b"GIF88a",
        b"RIFF\x10\x00\x00\x00WAVEfmt ",
        b"\x00\x00\x00\x18ftypxxxx",
        b"\x00\x00\x00\x18free",
        EBML + b"B\x82\x84xxxx",
        b"MZ\x90\x00",
        b"%PDF-1.7",
    ],
)
def test_everything_else_is_not(first_bytes):
    assert media_type(first_bytes) is None


def test_no_kind_that_a_browser_would_run_is_known():
    assert all(kind.name.split("/")[0] in {"image", "video"} for kind in KNOWN)
    assert media_type_named("image/svg+xml") is None
    assert media_type_named("text/html") is None
