"""A file of this computer is measured and kept in one go."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np
import pytest
from entries import CALF
from measured import an_upload
from measured import some_events

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.capture.reading import read_signal
from quietmuscle.flow import measure_and_keep as module
from quietmuscle.flow.measure import MeasuredRecording
from quietmuscle.flow.measure_and_keep import measure_and_keep
from quietmuscle.flow.recording_trace import LookAt
from quietmuscle.flow.recording_trace import trace_of
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


@pytest.mark.parametrize("by", ["r.hea", "r.dat"])
def test_a_record_in_two_files_is_kept_as_one_that_can_be_read_again(
    workspace: Workspace, tmp_path: Path, by: str
) -> None:
    numbers = np.random.default_rng(3).integers(-900, 900, 40_000).astype("<i2")
    (tmp_path / "r.dat").write_bytes(numbers.tobytes())
    (tmp_path / "r.hea").write_text("r 1 2000 40000\nr.dat 16 1000/mV 16 0 0 0 0 EMG\n", "utf-8")
    done = measure_and_keep(
        workspace, tmp_path / by, moment=an_upload().moment, keep_recording=True
    )
    assert workspace.diary.measurements.get(done.id).recording.name == "r.zip"
    kept = workspace.diary.attachments.path(done.id)
    (block,) = read_signal(kept).blocks(40_000)
    assert np.allclose(block[:, 0], numbers)
    again = measure_and_keep(
        workspace, tmp_path / by, moment=an_upload().moment, keep_recording=True
    )
    assert workspace.diary.attachments.path(again.id) == kept
    assert trace_of(workspace, done.id, LookAt(most=10)).raw.high.size == 10


def test_an_unknown_place_is_refused_before_anything_is_measured(
    workspace: Workspace, file: Path
) -> None:
    tail = (SiteRef("tail", Side.MIDDLE),)
    with pytest.raises(ValueNotUnderstoodError):
        measure_and_keep(workspace, file, moment=an_upload().moment, sites=tail)
    assert workspace.diary.measurements.find() == ()
