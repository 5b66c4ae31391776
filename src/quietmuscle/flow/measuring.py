"""Recordings that are measured and kept: one at a time, each in a process of its own.

A recording that cannot be measured leaves the diary as it was. What arrived
whole is measured also after a restart; after some tries in vain it is held.
"""

from __future__ import annotations

import logging
import threading
from contextlib import contextmanager
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from quietmuscle.base.errors import ConflictError
from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.errors import RateNotToldError
from quietmuscle.base.errors import StorageError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.errors import WorkBrokeDownError
from quietmuscle.base.errors import WorkStoppedError
from quietmuscle.base.errors import WorkTooMuchError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.capture.isolated import USUAL_BOUNDS
from quietmuscle.capture.isolated import Bounds
from quietmuscle.capture.isolated import in_isolation
from quietmuscle.flow.keep_measured import keep_measured
from quietmuscle.model.upload import Upload
from quietmuscle.model.upload import UploadState
from quietmuscle.model.upload import UploadStatus

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from pathlib import Path
    from uuid import UUID

    from quietmuscle.flow.measure import MeasuredRecording
    from quietmuscle.flow.workspace import Workspace

MOST_TRIES = 2
"""A recording that brings the whole program down is not tried for ever."""

REMEMBERED = 200
"""Of so many uploads that are over, one can still ask what became of them."""

PAUSE_S = 20.0
"""So long we wait after the disk or the database failed: another program may hold it."""

BYTES_A_MB = 1_000_000
_log = logging.getLogger(__name__)


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


def recording_limit_bytes(workspace: Workspace) -> int:
    """How large a recording may be, as the person set it."""
    return workspace.diary.preferences.settings().recording_limit_mb * BYTES_A_MB


class MeasuringQueue:
    """The recordings that wait to be measured, and the one that is being measured.

    While it is not open, they wait. Only a recording that cannot be measured is
    thrown away: what fails by the disk, the database or a fault of ours is tried
    again after `pause_s`, and then held until the person decides.
    """

    def __init__(self, bounds: Bounds = USUAL_BOUNDS, pause_s: float = PAUSE_S) -> None:
        self._bounds = bounds
        self._pause_s = pause_s
        self._lock = threading.RLock()
        self._uploads: dict[UUID, Upload] = {}
        self._states: dict[UUID, UploadStatus] = {}
        self._stopped: set[UUID] = set()
        self._arriving: list[UUID] = []
        self._unremoved: set[UUID] = set()
        self._is_open = False
        self._rests = 0
        self._ended = threading.Event()
        self._worker: threading.Thread | None = None

    @contextmanager
    def open(self, workspace: Workspace) -> Iterator[None]:
        """A stretch of time in which recordings are measured, those of an earlier one first."""
        self._is_open = True
        workspace.diary.recordings.tidy(workspace.clock.now_utc())
        self._add_waiting(workspace)
        try:
            yield
        finally:
            self.close()

    @contextmanager
    def resting(self, workspace: Workspace, *, for_good: bool = False) -> Iterator[None]:
        """A stretch of time in which nothing is measured or kept, as for going back to a backup.

        What was over is forgotten, and what lies on the shelf afterwards is measured.
        `for_good` is for wiping: what is still coming in then is not wanted any more.
        """
        with self._lock:
            self._rests += 1
        try:
            self._end_work()
            with self._lock:
                self._uploads.clear()
                self._stopped.clear()
                self._states.clear()
                for each in self._arriving if for_good else ():
                    self._states[each] = UploadStatus(id=each, state=UploadState.STOPPED)
            yield
        finally:
            with self._lock:
                self._rests -= 1
                for each in tuple(self._uploads):
                    if not workspace.diary.recordings.path(each).is_file():
                        del self._uploads[each], self._states[each]
            self._add_waiting(workspace)

    @contextmanager
    def arriving(self, upload_id: UUID) -> Iterator[None]:
        """A stretch of time in which an upload comes in."""
        with self._lock:
            self._arriving.append(upload_id)
        try:
            yield
        finally:
            with self._lock:
                self._arriving.remove(upload_id)

    def add(self, workspace: Workspace, upload: Upload) -> UploadStatus:
        """Have a recording measured that lies on the shelf; the same one again changes nothing.

        A late copy of one that is over does not stay on the shelf.
        """
        with self._lock:
            known = self._known(workspace, upload.id)
            if known is None:
                self._uploads[upload.id] = upload
                known = UploadStatus(id=upload.id, state=UploadState.WAITING)
                self._states[upload.id] = known
                self._forget_old()
            elif known.is_over and not known.is_held:
                self._remove(workspace, upload.id)
            self._begin(workspace)
            return known

    def again(self, workspace: Workspace, upload_id: UUID) -> UploadStatus:
        """Try a recording again that is held; others stay as they are."""
        status = self.status(workspace, upload_id)
        with self._lock:
            if not status.is_held or upload_id not in self._uploads:
                return status
            self._uploads[upload_id] = replace(self._uploads[upload_id], tries=0)
            status = UploadStatus(id=upload_id, state=UploadState.WAITING)
            self._states[upload_id] = status
            self._begin(workspace)
            return status

    def status(self, workspace: Workspace, upload_id: UUID) -> UploadStatus:
        """How far an upload is; NotFoundError where nothing is known of it."""
        known = self._known(workspace, upload_id)
        if known is None:
            raise NotFoundError(Message(_("There is no such recording. Please send it again.")))
        return known

    def is_over(self, workspace: Workspace, upload_id: UUID) -> bool:
        """Whether nothing more will come of an upload; one that is not known may come."""
        known = self._known(workspace, upload_id)
        return known is not None and known.is_over

    def statuses(self) -> tuple[UploadStatus, ...]:
        """All uploads of this time, in the order in which they arrived."""
        with self._lock:
            return tuple(self._states.values())

    def held(self) -> tuple[tuple[Upload, UploadStatus], ...]:
        """The recordings that wait for the person: they failed, and are still here."""
        with self._lock:
            return tuple(
                (self._uploads[each.id], each) for each in self._states.values() if each.is_held
            )

    def stop(
        self, workspace: Workspace, upload_id: UUID, *, also_held: bool = False
    ) -> UploadStatus:
        """Cancel an upload, and where it is wished let go of one that is held.

        What is done stays.

        One that has not arrived yet is not measured once it has.
        """
        with self._lock:
            status = self._known(workspace, upload_id)
            if status is not None and status.is_over and not (status.is_held and also_held):
                return status
            is_running = status is not None and status.state is UploadState.RUNNING
            status = UploadStatus(id=upload_id, state=UploadState.STOPPED)
            self._states[upload_id] = status
            if is_running:
                self._stopped.add(upload_id)  # who measures it removes it
            else:
                self._uploads.pop(upload_id, None)
                self._remove(workspace, upload_id)
            self._forget_old()
        return status

    def close(self) -> None:
        """End the measuring; what is not done is done after the next start."""
        self._is_open = False
        self._end_work()

    def _known(self, workspace: Workspace, upload_id: UUID) -> UploadStatus | None:
        """What is known of an upload, by this queue or by the diary."""
        with self._lock:
            known = self._states.get(upload_id)
        if known is not None:
            return known
        is_in_bin = workspace.diary.measurements.is_in_bin(upload_id)
        if is_in_bin is None:
            return None
        if is_in_bin:
            reason = Message(_("This measurement was deleted. It can be taken back for 30 days."))
            return UploadStatus(id=upload_id, state=UploadState.REFUSED, reason=reason)
        return UploadStatus(id=upload_id, state=UploadState.DONE, progress=1.0)

    def _may_work(self) -> bool:
        return self._is_open and not self._rests

    def _add_waiting(self, workspace: Workspace) -> None:
        for upload in workspace.diary.recordings.waiting():
            self.add(workspace, upload)

    def _begin(self, workspace: Workspace) -> None:
        with self._lock:
            if self._worker is None and self._may_work():
                self._ended.clear()
                self._worker = threading.Thread(
                    target=self._work, args=(workspace,), name="measuring", daemon=True
                )
                self._worker.start()

    def _end_work(self) -> None:
        with self._lock:
            worker = self._worker
            self._ended.set()
        if worker is not None:
            worker.join()

    def _work(self, workspace: Workspace) -> None:
        while True:
            with self._lock:
                upload = self._next()
                if upload is None or not self._may_work():
                    self._worker = None
                    return
                has_failed = self._states[upload.id].reason is not None
            if has_failed:
                self._ended.wait(self._pause_s)
            with self._lock:
                if not self._may_work() or upload.id not in self._uploads:
                    continue
                self._states[upload.id] = UploadStatus(id=upload.id, state=UploadState.RUNNING)
            self._settle(workspace, upload, self._measured(workspace, upload))

    def _next(self) -> Upload | None:
        """The next that waits: first what was not yet tried in vain."""
        waiting = [
            each
            for each in self._uploads.values()
            if self._states[each.id].state is UploadState.WAITING
        ]
        return min(waiting, key=lambda each: each.tries, default=None)

    def _settle(self, workspace: Workspace, upload: Upload, status: UploadStatus) -> None:
        """Note what became of an upload, and remove what is over."""
        with self._lock:
            if upload.id in self._stopped:
                self._stopped.discard(upload.id)
                if status.state is not UploadState.DONE:
                    status = UploadStatus(id=upload.id, state=UploadState.STOPPED)
            self._states[upload.id] = status
            if status.is_over and not status.is_held:
                self._uploads.pop(upload.id, None)
                self._remove(workspace, upload.id)
            for each in tuple(self._unremoved - {upload.id}):
                self._remove(workspace, each)

    def _measured(self, workspace: Workspace, upload: Upload) -> UploadStatus:
        """Measure and keep one recording; whatever goes wrong, this returns."""
        shelf = workspace.diary.recordings
        over = UploadStatus(id=upload.id, state=UploadState.REFUSED)
        if upload.tries >= MOST_TRIES:
            return replace(over, reason=Message(HELD), is_held=True)
        try:
            shelf.note(replace(upload, tries=upload.tries + 1))
            found = in_isolation(
                measure_upload,
                shelf.path(upload.id),
                upload,
                shelf.control(upload.id),
                bounds=self._bounds,
                on_progress=lambda share: self._tell(upload.id, share),
                is_cancelled=lambda: not self._may_work() or upload.id in self._stopped,
            )
            done = replace(over, state=UploadState.DONE, progress=1.0, remarks=found.remarks)
            keep_measured(workspace, upload, found, shelf.chunks(upload.id), self._last_word(done))
        except WorkStoppedError:
            with suppress(StorageError):
                shelf.note(upload)  # it was no try in vain
            return replace(over, state=UploadState.WAITING)
        except WorkBrokeDownError as error:
            return self._failed(workspace, replace(upload, tries=MOST_TRIES), error)
        except (ValueNotUnderstoodError, ConflictError, NotFoundError) as error:
            needs = ("rate_hz",) if isinstance(error, RateNotToldError) else ()
            return replace(over, reason=error.message, needs=needs)
        except Exception as error:  # noqa: BLE001 - whatever it is, the next has its turn
            return self._failed(workspace, replace(upload, tries=upload.tries + 1), error)
        else:
            return done

    def _failed(self, workspace: Workspace, upload: Upload, error: Exception) -> UploadStatus:
        """What becomes of a recording that failed by no fault of its own: it stays."""
        _log.warning("A recording could not be measured", exc_info=error)
        with self._lock:
            self._uploads[upload.id] = upload
        with suppress(StorageError):
            workspace.diary.recordings.note(upload)
        reason = Message(TOO_MUCH if isinstance(error, WorkTooMuchError) else HELD)
        if isinstance(error, StorageError):
            reason = error.message
        if upload.tries < MOST_TRIES:
            return UploadStatus(id=upload.id, state=UploadState.WAITING, reason=reason)
        return UploadStatus(id=upload.id, state=UploadState.REFUSED, reason=reason, is_held=True)

    @contextmanager
    def _last_word(self, done: UploadStatus) -> Iterator[None]:
        """The moment of keeping: a cancelling comes before it, or finds it done."""
        with self._lock:
            if done.id in self._stopped:
                raise WorkStoppedError(Message(_("This was stopped. Nothing was changed.")))
            yield
            self._states[done.id] = done

    def _remove(self, workspace: Workspace, upload_id: UUID) -> None:
        """Remove a recording from the shelf; where that fails, it is tried again later."""
        try:
            workspace.diary.recordings.remove(upload_id)
        except StorageError:
            self._unremoved.add(upload_id)
        else:
            self._unremoved.discard(upload_id)

    def _tell(self, upload_id: UUID, share: float) -> None:
        with self._lock:
            status = self._states[upload_id]
            if status.state is UploadState.RUNNING:
                self._states[upload_id] = replace(status, progress=share)

    def _forget_old(self) -> None:
        over = [each.id for each in self._states.values() if each.is_over and not each.is_held]
        for each in over[: max(0, len(over) - REMEMBERED)]:
            if each not in self._stopped:
                del self._states[each]


HELD = _(
    "This recording could not be worked through. It may be damaged, or the fault is ours. It is "
    "still here: under “What was measured” you can try it again, save it, or delete it."
)
TOO_MUCH = _(
    "Measuring this recording took more time or memory than there was, and was stopped. It is "
    "still here: under “What was measured” you can try it again when the computer has less to "
    "do, save it and bring a shorter part, or delete it."
)
