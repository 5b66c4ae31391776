"""What swings without rest at 3-15 times a second: tremor and clonus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import signal

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

WINDOW_S = 2.0
HOP_S = 1.0
"""Windows of 2 s that overlap by half (PMC7869147)."""
BAND_HZ = (2.5, 20.0)
RHYTHM_HZ = (3.0, 15.0)
"""Where MS tremor was seen: 3.5-13 Hz (PMC7869147); clonus beats at 5-8 Hz."""
LIKENESS = 0.5
AGAIN = 0.35
"""Likeness to itself one and two periods later, of a swing cut at three times its usual height."""
CUT = 3.0
NEARLY = 0.85
MOST_OVERTONES = 15.0
"""Of what beats at its pace at all; a ringing phone is a tone far above."""
TONE_SHARE = 0.7
TONE_HZ = 25.0
TONE_WIDTH_HZ = 2.0
LEAST_MS2 = 0.01
LEAST_OVER_REST = 1.4
"""Weaker swings are the tremor that everybody has, and the rest of the heart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """A stretch that swings, with its pace, and how much of it are overtones of that pace."""

    start_s: float
    stop_s: float
    rate_hz: float
    overtones: float
    likeness: float


def slow_band(samples: NDArray[float64], rate_hz: float) -> NDArray[float64]:
    """The swings of a limb, 2.5-20 Hz, of samples without gaps."""
    high = min(BAND_HZ[1], 0.45 * rate_hz)
    sos = signal.butter(3, (BAND_HZ[0], high), "bandpass", fs=rate_hz, output="sos")
    found: NDArray[float64] = signal.sosfiltfilt(sos, samples, axis=0)
    return found


def rhythms(slow: NDArray[float64], band: NDArray[float64], rate_hz: float) -> list[Rhythm]:
    """The stretches of sustained rhythm: windows of 2 s, two or more in a row, of one pace."""
    length, hop = round(WINDOW_S * rate_hz), round(HOP_S * rate_hz)
    starts = range(0, max(1, slow.shape[0] - length + 1), hop)
    sizes = [float(np.sqrt((slow[at : at + length] ** 2).sum(axis=1).mean())) for at in starts]
    rest = float(np.quantile(sizes, 0.2))
    found: list[Rhythm] = []
    for at, size in zip(starts, sizes, strict=True):
        if size < LEAST_MS2 or (size < LEAST_OVER_REST * rest and size < 40 * LEAST_MS2):
            continue
        seen = rhythm_of(slow[at : at + length], rate_hz, at / rate_hz)
        if seen is None or is_tone(band[at : at + length], rate_hz):
            continue
        if found and seen.start_s <= found[-1].stop_s and _alike(found[-1], seen):
            found[-1] = _joined(found[-1], seen)
        else:
            found.append(seen)
    return [each for each in found if each.stop_s - each.start_s > 1.2 * WINDOW_S]


def rhythm_of(slow: NDArray[float64], rate_hz: float, start_s: float = 0.0) -> Rhythm | None:
    """The rhythm of a stretch, if it swings throughout: a single twitch that fades does not."""
    size = np.sqrt((slow**2).sum(axis=1))
    middle = float(np.median(size))
    if middle <= 0:
        return None
    cut = slow * np.minimum(1.0, CUT * middle / np.maximum(size, 1e-12))[:, None]
    likeness = _likeness(cut - cut.mean(axis=0))
    low = max(2, int(rate_hz / RHYTHM_HZ[1]))
    high = min(int(np.ceil(rate_hz / RHYTHM_HZ[0])), likeness.size // 2 - 2)
    if high <= low + 1:
        return None
    part = likeness[low - 1 : high + 2]
    inner = part[1:-1]
    tops = np.flatnonzero((inner >= part[:-2]) & (inner >= part[2:]))
    tops = tops[inner[tops] >= LIKENESS] if tops.size else tops
    if not tops.size:
        return None
    lag = low + int(tops[inner[tops] >= NEARLY * inner[tops].max()][0])
    twice = likeness[2 * lag - 2 : 2 * lag + 3]
    if not twice.size or twice.max() < AGAIN:
        return None
    pace = rate_hz / _fine(likeness, lag)
    overtones = _overtones(slow, pace, rate_hz)
    if overtones > MOST_OVERTONES:
        return None
    return Rhythm(
        start_s=start_s,
        stop_s=start_s + slow.shape[0] / rate_hz,
        rate_hz=pace,
        overtones=overtones,
        likeness=float(likeness[lag]),
    )


def is_tone(part: NDArray[float64], rate_hz: float) -> bool:
    """Whether nearly all power lies at one pitch, above what muscles do."""
    window = np.hanning(part.shape[0])[:, None]
    power = (np.abs(np.fft.rfft(part * window, axis=0)) ** 2).sum(axis=1)
    frequency = np.fft.rfftfreq(part.shape[0], 1 / rate_hz)
    pitch = float(frequency[int(np.argmax(power))])
    near = power[np.abs(frequency - pitch) <= TONE_WIDTH_HZ].sum()
    return pitch > TONE_HZ and float(near) > TONE_SHARE * float(power.sum())


def _likeness(samples: NDArray[float64]) -> NDArray[float64]:
    """How alike samples are to themselves later, for each lag up to a half of them."""
    count = samples.shape[0]
    power = np.abs(np.fft.rfft(samples, 2 * count, axis=0)) ** 2
    found = np.fft.irfft(power.sum(axis=1))[:count]
    shorter = count / np.maximum(1, count - np.arange(count))
    likeness: NDArray[float64] = (found * shorter / max(1e-30, float(found[0])))[: count // 2 + 1]
    return likeness


def _fine(likeness: NDArray[float64], lag: int) -> float:
    """A lag between samples, by the parabola through its top."""
    before, top, after = likeness[lag - 1 : lag + 2]
    bend = before - 2 * top + after
    return lag + (0.5 * float((before - after) / bend) if bend < 0 else 0.0)


def _overtones(slow: NDArray[float64], pace_hz: float, rate_hz: float) -> float:
    """The power at twice to four times a pace, by that at the pace itself."""
    window = np.hanning(slow.shape[0])[:, None]
    power = (np.abs(np.fft.rfft(slow * window, axis=0)) ** 2).sum(axis=1)
    frequency = np.fft.rfftfreq(slow.shape[0], 1 / rate_hz)
    wide = max(1.0, 0.12 * pace_hz)

    def around(hz: float) -> float:
        return float(power[np.abs(frequency - hz) <= wide].sum())

    above = sum(around(times * pace_hz) for times in (2, 3, 4))
    return above / max(1e-30, around(pace_hz))


def _alike(first: Rhythm, second: Rhythm) -> bool:
    return abs(first.rate_hz / second.rate_hz - 1) < 0.25


def _joined(first: Rhythm, second: Rhythm) -> Rhythm:
    """Two overlapping stretches of one rhythm as one."""
    return Rhythm(
        start_s=first.start_s,
        stop_s=second.stop_s,
        rate_hz=0.5 * (first.rate_hz + second.rate_hz),
        overtones=max(first.overtones, second.overtones),
        likeness=max(first.likeness, second.likeness),
    )
