"""Films of any kind that FFmpeg reads: upright grey pictures at their true times.

The kind of container is told by us from the content, so that no list of other
files, and no address, is ever followed.
"""

from __future__ import annotations

import math
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.capture.kinds import container_of
from quietmuscle.capture.kinds import start_of
from quietmuscle.capture.refusal import damaged
from quietmuscle.capture.refusal import ends_early
from quietmuscle.capture.refusal import not_a_recording
from quietmuscle.capture.refusal import refusal
from quietmuscle.model.recording import Frame
from quietmuscle.model.recording import Image
from quietmuscle.model.recording import Modality
from quietmuscle.model.recording import VideoHeader
from quietmuscle.model.recording import VideoSource

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from av.container import InputContainer
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream


MOST_PIXELS = 40_000_000
"""8K has 33 million."""

_BOUNDED = {"max_pixels": str(MOST_PIXELS)}

POSSIBLE_HZ = (1.0, 2000.0)
LONGEST_S = 1e7
"""A third of a year."""
LOOKED_AT_FRAMES = 30
UNEVEN_SHARE = 0.2
"""Steps between pictures that differ by more than this share are said to be uneven."""

MOST_MISSING_S = 1.0
MOST_MISSING_SHARE = 0.1
MOST_BROKEN = 50
"""Broken packets in a row, after which a film is given up."""

SOUGHT_BEFORE_S = 0.5
"""A film is entered so long before what is wanted: pictures need those before them."""

# Formats of which the first plane is the brightness, in one byte a pixel.
_BRIGHTNESS_FIRST = {
    "yuv420p", "yuvj420p", "yuv422p", "yuvj422p", "yuv444p", "yuvj444p", "yuv440p", "yuv410p",
    "yuv411p", "nv12", "nv21", "yuva420p", "gray",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Picture:
    """A decoded picture: its time, if the file tells it, and itself."""

    time_s: float | None
    image: Image
    is_key: bool


def read_film(path: Path, *, modality: Modality = Modality.VIDEO) -> VideoSource:
    """The pictures of a film."""
    container = container_of(start_of(path))
    if container is None:
        raise not_a_recording()
    first, times, said_hz, duration_s = _looked_at(path, container)
    measured_hz, uneven = _rate(times)
    rate_hz = measured_hz or said_hz
    if rate_hz is None or not POSSIBLE_HZ[0] <= rate_hz <= POSSIBLE_HZ[1]:
        raise refusal(_("This video does not tell how fast its pictures follow each other."))
    # A whole film tells its mean rate better than its first second.
    if said_hz and abs(said_hz / rate_hz - 1) <= UNEVEN_SHARE:
        rate_hz = said_hz
    height, width = first.shape
    sentence = _(
        "The pictures of this video do not follow each other evenly; their true times were used."
    )
    return VideoSource(
        header=VideoHeader(
            modality=modality,
            width=width,
            height=height,
            rate_hz=rate_hz,
            duration_s=duration_s or _counted_s(path, container),
            remarks=(Message(sentence),) if uneven else (),
        ),
        frames=lambda: _frames(path, container, rate_hz, duration_s),
    )


def _looked_at(path: Path, container: str) -> tuple[Image, list[float], float | None, float | None]:
    """The first picture, the first times, and the rate and length that a film claims."""
    times: list[float] = []
    first: Image | None = None
    with _opened(path, container) as film:
        stream = _stream(film)
        said_hz = _claimed_hz(stream)
        duration_s = _claimed_s(film, stream)
        for picture in _pictures(film, stream):
            first = picture.image if first is None else first
            if picture.time_s is not None:
                times.append(picture.time_s)
            if len(times) >= LOOKED_AT_FRAMES:
                break
    if first is None:
        raise refusal(_("This video holds no pictures that can be read."))
    return first, times, said_hz, duration_s


def _opened(path: Path, container: str) -> InputContainer:
    """A film, open, of the container that its content shows."""
    import av

    try:
        return av.open(
            f"file:{path.resolve()}",
            format=container,
            options={"protocol_whitelist": "file", **_BOUNDED},
            metadata_errors="replace",
        )
    except (av.FFmpegError, ValueError, MemoryError, OverflowError) as error:
        raise damaged() from error


def _stream(film: InputContainer) -> VideoStream:
    """The film's stream of pictures."""
    found = [each for each in film.streams.video if not int(each.disposition) & _attached_picture()]
    if not found:
        raise refusal(_("There is no picture in this file, only sound or data."))
    stream = found[0]
    if stream.codec_context is None:
        raise refusal(_("This video is written in a way that cannot be read here. MP4 can."))
    if stream.codec_context.width * stream.codec_context.height > MOST_PIXELS:
        raise _too_large()
    stream.codec_context.options = _BOUNDED
    stream.thread_type = "AUTO"
    return stream


def _attached_picture() -> int:
    """The mark of a stream that is only the picture of a cover."""
    from av.stream import Disposition

    return int(Disposition.attached_pic)


def _too_large() -> Exception:
    """The refusal of pictures beyond any camera's."""
    return refusal(_("The pictures of this video are too large. Please film in 4K or smaller."))


def _claimed_hz(stream: VideoStream) -> float | None:
    """The rate that a film claims."""
    for rate in (stream.average_rate, stream.guessed_rate):
        if rate and POSSIBLE_HZ[0] <= float(rate) <= POSSIBLE_HZ[1]:
            return float(rate)
    return None


def _claimed_s(film: InputContainer, stream: VideoStream) -> float | None:
    """The length that a film claims."""
    if stream.duration and stream.time_base:
        claimed = float(stream.duration * stream.time_base)
    elif film.duration:
        claimed = film.duration / 1e6
    else:
        return None
    return claimed if 0 < claimed < LONGEST_S else None


def _counted_s(path: Path, container: str) -> float | None:
    """The length of a film that does not tell it, from its packets: a browser's recording.

    Nothing is decoded, so that it takes a small part of a second.
    """
    import av

    first = last = None
    with _opened(path, container) as film:
        stream = _stream(film)
        # Where packets are broken, what was counted until there is the best that is known.
        with suppress(av.FFmpegError, ValueError, MemoryError, OverflowError):
            for packet in film.demux(stream):
                if packet.pts is not None:
                    first = packet.pts if first is None else min(first, packet.pts)
                    last = packet.pts if last is None else max(last, packet.pts)
        if first is None or last is None or not stream.time_base:
            return None
        counted = float((last - first) * stream.time_base)
    return counted if 0 < counted < LONGEST_S else None


def _rate(times: list[float]) -> tuple[float | None, bool]:
    """The rate of the first pictures, and whether they are uneven."""
    steps = np.diff(np.unique(times))
    if not steps.size:
        return None, False
    middle = float(np.median(steps))
    uneven = float(np.mean(np.abs(steps - middle) > UNEVEN_SHARE * middle)) > 0.1
    return 1 / float(np.mean(steps)), uneven


def _pictures(film: InputContainer, stream: VideoStream) -> Iterator[_Picture]:
    """The pictures of a film in the order they are shown; broken packets are passed over."""
    import av

    broken = 0
    packets = film.demux(stream)
    while True:
        try:
            packet = next(packets, None)
            if packet is None:
                return
            frames = packet.decode()
            broken = 0
        except (av.FFmpegError, ValueError, MemoryError, OverflowError) as error:
            broken += 1
            if broken > MOST_BROKEN:
                raise damaged() from error
            continue
        for frame in frames:
            yield _picture(frame, stream)


def _picture(frame: VideoFrame, stream: VideoStream) -> _Picture:
    """A decoded frame, grey and upright."""
    if frame.width * frame.height > MOST_PIXELS:
        raise _too_large()
    if frame.format.name in _BRIGHTNESS_FIRST:
        plane = frame.planes[0]
        rows = np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)
        grey = rows[: frame.height, : frame.width]
    else:
        grey = np.asarray(frame.to_ndarray(format="gray"), np.uint8)
    pts = frame.pts if frame.pts is not None else frame.dts
    time_base = frame.time_base or stream.time_base
    time_s = None if pts is None or not time_base else float(pts * time_base)
    return _Picture(
        time_s=time_s if time_s is not None and math.isfinite(time_s) else None,
        image=np.ascontiguousarray(np.rot90(grey, round(frame.rotation / 90)), np.uint8).copy(),
        is_key=bool(frame.key_frame),
    )


def _frames(
    path: Path, container: str, rate_hz: float, duration_s: float | None
) -> Iterator[Frame]:
    """The pictures of a film with their times from its start, each later than the last."""
    start_s: float | None = None
    last: Frame | None = None
    with _opened(path, container) as film:
        stream = _stream(film)
        for picture in _pictures(film, stream):
            if last and picture.image.shape != last.image.shape:
                raise refusal(
                    _(
                        "The size of the picture changes within this video. "
                        "Please film again and hold the phone the same way throughout."
                    )
                )
            told_s = picture.time_s
            if told_s is None:
                told_s = (start_s or 0.0) + (last.time_s + 1 / rate_hz if last else 0.0)
            start_s = told_s if start_s is None else start_s
            if last and told_s - start_s <= last.time_s:
                continue
            last = Frame(
                time_s=told_s - start_s,
                image=picture.image,
                is_key=picture.is_key,
                is_repeat=bool(last and _is_same(last.image, picture.image)),
            )
            yield last
    ended_s = last.time_s + 1 / rate_hz if last else 0.0
    if duration_s and duration_s - ended_s > max(MOST_MISSING_S, MOST_MISSING_SHARE * duration_s):
        raise ends_early()


def read_part(path: Path, from_s: float, to_s: float) -> Iterator[Frame]:
    """The pictures of a film between two moments, both included, by their times from its start.

    The film is entered at a key picture before them. Where it tells no way to
    one, as a browser's recording may not, it is read from its start.
    """
    last_s: float | None = None
    for picture, at_s in _after_seeking(path, from_s):
        if at_s > to_s:
            return
        if at_s >= from_s and (last_s is None or at_s > last_s):
            last_s = at_s
            yield Frame(time_s=at_s, image=picture.image, is_key=picture.is_key, is_repeat=False)
    if last_s is not None:
        return
    for frame in read_film(path).frames():
        if frame.time_s > to_s:
            return
        if frame.time_s >= from_s:
            yield frame


def _after_seeking(path: Path, from_s: float) -> Iterator[tuple[_Picture, float]]:
    """The pictures from before a moment on, with their times; none where no way leads there."""
    import av

    container = container_of(start_of(path))
    if container is None:
        raise not_a_recording()
    with _opened(path, container) as film:
        stream = _stream(film)
        first = next(_pictures(film, stream), None)
        if first is None or first.time_s is None:
            return
        try:
            film.seek(round((first.time_s + max(0.0, from_s - SOUGHT_BEFORE_S)) * 1e6))
        except (av.FFmpegError, ValueError, OverflowError):
            return
        is_before = False
        for picture in _pictures(film, stream):
            if picture.time_s is None:
                return
            at_s = picture.time_s - first.time_s
            is_before = is_before or at_s <= max(0.0, from_s)
            if not is_before:
                return
            yield picture, at_s


def _is_same(one: Image, other: Image) -> bool:
    """Whether two pictures are the same; most are told apart by a few rows."""
    return np.array_equal(one[::16], other[::16]) and np.array_equal(one, other)
