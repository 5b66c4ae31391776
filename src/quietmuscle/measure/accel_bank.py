"""Short swings in an acceleration, looked for as a family of shapes, in units of its noise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy import float64
from numpy.typing import NDArray
from scipy import fft
from scipy import ndimage
from scipy import special

from quietmuscle.measure.accel_shapes import shapes

if TYPE_CHECKING:
    from numpy import bool_
    from numpy import complex128
    from numpy import int_

    from quietmuscle.measure.accel_shapes import Shapes

LOWEST_HZ = 5.5
HIGHEST_HZ = 70.0
"""Where twitches are looked for; above it a phone on soft tissue hardly follows a muscle."""
COLOUR_S = 0.64
"""Stretches of which the colour of noise is learnt: 1.6 Hz apart."""
COLOUR_SHARE = 0.4
"""A low quantile, on which events hardly tell."""
COLOUR_WIDTH = 0.15
LEAST_PARTS = 12
LEVEL_HZ = 40.0
"""Up to here is looked at how loud it is: twitches and hearts lie below it."""
LEVEL_SMOOTH_S = 0.04
LEVEL_S = 6.0
LEVEL_SHARE = 0.3
LEVEL_HOP_S = 0.5
LEAST_PSD = 1e-16
QUANTISED = 1 / 12
"""The variance that rounding to steps of 1 adds."""
LEAST_LEVEL = 0.5
BEAT_HOP_S = 0.02
BEAT_CAP = 6.0
"""By the usual power: a twitch beside a beat tells no more of what beats leave behind."""
BEAT_CALM = 0.4
BEAT_CHANCE = 1.1
LEAST_BEATS = 8
UNKNOWN = np.log(0.5)
"""Pulses and bells are believed alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What the filters saw.

    `height` is for each sample the logarithm of how much likelier it is with a
    swing there than without, whatever its shape in the family, its direction and
    its size. `brief` is the largest power of the short bells along a line, halved,
    in units of noise. `pulse_ms2` is the size from peak to peak of a usual pulse
    that stands out by one standard deviation of its filter, the median over time.
    """

    height: NDArray[float64]
    brief: NDArray[float64]
    pulse_ms2: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Whitened:
    """A recording whose noise is flat and has a variance of 1.

    `samples` are (samples, axes); `gain` of each axis at the frequencies of
    `frequency_hz` is one over the root of its noise; `level` its course in time.
    """

    samples: NDArray[float64]
    gain: NDArray[float64]
    frequency_hz: NDArray[float64]
    level: NDArray[float64]
    rate_hz: float


def whitened(
    band: NDArray[float64],
    quiet: NDArray[bool_],
    rate_hz: float,
    step: NDArray[float64],
    hearts: tuple[NDArray[int_], ...] = (),
) -> Whitened:
    """A recording in units of its own noise.

    Parameters
    ----------
    band
        (samples, axes), without gravity.
    quiet
        The samples from which the noise may be learnt.
    step
        The finest step of each axis: noise cannot be less than its rounding.
    hearts
        Samples of the beats that were taken out: what they leave behind is noise, too.
    """
    count = band.shape[0]
    size = fft.next_fast_len(count + round(rate_hz), real=True)
    frequency = fft.rfftfreq(size, 1 / rate_hz)
    spectrum = fft.rfft(band, size, axis=0)
    high = min(HIGHEST_HZ, 0.46 * rate_hz)
    inside = (frequency >= LOWEST_HZ) & (frequency <= high)
    gain = np.zeros((frequency.size, band.shape[1]))
    density = _density(band, quiet, rate_hz, frequency) + QUANTISED * step**2
    gain[inside] = 1 / np.sqrt(np.maximum(density[inside], LEAST_PSD))
    flat = fft.irfft(spectrum * gain, size, axis=0)[:count]
    slow = fft.irfft(spectrum * gain * (frequency <= LEVEL_HZ)[:, None], size, axis=0)[:count]
    width = max(1, round(LEVEL_SMOOTH_S * rate_hz))
    power = ndimage.uniform_filter1d((slow**2).sum(axis=1), width)
    level = _level(power, quiet, rate_hz)
    for beats in hearts:
        level = level * _left_by_beats(power / level, beats, quiet, rate_hz)
    return Whitened(
        samples=flat / np.sqrt(level)[:, None],
        gain=gain,
        frequency_hz=frequency,
        level=level,
        rate_hz=rate_hz,
    )


def looked(white: Whitened) -> Looked:
    """The heights of swings above the noise.

    A filter for one shape, on each axis, leaves a normal value of variance 1 where
    there is noise alone; the sum of their squares over the axes, halved, is the
    logarithm of the likelihood ratio at the best direction and size. It is
    averaged over the family, and for bells over all phases: that has fewer
    false alarms than the largest of many.
    """
    count, axes = white.samples.shape
    size = 2 * (white.frequency_hz.size - 1)
    family = shapes(white.frequency_hz, white.rate_hz)
    # Single precision is enough behind the whitening, and takes half the time.
    spectrum = np.ascontiguousarray(fft.rfft(white.samples, size, axis=0).T, dtype=np.complex64)
    gain = white.gain.T
    heights = np.empty((len(family.pulses), count), dtype=np.float32)
    for number, shape in enumerate(family.pulses):
        match = np.conj(shape) * gain
        match /= _norm(match, size)[:, None]
        swing = fft.irfft(spectrum * match.astype(np.complex64), size, axis=1)[:, :count]
        heights[number] = 0.5 * (swing**2).sum(axis=0)
    pulses = _log_of_mean(heights)
    heights = np.empty((len(family.bells), count), dtype=np.float32)
    brief = np.zeros(count)
    for number, (shape, is_brief) in enumerate(zip(family.bells, family.is_brief, strict=True)):
        match = shape * gain
        match /= _norm(match, size)[:, None]
        swings = np.zeros((axes, size), dtype=np.complex64)
        swings[:, : match.shape[1]] = 2 * spectrum * match.astype(np.float32)
        swings = fft.ifft(swings, axis=1)[:, :count]
        power = (swings.real**2 + swings.imag**2).sum(axis=0)
        along = np.abs((swings**2).sum(axis=0))
        # The mean over all phases of exp((power + along * cos 2(phase - its own)) / 4).
        heights[number] = (power + along) / 4 + np.log(special.i0e(along / 4))
        if is_brief:
            brief = np.maximum(brief, (power + along) / 4)
    bells = _log_of_mean(heights)
    return Looked(
        height=np.logaddexp(pulses, bells) + UNKNOWN,
        brief=brief,
        pulse_ms2=_usual_size(family, white, size),
    )


def _log_of_mean(logarithms: NDArray[np.float32]) -> NDArray[float64]:
    """The logarithm of the mean of values of which the logarithms are given, (values, samples)."""
    top = logarithms.max(axis=0)
    mean = np.exp(logarithms - top).mean(axis=0, dtype=float)
    found: NDArray[float64] = top + np.log(mean)
    return found


def _norm(match: NDArray[complex128] | NDArray[float64], size: int) -> NDArray[float64]:
    """What noise of variance 1 leaves behind a filter of a real shape, as a standard deviation."""
    found: NDArray[float64] = np.sqrt(2 * (np.abs(match) ** 2).sum(axis=1) / size)
    return found


def _usual_size(family: Shapes, white: Whitened, size: int) -> float:
    """The size from peak to peak of a usual pulse that gives a deviation of 1, the median."""
    sizes = []
    for shape in family.pulses:
        reach = np.ptp(fft.irfft(shape * (white.gain[:, 0] > 0), size))
        power = 2 * (np.abs(shape[:, None] * white.gain) ** 2).sum(axis=0) / size
        sizes.append(float(reach) / np.sqrt(power.mean()))
    return float(np.median(sizes) * np.sqrt(np.median(white.level)))


def _density(
    band: NDArray[float64],
    quiet: NDArray[bool_],
    rate_hz: float,
    frequency_hz: NDArray[float64],
) -> NDArray[float64]:
    """The power of noise of each axis at each frequency, as the variance that it would give.

    A low quantile over short stretches, smoothed along the frequency: the power of
    noise in one of them is exponential, and a quantile gives the mean.
    """
    length = min(max(16, round(COLOUR_S * rate_hz)), band.shape[0])
    starts = np.arange(0, band.shape[0] - length + 1, max(1, length // 2))
    known = np.lib.stride_tricks.sliding_window_view(quiet, length)[starts]
    share = known.mean(axis=1)
    # Whole stretches where there are enough of them, else those of which most is known.
    least = next((each for each in (1.0, 0.7, 0.4) if (share >= each).sum() >= LEAST_PARTS), 0.0)
    good = share >= least
    window = np.hanning(length) * known[good]
    parts = band[starts[good][:, None] + np.arange(length)] * window[:, :, None]
    weight = np.maximum((window**2).sum(axis=1), 1e-9)
    power = np.abs(fft.rfft(parts, axis=1)) ** 2 / weight[:, None, None]
    mean = np.quantile(power, COLOUR_SHARE, axis=0) / -np.log(1 - COLOUR_SHARE)
    own_hz = fft.rfftfreq(length, 1 / rate_hz)
    smooth = _smooth(np.log(np.maximum(mean, LEAST_PSD)), own_hz)
    found = np.stack([np.interp(frequency_hz, own_hz, column) for column in smooth.T], axis=1)
    return np.asarray(np.exp(found), dtype=float)


def _smooth(values: NDArray[float64], hz: NDArray[float64]) -> NDArray[float64]:
    """Values along the frequency, each the mean of a neighbourhood that grows with it."""
    apart = (hz[:, None] - hz[None, :]) / np.maximum(1.5 * hz[1], COLOUR_WIDTH * hz)[:, None]
    weight = np.exp(-0.5 * apart**2) * (hz >= LOWEST_HZ)[None, :]
    weight /= np.maximum(1e-12, weight.sum(axis=1))[:, None]
    found: NDArray[float64] = weight @ values
    return found


def _level(power: NDArray[float64], quiet: NDArray[bool_], rate_hz: float) -> NDArray[float64]:
    """How loud noise is for a while, by how loud it is on the whole."""
    stride = max(1, round(LEVEL_SMOOTH_S * rate_hz / 2))
    looks, known = power[::stride], quiet[::stride]
    pace = rate_hz / stride
    if not known.any():
        return np.ones(power.size)
    usual = _quantile(looks[known])
    half = LEVEL_S / 2
    middles = np.arange(0, looks.size / pace + LEVEL_HOP_S, LEVEL_HOP_S)
    found = np.ones(middles.size)
    for number, middle in enumerate(middles):
        part = slice(max(0, round((middle - half) * pace)), round((middle + half) * pace))
        near = looks[part][known[part]]
        if near.size >= 0.25 * LEVEL_S * pace:
            found[number] = max(LEAST_LEVEL, _quantile(near) / max(usual, 1e-30))
    at = np.arange(power.size) / rate_hz
    return np.asarray(np.interp(at, middles, found), dtype=float)


def _quantile(values: NDArray[float64]) -> float:
    place = min(values.size - 1, int(LEVEL_SHARE * values.size))
    return float(np.partition(values, place)[place])


def _left_by_beats(
    power: NDArray[float64], beats: NDArray[int_], quiet: NDArray[bool_], rate_hz: float
) -> NDArray[float64]:
    """By how much it is louder at each moment of a beat than between beats, 1 or more.

    No two beats are quite alike: what is left of them comes at the same moments of
    each, and is learnt from all of them.
    """
    found = np.ones(power.size)
    inside = beats[(beats >= 0) & (beats < power.size)]
    if inside.size < LEAST_BEATS or not quiet.any():
        return found
    usual = float(np.median(power[quiet]))
    at = np.arange(power.size)
    before = np.searchsorted(inside, at, side="right") - 1
    hop = max(1, round(BEAT_HOP_S * rate_hz))
    late = (at - inside[np.maximum(before, 0)]) // hop
    long = int(np.quantile(np.diff(inside), 0.9)) // hop + 1
    known = (before >= 0) & (late < long)
    told = known & quiet
    values = np.minimum(power[told] / max(usual, 1e-30), BEAT_CAP)
    counts = np.bincount(late[told], minlength=long)
    means = np.bincount(late[told], values, minlength=long) / np.maximum(1, counts)
    means = ndimage.maximum_filter1d(np.where(counts >= LEAST_BEATS * hop, means, 0), 3)
    calm = float(np.quantile(means[means > 0], BEAT_CALM)) if (means > 0).any() else 1.0
    found[known] = np.maximum(1.0, means / (BEAT_CHANCE * calm))[late[known]]
    return found
