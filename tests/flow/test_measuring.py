"""Recordings are measured one by one, each apart; what goes wrong leaves the diary as it was."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import av
import numpy as np
import pytest
from measured import a_measurement
from measured import an_upload
from measured import some_events
from recordings import film
from recordings import pictures

from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.errors import RateNotToldError
from quietmuscle.base.errors import StorageError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.errors import WorkBrokeDownError
from quietmuscle.base.errors import WorkStoppedError
from quietmuscle.base.errors import WorkTooMuchError
from quietmuscle.base.ids import new_id
from quietmuscle.base.text import Message
from quietmuscle.base.text import say
from quietmuscle.flow import measuring
from quietmuscle.flow.measure import MeasuredRecording
from quietmuscle.flow.measuring import MOST_TRIES
from quietmuscle.flow.measuring import MeasuringQueue
from quietmuscle.flow.wipe import wipe_diary
from quietmuscle.model.kept_measurement import measurement_with
from quietmuscle.model.recording import Modality
from quietmuscle.model.upload import Upload
from quietmuscle.model.upload import UploadState
from quietmuscle.model.upload import UploadStatus
from quietmuscle.store.recordings import RecordingShelf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from uuid import UUID

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
            RateNotToldError(Message("How many samples are there in a second?")),
            ("rate_hz",),
        ),
        (ValueNotUnderstoodError(Message("This file is damaged (rate_hz).")), ()),
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


def no_film(name: str, folder: Path) -> bytes:
    """What somebody may bring in place of a film."""
    if name == "sound alone":
        with av.open(str(folder / "a.mp4"), "w") as container:
            stream = container.add_stream("aac", rate=44_100)
            silence = av.AudioFrame.from_ndarray(np.zeros((1, 4096), np.float32), "fltp", "mono")
            silence.rate = 44_100
            container.mux([*stream.encode(silence), *stream.encode()])
        return (folder / "a.mp4").read_bytes()
    whole = film(folder / "a.mp4", pictures(40)).read_bytes()
    return {
        "cut off": whole[: len(whole) // 2],
        "renamed": b"time,x\n" + b"0.1,word\n" * 50,
        "spoiled": whole[:48] + np.random.default_rng(2).bytes(5_000),
        "a list of other files": b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
    }[name]


@pytest.mark.parametrize(
    "name", ["sound alone", "cut off", "renamed", "spoiled", "a list of other files"]
)
def test_what_is_no_film_is_one_sentence_and_leaves_the_diary_untouched(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(
        measuring,
        "in_isolation",
        lambda work, *given, on_progress, **_bounds: work(*given, progress=on_progress),
    )
    queue = MeasuringQueue()
    upload = sent(workspace, no_film(name, tmp_path), name="calf.mp4", modality=Modality.VIDEO)
    with queue.open(workspace):
        status = awaited(queue, workspace, upload)
    assert status.state is UploadState.REFUSED
    assert not status.is_held, "a fault of ours"
    assert status.reason is not None
    assert 10 < len(say(status.reason)) < 200
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
        status = awaited(queue, workspace, upload)
        assert (status.state, status.is_held) == (UploadState.REFUSED, True)
        assert [held.id for held, _status in queue.held()] == [upload.id]
        # The person may have it tried again.
        assert queue.again(workspace, upload.id).state is UploadState.WAITING
        assert awaited(queue, workspace, upload).state is UploadState.DONE
    assert left(workspace) == []


def failing(fault: Exception, times: int) -> Callable[..., MeasuredRecording]:
    left_over = [fault] * times

    def work(**_keywords: object) -> MeasuredRecording:
        if left_over:
            raise left_over.pop()
        return FOUND

    return work


OF_OURS = (
    StorageError(Message("The disk is full.")),
    RuntimeError("of ours"),
    OSError("no such pipe"),
)


@pytest.mark.parametrize("fault", OF_OURS)
def test_a_fault_of_ours_is_tried_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    in_this_process(monkeypatch, failing(fault, 1))
    queue, upload = MeasuringQueue(pause_s=0.0), sent(workspace)
    with queue.open(workspace):
        assert awaited(queue, workspace, upload).state is UploadState.DONE
    assert left(workspace) == []


TOO_MUCH = WorkTooMuchError(Message("Too long."))


@pytest.mark.parametrize("fault", [*OF_OURS, WorkBrokeDownError(Message("Broken.")), TOO_MUCH])
def test_a_fault_of_ours_never_throws_a_recording_away(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    in_this_process(monkeypatch, failing(fault, 99))
    queue, upload = MeasuringQueue(pause_s=0.0), sent(workspace)
    with queue.open(workspace):
        status = awaited(queue, workspace, upload)
        assert (status.state, status.is_held) == (UploadState.REFUSED, True)
        assert status.reason is not None
        assert ("time or memory" in str(status.reason.sentence)) == (fault is TOO_MUCH)
    assert workspace.diary.recordings.path(upload.id).read_bytes() == b"a film"
    # It waits for the person over a restart, too, and goes when they let it go.
    again = MeasuringQueue()
    with again.open(workspace):
        assert awaited(again, workspace, upload).is_held
        assert again.add(workspace, upload).is_held  # a late copy does not remove it
        assert left(workspace) != []
        assert again.stop(workspace, upload.id).is_held  # who cancels something old loses nothing
        assert again.stop(workspace, upload.id, also_held=True).state is UploadState.STOPPED
    assert left(workspace) == []
    assert again.held() == ()


def test_the_worker_outlives_a_disk_that_does_not_let_go(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_this_process(monkeypatch, lambda **_k: FOUND)
    real, faults = RecordingShelf.remove, [StorageError(Message("In use."))]

    def remove(shelf: RecordingShelf, upload_id: UUID) -> None:
        if faults:
            raise faults.pop()
        real(shelf, upload_id)

    monkeypatch.setattr(RecordingShelf, "remove", remove)
    queue, first, second = MeasuringQueue(), sent(workspace), sent(workspace)
    with queue.open(workspace):
        assert awaited(queue, workspace, first).state is UploadState.DONE
        assert awaited(queue, workspace, second).state is UploadState.DONE
    assert left(workspace) == []  # it was tried again


def test_a_cancelling_while_it_is_being_kept_leaves_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_this_process(monkeypatch, lambda **_k: FOUND)
    queue, upload = MeasuringQueue(), sent(workspace, keep_recording=True)
    said = []

    def chunks(shelf: RecordingShelf, upload_id: UUID) -> list[bytes]:
        said.append(queue.stop(workspace, upload_id).state)  # while the film is copied
        return [shelf.path(upload_id).read_bytes()]

    monkeypatch.setattr(RecordingShelf, "chunks", chunks)
    with queue.open(workspace):
        awaited(queue, workspace, upload)
    assert said == [UploadState.STOPPED]
    assert queue.status(workspace, upload.id).state is UploadState.STOPPED
    assert workspace.diary.measurements.find() == ()
    assert workspace.diary.attachments.known((upload.id,)) == ()
    assert left(workspace) == []


def test_what_is_cancelled_before_it_arrived_is_not_measured(workspace: Workspace) -> None:
    queue, upload = MeasuringQueue(), an_upload()
    workspace.diary.recordings.put_control(upload.id, [b"at rest"], limit_bytes=10)
    assert queue.stop(workspace, upload.id).state is UploadState.STOPPED
    assert left(workspace) == []
    with queue.open(workspace):
        late = workspace.diary.recordings.put(upload, [b"a film"], limit_bytes=10)
        assert queue.add(workspace, late).state is UploadState.STOPPED
    assert left(workspace) == []


def test_a_late_copy_of_what_is_done_does_not_stay(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_this_process(monkeypatch, lambda **_k: FOUND)
    queue, upload = MeasuringQueue(), sent(workspace)
    with queue.open(workspace):
        awaited(queue, workspace, upload)
    for known in (queue, MeasuringQueue()):  # also by a program that was started later
        late = workspace.diary.recordings.put(upload, [b"a film"], limit_bytes=10)
        assert known.add(workspace, late).state is UploadState.DONE
        assert left(workspace) == []
    now_utc = workspace.clock.now_utc()
    workspace.diary.measurements.delete(
        upload.id, change_id=new_id(now_utc), recorded_at_utc=now_utc
    )
    assert MeasuringQueue().status(workspace, upload.id).state is UploadState.REFUSED


def test_while_the_diary_is_wiped_nothing_is_kept(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_this_process(monkeypatch, stoppable)
    queue, running = MeasuringQueue(), sent(workspace)
    coming = an_upload()
    with queue.open(workspace), queue.arriving(coming.id):
        while queue.status(workspace, running.id).state is UploadState.WAITING:
            time.sleep(0.005)
        with queue.resting(workspace, for_good=True):
            wipe_diary(workspace)
        in_this_process(monkeypatch, lambda **_k: FOUND)
        late = workspace.diary.recordings.put(coming, [b"a film"], limit_bytes=10)
        assert queue.add(workspace, late).state is UploadState.STOPPED
        with pytest.raises(NotFoundError):
            queue.status(workspace, running.id)
        after = sent(workspace)  # and what is sent afterwards is measured
        queue.add(workspace, after)
        assert awaited(queue, workspace, after).state is UploadState.DONE
    assert [kept.id for kept in workspace.diary.measurements.find()] == [after.id]
    assert left(workspace) == []


def test_while_a_backup_comes_back_what_waits_waits(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_this_process(monkeypatch, stoppable)
    queue, upload = MeasuringQueue(), sent(workspace)
    with queue.open(workspace):
        with queue.resting(workspace):
            in_this_process(monkeypatch, lambda **_k: FOUND)
            assert workspace.diary.measurements.find() == ()
        assert awaited(queue, workspace, upload).state is UploadState.DONE


def test_an_unknown_upload_is_not_there(workspace: Workspace) -> None:
    with pytest.raises(NotFoundError):
        MeasuringQueue().status(workspace, an_upload().id)
