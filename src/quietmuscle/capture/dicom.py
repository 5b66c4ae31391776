"""Ultrasound clips in DICOM with several pictures, where the extra `dicom` is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import numpy as np

from quietmuscle.base.text import _
from quietmuscle.capture.refusal import damaged
from quietmuscle.capture.refusal import refusal
from quietmuscle.capture.video import MOST_PIXELS
from quietmuscle.model.recording import Frame
from quietmuscle.model.recording import Modality
from quietmuscle.model.recording import VideoHeader
from quietmuscle.model.recording import VideoSource

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quietmuscle.model.recording import Image

MOST_FRAMES = 1_000_000
LONGEST_STEP_S = 10.0
GREY_OF_RGB = (0.299, 0.587, 0.114)
"""Brightness of red, green and blue (ITU-R BT.601)."""


def read_dicom(path: Path, *, modality: Modality = Modality.ULTRASOUND) -> VideoSource:
    """The pictures of a clip, one by one."""
    try:
        import pydicom
    except ImportError as error:
        raise refusal(
            _(
                "Files in DICOM need one more part that is not installed here (pydicom). "
                "Please install it, or save the clip as MP4."
            )
        ) from error
    try:
        data = pydicom.dcmread(path, stop_before_pixels=True)
        rows, columns = int(data.get("Rows", 0)), int(data.get("Columns", 0))
        count = int(data.get("NumberOfFrames", 1) or 1)
        times = _times(data, count)
    except Exception as error:
        raise damaged() from error
    if not rows or not columns:
        raise refusal(_("This video holds no pictures that can be read."))
    if rows * columns > MOST_PIXELS or count > MOST_FRAMES:
        raise refusal(_("The pictures of this video are too large. Please film in 4K or smaller."))
    if times is None or count < 2:
        raise refusal(_("This video does not tell how fast its pictures follow each other."))
    duration_s = float(times[-1] + times[1])
    return VideoSource(
        header=VideoHeader(
            modality=modality,
            width=columns,
            height=rows,
            rate_hz=(count - 1) / float(times[-1]),
            duration_s=duration_s,
        ),
        frames=lambda: _frames(path, times, (rows, columns)),
    )


def _times(data: Any, count: int) -> np.ndarray[tuple[int], np.dtype[np.float64]] | None:
    """The times of the pictures in s; None where the file does not tell them."""
    if not 1 < count <= MOST_FRAMES:
        return None
    vector = data.get("FrameTimeVector")
    if vector is not None and len(vector) == count:
        steps_s = np.array([float(each) for each in vector]) / 1000
    else:
        step_s = float(data.get("FrameTime") or 0) / 1000
        rate_hz = float(data.get("CineRate") or data.get("RecommendedDisplayFrameRate") or 0)
        step_s = step_s or (1 / rate_hz if rate_hz > 0 else 0.0)
        steps_s = np.full(count, step_s)
    steps_s[0] = 0.0
    if not ((steps_s[1:] > 0) & (steps_s[1:] <= LONGEST_STEP_S)).all():
        return None
    return np.cumsum(steps_s)


def _frames(
    path: Path, times: np.ndarray[tuple[int], np.dtype[np.float64]], shape: tuple[int, int]
) -> Iterator[Frame]:
    """The pictures of a clip with their times."""
    from pydicom.pixels.utils import iter_pixels

    last: Image | None = None
    pictures = iter_pixels(path)
    for time_s in times:
        try:
            raw = next(pictures, None)
            grey = None if raw is None else _grey(np.asarray(raw))
        except Exception as error:
            raise damaged() from error
        if grey is None or grey.shape != shape:
            raise damaged()
        yield Frame(
            time_s=float(time_s),
            image=grey,
            is_key=True,
            is_repeat=last is not None and np.array_equal(last, grey),
        )
        last = grey


def _grey(raw: np.ndarray[tuple[int, ...], np.dtype[Any]]) -> Image:
    """The brightness of a picture, in one byte a pixel."""
    values = raw.astype(np.float64)
    if values.ndim == 3:
        values = values[..., :3] @ np.array(GREY_OF_RGB)
    if raw.dtype != np.uint8:
        values = values / np.iinfo(raw.dtype).max * 255
    return np.clip(np.round(values), 0, 255).astype(np.uint8)
