"""The heart in an EMG: found by its beat, averaged, and taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import ndimage
from scipy import signal

from quietmuscle.measure.trains import beats_of

if TYPE_CHECKING:
    from numpy import float64
    from numpy import int_
    from numpy.typing import NDArray

    from quietmuscle.measure.decompose import Discharge

BEFORE_S = 0.15
AFTER_S = 0.30
ALONE_S = 0.12
BAND_WIDTH = 2.2
BAND_STEP = 1.3
LEAST_WHOLE = 5
FOUND_GAIN = 0.45
APART_S = 0.02
"""How near a potential that is taken for a beat may lie to the beat itself."""
LATE = 0.15
FAR_BEATS = 4
QRS_S = 0.05
JUST_LIKE = 0.9
DUE_SHARE = 0.6
TOO_MUCH_GAIN = 1.8
"""What lies so much higher than a beat is something else upon it."""
NEAR_BEATS = 7
CHANGE = 1.2
"""How much higher or lower than its neighbours a beat may be: breathing moves them by less,
and what lies upon a beat shall not pull at it."""
LEAST_GAIN = 0.4
MOST_GAIN = 1.5


def heart_beats(discharges: list[Discharge], rate_hz: float) -> NDArray[int_]:
    """The samples of the heart's beats, from the longest train that beats like one; else none.

    Looked at are the train of each unit and, because a beat may fall into several
    shapes, the trains of potentials that are alike in energy and alone nearby.
    """
    at = np.array([each.at for each in discharges], dtype=int)
    energy = np.array([each.energy for each in discharges])
    unit = np.array([each.unit for each in discharges], dtype=int)
    trains = [np.flatnonzero(unit == each) for each in np.unique(unit)]
    tops = _tops(at, energy, round(ALONE_S * rate_hz))
    edge = float(energy.min()) if energy.size else 0.0
    while energy.size and edge <= energy.max():
        trains.append(tops[(energy[tops] >= edge) & (energy[tops] <= BAND_WIDTH * edge)])
        edge *= BAND_STEP
    beating = [at[members] for members in trains if beats_of(at[members] / rate_hz) is not None]
    return max(beating, key=len, default=np.zeros(0, dtype=int))


def _tops(at: NDArray[int_], energy: NDArray[float64], reach: int) -> NDArray[int_]:
    """The discharges that none stronger lies near."""
    first, last = np.searchsorted(at, at - reach), np.searchsorted(at, at + reach)
    kept = [n for n in range(at.size) if energy[n] >= energy[first[n] : last[n]].max()]
    return np.array(kept, dtype=int)


def _is_due(at: int, beats: NDArray[int_], period: float) -> bool:
    """Whether a beat may come then: most beats nearby lie whole periods away."""
    away = np.abs(beats - at) / period
    near = away[away < FAR_BEATS + 0.5]
    whole = np.round(near)
    fitting = np.abs(near - whole) <= LATE * np.maximum(1.0, np.sqrt(whole))
    return near.size > 0 and float(fitting.mean()) >= DUE_SHARE


def _likeness(part: NDArray[float64], beat: NDArray[float64]) -> float:
    """How far a stretch is shaped like a beat, 1 at most."""
    size = float(np.linalg.norm(part) * np.linalg.norm(beat))
    return float((part * beat).sum()) / size if size > 0 else 0.0


def _one_a_period(gone: dict[int, float], period: float) -> NDArray[int_]:
    """Of beats nearer than half a period, the one with which most goes."""
    kept: list[int] = []
    for at in sorted(gone, key=lambda at: -gone[at]):
        if all(abs(at - other) >= 0.5 * period for other in kept):
            kept.append(at)
    return np.array(sorted(kept), dtype=int)


def without_beats(
    samples: NDArray[float64], beats: NDArray[int_], rate_hz: float
) -> tuple[NDArray[float64], NDArray[int_]]:
    """An EMG from which the median beat was subtracted, scaled to each beat; and all beats.

    Beats that were missed, and those that another potential lay upon, are found
    by laying the median beat along the recording. Where several places compete,
    a beat is taken out where least is left.
    """
    before, after = round(BEFORE_S * rate_hz), round(AFTER_S * rate_hz)
    whole = [at for at in beats if at >= before and at + after <= samples.shape[0]]
    if len(whole) < LEAST_WHOLE:
        return samples, beats
    beat = np.median([samples[at - before : at + after] for at in whole], axis=0)
    beat = beat * signal.windows.tukey(beat.shape[0], 0.2)[:, None]
    strength = max(1e-30, float((beat**2).sum()))
    padded = np.pad(samples, ((before, after), (0, 0)))
    laid = sum(
        signal.fftconvolve(padded[:, channel], beat[::-1, channel], mode="valid")
        for channel in range(samples.shape[1])
    )
    period = float(np.median(np.diff(beats)))
    gains = laid / strength
    peaks, _ = signal.find_peaks(
        gains, height=(FOUND_GAIN, TOO_MUCH_GAIN), distance=round(APART_S * rate_hz)
    )
    core = slice(before - round(QRS_S * rate_hz), before + round(QRS_S * rate_hz))
    gone: dict[int, float] = {}
    for at in map(int, peaks):
        part = padded[at : at + len(beat)]
        # Early and late beats are beats as well, if they are shaped just like one.
        if _is_due(at, beats, period) or _likeness(part[core], beat[core]) >= JUST_LIKE:
            gain = np.clip(gains[at], LEAST_GAIN, MOST_GAIN)
            # Sizes, not squares: another potential beside the beat stays as large either way.
            gone[at] = float((np.abs(part) - np.abs(part - gain * beat)).sum())
    found = _one_a_period(gone, period)
    rest = padded.copy()
    own = np.clip(gains[found], LEAST_GAIN, MOST_GAIN)
    usual = ndimage.median_filter(own, NEAR_BEATS, mode="nearest") if own.size else own
    for at, gain in zip(found, np.clip(own, usual / CHANGE, usual * CHANGE), strict=True):
        rest[at : at + beat.shape[0]] -= gain * beat
    return rest[before : before + samples.shape[0]], found
