"""From the swings and stretches of all pieces of a phone's recording to its measurement."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.measure.accel_bursts import Span
from quietmuscle.measure.accel_kinds import Swings
from quietmuscle.measure.accel_kinds import kinds_of
from quietmuscle.measure.accel_transients import UNSURE
from quietmuscle.measure.accel_transients import sure_height
from quietmuscle.measure.rate import is_long_enough
from quietmuscle.measure.rate import poisson_interval_95
from quietmuscle.measure.telling import as_told
from quietmuscle.model.measurement import Event
from quietmuscle.model.measurement import EventDetail
from quietmuscle.model.measurement import EventKind
from quietmuscle.model.measurement import Measurement
from quietmuscle.model.measurement import MeasurementSummary
from quietmuscle.model.measurement import Quality
from quietmuscle.model.recording import SignalUnit

if TYPE_CHECKING:
    from quietmuscle.model.recording import SignalHeader

ENGINE_VERSION = "accel 4"
LOW_RATE_HZ = 99.0
"""Below 100 samples a second the band of muscle is not seen whole; phones say 99.6 for 100."""
BESIDE_S = 0.5
"""What swings so near to a burst, a tremor or a jolt is part of it."""
SAME_S = 2.0
"""Stretches of one kind with shorter pauses are one."""
NOISY_MS2 = 0.15
"""About 15 mg from peak to peak: single units of small muscles give 1-3 mg at the bare skin. A
judgement."""
DEAF_MS2 = 0.3
"""Above it no rate is told, and not "none seen": nothing that a muscle unit does would be seen. It
is 30 mg under the phone, near ten times the largest single unit that was published (3.3 mg at the
bare skin); what whole visible twitches of large muscles reach has not been published. A judgement.
Where no more than this can be felt, the swings that were seen are still listed."""
CONTROL_LEAST_S = 15.0
"""The page Measure asks for 20 s on the table; their ends are not used."""
CONTROL_PER_MIN = 0.2
"""So many swings a minute may be higher on the table than what is counted: below 5 minutes none,
so the largest single one decides."""
FOUND_NINE_OF_TEN = 1.45
"""How much larger than the threshold a twitch must be to be found in nine of ten cases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Swing:
    """A short swing, by the time of the whole recording."""

    at_s: float
    onset_s: float
    duration_s: float
    height: float
    size_ms2: float
    sharp: float | None
    way: tuple[float, float, float] = (0.0, 0.0, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccelPiece:
    """What was found in a piece; it counts from and to `keep_s`, and is `usable` from and to."""

    keep_s: tuple[float, float]
    usable: tuple[tuple[float, float], ...]
    quality: frozenset[Quality]
    swings: tuple[Swing, ...] = ()
    spans: tuple[Span, ...] = ()
    beats_s: tuple[float, ...] = ()
    pulse_ms2: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccelFound:
    """All pieces, and how many samples there were."""

    pieces: tuple[AccelPiece, ...]
    samples: int


def measurement_of(
    found: AccelFound, header: SignalHeader, least_ms2: float | None = None
) -> Measurement:
    """The measurement of a recording; swings no larger than `least_ms2` are not sure."""
    duration_s = found.samples / header.rate_hz
    has_unit = header.unit is SignalUnit.METRE_PER_SECOND_SQUARED
    unit_name = SignalUnit.METRE_PER_SECOND_SQUARED if has_unit else None
    events = _swing_events(found, header, least_ms2, unit_name)
    events += [_span_event(span, header.rate_hz, unit_name) for span in _joined(found)]
    usable_s = usable_seconds(found, events)
    smallest = _smallest(found, header.rate_hz, least_ms2)
    if has_unit and smallest is not None and smallest > DEAF_MS2:
        usable_s = 0.0
    if not is_long_enough(usable_s):
        usable_s = 0.0
    twitches = [event for event in events if event.kind is EventKind.FASCICULATION]
    return as_told(
        Measurement(
            modality=header.modality,
            engine_version=ENGINE_VERSION,
            duration_s=duration_s,
            usable_s=usable_s,
            quality=_quality(found, header, events, usable_s, smallest),
            events=tuple(sorted(events, key=lambda event: event.onset_s)),
            summary=_summary(twitches, usable_s, smallest if has_unit else None),
            parameters=_parameters(header.rate_hz, least_ms2),
        )
    )


def control_size(found: AccelFound, header: SignalHeader) -> float | None:
    """The size in m/s² that swings of a phone on a table exceed 0.2 times a minute.

    None where the control is too short to tell, or shows no such swing.
    """
    events = _swing_events(found, header, None, SignalUnit.METRE_PER_SECOND_SQUARED)
    usable_s = usable_seconds(found, events)
    if usable_s < CONTROL_LEAST_S:
        return None
    sizes = sorted(
        (
            event.amplitude
            for event in events
            if event.kind is EventKind.FASCICULATION and event.amplitude is not None
        ),
        reverse=True,
    )
    allowed = int(CONTROL_PER_MIN * usable_s / 60)
    return sizes[allowed] if len(sizes) > allowed else None


def usable_seconds(found: AccelFound, events: list[Event]) -> float:
    """The time in which a twitch would be counted.

    Not in it: stretches with the pauses that were bridged in them and what lies
    close beside them, and runs of swings that do not stand alone.
    """
    taken = [(span.start_s - BESIDE_S, span.stop_s + BESIDE_S) for span in _joined(found)]
    taken += [
        (event.onset_s, event.onset_s + event.duration_s)
        for event in events
        if event.kind in {EventKind.CLONUS, EventKind.SPASM}
    ]
    merged: list[tuple[float, float]] = []
    for start_s, stop_s in sorted(taken):
        if merged and start_s <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(stop_s, merged[-1][1]))
        else:
            merged.append((start_s, stop_s))
    total_s = 0.0
    for low_s, high_s in (each for piece in found.pieces for each in piece.usable):
        lost_s = sum(max(0.0, min(high_s, b) - max(low_s, a)) for a, b in merged)
        total_s += high_s - low_s - lost_s
    return total_s


def _swing_events(
    found: AccelFound,
    header: SignalHeader,
    least_ms2: float | None,
    unit_name: SignalUnit | None,
) -> list[Event]:
    swings = _apart_from(_joined(found), found)
    if not swings:
        return []
    beats_s = np.unique([at for piece in found.pieces for at in _kept_beats(piece)])
    columns = Swings(
        at_s=np.array([each.at_s for each in swings]),
        height=np.array([each.height for each in swings]),
        size_ms2=np.array([each.size_ms2 for each in swings]),
        sharp=np.array([np.nan if each.sharp is None else each.sharp for each in swings]),
        way=np.array([each.way for each in swings]),
    )
    limit = sure_height(header.rate_hz)
    sure = columns.height >= limit
    if least_ms2 is not None:
        sure &= columns.size_ms2 > least_ms2
    kinds = kinds_of(columns, beats_s, sure)
    events: list[Event] = []
    for number, each in enumerate(swings):
        if each.height < UNSURE * limit:
            continue
        kind, detail = EventKind.FASCICULATION, None
        if kinds.crowded[number]:
            told = EventKind.CLONUS if kinds.rhythmic[number] else EventKind.SPASM
            _lengthen(events, each, told, unit_name)
            continue
        if kinds.heart[number]:
            kind, detail = EventKind.ARTEFACT, EventDetail.HEARTBEAT
        elif kinds.moved[number]:
            kind, detail = EventKind.ARTEFACT, EventDetail.MOVEMENT
        elif kinds.unsure[number]:
            kind, detail = EventKind.OTHER, EventDetail.UNSURE
        events.append(
            Event(
                onset_s=each.onset_s,
                duration_s=each.duration_s,
                kind=kind,
                detail=detail,
                confidence=_confidence(each.height / limit, header.rate_hz),
                amplitude=each.size_ms2 if unit_name else None,
                amplitude_unit=unit_name,
            )
        )
    return events


def _apart_from(spans: list[Span], found: AccelFound) -> list[Swing]:
    """All swings in order, without those that are the begin or the end of a stretch."""
    swings = sorted((each for p in found.pieces for each in p.swings), key=lambda each: each.at_s)
    stops = np.array([-np.inf, *(span.stop_s for span in spans)])
    starts = np.array([*(span.start_s for span in spans), np.inf])
    kept = []
    for each in swings:
        place = int(np.searchsorted(starts, each.at_s))
        near = each.at_s - stops[place] < BESIDE_S or starts[place] - each.at_s < BESIDE_S
        if not near:
            kept.append(each)
    return kept


def _lengthen(
    events: list[Event], swing: Swing, kind: EventKind, unit_name: SignalUnit | None
) -> None:
    """Add a swing to the clonus or spasm that it belongs to, or begin one.

    Neither is sure: several units of a muscle may by chance twitch so close together.
    """
    stop_s = swing.onset_s + swing.duration_s
    last = events[-1] if events else None
    if (
        last is not None
        and last.kind is kind
        and swing.onset_s - last.onset_s - last.duration_s < 0.4
    ):
        events[-1] = replace(last, duration_s=stop_s - last.onset_s)
        return
    events.append(
        Event(
            onset_s=swing.onset_s,
            duration_s=swing.duration_s,
            kind=kind,
            detail=EventDetail.UNSURE,
            confidence=0.5,
            amplitude=swing.size_ms2 if unit_name else None,
            amplitude_unit=unit_name,
        )
    )


def _confidence(ratio: float, rate_hz: float) -> float:
    """How sure a swing is a twitch, by its height over the threshold."""
    odds = 0.5 + 5.0 * np.log(max(ratio, 1e-6))
    sure = float(1 / (1 + np.exp(-np.clip(odds, -20, 5))))
    return min(sure, 0.5) if rate_hz < LOW_RATE_HZ else sure


def _kept_beats(piece: AccelPiece) -> list[float]:
    return [at for at in piece.beats_s if piece.keep_s[0] <= at < piece.keep_s[1]]


def _joined(found: AccelFound) -> list[Span]:
    """Stretches of all pieces; those that overlap are one, of the kind that lasts longest."""
    joined: list[Span] = []
    for piece in found.pieces:
        for span in piece.spans:
            start_s, stop_s = max(span.start_s, piece.keep_s[0]), min(span.stop_s, piece.keep_s[1])
            if stop_s > start_s:
                joined.append(replace(span, start_s=start_s, stop_s=stop_s))
    joined.sort(key=lambda each: each.start_s)
    merged: list[Span] = []
    for span in joined:
        pause_s = span.start_s - merged[-1].stop_s if merged else np.inf
        same = bool(merged) and merged[-1].kind is span.kind
        if pause_s > (SAME_S if same else BESIDE_S):
            merged.append(span)
            continue
        last = merged[-1]
        longer = max(last, span, key=lambda each: each.stop_s - each.start_s)
        merged[-1] = replace(
            longer,
            start_s=last.start_s,
            stop_s=max(last.stop_s, span.stop_s),
            size_ms2=max(last.size_ms2, span.size_ms2),
        )
    return merged


def _span_event(span: Span, rate_hz: float, unit_name: SignalUnit | None) -> Event:
    moved = span.kind is EventKind.ARTEFACT
    closer = EventDetail.MOVEMENT if moved else None
    return Event(
        onset_s=span.start_s,
        duration_s=span.stop_s - span.start_s,
        kind=span.kind,
        detail=closer if span.is_sure else EventDetail.UNSURE,
        confidence=min(span.confidence, 0.5) if rate_hz < LOW_RATE_HZ else span.confidence,
        amplitude=span.size_ms2 if unit_name else None,
        amplitude_unit=unit_name,
    )


def _smallest(found: AccelFound, rate_hz: float, least_ms2: float | None) -> float | None:
    """The size from peak to peak of a usual twitch that is found in nine of ten cases."""
    pulses = [piece.pulse_ms2 for piece in found.pieces if piece.pulse_ms2 is not None]
    if not pulses:
        return None
    size = FOUND_NINE_OF_TEN * float(np.median(pulses) * np.sqrt(sure_height(rate_hz)))
    return size if least_ms2 is None else max(size, least_ms2)


def _quality(
    found: AccelFound,
    header: SignalHeader,
    events: list[Event],
    usable_s: float,
    smallest_ms2: float | None,
) -> tuple[Quality, ...]:
    told = {quality for piece in found.pieces for quality in piece.quality}
    checks = {
        Quality.LOW_RATE: header.rate_hz < LOW_RATE_HZ,
        Quality.UNIT_UNKNOWN: header.unit is None,
        Quality.HEARTBEAT: any(piece.beats_s for piece in found.pieces)
        or any(event.detail is EventDetail.HEARTBEAT for event in events),
        Quality.MOVEMENT: any(event.detail is EventDetail.MOVEMENT for event in events),
        Quality.NOISY: header.unit is not None
        and smallest_ms2 is not None
        and smallest_ms2 > NOISY_MS2,
        Quality.NOT_MEASURABLE: usable_s <= 0,
    }
    told |= {quality for quality, holds in checks.items() if holds}
    return tuple(quality for quality in Quality if quality in told)


def _summary(twitches: list[Event], usable_s: float, smallest: float | None) -> MeasurementSummary:
    minutes = usable_s / 60
    gaps = np.diff(np.sort([event.onset_s for event in twitches]))
    sizes = [event.amplitude for event in twitches if event.amplitude is not None]
    quarters = np.quantile(sizes, (0.25, 0.5, 0.75)).tolist() if sizes else None
    return MeasurementSummary(
        fasciculations=len(twitches),
        rate_per_min=len(twitches) / minutes if minutes > 0 else None,
        rate_interval_95=poisson_interval_95(len(twitches), minutes),
        smallest_detectable=smallest,
        smallest_detectable_unit=(
            None if smallest is None else SignalUnit.METRE_PER_SECOND_SQUARED
        ),
        median_interval_s=float(np.median(gaps)) if gaps.size else None,
        interval_variation=float(np.std(gaps) / np.mean(gaps)) if gaps.size > 1 else None,
        amplitude_quantiles=None if quarters is None else (quarters[0], quarters[1], quarters[2]),
    )


def _parameters(rate_hz: float, least_ms2: float | None) -> tuple[tuple[str, float], ...]:
    found = [("sure_height", sure_height(rate_hz)), ("low_hz", 5.0)]
    if least_ms2 is not None:
        found.append(("control_ms2", least_ms2))
    return tuple(found)
