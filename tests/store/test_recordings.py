"""Recordings on their way lie on the disk, whole or not at all, until they are measured."""

from __future__ import annotations

import hashlib
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from measured import an_upload

from quietmuscle.base.errors import StorageError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.store.location import Location
from quietmuscle.store.recordings import RecordingShelf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW_UTC = datetime.now(UTC)  # files carry the time of the system


@pytest.fixture
def shelf(tmp_path: Path) -> RecordingShelf:
    return RecordingShelf(Location(folder=tmp_path))


def files(shelf: RecordingShelf) -> list[str]:
    return sorted(path.suffix for path in shelf.location.incoming_folder.iterdir())


def test_what_arrived_whole_is_known_after_a_restart(shelf: RecordingShelf) -> None:
    arrived = shelf.put(an_upload(), [b"some ", b"bytes"], limit_bytes=10)
    assert arrived.size_bytes == 10
    assert arrived.sha256 == hashlib.sha256(b"some bytes").hexdigest()
    again = RecordingShelf(shelf.location)
    again.tidy(NOW_UTC)
    assert again.waiting() == (arrived,)
    assert b"".join(again.chunks(arrived.id)) == b"some bytes"
    assert again.path(arrived.id).read_bytes() == b"some bytes"


def test_once_measured_nothing_is_left(shelf: RecordingShelf) -> None:
    arrived = shelf.put(an_upload(), [b"bytes"], limit_bytes=10)
    shelf.put_control(arrived.id, [b"at rest"], limit_bytes=10)
    assert shelf.control(arrived.id) is not None
    shelf.remove(arrived.id)
    assert files(shelf) == []
    assert shelf.waiting() == ()


@pytest.mark.parametrize(
    ("chunks", "words"), [([b"123456", b"78901"], "too large"), ([], "empty"), ([b""], "empty")]
)
def test_too_much_and_nothing_are_refused_and_leave_nothing(
    shelf: RecordingShelf, chunks: list[bytes], words: str
) -> None:
    with pytest.raises(ValueNotUnderstoodError, match=words):
        shelf.put(an_upload(), chunks, limit_bytes=10)
    assert files(shelf) == []


def test_what_broke_off_leaves_nothing(shelf: RecordingShelf) -> None:
    def broken() -> Iterator[bytes]:
        yield b"half"
        raise ConnectionError

    with pytest.raises(StorageError):
        shelf.put(an_upload(), broken(), limit_bytes=10)
    assert files(shelf) == []


def test_the_remains_of_a_crash_go_at_the_next_start(shelf: RecordingShelf) -> None:
    kept = shelf.put(an_upload(), [b"bytes"], limit_bytes=10)
    lonely = an_upload()
    shelf.put_control(lonely.id, [b"at rest"], limit_bytes=10)
    folder = shelf.location.incoming_folder
    (folder / ".part-0123456789abcdef").write_bytes(b"half of a film")
    (folder / f"{an_upload().id}.recording").write_bytes(b"without its order")
    damaged = an_upload()
    (folder / f"{damaged.id}.json").write_bytes(b"{")
    shelf.tidy(NOW_UTC)
    assert files(shelf) == [".control", ".json", ".recording"]
    assert shelf.waiting() == (kept,)
    shelf.tidy(NOW_UTC + timedelta(days=2))
    assert files(shelf) == [".json", ".recording"]
