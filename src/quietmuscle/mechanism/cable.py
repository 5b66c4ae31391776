"""Questions to a nerve fibre: does the impulse get through, how fast, does it fire by itself.

A double cable of a human motor fibre (Gaines et al. 2018 on McIntyre et al. 2002)
of which some internodes lost myelin, and of which the bared membrane may have grown
channels. It is the fibre of a limb's nerve; in MS myelin is lost in the brain and
the spinal cord, where the motor fibres of the face and the first stretch of others
run, too. It is not anybody's own nerve.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.mechanism.cable_fibre import fibre_of
from quietmuscle.mechanism.cable_nouns import Axon
from quietmuscle.mechanism.cable_nouns import CableTrace
from quietmuscle.mechanism.cable_steps import run_fibres

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy import float64
    from numpy.typing import NDArray

    from quietmuscle.mechanism.cable_nouns import CableRun

SPIKE_MV = -20.0
"""A node fires when its potential rises through this."""
SETTLING_MS = 40.0
"""A remodelled membrane begins without a rest of its own: what it fires at first does not count."""
AWAY_FROM_END = 2
"""Nodes at the ends of a cable see its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where along a fibre: a node, or the middle of a damaged internode; both from 0."""

    node: int | None = None
    internode: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CableAnswer:
    """What a fibre did, in short.

    `arrived` counts the impulses at the far end, `returned` those that ran back to
    the near end and were not sent there. `speed_m_per_s` is that of the first
    impulse over the healthy stretch before the damage, `crossing_ms` the time that
    it took over the damaged stretch with a node on each side, and
    `crossing_healthy_ms` what that takes in a healthy fibre at the same speed. What
    could not be told is None.
    """

    gets_through: bool | None
    arrived: int
    returned: int
    fires_by_itself: bool | None
    rate_hz: float
    starts_at: Place | None
    speed_m_per_s: float | None
    crossing_ms: float | None
    crossing_healthy_ms: float | None
    peak_mv: float
    rest_mv: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A fibre, what it did, and that in short."""

    axon: Axon
    trace: CableTrace
    answer: CableAnswer


def ask(axons: Sequence[Axon], run: CableRun) -> tuple[Asked, ...]:
    """What fibres of the same measures do in the same run, each as if alone.

    Raises
    ------
    DivergedError
        A potential ran away.
    """
    return tuple(
        Asked(axon=axon, trace=trace, answer=_answer(axon, trace))
        for axon, trace in zip(axons, run_fibres(axons, run), strict=True)
    )


def speed_m_per_s(axon: Axon, trace: CableTrace, begin: int, end: int) -> float | None:
    """How fast the first impulse ran from one node to another; None where it did not pass both."""
    passed = [rises_ms(trace.times_ms, trace.node_mv[:, each]) for each in (begin, end)]
    if not (passed[0].size and passed[1].size):
        return None
    spacing_mm = fibre_of(axon.diameter_um).spacing_um / 1000
    return (end - begin) * spacing_mm / float(passed[1][0] - passed[0][0])


def rises_ms(times_ms: NDArray[float64], potential_mv: NDArray[float64]) -> NDArray[float64]:
    """When a potential rises through -20 mV, between the steps by a straight line."""
    above = potential_mv > SPIKE_MV
    before = np.flatnonzero(above[1:] & ~above[:-1])
    low, high = potential_mv[before], potential_mv[before + 1]
    step_ms = times_ms[1] - times_ms[0]
    found: NDArray[float64] = times_ms[before] + (SPIKE_MV - low) / (high - low) * step_ms
    return found


def _answer(axon: Axon, trace: CableTrace) -> CableAnswer:
    spikes = [rises_ms(trace.times_ms, each) for each in trace.node_mv.T]
    near, far = spikes[AWAY_FROM_END - 1], spikes[axon.nodes - AWAY_FROM_END]
    by_itself = far[far > SETTLING_MS]
    speed, crossing, healthy = _course(axon, trace, spikes)
    is_alone = not axon.shocks
    return CableAnswer(
        gets_through=None if is_alone else bool(far.size),
        arrived=far.size,
        returned=max(0, near.size - len(axon.shocks)),
        fires_by_itself=bool(by_itself.size) if is_alone else None,
        rate_hz=1000 / float(np.diff(by_itself).mean()) if by_itself.size > 1 else 0.0,
        starts_at=_start(axon, trace, spikes) if is_alone else None,
        speed_m_per_s=speed,
        crossing_ms=crossing,
        crossing_healthy_ms=healthy,
        peak_mv=float(trace.node_mv[:, axon.nodes - AWAY_FROM_END - 3].max()),
        rest_mv=float(trace.node_mv[0, axon.nodes // 2]),
    )


def _course(
    axon: Axon, trace: CableTrace, spikes: list[NDArray[float64]]
) -> tuple[float | None, float | None, float | None]:
    """The speed before the damage, the time over it, and the time of a healthy fibre."""
    if not axon.shocks:
        return None, None, None
    begin = axon.shocks[0].node + AWAY_FROM_END
    damage = axon.damage
    has_damage = damage.internodes > 0
    end = damage.first_internode - 1 if has_damage else axon.nodes - 1 - AWAY_FROM_END
    speed = speed_m_per_s(axon, trace, begin, end) if end > begin else None
    if speed is None:
        return None, None, None
    behind = damage.first_internode + damage.internodes + 1
    if not has_damage or behind >= axon.nodes or not spikes[behind].size:
        return speed, None, None
    spacing_mm = fibre_of(axon.diameter_um).spacing_um / 1000
    crossing = float(spikes[behind][0] - spikes[end][0])
    return speed, crossing, (behind - end) * spacing_mm / speed


def _start(axon: Axon, trace: CableTrace, spikes: list[NDArray[float64]]) -> Place | None:
    """Where the first spike after the settling arose."""
    bared = [rises_ms(trace.times_ms, each) for each in trace.bared_mv.T]
    first = [
        (float(times[times > SETTLING_MS][0]), place)
        for places in (
            [(each, Place(node=number)) for number, each in enumerate(spikes)],
            [
                (each, Place(internode=number))
                for each, number in zip(bared, axon.damage.places, strict=True)
            ],
        )
        for times, place in places
        if np.any(times > SETTLING_MS)
    ]
    return min(first, key=lambda each: each[0])[1] if first else None
