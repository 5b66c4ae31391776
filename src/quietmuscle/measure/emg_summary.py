"""The figures of an EMG's measurement, from its events."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.measure.rate import is_long_enough
from quietmuscle.measure.rate import poisson_interval_95
from quietmuscle.model.measurement import Event
from quietmuscle.model.measurement import EventDetail
from quietmuscle.model.measurement import EventKind
from quietmuscle.model.measurement import FiringTrain
from quietmuscle.model.measurement import MeasurementSummary
from quietmuscle.model.recording import SignalUnit

if TYPE_CHECKING:
    from numpy import bool_
    from numpy import float64
    from numpy.typing import NDArray

    from quietmuscle.measure.usable_time import UsableTime

ISOLATED_S = 0.250
"""A discharge is isolated when its unit rests for longer before and after (Sleutjes 2016)."""
WINDOW_S = 10.0
"""Sleutjes (2016) looked at windows of ten seconds, at the thumb's muscles, with a grid of many
electrodes, for ten minutes: with one pair of electrodes fewer units are told apart."""
LEAST_OF_WINDOW_S = 9.0
LEAST_WINDOWS = 6
"""How much of a window must be usable, and from how many windows a share is told: judgements."""
SEVERAL = 2
QUARTILES = (0.25, 0.5, 0.75)


def summary_of(
    events: list[Event],
    usable: UsableTime,
    smallest_uv: float | None,
    firing: tuple[FiringTrain, ...] = (),
) -> MeasurementSummary:
    """The figures of a measurement; what needs more events than there are is None."""
    twitches = [event for event in events if event.kind is EventKind.FASCICULATION]
    minutes = usable.seconds / 60 if is_long_enough(usable.seconds) else 0.0
    gaps = np.diff(np.sort([event.onset_s for event in twitches]))
    isolated = _isolated(twitches)
    sizes = [event.amplitude for event in twitches if event.amplitude is not None]
    return MeasurementSummary(
        fasciculations=len(twitches),
        rate_per_min=len(twitches) / minutes if minutes > 0 else None,
        rate_interval_95=poisson_interval_95(len(twitches), minutes),
        distinct_units=len({event.unit_id for event in twitches}),
        doublets=sum(event.detail is EventDetail.DOUBLET for event in twitches),
        smallest_detectable=smallest_uv,
        smallest_detectable_unit=None if smallest_uv is None else SignalUnit.MICROVOLT,
        median_interval_s=float(np.median(gaps)) if gaps.size else None,
        interval_variation=float(np.std(gaps) / np.mean(gaps)) if gaps.size > 1 else None,
        isolated_share=float(isolated.mean()) if isolated.size else None,
        several_units_share=_several_units_share(twitches, isolated, usable),
        amplitude_quantiles=_quartiles(sizes),
        firing=firing,
    )


def _isolated(twitches: list[Event]) -> NDArray[bool_]:
    """Which fasciculations stand alone in the train of their unit; doublets do not."""
    alone = np.array([event.detail is not EventDetail.DOUBLET for event in twitches], dtype=bool)
    for unit in {event.unit_id for event in twitches}:
        own = np.array([n for n, event in enumerate(twitches) if event.unit_id == unit])
        times: NDArray[float64] = np.array([twitches[n].onset_s for n in own])
        order = np.argsort(times, kind="stable")
        gaps = np.diff(times[order], prepend=-np.inf, append=np.inf)
        alone[own[order]] &= np.minimum(gaps[:-1], gaps[1:]) > ISOLATED_S
    return alone


def _several_units_share(
    twitches: list[Event], isolated: NDArray[bool_], usable: UsableTime
) -> float | None:
    """The share of ten-second windows with isolated discharges of two or more units.

    Windows lie beside each other; only those that are usable nearly throughout
    count, whether they hold discharges or not.
    """
    windows = usable.windows(WINDOW_S, LEAST_OF_WINDOW_S)
    if len(windows) < LEAST_WINDOWS:
        return None
    seen: dict[int, set[int | None]] = {}
    for event, alone in zip(twitches, isolated, strict=True):
        if alone:
            seen.setdefault(int(event.onset_s / WINDOW_S), set()).add(event.unit_id)
    return sum(len(seen.get(window, ())) >= SEVERAL for window in windows) / len(windows)


def _quartiles(sizes: list[float]) -> tuple[float, float, float] | None:
    if not sizes:
        return None
    low, middle, high = np.quantile(sizes, QUARTILES)
    return float(low), float(middle), float(high)
