"""Recordings that are measured and kept: one at a time, each in a process of its own.

A recording that cannot be measured leaves the diary as it was. What arrived
whole is measured also after a restart; after some tries in vain it is refused.
"""

from __future__ import annotations

import math
import threading
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.errors import QuietMuscleError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.errors import WorkStoppedError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.capture.isolated import USUAL_BOUNDS
from quietmuscle.capture.isolated import Bounds
from quietmuscle.capture.isolated import in_isolation
from quietmuscle.model.kept_measurement import MOST_EVENTS
from quietmuscle.model.kept_measurement import KeptMeasurement
from quietmuscle.model.kept_measurement import RecordingFile
from quietmuscle.model.kept_measurement import result_of
from quietmuscle.model.upload import Upload
from quietmuscle.model.upload import UploadState
from quietmuscle.model.upload import UploadStatus

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from pathlib import Path
    from uuid import UUID

    from quietmuscle.flow.measure import MeasuredRecording
    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.measurement import Event

MOST_TRIES = 2
"""A recording that brings the whole program down is not tried for ever."""

REMEMBERED = 200
"""Of so many uploads that are over, one can still ask what became of them."""

BYTES_A_MB = 1_000_000
_RATE_WANTED = "(rate_hz)"
_KINDS = {
    "mp4": "video/mp4",
    "m4v": "video/mp4",
    "mov": "video/quicktime",
    "webm": "video/webm",
    "mkv": "video/x-matroska",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}


def measure_upload(
    path: Path, upload: Upload, control: Path | None, progress: Callable[[float], object]
) -> MeasuredRecording:
    """What the other process does: the measurement of a recording that arrived."""
    from quietmuscle.flow.measure import measure_recording  # only there: it brings much

    return measure_recording(
        path,
        modality=upload.modality,
        rate_hz=upload.rate_hz,
        unit=upload.unit,
        control=control,
        progress=progress,
    )


def keep_measured(
    workspace: Workspace, upload: Upload, found: MeasuredRecording, chunks: Iterable[bytes]
) -> KeptMeasurement:
    """A measurement put into the diary; with the recording's bytes only where they are wanted.

    Its id serves as the id of the change too, so that keeping it twice is
    keeping it once.
    """
    events = found.measurement.events
    if len(events) > MOST_EVENTS or not all(map(_is_finite, events)):
        raise ValueNotUnderstoodError(
            Message(
                _(
                    "So much happens in this recording that it cannot be kept. "
                    "Please choose a shorter part of it. Nothing was changed."
                )
            )
        )
    now_utc = workspace.clock.now_utc()
    recording = RecordingFile(
        name=upload.name,
        size_bytes=upload.size_bytes,
        sha256=upload.sha256,
        media_type=_KINDS.get(upload.name.rpartition(".")[2].lower(), "application/octet-stream"),
        is_kept=upload.keep_recording,
        picture_px=found.picture_px,
    )
    kept = KeptMeasurement(
        id=upload.id,
        moment=upload.moment,
        sites=upload.sites,
        made_with=upload.made_with,
        recording=recording,
        result=result_of(found.measurement),
        note=upload.note,
    )
    if upload.keep_recording:
        workspace.diary.attachments.put(
            upload.id,
            recording.media_type,
            chunks,
            added_at_utc=now_utc,
            limit_bytes=max(upload.size_bytes, 1),
        )
    saved = workspace.diary.measurements.put(
        kept, events, change_id=upload.id, recorded_at_utc=now_utc
    )
    return saved.entry


def recording_limit_bytes(workspace: Workspace) -> int:
    """How large a recording may be, as the person set it."""
    return workspace.diary.preferences.settings().recording_limit_mb * BYTES_A_MB


class MeasuringQueue:
    """The recordings that wait to be measured, and the one that is being measured.

    While it is not open, they wait.
    """

    def __init__(self, bounds: Bounds = USUAL_BOUNDS) -> None:
        self._bounds = bounds
        self._lock = threading.Lock()
        self._uploads: dict[UUID, Upload] = {}
        self._states: dict[UUID, UploadStatus] = {}
        self._stopped: set[UUID] = set()
        self._is_open = False
        self._worker: threading.Thread | None = None

    @contextmanager
    def open(self, workspace: Workspace) -> Iterator[None]:
        """A stretch of time in which recordings are measured, those of an earlier one first."""
        shelf = workspace.diary.recordings
        self._is_open = True
        shelf.tidy(workspace.clock.now_utc())
        for upload in shelf.waiting():
            self.add(workspace, upload)
        try:
            yield
        finally:
            self.close()

    def add(self, workspace: Workspace, upload: Upload) -> UploadStatus:
        """Have a recording measured that lies on the shelf; the same one again changes nothing."""
        with self._lock:
            if upload.id not in self._states:
                self._uploads[upload.id] = upload
                self._states[upload.id] = UploadStatus(id=upload.id, state=UploadState.WAITING)
                self._forget_old()
            if self._worker is None and self._is_open:
                self._worker = threading.Thread(
                    target=self._work, args=(workspace,), name="measuring", daemon=True
                )
                self._worker.start()
            return self._states[upload.id]

    def status(self, workspace: Workspace, upload_id: UUID) -> UploadStatus:
        """How far an upload is; NotFoundError where nothing is known of it."""
        with self._lock:
            known = self._states.get(upload_id)
        if known is not None:
            return known
        try:
            workspace.diary.measurements.get(upload_id)
        except NotFoundError:
            raise NotFoundError(
                Message(_("There is no such recording. Please send it again."))
            ) from None
        return UploadStatus(id=upload_id, state=UploadState.DONE, progress=1.0)

    def statuses(self) -> tuple[UploadStatus, ...]:
        """All uploads of this time, in the order in which they arrived."""
        with self._lock:
            return tuple(self._states.values())

    def stop(self, workspace: Workspace, upload_id: UUID) -> UploadStatus:
        """Cancel an upload; what is over stays as it is."""
        status = self.status(workspace, upload_id)
        with self._lock:
            status = self._states.get(upload_id, status)
            if status.is_over:
                return status
            self._stopped.add(upload_id)
            if status.state is UploadState.WAITING:
                self._uploads.pop(upload_id, None)
            status = replace(status, state=UploadState.STOPPED)
            self._states[upload_id] = status
        if upload_id not in self._uploads:
            workspace.diary.recordings.remove(upload_id)
        return status

    def close(self) -> None:
        """End the measuring; what is not done is done after the next start."""
        with self._lock:
            self._is_open = False
            worker = self._worker
        if worker is not None:
            worker.join()

    def _work(self, workspace: Workspace) -> None:
        while True:
            with self._lock:
                upload = next(
                    (
                        each
                        for each in self._uploads.values()
                        if self._states[each.id].state is UploadState.WAITING
                    ),
                    None,
                )
                if upload is None or not self._is_open:
                    self._worker = None
                    return
                self._states[upload.id] = UploadStatus(id=upload.id, state=UploadState.RUNNING)
            status = self._measured(workspace, upload)
            with self._lock:
                self._uploads.pop(upload.id, None)
                if status is not None:
                    self._states[upload.id] = status

    def _measured(self, workspace: Workspace, upload: Upload) -> UploadStatus | None:
        """Measure and keep one recording; None where it is to be done after the next start."""
        shelf = workspace.diary.recordings
        over = UploadStatus(id=upload.id, state=UploadState.DONE, progress=1.0)
        try:
            _check_tries(upload)
            shelf.note(replace(upload, tries=upload.tries + 1))
            found = in_isolation(
                measure_upload,
                shelf.path(upload.id),
                upload,
                shelf.control(upload.id),
                bounds=self._bounds,
                on_progress=lambda share: self._tell(upload.id, share),
                is_cancelled=lambda: not self._is_open or upload.id in self._stopped,
            )
            keep_measured(workspace, upload, found, shelf.chunks(upload.id))
            over = replace(over, remarks=found.remarks)
        except WorkStoppedError:
            if upload.id not in self._stopped:
                shelf.note(upload)  # it was no try in vain
                return None
            over = replace(over, state=UploadState.STOPPED, progress=0.0)
        except QuietMuscleError as error:
            needs = ("rate_hz",) if _RATE_WANTED in error.message.sentence else ()
            over = replace(
                over, state=UploadState.REFUSED, progress=0.0, reason=error.message, needs=needs
            )
        except Exception:  # noqa: BLE001 - whatever it is, the next recording has its turn
            over = replace(over, state=UploadState.REFUSED, progress=0.0, reason=Message(BROKEN))
        shelf.remove(upload.id)
        return over

    def _tell(self, upload_id: UUID, share: float) -> None:
        with self._lock:
            status = self._states[upload_id]
            if status.state is UploadState.RUNNING:
                self._states[upload_id] = replace(status, progress=share)

    def _forget_old(self) -> None:
        over = [each for each, status in self._states.items() if status.is_over]
        for each in over[: max(0, len(over) - REMEMBERED)]:
            del self._states[each]
            self._stopped.discard(each)


BROKEN = _(
    "This recording could not be worked through; its file may be damaged. Nothing was changed."
)


def _check_tries(upload: Upload) -> None:
    if upload.tries >= MOST_TRIES:
        raise ValueNotUnderstoodError(Message(BROKEN))


def _is_finite(event: Event) -> bool:
    numbers = (event.onset_s, event.duration_s, event.confidence, event.amplitude or 0.0)
    return all(map(math.isfinite, (*numbers, *(event.location_px or ()))))
