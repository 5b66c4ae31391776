"""A measurement is kept whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from measured import a_measurement
from measured import an_upload
from measured import some_events

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.flow.keep_measured import keep_measured
from quietmuscle.flow.measure import MeasuredRecording
from quietmuscle.model.kept_measurement import measurement_with

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace

FOUND = MeasuredRecording(
    measurement=measurement_with(a_measurement().result, some_events()), remarks=()
)


def test_keeping_it_twice_is_keeping_it_once(workspace: Workspace) -> None:
    upload = replace(an_upload(), sha256="0" * 64)
    for _ in range(2):
        assert keep_measured(workspace, upload, FOUND, []).id == upload.id
    assert len(workspace.diary.measurements.find()) == 1


def test_what_cannot_be_written_down_is_refused(workspace: Workspace) -> None:
    events = (replace(some_events()[0], amplitude=float("nan")),)
    found = replace(FOUND, measurement=replace(FOUND.measurement, events=events))
    with pytest.raises(ValueNotUnderstoodError):
        keep_measured(workspace, replace(an_upload(), sha256="0" * 64), found, [])
    assert workspace.diary.measurements.find() == ()
