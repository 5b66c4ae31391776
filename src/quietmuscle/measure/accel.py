"""Twitches under a phone that lies on a muscle: from a source of samples to a measurement.

Steps, as in the measurement notes, section 5: gravity out; what swings without
rest (tremor, clonus); jolts of the whole phone; the heart found by its pace or by
its shape and taken out; long bursts; then short swings that stand out of the noise, each in
its own band and along any line in space. Whole trains are judged at the end. A
recording is worked through in pieces that overlap, so that memory does not grow
with its length. Nobody has published such a detector for phones: its constants
are ours, from simulations, and no patient has been measured with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from scipy import ndimage
from scipy import signal

from quietmuscle.measure.accel_bank import looked
from quietmuscle.measure.accel_bursts import Span
from quietmuscle.measure.accel_bursts import bursts
from quietmuscle.measure.accel_bursts import has_jerks
from quietmuscle.measure.accel_bursts import jolts
from quietmuscle.measure.accel_bursts import kind_of_rhythm
from quietmuscle.measure.accel_bursts import spans_of
from quietmuscle.measure.accel_bursts import turned_by
from quietmuscle.measure.accel_heart import doubt
from quietmuscle.measure.accel_heart import heart_band
from quietmuscle.measure.accel_heart import heart_of
from quietmuscle.measure.accel_heart import without_heart
from quietmuscle.measure.accel_quality import filled
from quietmuscle.measure.accel_quality import finest_step
from quietmuscle.measure.accel_quality import quality_of
from quietmuscle.measure.accel_quality import whole
from quietmuscle.measure.accel_result import AccelFound
from quietmuscle.measure.accel_result import AccelPiece
from quietmuscle.measure.accel_result import Swing
from quietmuscle.measure.accel_result import control_size
from quietmuscle.measure.accel_result import measurement_of
from quietmuscle.measure.accel_rhythm import rhythms
from quietmuscle.measure.accel_rhythm import slow_band
from quietmuscle.measure.accel_transients import SILENT
from quietmuscle.measure.accel_transients import sure_height
from quietmuscle.measure.accel_transients import transients
from quietmuscle.model.measurement import EventKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

    from numpy import bool_
    from numpy import float64
    from numpy.typing import NDArray

    from quietmuscle.measure.accel_rhythm import Rhythm
    from quietmuscle.model.measurement import Measurement
    from quietmuscle.model.measurement import Quality
    from quietmuscle.model.recording import SignalSource

PIECE_S = 60.0
OVERLAP_S = 4.0
EDGE_S = 0.2
LOW_HZ = 5.0
"""The band of mechanomyography begins here (measurement notes, section 1.4)."""
HIGH_HZ = 100.0
LEAST_RATE_HZ = 30.0
MOST_RATE_HZ = 400.0
"""Faster recordings are thinned to 200-400 samples a second: a twitch has nothing above 100 Hz."""
LEAST_S = 5.0
FADE_S = 0.1


def measure_accel(
    source: SignalSource,
    control: SignalSource | None = None,
    progress: Callable[[float], object] | None = None,
) -> Measurement:
    """What a phone on a muscle shows: events, rate with its interval, and how good it is.

    Parameters
    ----------
    source
        Three axes, with gravity or without; 100 samples a second or more.
    control
        The same phone on a table: what is no larger than what it shows there is
        not counted. What could be used of it is told as `control_usable_s`; below
        15 s it tells nothing.
    progress
        Is told the seconds that are done.
    """
    found = _found(source, progress)
    if control is None:
        return measurement_of(found, source.header)
    table = _found(control, None)
    measured = measurement_of(found, source.header, control_size(table, control.header))
    told = ("control_usable_s", measurement_of(table, control.header).usable_s)
    return replace(measured, parameters=(*measured.parameters, told))


def _found(source: SignalSource, progress: Callable[[float], object] | None) -> AccelFound:
    """What is in all pieces of a recording."""
    rate_hz = source.header.rate_hz
    state = _State()
    if rate_hz < LEAST_RATE_HZ:
        state.samples = sum(block.shape[0] for block in source.blocks(round(PIECE_S * rate_hz)))
        return AccelFound(pieces=(), samples=state.samples)
    for piece, start, keep in _pieces(source):
        state.samples = max(state.samples, start + piece.shape[0])
        state.pieces.append(_worked_through(piece, start / rate_hz, keep, rate_hz))
        if progress is not None:
            progress((start + piece.shape[0]) / rate_hz)
    return AccelFound(pieces=tuple(state.pieces), samples=state.samples)


@dataclass(slots=True)
class _State:
    """What goes from piece to piece."""

    pieces: list[AccelPiece] = field(default_factory=list)
    samples: int = 0


def _pieces(source: SignalSource) -> Iterator[tuple[NDArray[float64], int, tuple[float, float]]]:
    """Pieces of a recording with their first sample, and from when to when they count.

    Neighbours overlap by twice the overlap; each counts up to its middle.
    """
    rate_hz = source.header.rate_hz
    overlap = round(OVERLAP_S * rate_hz)
    kept: NDArray[float64] | None = None
    start, counted = 0, 0
    for block in source.blocks(round(PIECE_S * rate_hz)):
        if kept is None or kept.shape[0] < 3 * overlap:
            kept = block if kept is None else np.vstack([kept, block])
            continue
        stop = start + kept.shape[0] - overlap
        yield kept, start, (counted / rate_hz, stop / rate_hz)
        counted = stop
        tail = kept[-2 * overlap :]
        start += kept.shape[0] - tail.shape[0]
        kept = np.vstack([tail, block])
    if kept is not None:
        yield kept, start, (counted / rate_hz, (start + kept.shape[0]) / rate_hz)


def _worked_through(
    raw: NDArray[float64], start_s: float, keep_s: tuple[float, float], rate_hz: float
) -> AccelPiece:
    """What is in one piece."""
    known = whole(raw, rate_hz)
    quality = quality_of(raw, known)
    if raw.shape[0] < LEAST_S * rate_hz or known.mean() * raw.shape[0] < LEAST_S * rate_hz:
        return AccelPiece(keep_s=keep_s, usable=(), quality=quality)
    step = finest_step(raw)
    samples = filled(raw)
    thin = max(1, int(rate_hz // (MOST_RATE_HZ / 2))) if rate_hz > MOST_RATE_HZ else 1
    if thin > 1:
        samples = signal.decimate(samples, thin, ftype="fir", axis=0)
        known, step = known[::thin], step / np.sqrt(thin)
    return _looked_through(samples, known, step, start_s, keep_s, rate_hz / thin, quality)


def _looked_through(  # noqa: PLR0913, PLR0917 - the parts of one look
    samples: NDArray[float64],
    known: NDArray[bool_],
    step: NDArray[float64],
    start_s: float,
    keep_s: tuple[float, float],
    rate_hz: float,
    quality: frozenset[Quality],
) -> AccelPiece:
    band = _band(samples, rate_hz)
    swaying = [
        Span(
            start_s=each.start_s,
            stop_s=each.stop_s,
            kind=kind_of_rhythm(each)[0],
            confidence=kind_of_rhythm(each)[1],
            is_sure=not has_jerks(each),
            size_ms2=float(np.ptp(band[_part(each, rate_hz)], axis=0).max()),
        )
        for each in rhythms(slow_band(samples, rate_hz), band, rate_hz)
    ]
    swaying = [
        replace(each, kind=EventKind.ARTEFACT, is_sure=True)
        if turned_by(samples, each, rate_hz)
        else each
        for each in swaying
    ]
    spans = swaying + jolts(samples, band, ~_free(swaying, known.size, rate_hz), rate_hz)
    quiet = known & _free(spans, known.size, rate_hz)
    calm = _faded(band, quiet, rate_hz)
    heart, less = None, np.ones(known.size)
    if quiet.any():
        slower = heart_band(calm, rate_hz)
        heart = heart_of(slower, quiet, rate_hz)
        if heart is not None:
            taken = slower - without_heart(slower, heart, rate_hz)
            calm = _faded(calm - taken, quiet, rate_hz)
            less = doubt(taken, calm, quiet, rate_hz)
    spans += bursts(calm, quiet, rate_hz)
    quiet &= _free(spans, known.size, rate_hz)
    if not quiet.any():
        return AccelPiece(keep_s=keep_s, usable=(), quality=quality, spans=_at(spans, start_s))
    calm = _faded(calm, quiet, rate_hz)
    seen = looked(calm, quiet, rate_hz, step)
    seen = replace(seen, height=seen.height / less, brief=seen.brief / less)
    edge = round(EDGE_S * rate_hz)
    quiet[:edge] = quiet[-edge:] = False
    time = start_s + np.arange(quiet.size) / rate_hz
    inside = (time >= keep_s[0]) & (time < keep_s[1])
    least = SILENT * sure_height(rate_hz)
    swings = tuple(
        Swing(
            at_s=start_s + each.at / rate_hz,
            onset_s=start_s + each.begin / rate_hz,
            duration_s=(each.end - each.begin) / rate_hz,
            height=each.height,
            size_ms2=each.size_ms2,
            sharp=each.sharp,
        )
        for each in transients(calm, seen, quiet, rate_hz, least)
        if inside[each.at]
    )
    return AccelPiece(
        keep_s=keep_s,
        usable=tuple(
            (start_s + low / rate_hz, start_s + high / rate_hz)
            for low, high in spans_of(quiet & inside, 0)
        ),
        quality=quality,
        swings=swings,
        spans=_at(spans, start_s),
        beats_s=() if heart is None else tuple(start_s + heart.beats / rate_hz),
        pulse_ms2=seen.pulse_ms2,
    )


def _band(samples: NDArray[float64], rate_hz: float) -> NDArray[float64]:
    """Samples without gravity, posture and breath: 5-100 Hz, or up to half the rate."""
    if rate_hz > 2.2 * HIGH_HZ:
        sos = signal.butter(3, (LOW_HZ, HIGH_HZ), "bandpass", fs=rate_hz, output="sos")
    else:
        sos = signal.butter(3, LOW_HZ, "highpass", fs=rate_hz, output="sos")
    pad = min(samples.shape[0] - 1, int(rate_hz))
    found: NDArray[float64] = signal.sosfiltfilt(sos, samples, axis=0, padlen=pad)
    return found


def _part(span: Rhythm | Span, rate_hz: float) -> slice:
    return slice(round(span.start_s * rate_hz), round(span.stop_s * rate_hz))


def _free(spans: list[Span], samples: int, rate_hz: float) -> NDArray[bool_]:
    """The samples that lie in none of the stretches."""
    free = np.ones(samples, dtype=bool)
    for span in spans:
        free[_part(span, rate_hz)] = False
    return free


def _faded(band: NDArray[float64], quiet: NDArray[bool_], rate_hz: float) -> NDArray[float64]:
    """Samples of quiet stretches; the others become 0, softly, so that filters do not ring."""
    if quiet.all():
        return band
    width = max(1, round(FADE_S * rate_hz))
    apart = ndimage.distance_transform_edt(quiet)
    found: NDArray[float64] = band * np.clip(apart / width, 0, 1)[:, None]
    return found


def _at(spans: list[Span], start_s: float) -> tuple[Span, ...]:
    """Stretches by the time of the whole recording."""
    return tuple(
        replace(each, start_s=each.start_s + start_s, stop_s=each.stop_s + start_s)
        for each in spans
    )
