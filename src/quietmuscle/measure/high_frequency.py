"""Runs in which one unit fires so fast that its potentials run into each other.

Neuromyotonic discharges come at 150-300 Hz, begin and end abruptly and wane
(measurement notes, section 1.5). They are looked for as stretches whose
waveform repeats itself after 3-7 ms. How loud, how alike and for how long is a
judgement. What is nothing but multiples of the mains is hum that came and went.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.measure.activity_nouns import Activity
from quietmuscle.measure.filters import moving_mean
from quietmuscle.measure.mains import is_hum
from quietmuscle.model.measurement import EventDetail
from quietmuscle.model.measurement import EventKind

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

RUN_HZ = (140.0, 320.0)
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


def high_frequency_runs(samples: NDArray[float64], rate_hz: float) -> list[Activity]:
    """The runs of an EMG in its band, (samples, channels), in ascending order."""
    window, hop = round(WINDOW_S * rate_hz), max(1, round(HOP_S * rate_hz))
    envelope = np.sqrt(moving_mean(np.einsum("tc,tc->t", samples, samples), window))[::hop]
    floor = float(np.quantile(envelope, 0.2)) if envelope.size else 0.0
    if floor <= 0:
        return []
    loud = envelope > LOUD * floor
    edges = np.flatnonzero(np.diff(np.r_[0, loud.astype(int), 0]))
    runs: list[list[float]] = []
    for first, last in edges.reshape(-1, 2):
        alike = [_is_run(samples, int(step) * hop, window, rate_hz) for step in range(first, last)]
        start, stop = first * hop / rate_hz, last * hop / rate_hz
        if np.mean(alike) < RUN_SHARE or sum(alike) * HOP_S < LEAST_S:
            continue
        if runs and start - runs[-1][1] <= JOIN_S:
            runs[-1][1] = stop
        else:
            runs.append([start, stop])
    return [_told(samples, start, stop, rate_hz) for start, stop in runs]


def _told(samples: NDArray[float64], start: float, stop: float, rate_hz: float) -> Activity:
    """A run, or the hum of the mains for as long as something was switched on."""
    hum = is_hum(samples[round(start * rate_hz) : round(stop * rate_hz)], rate_hz)
    return Activity(
        start_s=max(0.0, start - WINDOW_S / 2),
        stop_s=stop + WINDOW_S / 2,
        kind=EventKind.ARTEFACT if hum else EventKind.OTHER,
        rhythm_hz=None,
        detail=EventDetail.MAINS if hum else EventDetail.HIGH_FREQUENCY,
    )


def _is_run(samples: NDArray[float64], middle: int, window: int, rate_hz: float) -> bool:
    """Whether what lies around a sample repeats itself, in the channel where it is largest."""
    part = samples[max(0, middle - window // 2) : middle + window // 2]
    return _repeats(part[:, int(np.argmax((part**2).sum(axis=0)))], rate_hz)


def _repeats(part: NDArray[float64], rate_hz: float) -> bool:
    """Whether a stretch repeats itself after one, two and four periods of 150-300 Hz.

    A single potential that swings does so for a few milliseconds only.
    """
    if part.size < round(0.9 * WINDOW_S * rate_hz):
        return False
    part = part - part.mean()
    size = 4 * part.size
    spectrum = np.fft.rfft(part, n=size)
    alike = np.fft.irfft(np.abs(spectrum) ** 2, n=size)[: part.size]
    if alike[0] <= 0:
        return False
    overlap = 1 - np.arange(part.size) / part.size
    alike = alike / alike[0] / np.maximum(overlap, 0.1)
    first, last = round(rate_hz / RUN_HZ[1]), round(rate_hz / RUN_HZ[0])
    if last + 1 >= part.size or last <= first:
        return False
    period = first + int(np.argmax(alike[first : last + 1]))
    slack = max(1, round(0.1 * period))
    return all(
        alike[each * period - slack : each * period + slack + 1].max(initial=-1.0) >= LEAST_ALIKE
        for each in PERIODS_LATER
    )
