"""A measured recording put into the diary: its numbers, and its bytes where they are wanted."""

from __future__ import annotations

import math
from contextlib import nullcontext
from typing import TYPE_CHECKING

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.errors import WorkStoppedError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.model.kept_measurement import MOST_EVENTS
from quietmuscle.model.kept_measurement import KeptMeasurement
from quietmuscle.model.kept_measurement import RecordingFile
from quietmuscle.model.kept_measurement import result_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractContextManager

    from quietmuscle.flow.measure import MeasuredRecording
    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.measurement import Event
    from quietmuscle.model.upload import Upload

_KINDS = {
    "mp4": "video/mp4",
    "m4v": "video/mp4",
    "mov": "video/quicktime",
    "webm": "video/webm",
    "mkv": "video/x-matroska",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}


def keep_measured(
    workspace: Workspace,
    upload: Upload,
    found: MeasuredRecording,
    chunks: Iterable[bytes],
    last_word: AbstractContextManager[object] | None = None,
) -> KeptMeasurement:
    """A measurement put into the diary; with the recording's bytes only where they are wanted.

    Its id serves as the id of the change too, so that keeping it twice is
    keeping it once. The numbers are written within `last_word`, which may still
    raise WorkStoppedError: then the bytes go again.
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
        posture=upload.posture,
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
    try:
        with last_word or nullcontext():
            saved = workspace.diary.measurements.put(
                kept, events, change_id=upload.id, recorded_at_utc=now_utc
            )
    except WorkStoppedError:
        if upload.keep_recording:
            workspace.diary.attachments.delete(upload.id)
        raise
    return saved.entry


def _is_finite(event: Event) -> bool:
    numbers = (event.onset_s, event.duration_s, event.confidence, event.amplitude or 0.0)
    return all(map(math.isfinite, (*numbers, *(event.location_px or ()))))
