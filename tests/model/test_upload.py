"""A recording that arrived and is to be measured."""

from __future__ import annotations

from dataclasses import replace

import pytest
from measured import an_upload

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.wire import from_json
from quietmuscle.base.wire import to_json
from quietmuscle.model.upload import Upload
from quietmuscle.model.upload import UploadState
from quietmuscle.model.upload import UploadStatus


def test_it_goes_through_json_unchanged() -> None:
    upload = an_upload()
    assert from_json(Upload, to_json(upload)) == upload


@pytest.mark.parametrize(
    "wrong",
    [{"rate_hz": 0.0}, {"rate_hz": float("inf")}, {"name": "a" * 201}, {"note": "a\x00"}],
)
def test_what_no_recording_has_is_refused(wrong) -> None:
    with pytest.raises(ValueNotUnderstoodError):
        replace(an_upload(), **wrong)


def test_it_is_over_once_nothing_more_comes_of_it() -> None:
    over = {state for state in UploadState if UploadStatus(id=an_upload().id, state=state).is_over}
    assert over == {UploadState.DONE, UploadState.REFUSED, UploadState.STOPPED}
