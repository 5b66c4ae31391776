"""A film of which each twitch is ringed where and when it was: a copy to look at, as an MP4."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.model.measurement import EventKind
from quietmuscle.model.recording import Modality

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from quietmuscle.flow.measure import MeasuredFile
    from quietmuscle.model.measurement import Event

SUFFIX = ".mp4"
BEFORE_S = 0.2
AFTER_S = 0.6
"""A ring comes a little before the twitch and stays after it: a tenth of a second is not seen."""
RING_SHARE = 0.07
"""Radius of a ring, of the longer side of the picture."""
THICK_SHARE = 0.006
TICK_S = Fraction(1, 1000)
"""Times are kept to the millisecond, as uneven as the film's own are."""
QUALITY = "18"
WHITE, BLACK = 255, 0


def write_annotated_film(film: Path, found: MeasuredFile, out: Path) -> None:
    """Write a grey copy of a film, upright and without sound, with a ring at each twitch.

    Pictures are worked through one by one. Whatever goes wrong, `out` is
    written whole or left as it was. Raises ValueNotUnderstoodError for what is no
    film.
    """
    if found.modality not in {Modality.VIDEO, Modality.ULTRASOUND}:
        raise ValueNotUnderstoodError(
            Message(
                _(
                    "{file} is no film, so no film can be made of it. Please name the marks .edf "
                    "or .csv."
                ),
                {"file": found.file},
            )
        )
    twitches = [one for one in found.events if one.kind is EventKind.FASCICULATION]
    part = out.with_name(f".{out.name}.part")
    try:
        part.touch(mode=0o600)  # a film of a body is for its owner's eyes
        _write(film, found.modality, twitches, part)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)


def _write(film: Path, modality: Modality, twitches: list[Event], part: Path) -> None:
    import av

    from quietmuscle.capture.video import read_film

    source = read_film(film, modality=modality)
    # The encoder wants even sides.
    width, height = source.header.width // 2 * 2, source.header.height // 2 * 2
    last = -1
    with av.open(part, mode="w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=30)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.codec_context.time_base = TICK_S
        stream.options = {"crf": QUALITY, "threads": "1"}
        for each in source.frames():
            image = ringed(each.image, each.time_s, twitches)[:height, :width]
            picture = av.VideoFrame.from_ndarray(np.ascontiguousarray(image), format="gray")
            picture = picture.reformat(format="yuv420p")
            last = max(last + 1, round(each.time_s / TICK_S))
            picture.pts, picture.time_base = last, TICK_S
            container.mux(stream.encode(picture))
        container.mux(stream.encode())


def ringed(image: NDArray[np.uint8], time_s: float, twitches: list[Event]) -> NDArray[np.uint8]:
    """A picture (rows, columns) with a ring, white on black, at each twitch of that moment.

    A twitch without a place is a frame around the whole picture. Where there is
    none, the picture is as it was.
    """
    now = [
        one
        for one in twitches
        if one.onset_s - BEFORE_S <= time_s <= one.onset_s + one.duration_s + AFTER_S
    ]
    if not now:
        return image
    drawn = image.copy()
    longer = max(image.shape)
    radius, thick = max(6.0, RING_SHARE * longer), max(1.5, THICK_SHARE * longer)
    y, x = np.ogrid[: image.shape[0], : image.shape[1]]
    for one in now:
        if one.location_px is None:
            to_rim = np.minimum(
                np.minimum(x, image.shape[1] - 1 - x), np.minimum(y, image.shape[0] - 1 - y)
            )
            drawn[to_rim < 2 * thick] = BLACK
            drawn[to_rim < thick] = WHITE
            continue
        away = np.abs(np.hypot(x - one.location_px[0], y - one.location_px[1]) - radius)
        drawn[away < 2 * thick] = BLACK
        drawn[away < thick] = WHITE
    return drawn
