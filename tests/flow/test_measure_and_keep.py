"""A file of this computer is measured and kept in one go."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from entries import CALF
from measured import an_upload
from measured import some_events

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.flow import measure_and_keep as module
from quietmuscle.flow.measure import MeasuredRecording
from quietmuscle.flow.measure_and_keep import measure_and_keep
from quietmuscle.model.kept_measurement import measurement_with
from quietmuscle.model.site import Side
from quietmuscle.model.site import SiteRef

if TYPE_CHECKING:
    from pathlib import Path

    from quietmuscle.flow.workspace import Workspace


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    from measured import a_measurement

    found = MeasuredRecording(
        measurement=measurement_with(a_measurement().result, some_events()), remarks=()
    )
    monkeypatch.setattr(module, "in_isolation", lambda *_given, **_keywords: found)
    path = tmp_path / "calf.webm"
    path.write_bytes(b"a film")
    return path


def test_its_numbers_are_kept_and_the_file_stays_where_it_is(
    workspace: Workspace, file: Path
) -> None:
    done = measure_and_keep(workspace, file, moment=an_upload().moment, sites=(CALF,), note="n")
    kept = workspace.diary.measurements.get(done.id)
    assert (kept.sites, kept.note, kept.recording.is_kept) == ((CALF,), "n", False)
    assert kept.recording.sha256 == hashlib.sha256(b"a film").hexdigest()
    assert done.measured.events == workspace.diary.measurements.events(done.id)
    assert workspace.diary.attachments.known((done.id,)) == ()
    assert file.read_bytes() == b"a film"


def test_the_recording_is_kept_where_it_is_wanted(workspace: Workspace, file: Path) -> None:
    done = measure_and_keep(workspace, file, moment=an_upload().moment, keep_recording=True)
    assert done.recording_is_kept
    assert workspace.diary.attachments.path(done.id).read_bytes() == b"a film"


def test_an_unknown_place_is_refused_before_anything_is_measured(
    workspace: Workspace, file: Path
) -> None:
    tail = (SiteRef("tail", Side.MIDDLE),)
    with pytest.raises(ValueNotUnderstoodError):
        measure_and_keep(workspace, file, moment=an_upload().moment, sites=tail)
    assert workspace.diary.measurements.find() == ()
