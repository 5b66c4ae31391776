from __future__ import annotations

from datetime import UTC
from datetime import datetime
from uuid import UUID

import pytest

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.model.attachment import Attachment

USUAL = {
    "id": UUID(int=1),
    "sha256": "ab" * 32,
    "media_type": "image/jpeg",
    "size_bytes": 3,
    "added_at_utc": datetime(2026, 11, 23, tzinfo=UTC),
}


@pytest.mark.parametrize(
    "media_type", ["image/jpeg", "video/mp4", "image/svg+xml", 'video/webm; codecs="vp9"']
)
def test_a_photo_or_video_is_described(media_type):
    assert Attachment(**USUAL | {"media_type": media_type}).media_type == media_type
    assert Attachment(**USUAL | {"size_bytes": 0}).size_bytes == 0


@pytest.mark.parametrize(
    "sha256", ["", "ab", "AB" * 32, "../" * 21 + "a", "ab" * 32 + "\n", "/" + "a" * 63]
)
def test_a_hash_that_could_name_another_file_is_refused(sha256):
    with pytest.raises(ValueNotUnderstoodError, match="does not describe"):
        Attachment(**USUAL | {"sha256": sha256})


@pytest.mark.parametrize(
    "media_type",
    ["", "jpeg", "image/", "image/jpeg\r\nSet-Cookie: x", "image/jpeg; \x7f", "a" * 61 + "/b"],
)
def test_a_type_that_no_header_may_carry_is_refused(media_type):
    with pytest.raises(ValueNotUnderstoodError, match="kind of file") as refusal:
        Attachment(**USUAL | {"media_type": media_type})
    assert media_type[:60] in str(refusal.value)


def test_sizes_and_times_that_cannot_be_are_refused():
    with pytest.raises(ValueNotUnderstoodError, match="does not describe"):
        Attachment(**USUAL | {"size_bytes": -1})
    with pytest.raises(ValueNotUnderstoodError, match="UTC"):
        Attachment(**USUAL | {"added_at_utc": datetime(2026, 11, 23)})
