"""What lasts longer than a twitch, or is larger than any: bursts, and jolts of the whole phone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.measure.accel_rhythm import is_tone
from quietmuscle.measure.accel_rhythm import rhythm_of
from quietmuscle.measure.filters import moving_mean
from quietmuscle.model.measurement import EventKind

if TYPE_CHECKING:
    from numpy import bool_
    from numpy import float64
    from numpy.typing import NDArray

    from quietmuscle.measure.accel_rhythm import Rhythm

SMOOTH_S = 0.1
LOUD = 2.5
"""Power by its floor, above which a muscle works, if it lasts: noise alone does not."""
OF_PEAK = 0.1
FADING = 1.7
"""Power by its floor, down to which a burst that was found is followed."""
JOIN_S = 0.15
LEAST_S = 0.5
"""A twitch is shorter (ultrasound: 0.1-0.5 s; measurement notes, section 1.2)."""
JOLT_MS2 = 3.0
"""0.3 g: no single twitch moves a phone so, a hand does. A judgement."""
JOLT_REST_S = 0.4
TURN_MS2 = 0.3
"""Gravity turned by 1.8 degrees within a second."""
TURN_RATIO = 6.0
TURN_S = 0.6
SHAKE_S = 6.0
CLONUS_HZ = (4.0, 8.5)
CLONUS_OVERTONES = 0.6
"""Clonus beats in jerks, with strong overtones; most tremors sway. A judgement: tremors of
Parkinson's disease and of the cerebellum have overtones, too, so jerks are never told as sure."""
SUDDEN_S = 0.3
SUDDEN = 0.6
FADES = 0.42
"""What has most of its power at once is called a spasm, what swells willed. A judgement: a quick
willed contraction is sudden, a spasm may swell, so neither is told as sure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch in which no twitch can be told, with what it is.

    `is_sure` is no where another kind looks alike: clonus and a tremor in jerks, a
    spasm and a willed contraction.
    """

    start_s: float
    stop_s: float
    kind: EventKind
    confidence: float
    size_ms2: float
    is_sure: bool = True


def jolts(
    samples: NDArray[float64], band: NDArray[float64], rhythmic: NDArray[bool_], rate_hz: float
) -> list[Span]:
    """The stretches in which the whole phone was moved: very large, or gravity lies otherwise.

    `samples` are filled ones with gravity, `band` without; both (samples, axes).
    """
    size = np.sqrt((band**2).sum(axis=1))
    moved = (size > JOLT_MS2) & ~rhythmic
    moved |= _turned(samples, rate_hz) & ~rhythmic
    reach = round(JOLT_REST_S * rate_hz)
    return [
        Span(
            start_s=max(0, low - reach) / rate_hz,
            stop_s=min(size.size, high + reach) / rate_hz,
            kind=EventKind.ARTEFACT,
            confidence=0.9,
            size_ms2=_height(band[max(0, low - reach) : high + reach]),
        )
        for low, high in spans_of(moved, round(2 * reach))
    ]


def turned_by(samples: NDArray[float64], span: Span, rate_hz: float) -> bool:
    """Whether gravity lies otherwise after a short stretch than before it."""
    if span.stop_s - span.start_s > SHAKE_S:
        return False
    low, high = round(span.start_s * rate_hz), round(span.stop_s * rate_hz)
    second = round(rate_hz)
    before, after = samples[max(0, low - second) : low], samples[high : high + second]
    if not before.size or not after.size:
        return False
    turn = after.mean(axis=0) - before.mean(axis=0)
    return float(np.sqrt((turn**2).sum())) > 2 * TURN_MS2


def _turned(samples: NDArray[float64], rate_hz: float) -> NDArray[bool_]:
    """Where gravity lies otherwise a moment later, by more than breath and posture do."""
    smooth = moving_mean(samples, round(0.4 * rate_hz))
    half = round(TURN_S * rate_hz)
    turn = np.zeros(samples.shape[0])
    if samples.shape[0] <= 2 * half:
        return turn > 0
    turn[half:-half] = np.sqrt(((smooth[2 * half :] - smooth[: -2 * half]) ** 2).sum(axis=1))
    usual = float(np.median(turn))
    found: NDArray[bool_] = turn > max(TURN_MS2, TURN_RATIO * usual)
    return found


def bursts(band: NDArray[float64], usable: NDArray[bool_], rate_hz: float) -> list[Span]:
    """The stretches of half a second and more in which a muscle works, and phones that ring."""
    power = moving_mean((band**2).sum(axis=1), round(SMOOTH_S * rate_hz))
    if not usable.any():
        return []
    floor = max(1e-12, float(np.quantile(power[usable], 0.25)))
    found = []
    for low, high in spans_of((power > LOUD * floor) & usable, round(JOIN_S * rate_hz)):
        part = power[low:high]
        top = OF_PEAK * float(part.max())
        loud = spans_of(part > top, round(JOIN_S * rate_hz))
        first, last = max(loud, key=lambda each: each[1] - each[0])
        if last - first >= LEAST_S * rate_hz and _is_full(part[first:last], top, rate_hz):
            fading = (power > FADING * floor) & usable
            begin, end = _followed(fading, low + first, low + last, round(JOIN_S * rate_hz))
            found.append(_burst(band, power, begin, end, rate_hz))
    return found


def _followed(is_so: NDArray[bool_], low: int, high: int, join: int) -> tuple[int, int]:
    """A stretch, as far to both sides as something holds."""
    around = [each for each in spans_of(is_so, join) if each[0] < high and each[1] > low]
    return min(low, *(each[0] for each in around)), max(high, *(each[1] for each in around))


def _is_full(power: NDArray[float64], level: float, rate_hz: float) -> bool:
    """Whether a stretch is loud nearly throughout, and not a few twitches in a row."""
    steady = float(np.quantile(power, 0.3)) > level
    return steady or power.size > 1.0 * rate_hz


def _burst(
    band: NDArray[float64], power: NDArray[float64], low: int, high: int, rate_hz: float
) -> Span:
    """A burst with its kind."""
    part = band[low:high]
    rhythm = rhythm_of(part, rate_hz)
    kind, confidence, is_sure = EventKind.VOLUNTARY, 0.5, False
    if is_tone(part, rate_hz):
        kind, confidence, is_sure = EventKind.ARTEFACT, 0.8, True
    elif rhythm is not None:
        kind, confidence = kind_of_rhythm(rhythm)
        is_sure = not has_jerks(rhythm)
    elif _is_sudden(power[low:high], rate_hz):
        kind = EventKind.SPASM
    return Span(
        start_s=low / rate_hz,
        stop_s=high / rate_hz,
        kind=kind,
        confidence=confidence,
        size_ms2=_height(part),
        is_sure=is_sure,
    )


def has_jerks(rhythm: Rhythm) -> bool:
    """Whether a rhythm comes in jerks, as clonus and some tremors do."""
    return rhythm.overtones > CLONUS_OVERTONES


def kind_of_rhythm(rhythm: Rhythm) -> tuple[EventKind, float]:
    """Clonus or tremor, with how sure that is: a phone alone cannot always tell them apart."""
    if has_jerks(rhythm):
        in_pace = CLONUS_HZ[0] <= rhythm.rate_hz <= CLONUS_HZ[1]
        return (EventKind.CLONUS if in_pace else EventKind.TREMOR), 0.5
    return EventKind.TREMOR, 0.85


def _is_sudden(power: NDArray[float64], rate_hz: float) -> bool:
    """Whether a burst has its power from its begin on, or fades rather than swells."""
    start = float(power[: max(1, round(SUDDEN_S * rate_hz))].mean())
    middle = float((power * np.arange(power.size)).sum() / power.sum()) / power.size
    return start > SUDDEN * float(power.mean()) or middle < FADES


def _height(part: NDArray[float64]) -> float:
    """The size from peak to peak along the axis that moves most."""
    return float(np.ptp(part, axis=0).max()) if part.size else 0.0


def spans_of(is_so: NDArray[bool_], join: int) -> list[tuple[int, int]]:
    """The stretches in which something holds, joined over short pauses."""
    edges = np.diff(np.r_[0, is_so.astype(int), 0])
    found: list[tuple[int, int]] = []
    for low, high in zip(np.flatnonzero(edges == 1), np.flatnonzero(edges == -1), strict=True):
        if found and low - found[-1][1] <= join:
            found[-1] = (found[-1][0], int(high))
        else:
            found.append((int(low), int(high)))
    return found
