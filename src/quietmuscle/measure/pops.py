"""Pops: an electrode that loses touch for a moment, and the step that it leaves.

A potential of a muscle swells within milliseconds and swings to both sides. A
pop jumps from rest to its height within less than a millisecond, and comes back
slowly to one side. It is looked for before the filters, which make both alike.
The limits are judgements, set on synthetic pops of our own and on needle
recordings of people (PhysioNet, emgdb), whose potentials are the sharpest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import signal

from quietmuscle.measure.activity_nouns import Activity
from quietmuscle.model.measurement import EventDetail
from quietmuscle.model.measurement import EventKind

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

JUMP_S = 0.0007
BEFORE_S, AFTER_S = 0.010, 0.030
APART_S = 0.010
LEAST_JUMP_SD = 7.0
"""How far a jump stands out of the usual change of the noise from sample to sample."""
JUMP_SHARE = 0.6
REST_SHARE = 0.15
"""The most that a trace moves before a pop, as a share of its height."""
ONE_SIDED = 0.9
SEEN_SHARE, SEEN_SD = 0.05, 2.5
"""What is smaller than this share of a pop, or than its noise, has no side."""
HALF_S = 0.001
"""A pop needs longer than this to come half the way back; the spike of a needle is quicker."""
MARGIN_S = 0.02
LEAST_S, MOST_S = 0.06, 0.4
LOUD_HZ = 20.0
"""Below this the filters take the slow way back away."""
TO_SD = 1.4826


def pops(samples: NDArray[float64], rate_hz: float) -> list[Activity]:
    """The pops of a recording that is not filtered, (samples, channels), as stretches to leave out.

    A stretch lasts as long as the filters ring after a jump of its size.
    """
    step = max(1, round(JUMP_S * rate_hz))
    found: list[Activity] = []
    for channel in samples.T:
        change = np.abs(channel[step:] - channel[:-step])
        if change.size < APART_S * rate_hz:
            continue
        usual = TO_SD * float(np.median(change[:: max(1, change.size // 20_000)]))
        if usual <= 0:
            continue
        at, _ = signal.find_peaks(
            change, height=LEAST_JUMP_SD * usual, distance=max(1, round(APART_S * rate_hz))
        )
        for first in at:
            height = _height(channel, int(first), step, usual, rate_hz)
            if height is not None:
                rings_s = np.log(max(1.0, height / usual)) / (2 * np.pi * LOUD_HZ)
                start_s = first / rate_hz
                found.append(
                    Activity(
                        start_s=max(0.0, start_s - MARGIN_S),
                        stop_s=start_s + float(np.clip(LEAST_S + 2 * rings_s, LEAST_S, MOST_S)),
                        kind=EventKind.ARTEFACT,
                        rhythm_hz=None,
                        detail=EventDetail.MOVEMENT,
                    )
                )
    return sorted(found, key=lambda each: each.start_s)


def _height(
    channel: NDArray[float64], first: int, step: int, usual: float, rate_hz: float
) -> float | None:
    """The height of a pop that begins at a sample; None where it is none.

    `usual` is how much noise alone changes over the step.
    """
    before, after = round(BEFORE_S * rate_hz), round(AFTER_S * rate_hz)
    if first < before or first + step + after > channel.size:
        return None
    rest = channel[first - before : first + 1]
    level = float(np.median(rest))
    back = channel[first + step : first + step + after] - level
    height = float(np.abs(back).max())
    jump = abs(channel[first + step] - channel[first])
    seen = back[np.abs(back) > max(SEEN_SHARE * height, SEEN_SD * usual)]
    one_sided = abs(float(seen.sum())) / max(1e-300, float(np.abs(seen).sum()))
    below = np.flatnonzero(np.abs(back[int(np.abs(back).argmax()) :]) < 0.5 * height)
    is_slow = not below.size or below[0] >= HALF_S * rate_hz
    is_pop = (
        is_slow
        and jump >= JUMP_SHARE * height
        and float(np.abs(rest[:-1] - level).max()) <= REST_SHARE * height
        and one_sided >= ONE_SIDED
    )
    return height if is_pop else None
