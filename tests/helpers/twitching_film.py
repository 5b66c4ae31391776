"""A small film whose skin twitches once, and a measurement of it that is kept with its film."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from typing import TYPE_CHECKING

import av
import numpy as np
from entries import an_id
from measured import a_measurement
from shelves import add_photo

from quietmuscle.model.measurement import Event
from quietmuscle.model.measurement import EventKind

if TYPE_CHECKING:
    from datetime import datetime

    from quietmuscle.model.kept_measurement import Correction
    from quietmuscle.model.kept_measurement import KeptMeasurement
    from quietmuscle.store.diary import Diary

WIDTH, HEIGHT, RATE_HZ, LENGTH_S = 240, 180, 30, 3.0
PLACE = (150.0, 80.0)
TWITCH = Event(
    onset_s=1.5,
    duration_s=0.2,
    kind=EventKind.FASCICULATION,
    confidence=0.95,
    location_px=PLACE,
)
NO_PLACE = Event(onset_s=2.5, duration_s=0.2, kind=EventKind.FASCICULATION, confidence=0.5)
PULSE = Event(onset_s=0.5, duration_s=0.3, kind=EventKind.ARTEFACT, confidence=0.9)
EVENTS = (PULSE, TWITCH, NO_PLACE)


def twitching_film(codec: str = "libx264", container: str = "mp4", gop: int = 12) -> bytes:
    """Three seconds of stripes that move by half a pixel near a place, for a fifth of a second."""
    rows, columns = np.mgrid[:HEIGHT, :WIDTH].astype(float)
    bump = np.exp(-((rows - PLACE[1]) ** 2 + (columns - PLACE[0]) ** 2) / (2 * 12.0**2))
    out = BytesIO()
    with av.open(out, "w", format=container) as film:
        stream = film.add_stream(codec, rate=Fraction(RATE_HZ))
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.codec_context.gop_size = gop
        stream.options = {"crf": "10", "threads": "1"}
        for number in range(round(LENGTH_S * RATE_HZ)):
            since_s = number / RATE_HZ - TWITCH.onset_s
            moved = bump * 0.5 * (0 <= since_s < TWITCH.duration_s)
            grey = 127 + 40 * np.sin((columns - moved) / 4) + 40 * np.sin(rows / 4)
            image = np.rint(grey).astype(np.uint8)
            picture = av.VideoFrame.from_ndarray(image, format="gray").reformat(format="yuv420p")
            film.mux(stream.encode(picture))
        film.mux(stream.encode())
    return out.getvalue()


def put_film(
    diary: Diary,
    now_utc: datetime,
    *,
    film: bytes | None = None,
    corrections: tuple[Correction, ...] = (),
) -> KeptMeasurement:
    """Keep the measurement of that film, with the film where its bytes are given."""
    plain = a_measurement(now_utc, twitches=2, corrections=corrections)
    recording = replace(plain.recording, is_kept=film is not None, picture_px=(WIDTH, HEIGHT))
    result = replace(plain.result, duration_s=LENGTH_S, usable_s=LENGTH_S)
    kept = replace(plain, recording=recording, result=result)
    diary.measurements.put(kept, EVENTS, change_id=an_id(), recorded_at_utc=now_utc)
    if film is not None:
        add_photo(diary, film, kept.id, now_utc)
    return kept
