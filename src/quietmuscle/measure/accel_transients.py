"""Short swings that stand alone: where they are, how long, how large."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import signal

if TYPE_CHECKING:
    from numpy import bool_
    from numpy import float64
    from numpy.typing import NDArray

    from quietmuscle.measure.accel_bank import Looked

SURE = 11.6
"""Height of a swing that noise reaches 0.2 times a minute, at 200 samples a second."""
FULL_HZ = 200.0
LESS_SURE = 0.8
"""Fewer samples hold fewer chances: how much lower the height may be for each e-fold."""
MORE_SURE = 1.7
"""How much higher for each e-fold above: the sensor's noise is spread wider there, so twitches
stand out farther, and what a heart leaves behind does, too. By simulation (docs/explanation)."""
UNSURE = 0.85
"""Share of that height from which on a swing is told, as one that is not sure."""
SILENT = 0.7
"""From here on a swing is not told, but may be a step in a train of them."""
APART_S = 0.12
RING_S = 0.4
RING_SHARE = 0.12
VALLEY = 0.12
RISE_S = 0.12
"""A twitch is at its height sooner than this: what is before belongs to another."""
EDGE = 0.15
EDGE_LEAST = 8.0
EDGE_HALF = 0.5
"""Noise alone is seldom higher, so that an event does not grow into it."""
REACH_S = 0.4
SIZE_S = 0.12
SHARP_HZ = 40.0
"""Above it a twitch under a phone has little; a tap on its glass has much."""
SHARP_LEAST_HZ = 150.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Transient:
    """A short swing: samples of its middle, its begin and its end, and its measures.

    `size_ms2` is from peak to peak along its direction `way`, a unit vector;
    `sharp` the share of its power above 40 Hz, None where the rate hides that.
    """

    at: int
    begin: int
    end: int
    height: float
    size_ms2: float
    sharp: float | None
    way: tuple[float, float, float]


def sure_height(rate_hz: float) -> float:
    """The height above which a swing is taken for true, at a sampling rate."""
    folds = float(np.log(rate_hz / FULL_HZ))
    return SURE + folds * (LESS_SURE if folds < 0 else MORE_SURE)


def transients(
    band: NDArray[float64], seen: Looked, quiet: NDArray[bool_], rate_hz: float, least: float
) -> list[Transient]:
    """The swings in quiet stretches that are higher than `least`, in order."""
    height = np.where(quiet, seen.height, 0.0)
    peaks, _ = signal.find_peaks(height, height=least, distance=max(1, round(0.04 * rate_hz)))
    sharp = _sharp_part(band, rate_hz)
    return [_transient(band, seen, sharp, at, rate_hz) for at in _alone(peaks, seen, rate_hz)]


def _alone(peaks: NDArray[np.int_], seen: Looked, rate_hz: float) -> list[int]:
    """Peaks without those that a larger one left ringing."""
    apart, ring = APART_S * rate_hz, RING_S * rate_hz
    kept: list[int] = []
    for at in peaks[np.argsort(-seen.height[peaks], kind="stable")]:
        mine = float(seen.height[at])
        for other in kept:
            away = abs(int(at) - other)
            if away < apart:
                break
            if away > ring:
                continue
            low, high = sorted((int(at), other))
            if mine < RING_SHARE * float(seen.height[other]):
                break
            if float(seen.brief[low:high].min()) > VALLEY * mine:
                break
        else:
            kept.append(int(at))
    return sorted(kept)


def _transient(
    band: NDArray[float64],
    seen: Looked,
    sharp: NDArray[float64] | None,
    at: int,
    rate_hz: float,
) -> Transient:
    """The measures of a swing around its peak."""
    reach = round(REACH_S * rate_hz)
    low = max(0, at - reach)
    brief = seen.brief[low : at + reach]
    here = at - low
    near = round(APART_S * rate_hz)
    top = float(brief[max(0, here - near) : here + near + 1].max())
    level = max(min(EDGE_LEAST, EDGE_HALF * top), EDGE * top)
    below = np.flatnonzero(brief < level)
    before, after = below[below < here], below[below > here]
    begin = low + (int(before[-1]) + 1 if before.size else 0)
    begin = max(begin, at - round(RISE_S * rate_hz))
    end = low + (int(after[0]) if after.size else brief.size)
    wide = round(SIZE_S * rate_hz)
    part = band[max(0, at - wide) : at + wide + 1]
    size_ms2, way = _size(part)
    share = None
    if sharp is not None:
        power = float((part**2).sum())
        loud = float((sharp[max(0, at - wide) : at + wide + 1] ** 2).sum())
        share = loud / max(1e-30, power)
    return Transient(
        at=at,
        begin=min(begin, at),
        end=max(end, at + 1),
        height=float(seen.height[at]),
        size_ms2=size_ms2,
        sharp=share,
        way=way,
    )


def _size(part: NDArray[float64]) -> tuple[float, tuple[float, float, float]]:
    """The size from peak to peak along the direction of most power, and that direction."""
    _, ways = np.linalg.eigh(part.T @ part)
    x, y, z = (float(each) for each in ways[:, -1])
    return float(np.ptp(part @ ways[:, -1])), (x, y, z)


def _sharp_part(band: NDArray[float64], rate_hz: float) -> NDArray[float64] | None:
    """What is above 40 Hz."""
    if rate_hz < SHARP_LEAST_HZ:
        return None
    sos = signal.butter(3, SHARP_HZ, "highpass", fs=rate_hz, output="sos")
    found: NDArray[float64] = signal.sosfiltfilt(sos, band, axis=0)
    return found
