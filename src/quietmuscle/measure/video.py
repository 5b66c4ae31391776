"""Twitches in a camera video of skin or in an ultrasound clip: the whole measurement."""

from __future__ import annotations

import math
from dataclasses import dataclass
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from numpy import float32
from numpy.typing import NDArray

from quietmuscle.measure.video_alarm import FALSE_PER_MIN
from quietmuscle.measure.video_blocks import BLOCK_PX
from quietmuscle.measure.video_kinds import HEART_S
from quietmuscle.measure.video_kinds import SURE
from quietmuscle.measure.video_kinds import NamedStir
from quietmuscle.measure.video_register import LONG_SIDE_PX
from quietmuscle.measure.video_register import reduction
from quietmuscle.measure.video_stretch import Stretch
from quietmuscle.measure.video_stretch import stretch
from quietmuscle.measure.video_track import DARK
from quietmuscle.measure.video_track import TrackedFrame
from quietmuscle.measure.video_track import tracked
from quietmuscle.model.measurement import Event
from quietmuscle.model.measurement import EventDetail
from quietmuscle.model.measurement import EventKind
from quietmuscle.model.measurement import Quality

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from quietmuscle.model.recording import Frame

STRETCH_S = 30.0
"""Long enough to know a rhythm and the noise, short enough to keep in memory."""
OVERLAP_S = 4.0
"""Stretches share this, so that no twitch is cut."""
SHORTEST_S = 4.0
"""In less time neither noise nor rhythm can be known."""
SLOWEST_HZ = 15.0
"""A twitch of 0.1 to 0.5 s shows in too few pictures below this."""
FEW_HZ = 28.0
"""Below this a twitch of 0.1 s shows in two pictures, and it is said that short ones may be missed:
25 pictures a second do, 60 are better."""
COARSEST_PX = 8.0
"""Twitches that would have to be larger than this (of 512) are not worth looking for."""

SEEN_SHARE = 1 / 12
"""What of a twitch's peak the bump for the noise's figure shows where nine in ten twitches are
found (81 in 100 are at an eighth): half goes by its width, three fifths by its length, and more
where texture is faint. From 138 twitches of clips that thresholds were set on."""
LOUD_Z = 3.25
"""A rhythm is told when its strongest block is this many spreads of the noise."""
MISSING_SHARE = 0.05
"""Of a stretch in gaps of the clock: said from here on. Judgement."""
LIGHT_RANGE = 0.25
"""Change of mean brightness in a stretch that is said."""
TREMOR_S = (1 / 15, 1 / 3)
"""Period of a tremor (MS: 3 to 13 Hz, PMC7869147). Clonus (5 to 8 Hz) looks the same in a video."""
PARAMETERS = (
    ("block_px", float(BLOCK_PX)),
    ("long_side_px", float(LONG_SIDE_PX)),
    ("false_per_min", FALSE_PER_MIN),
    ("sure_above_noise", SURE.above_noise),
    ("sure_contrast", SURE.contrast),
    ("stretch_s", STRETCH_S),
    ("overlap_s", OVERLAP_S),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoFinding:
    """What a video shows: its events, where it moved, and what could have been seen.

    `heat_px` is, for each block, the farthest that a twitch moved it;
    `heat_corner_px` and `heat_block_px` lay the blocks over the picture.
    `smallest_px` is the displacement from which on nine in ten twitches are found.
    """

    duration_s: float
    usable_s: float
    quality: tuple[Quality, ...]
    events: tuple[Event, ...]
    heat_px: NDArray[float32]
    heat_corner_px: tuple[float, float]
    heat_block_px: float
    smallest_px: float | None
    parameters: tuple[tuple[str, float], ...]


@dataclass(slots=True)
class _Sum:
    """What the stretches so far have shown."""

    events: list[Event]
    quality: set[Quality]
    usable_s: float
    heat: NDArray[float32] | None
    smallest: list[float]
    is_sparse: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lens:
    """How blocks lie over the picture."""

    scale: int
    shape: tuple[int, int]
    grid: tuple[int, int]

    @property
    def corner(self) -> tuple[float, float]:
        """Where the blocks begin (x, y): they lie in the middle."""
        side = BLOCK_PX * self.scale
        return (self.shape[1] - self.grid[1] * side) / 2, (self.shape[0] - self.grid[0] * side) / 2

    def place(self, row: float, column: float) -> tuple[float, float]:
        """The middle of a block in the picture (x, y)."""
        side = BLOCK_PX * self.scale
        return self.corner[0] + (column + 0.5) * side, self.corner[1] + (row + 0.5) * side


def measure_frames(frames: Iterable[Frame]) -> VideoFinding:
    """The measurement of a video, read once and picture by picture; memory does not grow.

    A strong, irregular pulse in a short video can still be taken for twitches:
    see the figures of benchmarks/measure_video.py.
    """
    pictures = iter(frames)
    first = next(pictures, None)
    total = _Sum([], set(), 0.0, None, [])
    if first is None:
        return _finding(total, 0.0, _Lens(scale=1, shape=(0, 0), grid=(0, 0)))
    shape = (first.image.shape[0], first.image.shape[1])
    lens = _Lens(scale=reduction(*shape), shape=shape, grid=(0, 0))
    until_s = first.time_s
    for kept, is_last in _stretches(tracked(chain([first], pictures))):
        from_s, until_s = kept[0].time_s, kept[-1].time_s
        lens = replace(lens, grid=(kept[0].field.shape[0], kept[0].field.shape[1]))
        problem = _problem(kept)
        if problem is not None:
            total.quality.add(problem)
            total.is_sparse |= problem is Quality.LOW_RATE
            continue
        # A stretch answers for its middle; the rims belong to its neighbours.
        start = from_s if from_s == first.time_s else from_s + OVERLAP_S / 2
        end = until_s + 1e-6 if is_last else until_s - OVERLAP_S / 2
        _add(total, stretch(kept), (start, end), lens)
    return _finding(total, until_s - first.time_s, lens)


def _problem(kept: list[TrackedFrame]) -> Quality | None:
    """Why a stretch cannot be measured at all, if so."""
    if kept[-1].time_s - kept[0].time_s < SHORTEST_S:
        return Quality.TOO_SHORT
    if float(np.median(np.diff([frame.time_s for frame in kept]))) > 1.05 / SLOWEST_HZ:
        return Quality.LOW_RATE
    if np.mean([frame.is_seen for frame in kept]) < 0.5:
        dark = np.median([frame.brightness for frame in kept]) < DARK
        return Quality.NOT_MEASURABLE if dark else Quality.CAMERA_MOVED
    return None


def _stretches(frames: Iterator[TrackedFrame]) -> Iterator[tuple[list[TrackedFrame], bool]]:
    """Pictures in stretches that overlap, and whether a stretch is the last."""
    kept: list[TrackedFrame] = []
    for frame in frames:
        kept.append(frame)
        # The next stretch must itself be long enough, or the end is taken along.
        if kept[-1].time_s - kept[0].time_s >= STRETCH_S + OVERLAP_S + SHORTEST_S:
            cut = kept[0].time_s + STRETCH_S
            yield [one for one in kept if one.time_s <= cut], False
            kept = [one for one in kept if one.time_s >= cut - OVERLAP_S]
    if kept:
        yield kept, True


def _add(total: _Sum, part: Stretch, span: tuple[float, float], lens: _Lens) -> None:
    """What a stretch shows in its own span, added to the sum."""
    start, end = span
    inside = (part.times_s >= start) & (part.times_s < end)
    needed = float(np.median(part.noise)) * part.bar / SEEN_SHARE * lens.scale
    if needed * 512 / max(lens.shape) > COARSEST_PX:
        total.quality.add(Quality.NOISY)
        return
    total.smallest.append(needed)
    total.usable_s += float((part.is_usable & inside).sum() * np.median(np.diff(part.times_s)))
    total.quality |= _remarks(part)
    if total.heat is None:
        total.heat = np.zeros(part.noise.shape, np.float32)
    for one in part.stirs:
        if not start <= one.stir.peak_s < end:
            continue
        total.events.append(_event(one, lens))
        if one.kind is EventKind.FASCICULATION:
            total.heat = np.maximum(total.heat, one.stir.reach * lens.scale)
        if one.detail is EventDetail.HEARTBEAT:
            total.quality.add(Quality.HEARTBEAT)
    total.events += [
        Event(
            onset_s=onset,
            duration_s=duration,
            kind=EventKind.ARTEFACT,
            detail=EventDetail.MOVEMENT,
            confidence=0.9,
        )
        for onset, duration in part.jolts
        if start <= onset < end
    ]
    _add_rhythms(total, part, span, lens)


def _remarks(part: Stretch) -> set[Quality]:
    """What is to be said of a stretch that was measured."""
    said = {
        Quality.FLAT: part.is_frozen,
        Quality.MISSING_SAMPLES: part.missing_share > MISSING_SHARE,
        Quality.LOW_RATE: np.median(np.diff(part.times_s)) > 1 / FEW_HZ,
        Quality.CAMERA_MOVED: bool(part.jolts),
        Quality.LIGHT_CHANGED: part.light_range > LIGHT_RANGE,
    }
    return {quality for quality, is_so in said.items() if is_so}


def _add_rhythms(total: _Sum, part: Stretch, span: tuple[float, float], lens: _Lens) -> None:
    """Rhythms that are larger than the smallest twitch, by their period."""
    loud = [one for one in part.rhythms if one.size > LOUD_Z * float(np.median(part.noise))]
    if any(HEART_S[0] <= one.period_s <= HEART_S[1] for one in loud):
        total.quality.add(Quality.HEARTBEAT)
    tremors = [one for one in loud if TREMOR_S[0] <= one.period_s < TREMOR_S[1]]
    if tremors:
        largest = max(tremors, key=lambda one: one.size)
        row, column = divmod(largest.place, part.noise.shape[1])
        total.events.append(
            Event(
                onset_s=span[0],
                duration_s=span[1] - span[0],
                kind=EventKind.TREMOR,
                confidence=0.7,
                # A sine is 2·√2 of its spread from peak to peak.
                amplitude=largest.size * 2 * math.sqrt(2) * lens.scale,
                amplitude_unit="px",
                location_px=lens.place(row, column),
            )
        )


def _event(one: NamedStir, lens: _Lens) -> Event:
    return Event(
        onset_s=one.stir.onset_s,
        duration_s=one.stir.duration_s,
        kind=one.kind,
        detail=one.detail,
        confidence=one.confidence,
        amplitude=one.stir.amplitude * lens.scale,
        amplitude_unit="px",
        location_px=lens.place(*one.stir.place),
    )


def _finding(total: _Sum, duration_s: float, lens: _Lens) -> VideoFinding:
    if total.usable_s >= SHORTEST_S and total.is_sparse:
        total.quality.add(Quality.MISSING_SAMPLES)
    heat = np.zeros((0, 0), np.float32) if total.heat is None else total.heat
    if total.usable_s < SHORTEST_S:
        total.quality.add(Quality.NOT_MEASURABLE)
    corner = lens.corner
    return VideoFinding(
        duration_s=duration_s,
        usable_s=total.usable_s,
        quality=tuple(sorted(total.quality)),
        events=tuple(sorted(total.events, key=lambda event: event.onset_s)),
        heat_px=heat,
        heat_corner_px=corner,
        heat_block_px=float(BLOCK_PX * lens.scale),
        smallest_px=float(np.median(total.smallest)) if total.smallest else None,
        parameters=PARAMETERS,
    )
