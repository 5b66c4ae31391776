"""A heart whose beats are known, taken out of a phone's recording, each complex by itself."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy import float64
from numpy import int_
from numpy.typing import NDArray
from scipy import signal

BEFORE = 0.3
AFTER = 0.7
"""A beat is cut from so much of its length before its moment to so much behind it."""
SHORT_BEATS = 0.1
APART_S = 0.12
FADE_S = 0.06
MOST_GAIN = 1.8
MOVED_S = 0.015
SCALED = 0.25
"""By how much complexes of a heart differ in time and height, standard deviations: judgements."""
BETWEEN = 0.5
MOVE_S = 0.06


@dataclass(frozen=True, slots=True, kw_only=True)
class Heart:
    """The samples of the beats, and how alike their halves are."""

    beats: NDArray[int_]
    likeness: float


def without_heart(band: NDArray[float64], heart: Heart, rate_hz: float) -> NDArray[float64]:
    """A recording less the median beat, each of its complexes fitted to each beat.

    The pause between the complexes of a beat changes with its length, so each
    complex is moved and scaled by itself.
    """
    before, after = around(heart.beats)
    margin = before + after
    rest = np.pad(band, ((margin, margin), (0, 0)))
    for beat, low in complexes(band, heart, rate_hz):
        _take_out(rest, heart.beats + margin - before + low, beat, rate_hz)
    return rest[margin : margin + band.shape[0]]


def complexes(
    band: NDArray[float64], heart: Heart, rate_hz: float
) -> list[tuple[NDArray[float64], int]]:
    """The parts of the median beat that are loud by themselves, and where each begins."""
    from scipy.ndimage import gaussian_filter1d
    from scipy.signal import find_peaks

    beat = np.median(beats_cut(band, heart.beats, *around(heart.beats)), axis=0)
    loud = gaussian_filter1d(np.sqrt((beat**2).sum(axis=1)), 0.025 * rate_hz)
    peaks, _ = find_peaks(
        np.r_[0, loud, 0], distance=round(APART_S * rate_hz), prominence=0.15 * float(loud.max())
    )
    peaks = peaks - 1
    cuts = [0]
    for first, second in pairwise(peaks):
        cuts.append(int(first) + int(np.argmin(loud[first : second + 1])))
    cuts.append(beat.shape[0])
    fade = max(2, round(FADE_S * rate_hz))
    found = []
    for low, high in pairwise(cuts):
        at = np.arange(beat.shape[0])
        rise = np.clip((at - low + fade / 2) / fade, 0, 1) if low else np.clip(at / fade, 0, 1)
        last = beat.shape[0] - 1
        fall = np.clip((high + fade / 2 - at) / fade, 0, 1)
        fall = fall if high < beat.shape[0] else np.clip((last - at) / fade, 0, 1)
        found.append((beat * (rise * fall)[:, None], 0))
    return found


def _take_out(
    rest: NDArray[float64], begins: NDArray[int_], beat: NDArray[float64], rate_hz: float
) -> None:
    """Subtract a complex from each beat, moved and scaled as is likeliest.

    Beats are much alike: how far and how much is weighed against how often beats
    differ so, by the noise; where it is likelier that there is none, none is taken.
    """
    length, move = beat.shape[0], round(MOVE_S * rate_hz)
    slope = np.gradient(beat, axis=0)
    strength = max(1e-30, float((beat**2).sum()))
    tilt = max(1e-30, float((slope**2).sum()))
    fit = _fit(rest, beat)
    noise = max(1e-30, float(np.median(np.abs(fit))) / 0.6745) ** 2 / strength
    lags = np.arange(-move, move + 1)
    far = 0.5 * (lags / (MOVED_S * rate_hz)) ** 2
    for begin in begins:
        low = int(begin) - move
        if low < 0 or begin + length + move > rest.shape[0]:
            continue
        fits = fit[low : low + 2 * move + 1]
        gain = (fits / noise + 1 / SCALED**2) / (strength / noise + 1 / SCALED**2)
        there = (gain * fits - 0.5 * gain**2 * strength) / noise
        likely = there - 0.5 * ((gain - 1) / SCALED) ** 2 - far
        best = int(np.argmax(likely))
        if there[best] <= 0:
            continue
        place = low + best
        part = rest[place : place + length]
        scale = min(MOST_GAIN, float(gain[best]))
        # Between samples: half a sample is expected, so much as noise lets tell.
        moved = float((part * slope).sum()) / (tilt + noise / BETWEEN**2)
        part -= scale * beat + float(np.clip(moved, -1.0, 1.0)) * slope


def _fit(rest: NDArray[float64], beat: NDArray[float64]) -> NDArray[float64]:
    """How much a recording is like a complex that begins at each sample."""
    found: NDArray[float64] = np.sum(
        [
            signal.correlate(rest[:, axis], beat[:, axis], mode="valid", method="fft")
            for axis in range(rest.shape[1])
        ],
        axis=0,
    )
    return found


def around(beats: NDArray[int_]) -> tuple[int, int]:
    """How much to cut around each beat: together no more than the shorter beats last."""
    length = float(np.quantile(np.diff(beats), SHORT_BEATS))
    return round(BEFORE * length), round(AFTER * length)


def beats_cut(
    band: NDArray[float64], beats: NDArray[int_], before: int, after: int
) -> NDArray[float64]:
    """The stretch around each beat, (beats, samples, axes); beats at the ends are left out."""
    whole = beats[(beats >= before) & (beats + after <= band.shape[0])]
    found: NDArray[float64] = band[whole[:, None] + np.arange(-before, after)]
    return found
