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
from numpy import float64
from numpy.typing import NDArray
from scipy import ndimage
from scipy import signal

from quietmuscle.measure.accel_bank import Looked
from quietmuscle.measure.accel_bank import looked
from quietmuscle.measure.accel_bank import whitened
from quietmuscle.measure.accel_beats import beats_of
from quietmuscle.measure.accel_bursts import Span
from quietmuscle.measure.accel_bursts import bursts
from quietmuscle.measure.accel_bursts import has_jerks
from quietmuscle.measure.accel_bursts import jolts
from quietmuscle.measure.accel_bursts import kind_of_rhythm
from quietmuscle.measure.accel_bursts import spans_of
from quietmuscle.measure.accel_bursts import turned_by
from quietmuscle.measure.accel_heart import heart_band
from quietmuscle.measure.accel_heart import heart_of
from quietmuscle.measure.accel_heart_out import Heart
from quietmuscle.measure.accel_heart_out import without_heart
from quietmuscle.measure.accel_learnt import Learnt
from quietmuscle.measure.accel_learnt import learnt_shapes
from quietmuscle.measure.accel_learnt import likeness
from quietmuscle.measure.accel_learnt import slower
from quietmuscle.measure.accel_quality import filled
from quietmuscle.measure.accel_quality import finest_step
from quietmuscle.measure.accel_quality import quality_of
from quietmuscle.measure.accel_quality import whole
from quietmuscle.measure.accel_result import CONTROL_LEAST_S
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
from quietmuscle.model.measurement import Quality

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

    from numpy import bool_
    from numpy import int_

    from quietmuscle.measure.accel_rhythm import Rhythm
    from quietmuscle.model.measurement import Measurement
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
SWING_S = 0.1
LEAST_REST = 0.3
"""Noise is learnt anew without the swings that stood out, if so much of a piece is left."""


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
        15 s it tells nothing, and the quality says so.
    progress
        Is told the seconds that are done.
    """
    found = _found(source, progress)
    if control is None:
        return measurement_of(found, source.header)
    table = _found(control, None)
    measured = measurement_of(found, source.header, control_size(table, control.header))
    usable_s = measurement_of(table, control.header).usable_s
    told = {*measured.quality, *((Quality.CONTROL_UNUSED,) if usable_s < CONTROL_LEAST_S else ())}
    return replace(
        measured,
        quality=tuple(each for each in Quality if each in told),
        parameters=(*measured.parameters, ("control_usable_s", usable_s)),
    )


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
    quality = quality_of(raw, known, rate_hz)
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
    heart = None
    if quiet.any():
        low = heart_band(calm, rate_hz)
        heart = heart_of(low, quiet, rate_hz)
        if heart is not None:
            taken = low - without_heart(low, heart, rate_hz)
            calm = _faded(calm - taken, quiet, rate_hz)
    spans += bursts(calm, quiet, rate_hz)
    quiet &= _free(spans, known.size, rate_hz)
    if not quiet.any():
        return AccelPiece(keep_s=keep_s, usable=(), quality=quality, spans=_at(spans, start_s))
    calm = _faded(calm, quiet, rate_hz)
    hearts: tuple[NDArray[int_], ...] = () if heart is None else (heart.beats,)
    seen = _seen(calm, quiet, rate_hz, step, hearts)
    more = _learnt_hearts(seen, quiet, rate_hz)
    if more:
        low = heart_band(calm, rate_hz)
        rest = low
        for each in more:
            rest = without_heart(rest, each, rate_hz)
        calm = _faded(calm - low + rest, quiet, rate_hz)
        hearts += tuple(each.beats for each in more)
        seen = _seen(calm, quiet, rate_hz, step, hearts)
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
            way=each.way,
        )
        for each in transients(calm, seen.looked, quiet, rate_hz, least)
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
        beats_s=_times(hearts, start_s, rate_hz),
        pulse_ms2=seen.looked.pulse_ms2,
    )


def _learnt_hearts(seen: _Seen, quiet: NDArray[bool_], rate_hz: float) -> list[Heart]:
    """Hearts that were not found before, by shapes that recur as hearts do."""
    found = []
    for each in seen.shapes:
        beats = beats_of(seen.slow, each.shape, each.strength, quiet, rate_hz)
        if beats is not None:
            found.append(Heart(beats=beats + each.shape.shape[0] // 2, likeness=1.0))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """How swings stand out, the shapes that recur, and the slow part in units of noise."""

    looked: Looked
    shapes: list[Learnt]
    slow: NDArray[float64]


def _seen(
    calm: NDArray[float64],
    quiet: NDArray[bool_],
    rate_hz: float,
    step: NDArray[float64],
    hearts: tuple[NDArray[int_], ...],
) -> _Seen:
    """What stands out of the noise, which is learnt anew without what stood out at first."""
    white = whitened(calm, quiet, rate_hz, step, hearts)
    seen = looked(white)
    limit = sure_height(rate_hz)
    width = 2 * round(SWING_S * rate_hz) + 1
    rest = quiet & ~ndimage.maximum_filter1d(seen.height > SILENT * limit, width)
    if rest.sum() >= LEAST_REST * quiet.sum():
        white = whitened(calm, rest, rate_hz, step, hearts)
        seen = looked(white)
    height = np.where(quiet, seen.height, 0.0)
    sure, _ = signal.find_peaks(height, height=limit, distance=round(SWING_S * rate_hz))
    shapes = learnt_shapes(white.samples, sure, rate_hz)
    like = likeness(white.samples, shapes, rate_hz)
    return _Seen(
        looked=replace(seen, height=np.maximum(seen.height, limit * like**2)),
        shapes=shapes,
        slow=slower(white.samples, rate_hz),
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


def _times(hearts: tuple[NDArray[int_], ...], start_s: float, rate_hz: float) -> tuple[float, ...]:
    """All beats by the time of the whole recording."""
    beats = sorted({int(at) for each in hearts for at in each})
    return tuple(start_s + at / rate_hz for at in beats)


def _at(spans: list[Span], start_s: float) -> tuple[Span, ...]:
    """Stretches by the time of the whole recording."""
    return tuple(
        replace(each, start_s=each.start_s + start_s, stop_s=each.stop_s + start_s)
        for each in spans
    )
