"""What each discharge of an EMG is: a fasciculation, regular firing, heart, movement, a part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy import bool_
from numpy import float64
from numpy import int_
from numpy.typing import NDArray

from quietmuscle.measure.trains import GROUP_LENGTH_S
from quietmuscle.measure.trains import LEAST_GROUPS
from quietmuscle.measure.trains import beats_of
from quietmuscle.measure.trains import grouped
from quietmuscle.measure.trains import locked_to
from quietmuscle.measure.trains import nearest_lags
from quietmuscle.measure.trains import regular_firing
from quietmuscle.model.measurement import EventDetail

if TYPE_CHECKING:
    from collections.abc import Iterator

SATELLITE_S = 0.045
"""How near a weaker part of a potential may lie to its peak."""
SATELLITE_ENERGY = 3.0
SATELLITE_SHARE = 0.6
SAME_LAG_S = 0.0025
"""How little a late part of a potential strays in time: it comes by the same nerve fibre."""
ECHO_S = 0.16
ECHO_SIZE = 10.0
"""Filters ring before and after a potential; what is so much smaller and so near may be that."""
LEAST_LATE = 3
LEAST_AT_ONE_LAG = 2
FEW = 4
HEART_LAG_S = 0.02
HEART_REACH_S = 0.3
BAND_WIDTH = 2.0
BAND_STEP = 1.25
SPAN_GAP_S = 1.0
SPAN_EDGE_S = 0.35
OUTSIDE_SHARE = 0.2
"""A unit that fires outside regular stretches a fifth as often as inside is no part of them."""
GAP_SHARE = 0.3
LIKE_SIZE = 1.6
GROUP_REACH_S = 0.1
GROUP_EDGE_S = 0.01
LONGEST_GROUP_S = GROUP_LENGTH_S + 2 * SPAN_EDGE_S
"""What fires for longer is a train, with the edges of its stretch."""
LEAST_NEAR = 2
CROWD_PER_S = 4.5
CROWD_S = 2.0
CROWD_UNITS = 4
"""More potentials a second than this, for so long, are a contraction and not fasciculations:
the medians reported for ALS are below 2 a second."""


@dataclass(frozen=True, slots=True)
class Discharges:
    """All discharges of a recording as columns: seconds, unit, energy, peak to peak, jolted."""

    at_s: NDArray[float64]
    unit: NDArray[int_]
    energy: NDArray[float64]
    size: NDArray[float64]
    jolted: NDArray[bool_]


NO_GROUPS: NDArray[float64] = np.zeros((0, 2))
PLAIN = ""
PART = "part"


def classes_of(
    found: Discharges,
    beats_s: NDArray[float64],
    duration_s: float,
    groups_s: NDArray[float64] = NO_GROUPS,
) -> NDArray[np.object_]:
    """For each discharge what it is: a detail, PLAIN for a fasciculation, PART for part of another.

    `groups_s` tells from when to when groups last whose potentials run into each other.

    Whole trains are judged, not single discharges: a unit's own rhythm first,
    then that of potentials of like size, then what lies within such stretches.
    """
    label = np.full(found.at_s.size, PLAIN, dtype=object)
    if not label.size:
        return label
    units = [np.flatnonzero(found.unit == unit) for unit in np.unique(found.unit)]
    firing = _pooled(found, np.arange(label.size))
    for members in units:
        if firing[members].mean() < 0.5 and _follows_heart(found.at_s[members], beats_s):
            label[members] = EventDetail.HEARTBEAT
    _mark_parts(found, units, label)
    _mark_movement(found, units, label)
    _mark_multiplets(found, _outside(groups_s, _steady_spans(found, units, label)), label)
    _mark_groups(found, units, label)
    steady = _mark_regular(found, units, label, duration_s)
    _mark_crowds(found, label, steady)
    return label


def _follows_heart(times_s: NDArray[float64], beats_s: NDArray[float64]) -> bool:
    if beats_of(times_s) is not None:
        return True
    lag = locked_to(times_s, beats_s, HEART_LAG_S)
    return times_s.size >= 3 and lag is not None and abs(lag) < HEART_REACH_S


def _mark_parts(found: Discharges, units: list[NDArray[int_]], label: NDArray[np.object_]) -> None:
    """Weaker shapes that nearly always stand beside a stronger one are parts of it."""
    beside = np.zeros(label.size, dtype=bool)
    for number, (at, energy) in enumerate(zip(found.at_s, found.energy, strict=True)):
        first, last = np.searchsorted(found.at_s, [at - ECHO_S, at + ECHO_S])
        near = slice(first, last)
        other = found.unit[near] != found.unit[number]
        close = np.abs(found.at_s[near] - at) <= SATELLITE_S
        stronger = close & (found.energy[near] > SATELLITE_ENERGY * energy)
        echoed = found.size[near] > ECHO_SIZE * found.size[number]
        beside[number] = bool(np.any(other & (stronger | echoed)))
    for members in units:
        if beside[members].mean() >= SATELLITE_SHARE or _is_late_part(found, members, units):
            label[members] = PART
        elif members.size < FEW:
            label[members[beside[members]]] = PART


def _is_late_part(found: Discharges, members: NDArray[int_], units: list[NDArray[int_]]) -> bool:
    """Whether a shape nearly always comes at one lag to another, stronger one.

    A long potential, with a part that lags behind, may be taken apart into two
    shapes of like size, or into three, of which the stronger two take turns.
    Units that discharge on their own keep no such lag.
    """
    if members.size < LEAST_LATE:
        return False
    at, strength = found.at_s[members], float(np.median(found.energy[members]))
    late = np.zeros(members.size, dtype=bool)
    for others in units:
        if others is not members and np.median(found.energy[others]) >= strength:
            late |= _at_one_lag(at, found.at_s[others])
    return bool(late.mean() >= SATELLITE_SHARE)


def _at_one_lag(at_s: NDArray[float64], others_s: NDArray[float64]) -> NDArray[bool_]:
    """Which of some discharges come at the usual lag to one of the others; none where few do."""
    nearest = nearest_lags(at_s, others_s)
    near: NDArray[bool_] = np.abs(nearest) <= SATELLITE_S
    if not near.any():
        return near
    at_one: NDArray[bool_] = near & (np.abs(nearest - np.median(nearest[near])) <= SAME_LAG_S)
    return at_one if at_one.sum() >= LEAST_AT_ONE_LAG else np.zeros_like(near)


def _mark_movement(
    found: Discharges, units: list[NDArray[int_]], label: NDArray[np.object_]
) -> None:
    for members in units:
        jolted = found.jolted[members]
        if jolted.mean() > 0.5:
            label[members[label[members] == PLAIN]] = EventDetail.MOVEMENT
        elif members.size < FEW:
            label[members[jolted]] = EventDetail.MOVEMENT


def _steady_spans(
    found: Discharges, units: list[NDArray[int_]], label: NDArray[np.object_]
) -> list[tuple[float, float]]:
    """Where a unit fires steadily for longer than any group lasts."""
    spans: list[tuple[float, float]] = []
    for members in units:
        own = found.at_s[members[label[members] == PLAIN]]
        spans += _spans(own[regular_firing(own)])
    return [(start, stop) for start, stop in spans if stop - start > LONGEST_GROUP_S]


def _outside(groups_s: NDArray[float64], spans: list[tuple[float, float]]) -> NDArray[float64]:
    """The groups that lie in none of some stretches.

    Where two units fire steadily at once, their potentials run into each other as well.
    """
    kept = np.ones(len(groups_s), dtype=bool)
    for start, stop in spans:
        kept &= (groups_s[:, 1] < start) | (groups_s[:, 0] > stop)
    return groups_s[kept]


def _mark_multiplets(
    found: Discharges, groups_s: NDArray[float64], label: NDArray[np.object_]
) -> None:
    """What lies in groups that recur and whose potentials run into each other."""
    if len(groups_s) < LEAST_GROUPS:
        return
    for start, stop in groups_s:
        inside = (found.at_s >= start - GROUP_EDGE_S) & (found.at_s <= stop + GROUP_EDGE_S)
        label[inside & (label == PLAIN)] = EventDetail.GROUPED


def _mark_groups(found: Discharges, units: list[NDArray[int_]], label: NDArray[np.object_]) -> None:
    """Groups that recur, of a unit or of potentials of like size.

    Where a unit fires fast, its potentials run into each other and look like several shapes.
    """
    for members in units:
        own = members[label[members] == PLAIN]
        label[own[grouped(found.at_s[own])]] = EventDetail.GROUPED
    for band in _bands(found, np.flatnonzero((label == PLAIN) | (label == EventDetail.GROUPED))):
        label[band[grouped(found.at_s[band])]] = EventDetail.GROUPED
    groups = np.flatnonzero(label == EventDetail.GROUPED)
    for number in np.flatnonzero(label == PLAIN):
        near = groups[np.abs(found.at_s[groups] - found.at_s[number]) <= GROUP_REACH_S]
        if near.size >= LEAST_NEAR and found.size[number] < LIKE_SIZE * found.size[near].max():
            label[number] = EventDetail.GROUPED


def _mark_regular(
    found: Discharges,
    units: list[NDArray[int_]],
    label: NDArray[np.object_],
    duration_s: float,
) -> NDArray[bool_]:
    """Regular firing of a unit; of potentials of like size; and what only lies within it.

    Returned are the discharges that their own unit's rhythm shows to be regular.
    """
    regular = np.zeros(label.size, dtype=bool)
    for members in units:
        own = members[label[members] == PLAIN]
        regular[own[regular_firing(found.at_s[own])]] = True
    label[regular] = EventDetail.TONIC
    for members in units:
        _fill_gaps(found, members[regular[members]], label)
    plain = np.flatnonzero((label == PLAIN) | regular)
    pooled = regular | _pooled(found, plain)
    spans = _spans(found.at_s[pooled])
    inside = np.zeros(label.size, dtype=bool)
    for start, stop in spans:
        inside |= (found.at_s >= start) & (found.at_s <= stop)
    within_s = sum(stop - start for start, stop in spans)
    outside_s = max(1e-9, duration_s - within_s)
    for members in units:
        within = inside[members].sum()
        outside = members.size - within
        lives_outside = outside >= 2 and outside / outside_s >= OUTSIDE_SHARE * within / max(
            within_s, 1e-9
        )
        if not lives_outside:
            label[members[inside[members] & (label[members] == PLAIN)]] = EventDetail.TONIC
    return regular


def _pooled(found: Discharges, members: NDArray[int_]) -> NDArray[bool_]:
    """Which of some discharges fire regularly together with others of like size."""
    pooled = np.zeros(found.at_s.size, dtype=bool)
    for band in _bands(found, members):
        pooled[band[regular_firing(found.at_s[band])]] = True
    return pooled


def _bands(found: Discharges, members: NDArray[int_]) -> Iterator[NDArray[int_]]:
    """Some discharges by their size, in bands that overlap."""
    if not members.size:
        return
    low, high = found.size[members].min(), found.size[members].max()
    while 0 < low <= high:
        yield members[(found.size[members] >= low) & (found.size[members] <= BAND_WIDTH * low)]
        low *= BAND_STEP


def _fill_gaps(found: Discharges, train: NDArray[int_], label: NDArray[np.object_]) -> None:
    """A discharge just where a regular train misses one, and of its size, belongs to it.

    Two units of like shape are now and then taken for each other.
    """
    if train.size < FEW:
        return
    intervals = np.diff(found.at_s[train])
    period = float(np.median(intervals))
    size = float(np.median(found.size[train]))
    for before in train[:-1][(intervals > 1.5 * period) & (intervals < 3.5 * period)]:
        due = found.at_s[before] + period
        near = np.flatnonzero(
            (np.abs(found.at_s - due) < GAP_SHARE * period)
            & (label == PLAIN)
            & (found.size > size / LIKE_SIZE)
            & (found.size < size * LIKE_SIZE)
        )
        label[near] = EventDetail.TONIC


def _spans(times_s: NDArray[float64]) -> list[tuple[float, float]]:
    """Stretches that regular discharges cover."""
    spans: list[list[float]] = []
    for time in np.sort(times_s):
        if spans and time - spans[-1][1] < SPAN_GAP_S:
            spans[-1][1] = time
        else:
            spans.append([time, time])
    return [(start - SPAN_EDGE_S, stop + SPAN_EDGE_S) for start, stop in spans if stop > start]


def _mark_crowds(found: Discharges, label: NDArray[np.object_], steady: NDArray[bool_]) -> None:
    """Where potentials crowd that are no single unit's train, many units contract."""
    counted = np.flatnonzero(((label == PLAIN) | (label == EventDetail.TONIC)) & ~steady)
    at = found.at_s[counted]
    inside = np.searchsorted(at, at + CROWD_S) - np.arange(at.size)
    for first in np.flatnonzero(inside >= CROWD_PER_S * CROWD_S):
        members = counted[first : first + inside[first]]
        if np.unique(found.unit[members]).size < CROWD_UNITS:
            continue
        label[members[label[members] == PLAIN]] = EventDetail.TONIC
