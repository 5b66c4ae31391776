"""Runs in which one unit fires so fast that its potentials run into each other.

Neuromyotonic discharges come at 150-300 Hz, begin and end abruptly and wane
(measurement notes, section 1.5). They are looked for as stretches whose
waveform repeats itself after 3-7 ms; as they wane, the repeats may grow longer.
How loud, how alike and for how long is a judgement. What is nothing but
multiples of the mains and keeps its pitch is hum that came and went: a run wanes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy import float64
from numpy.typing import NDArray

from quietmuscle.measure.activity_nouns import Activity
from quietmuscle.measure.filters import moving_mean
from quietmuscle.measure.mains import is_hum
from quietmuscle.model.measurement import EventDetail
from quietmuscle.model.measurement import EventKind

RUN_HZ = (140.0, 320.0)
WANED_HZ = 105.0
"""A run of 150 discharges a second that wanes by a third; it must have begun faster."""
FAST_S = 0.04
"""For so long at least a run is faster than the slowest of `RUN_HZ`."""
LEAST_S = 0.06
WINDOW_S = 0.05
HOP_S = 0.01
LOUD = 2.0
"""How far above its quietest fifth the envelope of a run lies."""
LEAST_ALIKE = 0.55
"""The least correlation of a run with itself one period later, where it repeats for long."""
PERIODS_LATER = (1, 2, 4)
RUN_SHARE = 0.4
"""The share of a loud stretch that repeats itself: a run begins and wanes unevenly."""
JOIN_S = 0.1
FINER = 8
"""Into how many parts an interval of samples is divided: at 1000 Hz a period is 3-9 samples."""
SLACK = 0.1
STEADY = 0.02
"""The mains keep their pitch within 1 % (EN 50160), and it is read to about as much."""


def high_frequency_runs(samples: NDArray[float64], rate_hz: float) -> list[Activity]:
    """The runs of an EMG in its band, (samples, channels), in ascending order."""
    window, hop = round(WINDOW_S * rate_hz), max(1, round(HOP_S * rate_hz))
    envelope = np.sqrt(moving_mean(np.einsum("tc,tc->t", samples, samples), window))[::hop]
    floor = float(np.quantile(envelope, 0.2)) if envelope.size else 0.0
    if floor <= 0:
        return []
    loud = envelope > LOUD * floor
    edges = np.flatnonzero(np.diff(np.r_[0, loud.astype(int), 0]))
    runs: list[_Run] = []
    for first, last in edges.reshape(-1, 2):
        pitches = np.array(
            [_pitch(samples, int(step) * hop, window, rate_hz) for step in range(first, last)]
        )
        start, stop = first * hop / rate_hz, last * hop / rate_hz
        found = pitches[pitches > 0]
        if found.size < RUN_SHARE * pitches.size or found.size * HOP_S < LEAST_S:
            continue
        if (found >= RUN_HZ[0]).sum() * HOP_S < FAST_S:
            continue
        if runs and start - runs[-1].stop_s <= JOIN_S:
            before = runs.pop()
            start, found = before.start_s, np.r_[before.pitches, found]
        runs.append(_Run(start_s=start, stop_s=stop, pitches=found))
    return [_told(samples, run, rate_hz) for run in runs]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """A loud stretch that repeats itself, with its pitches in Hz, one after the other."""

    start_s: float
    stop_s: float
    pitches: NDArray[float64]


def _told(samples: NDArray[float64], run: _Run, rate_hz: float) -> Activity:
    """A run, or the hum of the mains for as long as something was switched on."""
    part = samples[round(run.start_s * rate_hz) : round(run.stop_s * rate_hz)]
    hum = _is_steady(run.pitches) and is_hum(part, rate_hz)
    return Activity(
        start_s=max(0.0, run.start_s - WINDOW_S / 2),
        stop_s=run.stop_s + WINDOW_S / 2,
        kind=EventKind.ARTEFACT if hum else EventKind.OTHER,
        rhythm_hz=None,
        detail=EventDetail.MAINS if hum else EventDetail.HIGH_FREQUENCY,
    )


def _is_steady(pitches: NDArray[float64]) -> bool:
    """Whether a stretch keeps its pitch from its first third to its last."""
    third = -(-pitches.size // 3)
    first, last = float(np.median(pitches[:third])), float(np.median(pitches[-third:]))
    return abs(first - last) <= STEADY * first


def _pitch(samples: NDArray[float64], middle: int, window: int, rate_hz: float) -> float:
    """At which pitch in Hz what lies around a sample repeats itself; 0 where it does not.

    The channel where it is largest is looked at.
    """
    part = samples[max(0, middle - window // 2) : middle + window // 2]
    return _repeats(part[:, int(np.argmax((part**2).sum(axis=0)))], rate_hz)


def _repeats(part: NDArray[float64], rate_hz: float) -> float:
    """At which pitch a stretch repeats itself after one, two and four periods; 0 for none.

    A single potential that swings does so for a few milliseconds only.
    """
    if part.size < round(0.9 * WINDOW_S * rate_hz):
        return 0.0
    part = part - part.mean()
    size = 4 * part.size
    power = np.abs(np.fft.rfft(part, n=size)) ** 2
    alike = FINER * np.fft.irfft(power, n=FINER * size)[: FINER * part.size]
    if alike[0] <= 0:
        return 0.0
    overlap = 1 - np.arange(alike.size) / alike.size
    alike = alike / alike[0] / np.maximum(overlap, 0.1)
    first, last = (round(FINER * rate_hz / hz) for hz in (RUN_HZ[1], WANED_HZ))
    if last + 1 >= alike.size or last <= first:
        return 0.0
    period = first + int(np.argmax(alike[first : last + 1]))
    slack = round(SLACK * period)
    again = [
        alike[each * period - slack : each * period + slack + 1].max(initial=-1.0)
        for each in PERIODS_LATER
    ]
    return FINER * rate_hz / period if min(again) >= LEAST_ALIKE else 0.0
