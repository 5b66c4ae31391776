"""What a stir is: a twitch, a heartbeat, a tremor, a moved camera, or not to be told."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from quietmuscle.measure.video_stir import Stir
from quietmuscle.model.measurement import EventDetail
from quietmuscle.model.measurement import EventKind

SHORTEST_S = 0.06
LONGEST_S = 1.2
"""A twitch is 0.1 to 1.0 s long (Harding 2016; M-mode work); two pictures' grace on either side."""
TREMOR_SWINGS = 5
"""Turns to and fro within two seconds: a rhythm of at least 1 to 2 Hz that a twitch lacks."""
HEART_S = (1 / 3, 1 / 0.7)
"""Time between heartbeats."""
HEART_BEATS = 5
"""Beats in a row before a train is called a heartbeat."""
BEAT_TOLERANCE = 0.15
"""Share of the period by which a beat may be early or late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How far a movement must stand out: see `Stir` for what each is measured in."""

    above_noise: float
    contrast: float


SURE = Limits(above_noise=1.0, contrast=7.0)
"""What is called a twitch."""
AGAIN_CONTRAST = 4.5
"""What is asked where a sure one was; how much above noise follows from the noise itself."""
SAME_PLACE_BLOCKS = 1.5
UNSURE = Limits(above_noise=0.9, contrast=4.5)
"""What is told as unsure."""
RIM_STRICTER = 1.3
"""At the rim of the picture there are fewer neighbours that agree: more is asked."""
SWINGING = 3
SWINGING_STRICTER = 1.5
"""A twitch comes and goes; one that seems to swing to and fro must stand out farther: of 56 faint
twitches none did, of 47 false alarms seven."""
LEFT_MOST = 0.5
"""A movement of which more stays is a step and not a twitch."""
FEWEST_BLOCKS = 4
SMALL_ABOVE_NOISE = 1.4
"""What moves fewer blocks may be one flaw of the codec, unless it is this strong."""
FAINTEST = 0.8
"""At this strength, in that of the noise, it is as likely noise as not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedStir:
    """A stir and what it is held to be."""

    stir: Stir
    kind: EventKind
    detail: EventDetail | None
    confidence: float


def named(found: tuple[Stir, ...], *, again: float) -> tuple[NamedStir, ...]:
    """Each movement that stands out with its kind, in the order of time.

    A motor unit twitches at its own place: what is fainter counts as well where
    a sure twitch was.
    """
    fainter = Limits(above_noise=again, contrast=AGAIN_CONTRAST)
    movements = tuple(sorted(found, key=lambda one: one.onset_s))
    beats = heart_beats(movements)
    sure = [
        stir
        for index, stir in enumerate(movements)
        if index not in beats and _is_twitch(stir, SURE)
    ]
    told = []
    for index, stir in enumerate(movements):
        is_again = _is_twitch(stir, fainter) and any(
            math.dist(stir.place, other.place) < SAME_PLACE_BLOCKS for other in sure
        )
        if index in beats:
            told.append(_told(stir, EventKind.ARTEFACT, EventDetail.HEARTBEAT))
        elif stir in sure or is_again:
            told.append(_told(stir, EventKind.FASCICULATION, None))
        elif _stands_out(stir, UNSURE):
            is_tremor = stir.swings >= TREMOR_SWINGS
            told.append(
                _told(stir, EventKind.TREMOR, None)
                if is_tremor
                else _told(stir, EventKind.OTHER, EventDetail.UNSURE)
            )
    return tuple(told)


def _told(stir: Stir, kind: EventKind, detail: EventDetail | None) -> NamedStir:
    confidence = 1 - 0.5 * math.exp(-max(0.0, stir.above_noise - FAINTEST))
    unsure = detail is EventDetail.UNSURE
    return NamedStir(stir=stir, kind=kind, detail=detail, confidence=0.5 if unsure else confidence)


def _stands_out(stir: Stir, limits: Limits, stricter: float = 1.0) -> bool:
    strict = stricter * (RIM_STRICTER if stir.at_rim else 1.0)
    return stir.above_noise >= limits.above_noise * strict and stir.contrast >= limits.contrast


def _is_twitch(stir: Stir, limits: Limits) -> bool:
    return (
        _stands_out(stir, limits, SWINGING_STRICTER if stir.swings >= SWINGING else 1.0)
        and SHORTEST_S <= stir.duration_s <= LONGEST_S
        and stir.left < LEFT_MOST
        and stir.swings < TREMOR_SWINGS
        and (stir.blocks >= FEWEST_BLOCKS or stir.above_noise >= SMALL_ABOVE_NOISE)
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
