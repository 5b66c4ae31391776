"""What a stir is: a twitch, a heartbeat, a tremor, a moved camera, or not to be told."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.measure.video_stir import SURE_Z
from quietmuscle.measure.video_stir import Stir
from quietmuscle.model.measurement import EventDetail
from quietmuscle.model.measurement import EventKind

if TYPE_CHECKING:
    from quietmuscle.measure.video_rhythm import Rhythm

SHORTEST_S = 0.06
LONGEST_S = 1.2
"""A twitch is 0.1 to 1.0 s long (Harding 2016; M-mode work); two pictures' grace on either side."""
TREMOR_SWINGS = 5
"""Turns to and fro within two seconds: a rhythm of at least 1 to 2 Hz that a twitch lacks."""
HEART_S = (1 / 3, 1 / 0.7)
"""Time between heartbeats."""
NEAR_BLOCKS = 2.5
"""A movement nearer than this to the middle of a rhythm is at its place."""
BEAT_CREST = 3.0
"""Height of a pulse wave over its root mean square, about."""
HEART_BEATS = 5
"""Beats in a row before a train is called a heartbeat."""
BEAT_TOLERANCE = 0.15
"""Share of the period by which a beat may be early or late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedStir:
    """A stir and what it is held to be."""

    stir: Stir
    kind: EventKind
    detail: EventDetail | None
    confidence: float


def joined(found: tuple[Stir, ...], reach: float) -> tuple[Stir, ...]:
    """Stirs of one movement taken together: at the same time, within `reach` blocks."""
    kept: list[Stir] = []
    for stir in sorted(found, key=lambda one: -one.z):
        for index, strong in enumerate(kept):
            if _one_movement(strong, stir, reach):
                kept[index] = replace(
                    strong,
                    blocks=strong.blocks + stir.blocks,
                    swings=max(strong.swings, stir.swings),
                )
                break
        else:
            kept.append(stir)
    return tuple(sorted(kept, key=lambda one: one.onset_s))


def _one_movement(a: Stir, b: Stir, reach: float) -> bool:
    overlap = min(a.onset_s + a.duration_s, b.onset_s + b.duration_s) - max(a.onset_s, b.onset_s)
    near = np.hypot(a.place[0] - b.place[0], a.place[1] - b.place[1]) < reach
    return bool(near and overlap > 0.3 * min(a.duration_s, b.duration_s))


def named(found: tuple[Stir, ...], reach: float) -> tuple[NamedStir, ...]:
    """Each movement with its kind."""
    movements = joined(found, reach)
    beats = heart_beats(movements)
    return tuple(_named(stir, index in beats) for index, stir in enumerate(movements))


def _named(stir: Stir, is_beat: bool) -> NamedStir:  # noqa: FBT001 - one of a list
    confidence = 1 - 0.5 * float(np.exp(-(stir.z - SURE_Z) / 3))
    if is_beat:
        kind, detail = EventKind.ARTEFACT, EventDetail.HEARTBEAT
    elif stir.swings >= TREMOR_SWINGS:
        kind, detail = EventKind.TREMOR, None
    elif not SHORTEST_S <= stir.duration_s <= LONGEST_S:
        kind, detail, confidence = EventKind.OTHER, EventDetail.UNSURE, 0.5
    else:
        kind, detail = EventKind.FASCICULATION, None
    return NamedStir(stir=stir, kind=kind, detail=detail, confidence=confidence)


def beside_rhythms(
    told: tuple[NamedStir, ...], rhythms: tuple[Rhythm, ...], columns: int
) -> tuple[NamedStir, ...]:
    """The movements, those that may be a larger beat of a pulse or tremor there called unsure."""
    return tuple(
        replace(one, kind=EventKind.OTHER, detail=EventDetail.UNSURE, confidence=0.5)
        if one.kind is EventKind.FASCICULATION
        and any(_may_be_beat(one.stir, rhythm, columns) for rhythm in rhythms)
        else one
        for one in told
    )


def _may_be_beat(stir: Stir, rhythm: Rhythm, columns: int) -> bool:
    row, column = divmod(rhythm.place, columns)
    near = np.hypot(stir.place[0] - row, stir.place[1] - column) < NEAR_BLOCKS
    return bool(
        near and rhythm.period_s <= HEART_S[1] and stir.amplitude < BEAT_CREST * rhythm.size
    )


def heart_beats(movements: tuple[Stir, ...]) -> frozenset[int]:
    """Which movements belong to a train at one place with the heart's regularity."""
    beats: set[int] = set()
    for first in range(len(movements)):
        here = [
            index
            for index in range(first, len(movements))
            if np.hypot(
                movements[index].place[0] - movements[first].place[0],
                movements[index].place[1] - movements[first].place[1],
            )
            < 2
        ]
        for second in here[1:6]:
            period = movements[second].peak_s - movements[first].peak_s
            if HEART_S[0] <= period <= HEART_S[1]:
                train = _train(movements, here, period)
                if len(train) >= HEART_BEATS:
                    beats |= train
    return frozenset(beats)


def _train(movements: tuple[Stir, ...], here: list[int], period: float) -> set[int]:
    """A train from its first beat on, each one period after the last; none may be missing."""
    train, last = {here[0]}, movements[here[0]].peak_s
    for index in here[1:]:
        late = movements[index].peak_s - last - period
        if abs(late) <= BEAT_TOLERANCE * period:
            train.add(index)
            last = movements[index].peak_s
        elif late > BEAT_TOLERANCE * period:
            break
    return train
