"""The heart in a phone's recording: its beats found as a rhythm, averaged, and taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy import float64
from numpy import int_
from scipy import signal

from quietmuscle.measure.accel_beats import beats_at_a_pace
from quietmuscle.measure.accel_beats import beats_by_shape
from quietmuscle.measure.accel_heart_out import MOVE_S
from quietmuscle.measure.accel_heart_out import Heart
from quietmuscle.measure.accel_heart_out import around
from quietmuscle.measure.accel_heart_out import beats_cut
from quietmuscle.measure.accel_heart_out import complexes
from quietmuscle.measure.accel_heart_out import without_heart

if TYPE_CHECKING:
    from numpy.typing import NDArray

HIGHEST_HZ = 40.0
BEAT_S = (0.33, 1.6)
"""Hearts beat 38-180 times a minute."""
PACE_HZ = 50.0
STIR_S = 0.03
USUAL_S = 2.5
MOST_STIR = 3.0
MOST_PERIODS = 3
TIGHTNESS = 60.0
"""How much an uneven beat costs (Ellis 2007, beat tracking by dynamic programming)."""
LEAST_LIKENESS = 0.08
"""Likeness of the heights to themselves a beat later: by chance about one over the root of their
number."""
LEAST_BEATS = 8
TURNS = 3
MOST_UNEVEN = 0.09
"""Hearts at rest differ by some 5 % from beat to beat; twitches taken for beats by more."""
HALVES_ALIKE = 0.45
"""Likeness of the mean of odd and of even beats: noise that was lined up reaches about 0.3."""
DOUBT_S = 0.04
LEFT_MOST = 4.0
"""By the usual power: what is louder counts no more when hearts are compared."""
STRONG = (4.0, 2.5)
"""By how stirred it usually is: what is left out so that a weak heart is seen. Judgements."""
STRONG_LEAST = 0.5
STRONG_S = 0.12
AS_MANY = 0.25
"""A heart that is looked for anew has about as many beats."""


def heart_band(band: NDArray[float64], rate_hz: float) -> NDArray[float64]:
    """What is slow enough to be of a heart on a limb, up to 40 Hz."""
    if rate_hz <= 2.5 * HIGHEST_HZ:
        return band
    sos = signal.butter(3, HIGHEST_HZ, "lowpass", fs=rate_hz, output="sos")
    found: NDArray[float64] = signal.sosfiltfilt(sos, band, axis=0)
    return found


def heart_of(band: NDArray[float64], usable: NDArray[np.bool_], rate_hz: float) -> Heart | None:
    """The heart in a stretch of a recording, None where none shows.

    Parameters
    ----------
    band
        (samples, axes), of `heart_band`.
    usable
        Samples without what is far larger than a heart.
    """
    if band.shape[0] < LEAST_BEATS * rate_hz:
        return None
    found = _hearts(band, usable, rate_hz)
    calm = usable
    for level in STRONG:
        calm = usable & ~_strong(band, usable, level, rate_hz)
        if STRONG_LEAST * usable.sum() < calm.sum() < usable.sum():
            found += _hearts(band, calm, rate_hz)
    for heart in tuple(found):
        again = _again(band, heart, usable, rate_hz)
        if again is not None:
            found.append(again)
    if len(found) < 2:
        return found[0] if found else None
    return min(found, key=lambda heart: _left(band, heart, usable, rate_hz))


def _hearts(band: NDArray[float64], usable: NDArray[np.bool_], rate_hz: float) -> list[Heart]:
    """What may be the heart: by an even pace, and by one shape."""
    found = _even_hearts(band, usable, rate_hz)
    shaped = beats_by_shape(band, usable, rate_hz)
    if shaped is not None:
        beats = _centred(band, shaped)
        alike = _halves_alike(beats_cut(band, beats, *around(beats)))
        found.append(Heart(beats=_to_the_ends(beats, band.shape[0]), likeness=alike))
    return found


def _again(
    band: NDArray[float64], heart: Heart, usable: NDArray[np.bool_], rate_hz: float
) -> Heart | None:
    """The same heart, its beats looked for anew by their strongest complex: early ones, too."""
    before, _ = around(heart.beats)
    beat, _ = max(complexes(band, heart, rate_hz), key=lambda each: float((each[0] ** 2).sum()))
    beats = beats_at_a_pace(band, beat, heart.beats - before, usable, rate_hz)
    if beats is None:
        return None
    moved = beats + before
    moved = moved[(moved >= 0) & (moved < band.shape[0])]
    if moved.size < LEAST_BEATS or abs(moved.size / heart.beats.size - 1) > AS_MANY:
        return None
    alike = _halves_alike(beats_cut(band, moved, *around(moved)))
    return Heart(beats=_to_the_ends(moved, band.shape[0]), likeness=alike)


def _strong(
    band: NDArray[float64], usable: NDArray[np.bool_], level: float, rate_hz: float
) -> NDArray[np.bool_]:
    """Where it stirs far more than usual, as strong twitches do: they would hide a weak heart."""
    from scipy.ndimage import gaussian_filter1d
    from scipy.ndimage import maximum_filter1d

    loud = np.sqrt(gaussian_filter1d((band**2).sum(axis=1), STIR_S * rate_hz))
    strong = loud > level * float(np.median(loud[usable]))
    found: NDArray[np.bool_] = maximum_filter1d(strong, 2 * round(STRONG_S * rate_hz) + 1)
    return found


def _even_hearts(band: NDArray[float64], usable: NDArray[np.bool_], rate_hz: float) -> list[Heart]:
    """Hearts of an even pace: found also where each beat alone is weak."""
    stirs = _stirs(band, usable, rate_hz)
    found: list[Heart] = []
    for period in _periods(stirs):
        beats = np.round(_tracked(stirs, period) / PACE_HZ * rate_hz).astype(int)
        beats = _lined_up(band, beats, usable, rate_hz)
        if beats.size < LEAST_BEATS or _unevenness(beats) > MOST_UNEVEN:
            continue
        alike = _halves_alike(beats_cut(band, beats, *around(beats)))
        if alike >= HALVES_ALIKE:
            beats = _without_gaps(beats)
            found.append(Heart(beats=_to_the_ends(beats, band.shape[0]), likeness=alike))
    return sorted(found, key=lambda heart: -heart.likeness)[:1]


def _left(band: NDArray[float64], heart: Heart, usable: NDArray[np.bool_], rate_hz: float) -> float:
    """How much still stirs without a heart; what is far larger than usual counts little."""
    from scipy.ndimage import uniform_filter1d

    rest = without_heart(band, heart, rate_hz)
    power = uniform_filter1d((rest**2).sum(axis=1), max(1, round(DOUBT_S * rate_hz)))[usable]
    usual = uniform_filter1d((band**2).sum(axis=1), max(1, round(DOUBT_S * rate_hz)))[usable]
    cap = LEFT_MOST * float(np.median(usual))
    return float(np.minimum(power, cap).mean())


def _centred(band: NDArray[float64], beats: NDArray[int_]) -> NDArray[int_]:
    """Beats moved together, so that the cut around each holds as much of its median as it can."""
    before, after = around(beats)
    length = before + after
    inside = beats[(beats >= length) & (beats + length <= band.shape[0])]
    if inside.size < LEAST_BEATS:
        return beats
    usual = np.median(band[inside[:, None] + np.arange(-length, length)], axis=0)
    held = np.convolve((usual**2).sum(axis=1), np.ones(length), mode="valid")
    middle = held[round(0.1 * length) : round(0.9 * length) + 1]
    moved = beats + int(np.argmax(middle)) + round(0.1 * length) - length + before
    found: NDArray[int_] = moved[(moved >= 0) & (moved < band.shape[0])]
    return found


def _unevenness(beats: NDArray[int_]) -> float:
    """How much a beat differs in length from the one before, as a share, the median."""
    lengths = np.diff(beats)
    return float(np.median(np.abs(np.diff(lengths))) / np.median(lengths))


def _to_the_ends(beats: NDArray[int_], samples: int) -> NDArray[int_]:
    """Beats, with those that must lie before the first and behind the last."""
    period = int(np.median(np.diff(beats)))
    before = np.arange(beats[0] - period, -period, -period)[::-1]
    after = np.arange(beats[-1] + period, samples + period, period)
    return np.concatenate([before, beats, after])


def _without_gaps(beats: NDArray[int_]) -> NDArray[int_]:
    """Beats of an even heart, with those that were left out between them."""
    lengths = np.diff(beats)
    steps = np.round(lengths / np.median(lengths)).astype(int)
    between = [
        beats[place] + np.round(np.arange(1, steps[place]) * lengths[place] / steps[place])
        for place in np.flatnonzero(steps > 1)
    ]
    return np.unique(np.concatenate([beats, *between]).astype(int))


def _stirs(band: NDArray[float64], usable: NDArray[np.bool_], rate_hz: float) -> NDArray[float64]:
    """How much it stirs, at 50 a second: what is loud counts no more than a usual beat."""
    from scipy.ndimage import gaussian_filter1d
    from scipy.ndimage import median_filter

    power = np.where(usable, (band**2).sum(axis=1), 0.0)
    smooth = np.sqrt(np.maximum(0.0, gaussian_filter1d(power, STIR_S * rate_hz)))
    at = np.arange(int(smooth.size / rate_hz * PACE_HZ)) / PACE_HZ
    root = np.interp(at, np.arange(smooth.size) / rate_hz, smooth)
    # By its usual height nearby, so that what is loud for seconds hides no beats.
    usual = median_filter(root, round(USUAL_S * PACE_HZ) | 1, mode="nearest")
    root = np.minimum(root / np.maximum(usual, 0.1 * float(np.median(usual)) + 1e-12), MOST_STIR)
    known = np.interp(at, np.arange(usable.size) / rate_hz, usable) > 0.5
    if not known.any():
        return np.zeros(root.size)
    found: NDArray[float64] = (root - root[known].mean()) / max(1e-12, float(root[known].std()))
    return np.where(known, found, 0.0)


def _periods(stirs: NDArray[float64]) -> list[float]:
    """The likeliest lengths of a beat, in fiftieths of a second."""
    from scipy.fft import irfft
    from scipy.fft import rfft
    from scipy.signal import find_peaks

    count = stirs.size
    likeness = irfft(np.abs(rfft(stirs, 2 * count)) ** 2)[:count]
    likeness /= np.maximum(1, count - np.arange(count)) * max(1e-9, likeness[0] / count)
    low, high = (round(length * PACE_HZ) for length in BEAT_S)
    high = min(high, count // 3)
    peaks, _ = find_peaks(likeness[: high + 2])
    peaks = peaks[(peaks >= low) & (likeness[peaks] >= LEAST_LIKENESS)]
    twice = np.array([likeness[int(1.9 * lag) : int(2.1 * lag) + 1].max() for lag in peaks])
    order = np.argsort(-(likeness[peaks] + 0.7 * twice)) if peaks.size else peaks
    return [float(lag) for lag in peaks[order][:MOST_PERIODS]]


def _tracked(stirs: NDArray[float64], period: float) -> NDArray[int_]:
    """The beats of about a period that stir most and are most even."""
    lags = np.arange(round(0.6 * period), round(1.6 * period) + 1)
    cost = -TIGHTNESS * np.log(lags / period) ** 2
    best = stirs.copy()
    came = np.full(stirs.size, -1)
    for at in range(int(lags[-1]), stirs.size):
        chosen = best[at - lags] + cost
        place = int(np.argmax(chosen))
        best[at] += chosen[place]
        came[at] = at - lags[place]
    tail = max(0, stirs.size - int(1.2 * period))
    at = tail + int(np.argmax(best[tail:]))
    found = [at]
    while came[at] >= 0:
        at = int(came[at])
        found.append(at)
    return np.array(found[::-1])


def _lined_up(
    band: NDArray[float64], beats: NDArray[int_], usable: NDArray[np.bool_], rate_hz: float
) -> NDArray[int_]:
    """Beats moved to where each is most like the mean of all."""
    before, after = around(beats)
    move = round(MOVE_S * rate_hz)
    lags = np.arange(-move, move + 1)
    for turn in range(TURNS):
        fits = (beats >= before + move) & (beats + after + move <= band.shape[0])
        beats = beats[fits]
        beats = beats[usable[beats]]
        if beats.size < LEAST_BEATS:
            return beats
        cut = beats_cut(band, beats, before, after)
        loud = np.sqrt((cut**2).sum(axis=(1, 2)))
        beat = np.median(cut, axis=0) if turn else _first_guess(cut, loud)
        nearby = band[beats[:, None] + np.arange(-before - move, after + move)]
        fit = np.stack(
            [
                np.tensordot(nearby[:, move + lag : move + lag + before + after], beat, 2)
                for lag in lags
            ],
            axis=1,
        )
        beats = np.unique(beats + lags[np.argmax(fit, axis=1)])
    return beats


def _first_guess(cut: NDArray[float64], loud: NDArray[float64]) -> NDArray[float64]:
    """The beat that most others resemble, of some of middling size."""
    some = np.argsort(loud)[len(loud) // 4 : 3 * len(loud) // 4 + 1][:12]
    flat = cut.reshape(len(cut), -1) / np.maximum(1e-30, loud)[:, None]
    likeness: NDArray[float64] = np.median(np.abs(flat[some] @ flat.T), axis=1)
    found: NDArray[float64] = cut[some[int(np.argmax(likeness))]]
    return found


def _halves_alike(cut: NDArray[float64]) -> float:
    """How alike the mean of the odd beats is to that of the even ones, 0 to 1."""
    first, second = np.median(cut[::2], axis=0), np.median(cut[1::2], axis=0)
    size = float(np.sqrt((first**2).sum() * (second**2).sum()))
    return float((first * second).sum()) / max(1e-30, size)
