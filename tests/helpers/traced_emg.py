"""A kept EMG with two spikes whose place and size are known, for what draws its trace."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from entries import an_id
from measured import a_measurement
from shelves import add_photo

from quietmuscle.model.measurement import Event
from quietmuscle.model.measurement import EventKind
from quietmuscle.model.recording import Modality

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from quietmuscle.model.kept_measurement import KeptMeasurement
    from quietmuscle.store.diary import Diary

RATE_HZ, LENGTH_S = 2000.0, 20.0
SPIKES_S = (5.0, 12.5)
SIZE_UV = 400.0
EVENTS = tuple(
    Event(
        onset_s=at_s,
        duration_s=0.01,
        kind=EventKind.FASCICULATION,
        confidence=0.95,
        unit_id=number,
    )
    for number, at_s in enumerate(SPIKES_S)
)


def traced_emg() -> bytes:
    """Two channels of noise as NPZ, in µV; the second has a spike of a millisecond twice."""
    rng = np.random.default_rng(8)
    samples = rng.normal(0, 4, (round(RATE_HZ * LENGTH_S), 2))
    for at_s in SPIKES_S:
        first = round(at_s * RATE_HZ)
        samples[first : first + 2, 1] += (SIZE_UV, -SIZE_UV)
    out = BytesIO()
    np.savez(out, samples=samples)
    return out.getvalue()


def put_emg(
    diary: Diary, now_utc: datetime, *, emg: bytes | None = None, entry_id: UUID | None = None
) -> KeptMeasurement:
    """Keep the measurement of that recording, with its file where the bytes are given."""
    plain = a_measurement(now_utc, entry_id=entry_id, twitches=len(EVENTS), modality=Modality.EMG)
    recording = replace(plain.recording, is_kept=emg is not None, picture_px=None)
    result = replace(
        plain.result,
        duration_s=LENGTH_S,
        usable_s=LENGTH_S,
        parameters=(("rate_hz", RATE_HZ), ("channels", 2.0)),
    )
    kept = replace(plain, recording=recording, result=result)
    diary.measurements.put(kept, EVENTS, change_id=an_id(), recorded_at_utc=now_utc)
    if emg is not None:
        add_photo(diary, emg, kept.id, now_utc)
    return kept
