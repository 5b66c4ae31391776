"""The part of some bytes that a browser asks for."""

from __future__ import annotations

import pytest
from starlette.requests import Request

from quietmuscle.web.byte_range import bytes_asked_for

BODY = b"0123456789"


def answer(**headers):
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    request = Request({"type": "http", "headers": raw})
    return bytes_asked_for(request, BODY, "video/mp4", "a.mp4")


@pytest.mark.parametrize(
    ("asked", "part", "told"),
    [
        ("bytes=0-1", b"01", "bytes 0-1/10"),
        ("bytes=0-", BODY, "bytes 0-9/10"),
        ("bytes=7-99", b"789", "bytes 7-9/10"),
        ("bytes=-3", b"789", "bytes 7-9/10"),
        ("bytes=-99", BODY, "bytes 0-9/10"),
    ],
)
def test_a_part(asked, part, told):
    found = answer(range=asked)
    assert (found.status_code, found.body, found.headers["content-range"]) == (206, part, told)
    assert found.headers["content-type"] == "video/mp4"


@pytest.mark.parametrize("asked", ["", "bytes=-", "bytes=0-1,3-4", "lines=0-1", "bytes=a-b"])
def test_all_of_it_and_nothing_of_it_is_stored(asked):
    found = answer(range=asked)
    assert (found.status_code, found.body) == (200, BODY)
    assert found.headers["accept-ranges"] == "bytes"
    assert found.headers["cache-control"] == "private, no-store"


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=5-4", "bytes=-0"])
def test_what_is_not_there(asked):
    found = answer(range=asked)
    assert (found.status_code, found.body) == (416, b"")
    assert found.headers["content-range"] == "bytes */10"


def test_a_part_of_what_was_other_bytes_is_all_of_these():
    mark = answer().headers["etag"]
    assert answer(range="bytes=0-1", if_range=mark).status_code == 206
    assert answer(range="bytes=0-1", if_range='"other"').body == BODY
