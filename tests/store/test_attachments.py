"""Photos and videos: bytes kept under their SHA-256, shared where they are the same."""

from __future__ import annotations

import hashlib
import os
import stat
from typing import TYPE_CHECKING

import pytest
from entries import NOW_UTC
from entries import an_id
from shelves import add_photo

from quietmuscle.base.errors import ConflictError
from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.model.attachment import Attachment
from quietmuscle.store.attachments import remove_unshared_files

if TYPE_CHECKING:
    from quietmuscle.store.diary import Diary

CONTENT = b"\xff\xd8 a photo \x00" * 100
SHA256 = hashlib.sha256(CONTENT).hexdigest()


def files(diary: Diary) -> list[str]:
    folder = diary.location.attachments_folder
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_what_is_put_is_got(any_diary: Diary) -> None:
    photo = an_id()

    kept = any_diary.attachments.put(
        photo,
        "image/jpeg",
        (CONTENT[place : place + 7] for place in range(0, len(CONTENT), 7)),
        added_at_utc=NOW_UTC,
        limit_bytes=len(CONTENT),
    )

    assert kept == Attachment(
        id=photo,
        sha256=SHA256,
        media_type="image/jpeg",
        size_bytes=len(CONTENT),
        added_at_utc=NOW_UTC,
    )
    assert any_diary.attachments.get(photo) == kept
    assert any_diary.attachments.path(photo).read_bytes() == CONTENT
    with any_diary.attachments.open(photo) as file:
        assert file.read() == CONTENT
    assert files(any_diary) == [SHA256]


def test_only_its_owner_may_look_at_it(diary: Diary) -> None:
    if os.name == "nt":
        pytest.skip("Windows has other rights.")
    path = diary.attachments.path(add_photo(diary))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_same_photo_sent_twice_is_kept_once(any_diary: Diary) -> None:
    photo = add_photo(any_diary, CONTENT)
    before = any_diary.attachments.get(photo)

    again = any_diary.attachments.put(
        photo, "image/png", [CONTENT], added_at_utc=NOW_UTC.replace(hour=23), limit_bytes=10_000
    )

    assert again == before == any_diary.attachments.get(photo)


def test_another_photo_under_the_same_id_is_refused(any_diary: Diary) -> None:
    photo = add_photo(any_diary, CONTENT)

    with pytest.raises(ConflictError, match="under this id already"):
        add_photo(any_diary, b"another", photo)

    assert any_diary.attachments.path(photo).read_bytes() == CONTENT
    assert files(any_diary) == [SHA256]


def test_one_that_is_too_large_leaves_nothing_behind(any_diary: Diary) -> None:
    with pytest.raises(ValueNotUnderstoodError, match="too large: 2 MB is the most"):
        any_diary.attachments.put(
            an_id(),
            "video/mp4",
            [bytes(1_500_000)] * 2,
            added_at_utc=NOW_UTC,
            limit_bytes=2_000_000,
        )
    assert files(any_diary) == []


def test_one_whose_sending_breaks_off_leaves_nothing_behind(any_diary: Diary) -> None:
    photo = an_id()

    def broken() -> object:
        yield CONTENT
        raise EOFError

    with pytest.raises(EOFError):
        any_diary.attachments.put(
            photo, "image/jpeg", broken(), added_at_utc=NOW_UTC, limit_bytes=10_000
        )

    assert files(any_diary) == []
    with pytest.raises(NotFoundError):
        any_diary.attachments.get(photo)


def test_a_file_goes_with_the_last_that_shares_it(any_diary: Diary) -> None:
    first, second = add_photo(any_diary, CONTENT), add_photo(any_diary, CONTENT)

    any_diary.attachments.delete(first)

    with pytest.raises(NotFoundError, match="no such photo"):
        any_diary.attachments.get(first)
    assert any_diary.attachments.path(second).read_bytes() == CONTENT

    any_diary.attachments.delete(second)

    assert files(any_diary) == []
    with pytest.raises(NotFoundError):
        any_diary.attachments.delete(second)


def test_one_whose_file_was_lost_is_not_there_and_can_be_sent_again(any_diary: Diary) -> None:
    photo = add_photo(any_diary, CONTENT)
    any_diary.attachments.path(photo).unlink()

    for look in (any_diary.attachments.path, any_diary.attachments.open):
        with pytest.raises(NotFoundError):
            look(photo)

    add_photo(any_diary, CONTENT, photo)
    assert any_diary.attachments.path(photo).read_bytes() == CONTENT


def test_files_that_somebody_has_are_never_removed(any_diary: Diary) -> None:
    add_photo(any_diary, CONTENT)

    remove_unshared_files(any_diary.database, {SHA256, "0" * 64})

    assert files(any_diary) == [SHA256]
