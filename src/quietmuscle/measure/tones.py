"""Bursts of hum: a thing that is switched on for a moment, at 45-140 Hz.

What is periodic at such a pitch is taken apart into potentials one by one, which
then look like a unit's. A tone differs from a unit that fires as fast in its
form: a single sine of one size carries nearly all of it, while a potential is
short and its run has many multiples of its rate. Hum of the mains is held to
sines at the multiples of 50 or 60 Hz instead, the first of which carries much.
How much is a judgement, set on synthetic recordings of our own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.measure.activity_nouns import Activity
from quietmuscle.measure.filters import moving_mean
from quietmuscle.measure.mains import MAINS_HZ
from quietmuscle.model.measurement import EventDetail
from quietmuscle.model.measurement import EventKind

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

TONE_HZ = (45.0, 140.0)
WINDOW_S = 0.03
HOP_S = 0.005
LOUD = 1.5
"""How far above its quietest fifth the envelope of a burst lies."""
LEAST_S = 0.055
"""Two and a half periods of 45 Hz; a potential with its window is not as long."""
CORE = 0.4
"""Where the power of a burst is at its height: before and after it the filters ring."""
LEAST_CORE_S = 0.04
LOOK_S = 0.1
STEP_HZ = 1.0
TONE_SHARE = 0.85
MAINS_SHARE = 0.9
FIRST_SHARE = 0.5
MOST_MULTIPLES = 4
LEAST_MAINS_S = 0.08
EDGE_S = 0.02


def tone_bursts(samples: NDArray[float64], rate_hz: float) -> list[Activity]:
    """The bursts of hum in an EMG in its band, (samples, channels), in ascending order."""
    window, hop = round(WINDOW_S * rate_hz), max(1, round(HOP_S * rate_hz))
    power = moving_mean(np.einsum("tc,tc->t", samples, samples), window)[::hop]
    floor = float(np.quantile(power, 0.2)) if power.size else 0.0
    if floor <= 0:
        return []
    loud = power > LOUD**2 * floor
    edges = np.flatnonzero(np.diff(np.r_[0, loud.astype(int), 0])).reshape(-1, 2)
    found = []
    for first, last in edges[(edges[:, 1] - edges[:, 0]) * hop >= LEAST_S * rate_hz]:
        start, stop = int(first) * hop, min(int(last) * hop, samples.shape[0])
        core = np.flatnonzero(power[first:last] > CORE * np.quantile(power[first:last], 0.9))
        inner = samples[(first + core[0]) * hop : (first + core[-1] + 1) * hop]
        if inner.shape[0] >= LEAST_CORE_S * rate_hz and _is_tone(inner, rate_hz, floor):
            found.append(
                Activity(
                    start_s=max(0.0, start / rate_hz - EDGE_S),
                    stop_s=stop / rate_hz + EDGE_S,
                    kind=EventKind.ARTEFACT,
                    rhythm_hz=None,
                    detail=EventDetail.MAINS,
                )
            )
    return found


def _is_tone(part: NDArray[float64], rate_hz: float, floor: float) -> bool:
    """Whether most looks of a tenth of a second hold a tone, in the channel where it is largest."""
    channel = part[:, int((part**2).sum(axis=0).argmax())]
    share = float((channel**2).sum() / max(1e-300, (part**2).sum()))
    looks = np.array_split(channel, max(1, round(channel.size / (LOOK_S * rate_hz))))
    return float(np.mean([_holds_tone(look, rate_hz, share * floor) for look in looks])) > 0.5


def _holds_tone(look: NDArray[float64], rate_hz: float, noise: float) -> bool:
    energy = float((look**2).sum()) - noise * look.size
    if energy <= 0:
        return False
    pitches = np.arange(TONE_HZ[0], TONE_HZ[1] + STEP_HZ, STEP_HZ)
    turns = np.exp(-2j * np.pi * np.outer(pitches, np.arange(look.size)) / rate_hz)
    best_hz = float(pitches[np.abs(turns @ look).argmax()])
    if _carried(look, (best_hz,), rate_hz) >= TONE_SHARE * energy:
        return True
    if look.size < LEAST_MAINS_S * rate_hz:  # so many sines would fit any potential
        return False
    return any(
        _carried(look, (base,), rate_hz) >= FIRST_SHARE * energy
        and _carried(look, tuple(base * n for n in range(1, MOST_MULTIPLES)), rate_hz)
        >= MAINS_SHARE * energy
        for base in MAINS_HZ
    )


def _carried(look: NDArray[float64], pitches_hz: tuple[float, ...], rate_hz: float) -> float:
    """The energy that sines of these pitches, each of one size throughout, carry of a look."""
    waves = 2 * np.pi * np.outer(np.arange(look.size), pitches_hz) / rate_hz
    sines = np.hstack([np.cos(waves), np.sin(waves)])
    fitted = sines @ np.linalg.lstsq(sines, look, rcond=None)[0]
    return float((fitted**2).sum())
