"""A twitch of a film seen again: a short clip beside a magnified one, slowly; and a still picture.

Both are made when they are asked for, in a process of its own with bounds on
time and memory, and never written to a disk. Of the last few, the bytes are
held for a browser that asks for them part by part.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING
from typing import cast

from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.capture.isolated import Bounds
from quietmuscle.capture.isolated import in_isolation
from quietmuscle.flow.measurements import kept_measurement
from quietmuscle.flow.measurements import recording_path
from quietmuscle.measure.crop import crop_around
from quietmuscle.model.recording import Modality

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from pathlib import Path
    from uuid import UUID

    import numpy as np
    from av.video.stream import VideoStream
    from numpy.typing import NDArray

    from quietmuscle.flow.measurements import WholeMeasurement
    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.corrected import ShownEvent
    from quietmuscle.model.recording import Frame

BEFORE_S, AFTER_S = 0.3, 0.7
"""What is shown around the onset. A twitch lasts about a tenth of a second. Judgement."""
QUIET_UNTIL_S = 0.05
"""Pictures so long before the onset are quiet: an onset is told to a picture or two. Judgement."""
TIMES_SLOWER = 4
MOST_PICTURES = 120
"""More in a second are thinned out: four times slower, that is 30 a second."""
LONGEST_SIDE_PX = 480
STILL_SIDE_PX = 960
STILL_S = 1.0
GAP_PX, GAP_GREY = 8, 128
TICK_S = Fraction(1, 1000)
HELD_CLIPS = 4
BOUNDS = Bounds(memory_bytes=3 << 30, time_s=45.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipForm:
    """How a clip is written: container, encoder with its options, and what a browser calls it."""

    name: str
    encoder: str
    options: tuple[tuple[str, str], ...]

    @property
    def media_type(self) -> str:
        """The name of this kind of film."""
        return f"video/{self.name}"


MP4 = ClipForm(name="mp4", encoder="libx264", options=(("crf", "18"), ("threads", "1")))
"""As annotated films are written: Safari, and every browser that holds a licence."""
WEBM = ClipForm(
    name="webm",
    encoder="libvpx-vp9",
    options=(("crf", "20"), ("b", "0"), ("deadline", "realtime"), ("cpu-used", "6")),
)
"""For browsers built without H.264, such as many Chromiums of Linux."""
FORMS = (MP4, WEBM)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moment:
    """A twitch in a film: when, and where in the upright picture."""

    onset_s: float
    location_px: tuple[float, float] | None


def filmed(workspace: Workspace, measurement_id: UUID) -> WholeMeasurement:
    """A kept measurement of a film; NotFoundError where it is none."""
    whole = kept_measurement(workspace, measurement_id)
    if whole.kept.result.modality not in {Modality.VIDEO, Modality.ULTRASOUND}:
        raise NotFoundError(Message(_("This measurement is of no film.")))
    return whole


def twitches_of(whole: WholeMeasurement) -> tuple[ShownEvent, ...]:
    """The twitches that count, in the order of time; their number on pages is from 1."""
    return tuple(one for one in whole.events if one.is_twitch)


class Replays:
    """Clips and stills made on demand, one at a time."""

    def __init__(self, bounds: Bounds = BOUNDS) -> None:
        self._bounds = bounds
        self._lock = threading.Lock()
        self._held: OrderedDict[object, bytes] = OrderedDict()

    def still(self, workspace: Workspace, measurement_id: UUID) -> bytes:
        """A picture of the film as a grey PNG; NotFoundError where the film is not kept."""
        whole = filmed(workspace, measurement_id)
        at_s = min(STILL_S, whole.kept.result.duration_s / 2)
        modality = whole.kept.result.modality
        path = recording_path(workspace, measurement_id)
        return self._made(
            (path, "still"),
            lambda: in_isolation(write_still, path, modality, at_s, bounds=self._bounds),
        )

    def clip(
        self, workspace: Workspace, measurement_id: UUID, number: int, form: ClipForm = MP4
    ) -> bytes:
        """Twitch `number` (from 1), as filmed at the left and magnified at the right.

        Raises NotFoundError where there is no such twitch or the film is not kept.
        """
        whole = filmed(workspace, measurement_id)
        twitches = twitches_of(whole)
        if not 1 <= number <= len(twitches):
            raise NotFoundError(Message(_("This film has no twitch of that number.")))
        path = recording_path(workspace, measurement_id)
        one = twitches[number - 1]
        place = None if one.machine is None else one.machine.location_px
        moment = _Moment(onset_s=one.onset_s, location_px=place)
        modality = whole.kept.result.modality
        return self._made(
            (path, moment, form),
            lambda: in_isolation(write_clip, path, modality, moment, form, bounds=self._bounds),
        )

    def _made(self, key: object, make: Callable[[], bytes]) -> bytes:
        with self._lock:
            if key not in self._held:
                self._held[key] = make()
            self._held.move_to_end(key)
            while len(self._held) > HELD_CLIPS:
                self._held.popitem(last=False)
            return self._held[key]


def write_still(path: Path, modality: Modality, at_s: float) -> bytes:
    """The first picture from a moment on, as a grey PNG: what the other process does."""
    import av

    for frame in _between(path, modality, at_s, float("inf")):
        image = _smaller(frame.image, STILL_SIDE_PX)
        encoder = av.CodecContext.create("png", "w")
        encoder.height, encoder.width = image.shape
        encoder.pix_fmt, encoder.time_base = "gray", TICK_S
        picture = av.VideoFrame.from_ndarray(image, format="gray")
        packets = [*encoder.encode(picture), *encoder.encode(None)]
        return b"".join(bytes(packet) for packet in packets)
    raise _nothing_there()


def write_clip(path: Path, modality: Modality, moment: _Moment, form: ClipForm) -> bytes:
    """The clip of one twitch: what the other process does."""
    import numpy as np

    from quietmuscle.measure.magnify import magnified

    from_s, to_s = max(0.0, moment.onset_s - BEFORE_S), moment.onset_s + AFTER_S
    times_s, images = [], []
    for frame in _between(path, modality, from_s, to_s):
        rows, columns = frame.image.shape
        part = crop_around((columns, rows), moment.location_px)
        image = frame.image[part.top : part.top + part.height, part.left : part.left + part.width]
        times_s.append(frame.time_s)
        images.append(_smaller(image, LONGEST_SIDE_PX))
    if len(images) < 2:
        raise _nothing_there()
    step = -(-len(images) // MOST_PICTURES)
    times, plain = np.array(times_s[::step]), np.stack(images[::step])
    quiet = times < moment.onset_s - QUIET_UNTIL_S
    quiet[0] = True  # a twitch at the very start is compared with the first picture
    gap = np.full((len(plain), plain.shape[1], GAP_PX), GAP_GREY, np.uint8)
    both = np.concatenate((plain, gap, magnified(plain, quiet)), axis=2)
    return _encoded(both, (times - times[0]) * TIMES_SLOWER, form)


def _between(path: Path, modality: Modality, from_s: float, to_s: float) -> Iterator[Frame]:
    """The pictures between two moments of a film or of an ultrasound clip in DICOM."""
    from quietmuscle.capture.kinds import FileKind
    from quietmuscle.capture.kinds import kind_of
    from quietmuscle.capture.reading import read_video
    from quietmuscle.capture.video import read_part

    if kind_of(path) is FileKind.VIDEO:
        yield from read_part(path, from_s, to_s)
        return
    for frame in read_video(path, modality=modality).frames():
        if frame.time_s > to_s:
            return
        if frame.time_s >= from_s:
            yield frame


def _smaller(image: NDArray[np.uint8], longest_px: int) -> NDArray[np.uint8]:
    """A picture whose sides are even and at most so long: means of whole blocks of pixels."""
    import numpy as np

    block = max(1, -(-max(image.shape) // longest_px))
    rows, columns = (side // (2 * block) * 2 for side in image.shape)
    if block == 1:
        return np.ascontiguousarray(image[:rows, :columns])
    blocks = image[: rows * block, : columns * block].reshape(rows, block, columns, block)
    return np.asarray(np.rint(blocks.mean(axis=(1, 3))), np.uint8)


def _encoded(images: NDArray[np.uint8], times_s: NDArray[np.float64], form: ClipForm) -> bytes:
    """Pictures (pictures, rows, columns) at their times as the bytes of a film."""
    import io

    import av
    import numpy as np

    out = io.BytesIO()
    with av.open(out, "w", format=form.name, options={"fflags": "+bitexact"}) as container:
        stream = cast("VideoStream", container.add_stream(form.encoder, rate=30))
        stream.height, stream.width = images.shape[1:]
        stream.pix_fmt = "yuv420p"
        stream.codec_context.time_base = TICK_S
        stream.options = dict(form.options)
        for number, image in enumerate(images):
            picture = av.VideoFrame.from_ndarray(np.ascontiguousarray(image), format="gray")
            picture = picture.reformat(format="yuv420p")
            picture.pts, picture.time_base = round(times_s[number] / TICK_S), TICK_S
            container.mux(stream.encode(picture))
        container.mux(stream.encode())
    return out.getvalue()


def _nothing_there() -> ValueNotUnderstoodError:
    return ValueNotUnderstoodError(
        Message(_("The film has no pictures at this moment. Nothing was changed."))
    )
