"""Beats of a heart found by their shape: however unevenly they come, and beside strong twitches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import signal
from scipy.ndimage import maximum_filter1d

from quietmuscle.measure.accel_learnt import along_a_line

if TYPE_CHECKING:
    from numpy import bool_
    from numpy import float64
    from numpy import int_
    from numpy.typing import NDArray

LOOK_HZ = 90.0
"""Hearts on a limb lie below 40 Hz: more samples a second would tell no more."""
HALF_S = 0.12
"""A complex of a beat lies within so much to both sides of its height."""
SMOOTH_S = 0.03
NEAR_S = 0.03
MOST = 1.8
CLEAR = 0.4
LEAST_CLEAR = 2.2
CLEAR_FIRST = 0.6
CLEAR_SHARE = 0.7
"""By the usual height of swings that were sure, by the noise of the fit, and the share of beats
that must be clear: rows that are drawn through noise have fewer."""
LEAST_COVERED = 0.5
PACES_S = (0.5, 0.6, 0.7, 0.82, 0.96, 1.12, 1.3)
LEARNT_UNEVEN = 0.48
VARIED = 1.4
HEIGHTS = 0.2
LOW = 0.4
LOW_SHARE = 0.06
"""Beats are alike in height, and none is left out; a row through twitches, which must be filled up
where none came, has 8-25 in 100 that are less than 0.4 of the usual one (by simulation)."""
APART_S = 0.15
LOUD = 1.5
"""By the usual height of noise, from which on a swing may be one of a heart."""
SEEDS = 40
ALIKE = 0.5
"""Likeness of a swing to a shape. Noise, of some 50 degrees of freedom, reaches 0.5 about once in
ten thousand looks."""
GAIN = (0.45, 2.2)
"""Beats differ in height by breath and by the pause before them; a judgement."""
TURNS = 3
REST_S = 0.33
"""No two beats are nearer: 180 a minute."""
LONGEST_S = 1.6
LEAST_BEATS = 8
COVERED = 0.6
"""The share of the time that beats at their usual pace must fill: hearts do not pause."""
SAME_PACE = (0.7, 0.06)
OTHER_PACE = (0.3, 0.35)
"""The share of beats that keep their pace and of those that do not (early ones, pauses, atrial
fibrillation), and how much the logarithm of their length varies. Judgements."""
UNEVEN = 0.4
"""Half of the range of the middle two thirds of all intervals, by the median one: about 0.24 in
atrial fibrillation (Tateno and Glass 2001), 0.5 and more in twitches that come at random, none
nearer than 0.33 s to the next."""


def beats_by_shape(
    band: NDArray[float64], usable: NDArray[bool_], rate_hz: float
) -> NDArray[int_] | None:
    """Samples of the beats in order; None where no shape comes as beats do.

    `band` is (samples, axes), below 40 Hz. A shape that comes at 38-180 a minute
    with no rest longer than beats leave is a heart, or something that cannot be
    told from one: a muscle unit that twitches at random comes far less evenly.
    """
    thin = max(1, int(rate_hz // LOOK_HZ))
    slow, known = band[::thin], usable[::thin]
    pace = rate_hz / thin
    if known.sum() < LEAST_BEATS * pace * REST_S:
        return None
    half = round(HALF_S * pace)
    power = np.convolve((slow**2).sum(axis=1), np.ones(2 * half + 1), mode="same")
    best: tuple[float, NDArray[int_]] | None = None
    seen: list[NDArray[int_]] = []
    for seed in _seeds(slow, known, pace):
        if any(np.abs(each - seed).min() <= 2 for each in seen):
            continue
        beats = _alike(slow, power, known, seed, half, pace)
        if beats.size < LEAST_BEATS:
            continue
        seen.append(beats)
        uneven, covered = _evenness(beats, float(known.sum()), pace)
        if covered < COVERED or uneven > UNEVEN:
            continue
        size = float(power[beats].sum()) * (1 - uneven)
        if best is None or size > best[0]:
            best = size, beats
    return None if best is None else best[1] * thin


def beats_at_a_pace(  # noqa: PLR0913, PLR0917 - the parts of one look
    band: NDArray[float64],
    shape: NDArray[float64],
    begins: NDArray[int_],
    usable: NDArray[bool_],
    rate_hz: float,
    other_paces_s: tuple[float, ...] = (),
) -> NDArray[int_] | None:
    """Where a shape begins that comes as a heart does: the likeliest row of moments.

    Parameters
    ----------
    band
        (samples, axes).
    shape
        One complex of a beat, (samples, axes).
    begins
        Where it was found so far: for its usual height and its usual pace.
    other_paces_s
        Lengths of a beat that are tried besides.

    A moment speaks for a beat by the likelihood ratio of its fit, a length from beat
    to beat by how often hearts beat so; the best row is found by dynamic programming.
    """
    fit = fit_to(band, shape)
    noise = max(1e-30, float(np.median(np.abs(fit[usable[: fit.size]]))) / 0.6745)
    fit = np.where(usable[: fit.size], fit / noise, 0.0)
    inside = begins[(begins >= 0) & (begins < fit.size)]
    if inside.size < LEAST_BEATS:
        return None
    reach = max(1, round(NEAR_S * rate_hz))
    strength = float(np.median(maximum_filter1d(fit, 2 * reach + 1)[inside]))
    pace = float(np.median(np.diff(inside))) / rate_hz
    peaks, _ = signal.find_peaks(fit, height=0.0)
    likely = strength * fit[peaks] - 0.5 * strength**2
    # What is far higher than a beat speaks neither for one nor against it.
    likely = np.where(fit[peaks] > MOST * strength, 0.0, np.minimum(likely, 0.5 * strength**2))
    rows = [_best_row(peaks, likely, each, rate_hz) for each in (pace, *other_paces_s)]
    return max(rows, key=lambda each: each[1])[0]


def beats_of(
    white: NDArray[float64],
    shape: NDArray[float64],
    strength: float,
    usable: NDArray[bool_],
    rate_hz: float,
) -> NDArray[int_] | None:
    """Where a shape begins that was learnt from swings, if it comes as hearts do; else None.

    `white` and `shape` are (samples, axes), the noise of `white` and the norm of
    `shape` are 1; `strength` is how high those swings were. The shape is learnt
    anew from all moments at which it came.
    """
    least = max(LEAST_CLEAR, CLEAR * strength)
    rest = max(1, round(REST_S * rate_hz))
    begins = beats = np.zeros(0, dtype=int)
    high = np.zeros(0)
    for turn in range(TURNS):
        fit = fit_to(white, shape)
        known = usable[: fit.size]
        begins, _ = signal.find_peaks(np.where(known, fit, 0.0), height=least, distance=rest)
        if begins.size < max(LEAST_BEATS, LEAST_COVERED * known.sum() / (LONGEST_S * rate_hz)):
            return None
        row = beats_at_a_pace(white, shape, begins, usable, rate_hz, () if turn else PACES_S)
        if row is None:
            return None
        beats = row
        high = maximum_filter1d(fit, 2 * max(1, round(NEAR_S * rate_hz)) + 1)[beats]
        clear = beats[high >= least]
        if clear.size < max(LEAST_BEATS, CLEAR_FIRST * beats.size):
            return None
        shape = along_a_line(np.mean(white[clear[:, None] + np.arange(len(shape))], axis=0))
    return beats if _is_a_heart(beats, high, least, float(usable.sum()), rate_hz) else None


def _is_a_heart(
    beats: NDArray[int_], high: NDArray[float64], least: float, samples: float, rate_hz: float
) -> bool:
    """Whether a row of moments is as even in time and in height as a heart."""
    clear = beats[high >= least]
    low, usual, top = np.quantile(high, (0.16, 0.5, 0.84))
    if clear.size < CLEAR_SHARE * beats.size or (high < LOW * usual).mean() > LOW_SHARE:
        return False
    if (top - low) / 2 > VARIED * float(np.sqrt(1 + (HEIGHTS * usual) ** 2)):
        return False
    uneven, covered = _evenness(clear, samples, rate_hz)
    return covered >= COVERED and uneven <= LEARNT_UNEVEN


def fit_to(band: NDArray[float64], shape: NDArray[float64]) -> NDArray[float64]:
    """How much a recording is like a shape that begins at each sample."""
    found: NDArray[float64] = np.sum(
        [
            signal.correlate(band[:, axis], shape[:, axis], mode="valid", method="fft")
            for axis in range(band.shape[1])
        ],
        axis=0,
    )
    return found


def _best_row(
    at: NDArray[int_], likely: NDArray[float64], pace_s: float, rate_hz: float
) -> tuple[NDArray[int_] | None, float]:
    """Of moments with what speaks for each, the likeliest row of a heart, and how likely it is."""
    if at.size < LEAST_BEATS:
        return None, -np.inf
    first = np.searchsorted(at, at - LONGEST_S * rate_hz)
    last = np.searchsorted(at, at - REST_S * rate_hz, side="right")
    best = likely.copy()
    came = np.full(at.size, -1)
    for number in range(at.size):
        if last[number] <= first[number]:
            continue
        part = slice(first[number], last[number])
        lengths = np.log((at[number] - at[part]) / (rate_hz * pace_s))
        pace = sum(
            share * SAME_PACE[1] / spread * np.exp(-0.5 * (lengths / spread) ** 2)
            for share, spread in (SAME_PACE, OTHER_PACE)
        )
        total = best[part] + np.log(pace + 1e-9)
        place = int(np.argmax(total))
        best[number] += float(total[place])
        came[number] = first[number] + place
    late = at >= at[-1] - LONGEST_S * rate_hz
    place = int(np.flatnonzero(late)[np.argmax(best[late])])
    row = [place]
    while came[row[-1]] >= 0:
        row.append(int(came[row[-1]]))
    found: NDArray[int_] = at[np.array(row[::-1])]
    return (found if found.size >= LEAST_BEATS else None), float(best[place])


def _seeds(slow: NDArray[float64], known: NDArray[bool_], pace: float) -> NDArray[int_]:
    """Swings that stand out, from everywhere and of all sizes."""
    from scipy.ndimage import gaussian_filter1d

    loud = np.sqrt(gaussian_filter1d((slow**2).sum(axis=1), SMOOTH_S * pace))
    loud = np.where(known, loud, 0.0)
    level = LOUD * float(np.quantile(loud[known], 0.3))
    peaks, _ = signal.find_peaks(loud, height=level, distance=max(1, round(APART_S * pace)))
    half = round(HALF_S * pace)
    peaks = peaks[(peaks >= half) & (peaks < len(slow) - half)]
    order: NDArray[int_] = peaks[np.argsort(-loud[peaks], kind="stable")]
    if not order.size:
        return order
    found: NDArray[int_] = order[np.unique(np.linspace(0, order.size - 1, SEEDS).astype(int))]
    return found


def _alike(  # noqa: PLR0913, PLR0917 - the parts of one look
    slow: NDArray[float64],
    power: NDArray[float64],
    known: NDArray[bool_],
    seed: int,
    half: int,
    pace: float,
) -> NDArray[int_]:
    """Where a recording is like it is at a moment: looked for anew with the median of what was."""
    shape = slow[seed - half : seed + half + 1]
    found: NDArray[int_] = np.array([seed])
    for _ in range(TURNS):
        size = float(np.sqrt((shape**2).sum()))
        fit = sum(
            signal.correlate(slow[:, axis], shape[:, axis] / max(size, 1e-30), mode="same")
            for axis in range(slow.shape[1])
        )
        likeness = fit / np.sqrt(np.maximum(power, 1e-30))
        good = (likeness >= ALIKE) & (fit > GAIN[0] * size) & (fit < GAIN[1] * size) & known
        rest = max(1, round(REST_S * pace))
        peaks, _ = signal.find_peaks(np.where(good, fit, 0.0), distance=rest)
        found = peaks[(peaks >= half) & (peaks < len(slow) - half)]
        if found.size < LEAST_BEATS:
            return found
        shape = np.median(slow[found[:, None] + np.arange(-half, half + 1)], axis=0)
    return found


def _evenness(beats: NDArray[int_], samples: float, pace: float) -> tuple[float, float]:
    """How uneven beats are, and the share of the time that they fill at their usual pace."""
    lengths = np.diff(beats)
    low, usual, high = np.quantile(lengths, (0.16, 0.5, 0.84))
    if not REST_S * pace <= usual <= LONGEST_S * pace:
        return np.inf, 0.0
    return float((high - low) / (2 * usual)), float(beats.size * usual / samples)
