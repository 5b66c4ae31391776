"""Recordings are measured one by one, each apart; what goes wrong leaves the diary as it was."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from measured import a_measurement
from measured import an_upload
from measured import some_events

from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.errors import WorkStoppedError
from quietmuscle.base.text import Message
from quietmuscle.flow import measuring
from quietmuscle.flow.measure import MeasuredRecording
from quietmuscle.flow.measuring import MOST_TRIES
from quietmuscle.flow.measuring import MeasuringQueue
from quietmuscle.flow.measuring import keep_measured
from quietmuscle.model.kept_measurement import measurement_with
from quietmuscle.model.upload import Upload
from quietmuscle.model.upload import UploadState
from quietmuscle.model.upload import UploadStatus

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from quietmuscle.flow.workspace import Workspace

FOUND = MeasuredRecording(
    measurement=measurement_with(a_measurement().result, some_events()),
    remarks=(Message("A remark."),),
    picture_px=(640, 480),
)


def sent(workspace: Workspace, content: bytes = b"a film", **told: object) -> Upload:
    upload = replace(an_upload(), **told)
    return workspace.diary.recordings.put(upload, [content], limit_bytes=10_000_000)


def awaited(queue: MeasuringQueue, workspace: Workspace, upload: Upload) -> UploadStatus:
    until = time.monotonic() + 120
    while not (status := queue.status(workspace, upload.id)).is_over:
        assert time.monotonic() < until
        time.sleep(0.01)
    return status


def in_this_process(monkeypatch: pytest.MonkeyPatch, work: Callable[..., object]) -> None:
    """Let the queue work without another process, which takes a second to begin."""
    monkeypatch.setattr(measuring, "in_isolation", lambda _f, *_given, **keywords: work(**keywords))


def left(workspace: Workspace) -> list[Path]:
    folder = workspace.diary.location.incoming_folder
    return list(folder.iterdir()) if folder.is_dir() else []


def test_a_recording_is_measured_in_a_process_of_its_own_and_only_its_numbers_are_kept(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "calf.npz"
    np.savez(path, data=np.random.default_rng(1).normal(0, 3, 8000), fs=2000.0, unit="uV")
    queue, upload = MeasuringQueue(), sent(workspace, path.read_bytes())
    with queue.open(workspace):
        assert awaited(queue, workspace, upload).state is UploadState.DONE
    kept = workspace.diary.measurements.get(upload.id)
    assert kept.result.duration_s == pytest.approx(4.0)
    assert (kept.recording.name, kept.recording.is_kept) == ("calf.npz", False)
    assert kept.recording.sha256 == upload.sha256
    assert kept.sites == upload.sites
    assert workspace.diary.attachments.known((upload.id,)) == ()
    assert left(workspace) == []
    # Another program that is started later still knows what became of it.
    assert MeasuringQueue().status(workspace, upload.id).state is UploadState.DONE


def test_the_recording_itself_is_kept_where_it_is_wanted(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_this_process(monkeypatch, lambda **_k: FOUND)
    queue, upload = MeasuringQueue(), sent(workspace, name="calf.mp4", keep_recording=True)
    with queue.open(workspace):
        status = awaited(queue, workspace, upload)
    assert (status.state, status.remarks) == (UploadState.DONE, FOUND.remarks)
    assert workspace.diary.attachments.path(upload.id).read_bytes() == b"a film"
    kept = workspace.diary.measurements.get(upload.id)
    assert (kept.recording.is_kept, kept.recording.media_type) == (True, "video/mp4")
    assert kept.recording.picture_px == (640, 480)
    assert workspace.diary.measurements.events(upload.id) == some_events()


@pytest.mark.parametrize(
    ("fault", "needs"),
    [
        (
            ValueNotUnderstoodError(Message("Please give the sampling rate (rate_hz).")),
            ("rate_hz",),
        ),
        (ValueNotUnderstoodError(Message("This file is damaged.")), ()),
        (RuntimeError("of ours"), ()),
    ],
)
def test_a_refusal_is_said_and_leaves_the_diary_untouched(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, fault: Exception, needs: tuple[str, ...]
) -> None:
    def work(**_keywords: object) -> None:
        raise fault

    in_this_process(monkeypatch, work)
    queue, upload = MeasuringQueue(), sent(workspace)
    with queue.open(workspace):
        status = awaited(queue, workspace, upload)
    assert (status.state, status.needs) == (UploadState.REFUSED, needs)
    assert status.reason is not None
    assert workspace.diary.measurements.find() == ()
    assert left(workspace) == []


def test_one_is_measured_at_a_time_and_each_tells_how_far_it_is(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue = MeasuringQueue()
    seen: list[list[UploadState]] = []

    def work(on_progress: Callable[[float], None], **_keywords: object) -> MeasuredRecording:
        on_progress(0.5)
        seen.append([each.state for each in queue.statuses()])
        assert max(each.progress for each in queue.statuses() if not each.is_over) == 0.5
        return FOUND

    in_this_process(monkeypatch, work)
    uploads = [sent(workspace) for _ in range(3)]
    with queue.open(workspace):
        for upload in uploads:
            assert awaited(queue, workspace, upload).state is UploadState.DONE
            assert queue.add(workspace, upload).state is UploadState.DONE  # a late copy
    assert [states.count(UploadState.RUNNING) for states in seen] == [1, 1, 1]
    assert len(workspace.diary.measurements.find()) == 3


def stoppable(is_cancelled: Callable[[], bool], **_keywords: object) -> None:
    while not is_cancelled():
        time.sleep(0.005)
    raise WorkStoppedError(Message("Stopped."))


def test_what_is_cancelled_leaves_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_this_process(monkeypatch, stoppable)
    queue = MeasuringQueue()
    running, waiting = sent(workspace), sent(workspace)
    with queue.open(workspace):
        assert queue.stop(workspace, waiting.id).state is UploadState.STOPPED
        assert queue.stop(workspace, running.id).state is UploadState.STOPPED
        assert awaited(queue, workspace, running).state is UploadState.STOPPED
    assert left(workspace) == []
    assert workspace.diary.measurements.find() == ()


def test_what_a_restart_interrupts_is_measured_after_it(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_this_process(monkeypatch, stoppable)
    queue, upload = MeasuringQueue(), sent(workspace)
    with queue.open(workspace):
        while queue.status(workspace, upload.id).state is UploadState.WAITING:
            time.sleep(0.005)
    assert workspace.diary.recordings.waiting() == (upload,)  # no try in vain

    in_this_process(monkeypatch, lambda **_k: FOUND)
    again = MeasuringQueue()
    with again.open(workspace):
        assert awaited(again, workspace, upload).state is UploadState.DONE
    assert left(workspace) == []


def test_a_recording_that_brings_the_program_down_is_not_tried_for_ever(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_this_process(monkeypatch, lambda **_k: FOUND)
    upload = replace(sent(workspace), tries=MOST_TRIES)
    workspace.diary.recordings.note(upload)
    queue = MeasuringQueue()
    with queue.open(workspace):
        assert awaited(queue, workspace, upload).state is UploadState.REFUSED
    assert left(workspace) == []


def test_an_unknown_upload_is_not_there(workspace: Workspace) -> None:
    with pytest.raises(NotFoundError):
        MeasuringQueue().status(workspace, an_upload().id)


def test_what_cannot_be_written_down_is_refused(workspace: Workspace) -> None:
    events = (replace(some_events()[0], amplitude=float("nan")),)
    found = replace(FOUND, measurement=replace(FOUND.measurement, events=events))
    with pytest.raises(ValueNotUnderstoodError):
        keep_measured(workspace, sent(workspace), found, [])
    assert workspace.diary.measurements.find() == ()
