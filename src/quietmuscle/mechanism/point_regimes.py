"""Which of four things a damaged patch of membrane does, and how often it twitches.

Coggan et al. (PNAS 2010; J Neural Eng 2011): as sodium outweighs the leak, a
membrane fails, answers once, fires on after a pulse, and fires by itself. What
fires on needs a slow inward current.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.mechanism.point_lesion import PointRun
from quietmuscle.mechanism.point_lesion import Pulse
from quietmuscle.mechanism.point_lesion import point_discharge
from quietmuscle.mechanism.point_lesion import point_discharges
from quietmuscle.mechanism.point_lesion import spikes_ms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy import float64
    from numpy.typing import NDArray

    from quietmuscle.mechanism.point_lesion import PointLesion
    from quietmuscle.mechanism.point_lesion import PointTrace

REST_MS = 200.0
LATE_MS = 100.0
"""What still fires in the last stretch of a look fires on."""
LOCKED_MV = -20.0
EVENT_GAP_MS = 100.0
"""Spikes that are farther apart are felt as two twitches; a judgement."""

SHORT_PULSE = Pulse(start_ms=REST_MS, duration_ms=1.0, size_ua_per_cm2=100.0)
LONG_PULSE = Pulse(start_ms=REST_MS, duration_ms=20.0, size_ua_per_cm2=100.0)
USUAL_PULSE = Pulse(start_ms=REST_MS, duration_ms=5.0, size_ua_per_cm2=50.0)


class Regime(StrEnum):
    """What a membrane does when a pulse comes.

    `locked` is none of nature's: the sodium current of this model does not
    inactivate, so that a strong one can hold the membrane open.
    """

    FAILURE = "failure"
    SINGLE = "single"
    AFTERDISCHARGE = "afterdischarge"
    SPONTANEOUS = "spontaneous"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegimeFound:
    """What a membrane does, and how fast it fires in the end (0 where it does not)."""

    regime: Regime
    spikes: int
    rate_hz: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TwitchRate:
    """How often a membrane fires: events are spikes less than 0.1 s apart."""

    events: int
    events_per_min: float
    spikes: int
    spikes_per_event: float
    rate_within_hz: float


def regime_map(
    lesions: Sequence[PointLesion],
    pulse: Pulse = USUAL_PULSE,
    *,
    watch_ms: float = 500.0,
    step_ms: float = 0.05,
) -> tuple[RegimeFound, ...]:
    """What each membrane does when one pulse comes, all in one go.

    Parameters
    ----------
    pulse
        It comes after at least 200 ms of rest, in which a membrane may fire by itself.
    watch_ms
        How long one looks after its begin.
    """
    run = PointRun(duration_ms=pulse.start_ms + watch_ms, pulses=(pulse,), step_ms=step_ms)
    potential = point_discharges(lesions, run)
    return tuple(
        _regime(potential[:, each], pulse.start_ms, run.duration_ms, step_ms)
        for each in range(len(lesions))
    )


def regime_of(
    lesion: PointLesion, pulse: Pulse = USUAL_PULSE, *, watch_ms: float = 500.0
) -> tuple[RegimeFound, PointTrace]:
    """What one membrane does without noise when a pulse comes, and the trace that shows it."""
    run = PointRun(duration_ms=pulse.start_ms + watch_ms, pulses=(pulse,))
    trace = point_discharge(replace(lesion, noise_ua_per_cm2=0.0), run)
    found = _regime(trace.potential_mv, pulse.start_ms, run.duration_ms, run.step_ms)
    return found, trace


def twitch_rate(trace: PointTrace) -> TwitchRate:
    """How often a trace fires, in events and in spikes."""
    times = trace.spikes_ms
    minutes = trace.potential_mv.size * trace.step_ms / 60_000
    if not times.size:
        return TwitchRate(
            events=0, events_per_min=0.0, spikes=0, spikes_per_event=0.0, rate_within_hz=0.0
        )
    gaps = np.diff(times)
    events = 1 + int(np.count_nonzero(gaps > EVENT_GAP_MS))
    within = gaps[gaps <= EVENT_GAP_MS]
    return TwitchRate(
        events=events,
        events_per_min=events / minutes,
        spikes=times.size,
        spikes_per_event=times.size / events,
        rate_within_hz=1000 / float(within.mean()) if within.size else 0.0,
    )


def _regime(
    potential_mv: NDArray[float64], pulse_ms: float, end_ms: float, step_ms: float
) -> RegimeFound:
    times = spikes_ms(potential_mv, step_ms)
    late = times[times > end_ms - LATE_MS]
    after = times[times >= pulse_ms]
    if np.any(times < pulse_ms):
        regime = Regime.SPONTANEOUS
    elif late.size:
        regime = Regime.AFTERDISCHARGE
    elif potential_mv[-1] > LOCKED_MV:
        regime = Regime.LOCKED
    else:
        regime = Regime.SINGLE if after.size else Regime.FAILURE
    rate_hz = 1000 / float(np.diff(late).mean()) if late.size > 1 else 0.0
    return RegimeFound(regime=regime, spikes=times.size, rate_hz=rate_hz)
