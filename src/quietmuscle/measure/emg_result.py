"""From the discharges of all pieces of an EMG to its measurement."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy import bool_
from numpy import float64
from numpy.typing import NDArray

from quietmuscle.measure.activity_nouns import Activity
from quietmuscle.measure.decompose import Discharge
from quietmuscle.measure.doublets import DOUBLET_S
from quietmuscle.measure.emg_classes import PART
from quietmuscle.measure.emg_classes import PLAIN
from quietmuscle.measure.emg_classes import Discharges
from quietmuscle.measure.emg_classes import classes_of
from quietmuscle.measure.emg_summary import summary_of
from quietmuscle.measure.firing import firing_trains
from quietmuscle.measure.telling import as_told
from quietmuscle.measure.templates import Unit
from quietmuscle.measure.usable_time import UsableTime
from quietmuscle.measure.usable_time import usable_time
from quietmuscle.model.measurement import Event
from quietmuscle.model.measurement import EventDetail
from quietmuscle.model.measurement import EventKind
from quietmuscle.model.measurement import Measurement
from quietmuscle.model.measurement import Quality
from quietmuscle.model.recording import SignalUnit

if TYPE_CHECKING:
    from quietmuscle.model.recording import SignalHeader

ENGINE_VERSION = "emg 5"
SURE, UNSURE = 0.8, 0.5
"""How sure a stretch is what it is called; a spasm may as well be willed."""
LONE_ODDS, AGAIN_ODDS = 1.9, 1.2
"""The logarithm of the odds that a shape seen once is a potential, and by how much each doubling
of how often it was seen adds to it."""
EDGE_SHARE = 0.1
PEAK_TO_RMS = 3.3
"""Peak to peak of a usual potential by its root mean square over 9 ms."""
LOW_RATE_HZ = 1000.0
NOISY_UV = 100.0
"""The smallest potential that must be seen for a count to mean something (Bashford 2019)."""

_KINDS = {
    PLAIN: EventKind.FASCICULATION,
    EventDetail.TONIC: EventKind.VOLUNTARY,
    EventDetail.GROUPED: EventKind.OTHER,
    EventDetail.HEARTBEAT: EventKind.ARTEFACT,
    EventDetail.MOVEMENT: EventKind.ARTEFACT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What was found in a piece of a recording; samples are counted from its `start`."""

    start: int
    keep: tuple[int, int]
    usable: NDArray[bool_]
    quality: frozenset[Quality]
    discharges: tuple[Discharge, ...] = ()
    sizes: tuple[float, ...] = ()
    jolted: tuple[bool, ...] = ()
    beats: tuple[int, ...] = ()
    activities: tuple[Activity, ...] = ()
    groups_s: tuple[tuple[float, float], ...] = ()
    hum_hz: tuple[float, ...] = ()
    smallest: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """All pieces, and the units that were met in them."""

    pieces: tuple[Piece, ...]
    units: tuple[Unit, ...]


def measurement_of(found: Found, header: SignalHeader, samples: int) -> Measurement:
    """The measurement of a recording of so many samples."""
    rate_hz = header.rate_hz
    duration_s = samples / rate_hz
    columns = _columns(found, rate_hz)
    beats_s = np.array([(p.start + at) / rate_hz for p in found.pieces for at in p.beats])
    label = classes_of(columns, np.sort(beats_s), duration_s, _groups(found, rate_hz))
    singles, doublets = _without_seconds(columns, label)
    rows = _Rows(columns=columns, label=label, doublets=doublets)
    unit_name = SignalUnit.MICROVOLT if header.unit is SignalUnit.MICROVOLT else None
    events = [
        replace(event, channel=_channel(found.units[event.unit_id or 0], header))
        for event in (_event(found, rows, number, rate_hz, unit_name) for number in singles)
    ]
    activities = _activities(found, rate_hz)
    events += [_activity_event(activity) for activity in activities]
    usable = _usable(found, rate_hz, activities)
    smallest = _smallest(found)
    firing = label == EventDetail.TONIC
    return as_told(
        Measurement(
            modality=header.modality,
            engine_version=ENGINE_VERSION,
            duration_s=duration_s,
            usable_s=usable.seconds,
            quality=_quality(
                found,
                header,
                label,
                usable.seconds,
                smallest if unit_name else None,
            ),
            events=tuple(sorted(events, key=lambda event: event.onset_s)),
            summary=summary_of(
                events,
                usable,
                smallest if unit_name else None,
                firing_trains(columns.at_s[firing], columns.unit[firing], columns.size[firing]),
            ),
        )
    )


def _groups(found: Found, rate_hz: float) -> NDArray[float64]:
    """From when to when groups last whose potentials run into each other, (groups, 2), in s."""
    rows = [
        (piece.start / rate_hz + first, piece.start / rate_hz + last)
        for piece in found.pieces
        for first, last in piece.groups_s
        if piece.keep[0] <= piece.start + first * rate_hz < piece.keep[1]
    ]
    return np.array(rows, dtype=float).reshape(-1, 2)


def _columns(found: Found, rate_hz: float) -> Discharges:
    rows = [
        ((piece.start + each.at) / rate_hz, each.unit, each.energy, size, jolted)
        for piece in found.pieces
        for each, size, jolted in zip(piece.discharges, piece.sizes, piece.jolted, strict=True)
    ]
    rows.sort(key=lambda row: row[0])
    at, unit, energy, size, jolted = zip(*rows, strict=True) if rows else ((),) * 5
    return Discharges(
        at_s=np.array(at, dtype=float),
        unit=np.array(unit, dtype=int),
        energy=np.array(energy, dtype=float),
        size=np.array(size, dtype=float),
        jolted=np.array(jolted, dtype=bool),
    )


def _without_seconds(
    columns: Discharges, label: NDArray[np.object_]
) -> tuple[list[int], frozenset[int]]:
    """The discharges that are events of their own, and those of them that are doublets."""
    kept: list[int] = []
    doublets: set[int] = set()
    last: dict[int, int] = {}
    for number in range(label.size):
        if label[number] == PART:
            continue
        unit = int(columns.unit[number])
        before = last.get(unit)
        if (
            label[number] == PLAIN
            and before is not None
            and columns.at_s[number] - columns.at_s[before] <= DOUBLET_S
        ):
            doublets.add(before)
            continue
        if label[number] == PLAIN:
            last[unit] = number
        kept.append(number)
    return kept, frozenset(doublets)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rows:
    """The discharges with their labels, and the doublets."""

    columns: Discharges
    label: NDArray[np.object_]
    doublets: frozenset[int]


def _event(
    found: Found, rows: _Rows, number: int, rate_hz: float, unit_name: SignalUnit | None
) -> Event:
    what = rows.label[number]
    unit_id = int(rows.columns.unit[number])
    unit = found.units[unit_id]
    before_s, length_s = _extent(unit.shape, rate_hz)
    detail = what if isinstance(what, EventDetail) else None
    return Event(
        onset_s=max(0.0, float(rows.columns.at_s[number]) - before_s),
        duration_s=length_s,
        kind=_KINDS[what],
        detail=EventDetail.DOUBLET if number in rows.doublets else detail,
        confidence=_confidence(unit.seen),
        amplitude=None if unit_name is None else float(rows.columns.size[number]),
        amplitude_unit=unit_name,
        unit_id=unit_id,
    )


def _channel(unit: Unit, header: SignalHeader) -> str | None:
    """The channel in which a unit is largest, where there are several."""
    if len(header.channels) < 2:
        return None
    return header.channels[int(np.ptp(unit.shape, axis=0).argmax())]


def _extent(shape: NDArray[float64], rate_hz: float) -> tuple[float, float]:
    """How long before its middle a potential begins, and how long it lasts, in seconds."""
    size = np.abs(shape).max(axis=1)
    loud = np.flatnonzero(size >= EDGE_SHARE * size.max())
    middle = shape.shape[0] // 2
    return max(0.0, (middle - loud[0]) / rate_hz), max(1.0, float(loud[-1] - loud[0])) / rate_hz


def _confidence(seen: int) -> float:
    """How sure a discharge is one: by how often its shape came.

    Beside that, how far it stands out told nothing in 2800 events of simulated
    recordings, of which four in seven held pops, uneven hearts, drifting hum or
    bursts of hum: what looks like a twitch and is none is as large as one, but
    does not come again. The two weights were fitted to those (logistic
    regression) and judged on others (benchmarks/measure_emg_hard.py).
    """
    odds = LONE_ODDS + AGAIN_ODDS * np.log2(seen)
    return float(1 / (1 + np.exp(-np.clip(odds, -20, 20))))


def _activities(found: Found, rate_hz: float) -> list[Activity]:
    shifted = [
        replace(
            activity,
            start_s=activity.start_s + piece.start / rate_hz,
            stop_s=activity.stop_s + piece.start / rate_hz,
        )
        for piece in found.pieces
        for activity in piece.activities
    ]
    joined: list[Activity] = []
    for activity in sorted(shifted, key=lambda each: each.start_s):
        if joined and activity.start_s <= joined[-1].stop_s and activity.kind is joined[-1].kind:
            joined[-1] = replace(joined[-1], stop_s=max(joined[-1].stop_s, activity.stop_s))
        else:
            joined.append(activity)
    return joined


def _activity_event(activity: Activity) -> Event:
    return Event(
        onset_s=activity.start_s,
        duration_s=activity.stop_s - activity.start_s,
        kind=activity.kind,
        detail=activity.detail,
        confidence=UNSURE if activity.detail is EventDetail.UNSURE else SURE,
    )


def _usable(found: Found, rate_hz: float, activities: list[Activity]) -> UsableTime:
    """The time in which a fasciculation could have been seen."""
    good: dict[int, bool] = {}
    length = round(rate_hz)
    for piece in found.pieces:
        first = piece.start // length
        for second, usable in enumerate(piece.usable):
            good[first + second] = good.get(first + second, True) and bool(usable)
    stop = max((piece.keep[1] for piece in found.pieces), default=0)
    whole = usable_time(good, stop / rate_hz)
    return whole.without((each.start_s, each.stop_s) for each in activities)


def _smallest(found: Found) -> float | None:
    sizes = [piece.smallest for piece in found.pieces if piece.smallest is not None]
    return PEAK_TO_RMS * float(np.median(sizes)) if sizes else None


def _quality(
    found: Found,
    header: SignalHeader,
    label: NDArray[np.object_],
    usable_s: float,
    smallest_uv: float | None,
) -> tuple[Quality, ...]:
    told = {quality for piece in found.pieces for quality in piece.quality}
    checks = {
        Quality.LOW_RATE: header.rate_hz < LOW_RATE_HZ,
        Quality.UNIT_UNKNOWN: header.unit is None,
        Quality.MAINS_HUM: any(
            piece.hum_hz or any(each.detail is EventDetail.MAINS for each in piece.activities)
            for piece in found.pieces
        ),
        Quality.HEARTBEAT: EventDetail.HEARTBEAT in label or any(p.beats for p in found.pieces),
        Quality.MOVEMENT: EventDetail.MOVEMENT in label
        or any(each.detail is EventDetail.MOVEMENT for p in found.pieces for each in p.activities),
        Quality.BACKGROUND_FIRING: EventDetail.TONIC in label,
        Quality.NOISY: smallest_uv is not None and smallest_uv > NOISY_UV,
        Quality.NOT_MEASURABLE: usable_s <= 0,
    }
    told |= {quality for quality, holds in checks.items() if holds}
    return tuple(quality for quality in Quality if quality in told)
