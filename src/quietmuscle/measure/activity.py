"""Stretches in which many units fire at once: contraction, spasm, tremor, clonus."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import signal

from quietmuscle.measure.activity_nouns import Activity
from quietmuscle.measure.filters import moving_mean
from quietmuscle.measure.high_frequency import high_frequency_runs
from quietmuscle.measure.mains import is_hum
from quietmuscle.measure.tones import tone_bursts
from quietmuscle.model.measurement import EventDetail
from quietmuscle.model.measurement import EventKind

if TYPE_CHECKING:
    from numpy import bool_
    from numpy import float64
    from numpy.typing import NDArray

ENVELOPE_S = 0.020
ENVELOPE_HZ = 200.0
LOUD = 2.5
"""How far above the floor the envelope of a contraction lies."""
JOIN_S = 0.40
PAUSE_S = 0.12
"""A contraction without a rhythm has no longer pauses than this."""
ONE_SHAPE = 0.7
"""The share of energy that one shape carries in a single unit's train, or a heart's."""
SHAPE_S = 0.012
FASTEST_PER_S = 26.0
"""No single unit fires faster for long (4-25 Hz)."""
LEAST_S = 0.5
"""A burst of more than half a second is no twitch (measurement notes, section 5 step 4)."""
TONE_COVER = 0.5
"""A stretch that bursts of hum fill by more than this is no muscle at work."""
LEAST_DUTY = 0.35
LEAST_BURST_S = 0.038
"""A single potential is shorter than the bursts of tremor and clonus."""
RHYTHM_HZ = (3.0, 15.0)
RHYTHM_SHARE = 0.4
RHYTHM_RATIO = 30.0
"""The power near a rhythm and its multiples as a share of the whole, and its peak by the
usual power: a rhythm of long bursts carries less, but stands out as far. Judgements, set
on synthetic recordings of our own."""
RHYTHM_CYCLES = 5
CLONUS_HZ = (4.0, 8.5)
CLONUS_ACTIVE = 0.52
CLONUS_HEIGHT = 0.25
"""Bursts of clonus are short with silence between them; those of tremor fill most of the time.
Where one ends and the other begins is a judgement, set on synthetic recordings whose bursts
fill 0.2-0.4 of the time in clonus and 0.5-0.9 in tremor: real ones overlap."""
LOW_BAND_HZ = (20.0, 180.0)
HIGH_BAND_HZ = (220.0, 440.0)
LOOK_S = 0.1
MUSCLE_TILT = 2.0
"""Muscle adds more power below 180 Hz than above 220 Hz; louder noise adds both alike."""


def sustained_activity(samples: NDArray[float64], rate_hz: float) -> tuple[Activity, ...]:
    """The stretches of sustained activity of an EMG in its band, (samples, channels)."""
    step = max(1, round(rate_hz / ENVELOPE_HZ))
    power = np.einsum("tc,tc->t", samples, samples)
    envelope = np.sqrt(moving_mean(power, round(ENVELOPE_S * rate_hz))[::step])
    times = np.arange(envelope.size) * step / rate_hz
    floor = _floor(envelope)
    if envelope.size < 20 or floor <= 0:
        return ()
    loud = envelope > LOUD * floor
    found = high_frequency_runs(samples, rate_hz)
    tones = [each for each in tone_bursts(samples, rate_hz) if not _overlaps(each, found)]
    for join_s in (JOIN_S, PAUSE_S):
        for start, stop in _spans(loud, times, join_s):
            if any(start < each.stop_s and stop > each.start_s for each in found):
                continue
            if _covered_s(tones, start, stop) > TONE_COVER * (stop - start):
                continue
            activity = _activity(samples, rate_hz, envelope, times, floor, start, stop)
            if activity and (activity.rhythm_hz is not None or join_s == PAUSE_S):
                found.append(activity)
    found += [each for each in tones if not _overlaps(each, found)]
    return tuple(sorted(found, key=lambda each: each.start_s))


def _overlaps(one: Activity, others: list[Activity]) -> bool:
    return any(one.start_s < each.stop_s and one.stop_s > each.start_s for each in others)


def _covered_s(tones: list[Activity], start: float, stop: float) -> float:
    """How much of a stretch bursts of hum fill, in seconds."""
    return sum(max(0.0, min(each.stop_s, stop) - max(each.start_s, start)) for each in tones)


def _floor(envelope: NDArray[float64]) -> float:
    """The envelope of the quietest fifth."""
    return float(np.quantile(envelope, 0.15)) if envelope.size else 0.0


def _spans(
    loud: NDArray[bool_], times: NDArray[float64], join_s: float
) -> list[tuple[float, float]]:
    """Loud stretches, joined over short pauses, that last and are loud long enough."""
    edges = np.diff(np.r_[0, loud.astype(int), 0])
    starts, stops = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    joined: list[list[float]] = []
    step = float(times[1] - times[0])
    for first, last in zip(starts, stops, strict=True):
        begin, end = float(times[first]), float(times[last - 1]) + step
        if end - begin < LEAST_BURST_S + ENVELOPE_S:
            continue
        if joined and begin - joined[-1][1] <= join_s:
            joined[-1][1] = end
            joined[-1][2] += end - begin
        else:
            joined.append([begin, end, end - begin])
    return [
        (begin, end)
        for begin, end, on in joined
        if end - begin >= LEAST_S and on / (end - begin) >= LEAST_DUTY
    ]


def _activity(  # noqa: PLR0913, PLR0917 - the parts of one look
    samples: NDArray[float64],
    rate_hz: float,
    envelope: NDArray[float64],
    times: NDArray[float64],
    floor: float,
    start: float,
    stop: float,
) -> Activity | None:
    part = slice(int(start * rate_hz), int(stop * rate_hz))
    if is_hum(samples[part], rate_hz):
        return Activity(
            start_s=start,
            stop_s=stop,
            kind=EventKind.ARTEFACT,
            rhythm_hz=None,
            detail=EventDetail.MAINS,
        )
    if not _is_muscle(samples, samples[part], rate_hz, envelope, floor):
        return None
    if _is_one_shape(samples[part], rate_hz):
        return None
    inside = envelope[(times >= start) & (times < stop)]
    rhythm_hz = _rhythm(inside)
    kind = EventKind.SPASM
    if rhythm_hz is not None:
        active = float(np.mean(inside > CLONUS_HEIGHT * np.quantile(inside, 0.9)))
        beats = CLONUS_HZ[0] <= rhythm_hz <= CLONUS_HZ[1] and active < CLONUS_ACTIVE
        kind = EventKind.CLONUS if beats else EventKind.TREMOR
    detail = EventDetail.UNSURE if kind is EventKind.SPASM else None
    return Activity(start_s=start, stop_s=stop, kind=kind, rhythm_hz=rhythm_hz, detail=detail)


def _is_muscle(
    samples: NDArray[float64],
    loud: NDArray[float64],
    rate_hz: float,
    envelope: NDArray[float64],
    floor: float,
) -> bool:
    """Whether what is louder has the colour of muscle rather than that of the noise."""
    step = max(1, round(rate_hz / ENVELOPE_HZ))
    quiet_at = np.flatnonzero(envelope < 1.5 * floor) * step
    if quiet_at.size < 10 or HIGH_BAND_HZ[1] > 0.48 * rate_hz:
        return True
    picks = quiet_at[np.linspace(0, quiet_at.size - 1, min(200, quiet_at.size)).astype(int)]
    quiet = _usual_bands(samples, picks, rate_hz)
    length = round(LOOK_S * rate_hz)
    here = _usual_bands(loud, np.arange(0, max(1, len(loud) - length), length), rate_hz)
    return bool(here[0] / here[1] > MUSCLE_TILT * quiet[0] / quiet[1])


def _is_one_shape(loud: NDArray[float64], rate_hz: float) -> bool:
    """Whether what fires is one unit, or a heart: its potentials are all alike."""
    half = round(SHAPE_S * rate_hz)
    size = np.abs(loud).max(axis=1)
    peaks, _ = signal.find_peaks(
        size, height=0.5 * float(np.quantile(size, 0.98)), distance=1.5 * half
    )
    looks = [
        (loud[at - half : at + half] * np.sign(loud[at, int(np.abs(loud[at]).argmax())])).ravel()
        for at in peaks
        if half <= at < loud.shape[0] - half
    ]
    if len(looks) < 3 or len(looks) > FASTEST_PER_S * loud.shape[0] / rate_hz:
        return False
    strengths = np.linalg.svd(np.array(looks), compute_uv=False) ** 2
    return bool(strengths[0] / strengths.sum() >= ONE_SHAPE)


def _usual_bands(
    samples: NDArray[float64], starts: NDArray[np.int_], rate_hz: float
) -> NDArray[float64]:
    """The median power of both bands over short looks: single potentials do not move it."""
    length = round(LOOK_S * rate_hz)
    looks = [samples[at : at + length] for at in starts if at + length <= len(samples)]
    bands: NDArray[float64] = np.median([_bands(look, rate_hz) for look in looks], axis=0)
    return bands


def _bands(part: NDArray[float64], rate_hz: float) -> tuple[float, float]:
    frequencies, power = signal.periodogram(part, rate_hz, axis=0)
    total = power.sum(axis=1)

    def band(limits: tuple[float, float]) -> float:
        inside = (frequencies >= limits[0]) & (frequencies <= limits[1])
        return float(total[inside].mean()) + 1e-30

    return band(LOW_BAND_HZ), band(HIGH_BAND_HZ)


def _rhythm(envelope: NDArray[float64]) -> float | None:
    """The frequency of a rhythm that carries most of an envelope's changes, else None."""
    if envelope.size < RHYTHM_CYCLES * ENVELOPE_HZ / RHYTHM_HZ[1]:
        return None
    changes = signal.detrend(np.log(envelope + 1e-12))
    power = np.abs(np.fft.rfft(changes * np.hanning(changes.size), n=4 * changes.size)) ** 2
    frequencies = np.fft.rfftfreq(4 * changes.size, 1 / ENVELOPE_HZ)
    band = (frequencies >= RHYTHM_HZ[0]) & (frequencies <= RHYTHM_HZ[1])
    peak_hz = float(frequencies[band][np.argmax(power[band])])
    seconds = envelope.size / ENVELOPE_HZ
    if seconds * peak_hz < RHYTHM_CYCLES:
        return None
    width = max(0.8, 2 / seconds)
    near = np.zeros(frequencies.shape, dtype=bool)
    for harmonic in (1, 2, 3):
        near |= np.abs(frequencies - harmonic * peak_hz) <= width
    whole = (frequencies >= 1.0) & (frequencies <= 35.0)
    share = float(power[near & whole].sum() / power[whole].sum())
    ratio = float(power[band].max() / np.median(power[band]))
    return peak_hz if share >= RHYTHM_SHARE and ratio >= RHYTHM_RATIO else None
