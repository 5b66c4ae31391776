"""What happens to a phone on a limb, laid over the times of its samples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Protocol

import numpy as np
from numpy import float64
from numpy.typing import NDArray

from quietmuscle.mechanism.synthetic_accel_shapes import FINE_HZ
from quietmuscle.mechanism.synthetic_accel_shapes import heart_shape
from quietmuscle.mechanism.synthetic_accel_shapes import muscle_rumble
from quietmuscle.mechanism.synthetic_accel_shapes import step_shape
from quietmuscle.mechanism.synthetic_accel_shapes import tap_shape
from quietmuscle.mechanism.synthetic_accel_shapes import twitch_shape
from quietmuscle.mechanism.synthetic_accel_truth import KIND_OF
from quietmuscle.mechanism.synthetic_accel_truth import AccelTruth
from quietmuscle.mechanism.synthetic_accel_truth import Happening

if TYPE_CHECKING:
    from numpy.random import Generator

TWITCH_S = (0.030, 0.090)
"""Times to peak of Fuglevand's motor units."""
SYSTOLE_S = 0.30
"""From the first complex of a beat to the second, at rest."""
SECOND_SHARE = 0.5
RISE_S = 0.5
"""How softly a willed contraction begins and ends; a spasm begins at once."""


class Wanted(Protocol):
    """What is to happen."""

    @property
    def what(self) -> Happening:
        """Which kind."""

    @property
    def onset_s(self) -> float:
        """When it begins."""

    @property
    def duration_s(self) -> float:
        """How long it lasts, where that is free."""

    @property
    def rate_hz(self) -> float:
        """The pace of what repeats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """An acceleration at the times of the samples, (samples, 3), and what it truly is."""

    samples_ms2: NDArray[float64]
    truth: tuple[AccelTruth, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Uneven:
    """How uneven a heart is, beyond what breath does.

    `early` is the share of beats that come early, with a usual pause behind them;
    `variation` the coefficient of variation of all intervals, about 0.2-0.25 in
    atrial fibrillation (Tateno and Glass 2001: 0.24). What early beats look like on
    a limb is not known: they are drawn like the others.
    """

    early: float = 0.0
    variation: float = 0.0

    def length_of_next(self, rng: Generator) -> float:
        """The length of the beat that follows, as a share of the usual one."""
        if self.early > 0 and rng.random() < self.early:
            return EARLY
        if self.variation > 0:
            return float(np.clip(1 + self.variation * rng.standard_normal(), 0.5, 1.8))
        return 1.0


EARLY = 0.62
"""An early beat comes after about so much of a usual one. A judgement."""
EVEN = Uneven()


def turned(rng: Generator) -> NDArray[float64]:
    """Some way in which a phone may lie: a turn in space."""
    q, r = np.linalg.qr(rng.standard_normal((3, 3)))
    found: NDArray[float64] = q * np.sign(np.diag(r))
    return found


def heart(  # noqa: PLR0913, PLR0917 - each is a property of the heart
    times_s: NDArray[float64],
    per_min: float,
    breath_hz: float,
    size_ms2: float,
    rng: Generator,
    uneven: Uneven = EVEN,
) -> Moves:
    """The heart on a limb: two complexes a beat, whose pace and height follow breath and chance.

    Early beats and an uneven pace are those of `uneven`.
    """
    first = heart_shape(rng.uniform(9, 22), rng.uniform(0.02, 0.04))
    second = SECOND_SHARE * heart_shape(rng.uniform(12, 28), rng.uniform(0.015, 0.03))
    ways = _way(rng), _way(rng)
    found = np.zeros((times_s.size, 3))
    truth = []
    at = float(rng.uniform(0, 1))
    while at < times_s[-1]:
        breath = np.sin(2 * np.pi * breath_hz * at)
        beat_s = 60 / per_min * (1 + 0.04 * breath + 0.02 * rng.standard_normal())
        height = size_ms2 * (1 + 0.15 * breath + 0.08 * rng.standard_normal())
        systole_s = SYSTOLE_S * np.sqrt(beat_s) * (1 + 0.02 * rng.standard_normal())
        _lay(found, times_s, at, height * first, ways[0])
        _lay(found, times_s, at + systole_s, height * second, ways[1])
        truth.append(_told(Happening.HEARTBEAT, at, 0.5, height))
        at += float(beat_s) * uneven.length_of_next(rng)
    return Moves(samples_ms2=found, truth=tuple(truth))


def moves_of(  # noqa: PLR0913, PLR0917 - each is a property of the phone or of the moment
    times_s: NDArray[float64],
    wanted: Wanted,
    size_ms2: float,
    damped: float,
    resonance_hz: float,
    rng: Generator,
) -> Moves:
    """What one happening does to the phone; what comes from the muscle is damped by its mass."""
    found = np.zeros((times_s.size, 3))
    way = _way(rng)
    duration_s, peak = wanted.duration_s, size_ms2
    if wanted.what is Happening.TWITCH:
        contraction_s = float(rng.uniform(*TWITCH_S))
        way = _way(rng, upward=2.0)
        shape = twitch_shape(contraction_s, resonance_hz)
        peak, duration_s = size_ms2 * damped, _extent_s(shape)
        _lay(found, times_s, wanted.onset_s, peak * shape, way)
    elif wanted.what is Happening.TAP:
        shape = tap_shape(float(rng.uniform(0.004, 0.015)), resonance_hz)
        duration_s = _extent_s(shape)
        _lay(found, times_s, wanted.onset_s, size_ms2 * shape, way)
    elif wanted.what is Happening.STEP:
        shape = step_shape(float(rng.uniform(10, 25)))
        for at in _paces(wanted, 0.05, rng):
            height = size_ms2 * float(rng.uniform(0.7, 1.3))
            _lay(found, times_s, at, height * shape, way)
    elif wanted.what is Happening.MOVED:
        found += _moved(times_s, wanted, size_ms2, rng)
    else:
        shape = _lasting(wanted, rng)
        peak = size_ms2 * (1.0 if wanted.what is Happening.VIBRATION else damped)
        _lay(found, times_s, wanted.onset_s, peak * shape, way)
    told = _told(wanted.what, wanted.onset_s, duration_s, peak)
    return Moves(samples_ms2=found, truth=(told,))


def _lasting(wanted: Wanted, rng: Generator) -> NDArray[float64]:
    """What lasts: a tremor, a clonus, a spasm, a willed contraction, a ringing phone."""
    time = np.arange(0, wanted.duration_s, 1 / FINE_HZ)
    ends = np.minimum(1, np.minimum(time, wanted.duration_s - time) / RISE_S)
    phase = 2 * np.pi * wanted.rate_hz * time
    if wanted.what is Happening.TREMOR:
        wander = np.interp(time, np.arange(len(time) // 2000 + 2) / 2, _walk(len(time), rng))
        swell = 1 + 0.3 * np.sin(2 * np.pi * rng.uniform(0.1, 0.4) * time)
        wave = np.sin(phase + wander) + 0.15 * np.sin(2 * (phase + wander))
        return np.asarray(ends * swell * wave / 1.3, dtype=float)
    if wanted.what is Happening.CLONUS:
        shape = twitch_shape(0.035, 18.0)
        found = np.zeros(len(time) + len(shape))
        for at in _paces(wanted, 0.04, rng):
            first = int((at - wanted.onset_s) * FINE_HZ)
            height = np.exp(-0.7 * (at - wanted.onset_s) / wanted.duration_s)
            found[first : first + len(shape)] += height * shape
        return found
    if wanted.what is Happening.VIBRATION:
        return np.asarray(np.sin(2 * np.pi * 170.0 * time) * np.minimum(1, ends * 10), dtype=float)
    rumble = muscle_rumble(len(time), rng) / 3
    if wanted.what is Happening.SPASM:
        ends = np.minimum(1, time / 0.03) * np.exp(-1.5 * time / wanted.duration_s)
    return np.asarray(rumble * ends, dtype=float)


def _walk(fine: int, rng: Generator) -> NDArray[float64]:
    """How the phase of a tremor wanders, each half second."""
    found: NDArray[float64] = 0.25 * np.cumsum(rng.standard_normal(fine // 2000 + 2))
    return found


def _moved(
    times_s: NDArray[float64], wanted: Wanted, size_ms2: float, rng: Generator
) -> NDArray[float64]:
    """The phone is pushed aside: it shakes, and gravity lies otherwise in it afterwards."""
    late = (times_s - wanted.onset_s) / max(1e-3, wanted.duration_s)
    step = np.clip(late, 0, 1) ** 2 * (3 - 2 * np.clip(late, 0, 1))
    inside = np.where((late > 0) & (late < 1), np.sin(np.pi * np.clip(late, 0, 1)), 0.0)
    shake = np.zeros(times_s.size)
    for hz in rng.uniform(1, 15, 5):
        shake += np.sin(2 * np.pi * hz * (times_s - wanted.onset_s)) / 3
    found: NDArray[float64] = (size_ms2 * inside * shake)[:, None] * _way(rng)
    found += step[:, None] * rng.uniform(0.5, 2.0) * _way(rng)
    return found


def _paces(wanted: Wanted, variation: float, rng: Generator) -> list[float]:
    """The moments of what repeats, until it ends."""
    at, found = wanted.onset_s, []
    while at < wanted.onset_s + wanted.duration_s:
        found.append(at)
        at += float(1 + variation * rng.standard_normal()) / wanted.rate_hz
    return found


def _lay(
    found: NDArray[float64],
    times_s: NDArray[float64],
    at_s: float,
    shape: NDArray[float64],
    way: NDArray[float64],
) -> None:
    """Add a shape that begins at a time, along a direction."""
    first, last = np.searchsorted(times_s, [at_s, at_s + len(shape) / FINE_HZ])
    part = slice(int(first), int(last))
    grid = np.arange(len(shape)) / FINE_HZ
    found[part] += np.interp(times_s[part] - at_s, grid, shape)[:, None] * way


def _way(rng: Generator, upward: float = 0.0) -> NDArray[float64]:
    """A direction; `upward` draws it towards the normal of the skin."""
    way = rng.standard_normal(3) + np.array([0.0, 0.0, upward])
    found: NDArray[float64] = way / np.linalg.norm(way)
    return found


def _extent_s(shape: NDArray[float64]) -> float:
    """How long a shape is louder than a tenth of its largest value."""
    loud = np.flatnonzero(np.abs(shape) >= 0.1)
    return float(loud[-1] - loud[0]) / FINE_HZ


def _told(what: Happening, onset_s: float, duration_s: float, peak_ms2: float) -> AccelTruth:
    kind, detail = KIND_OF[what]
    return AccelTruth(
        onset_s=float(onset_s),
        duration_s=float(duration_s),
        happening=what,
        kind=kind,
        detail=detail,
        peak_ms2=float(peak_ms2),
    )
