"""What short swings are, once all of them are known: twitches, or something that only looks so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy import bool_
from numpy import float64
from numpy.typing import NDArray

if TYPE_CHECKING:
    from numpy import int_

TAP_MS2 = 1.5
TAP_SHARP = 0.2
MAYBE_TAP_MS2 = 0.8
MAYBE_TAP_SHARP = 0.3
"""Large and sharp is a knock; a twitch under a phone is slower, and seldom 0.1 g. Judgements."""
EVEN_S = (0.33, 1.6)
"""Between steps, and between beats of a heart that was not found otherwise."""
EVEN_WITHIN = (0.05, 0.05)
"""How far a step may lie from its place, as a share of the pace: at once, and for the root of
how many steps away it is."""
EVEN_STEPS = 8
EVEN_LEAST = 6
EVEN_SHARE = 0.75
AMID_S = 3.0
ECHO_S = 0.25
NEXT_S = 0.7
NEAR_WAY = 0.4
SAME_WAY = 0.75
"""Cosine: what comes through the floor, or from a heart, always moves the phone along one line."""
ALIKE = 3.0
"""Steps and beats in a row differ in size by less than this factor."""
CROWDED_S = 0.3
CROWDED_COUNT = 4
"""Four in a row that are nearer than 0.25-0.3 s do not stand alone (Sleutjes et al. 2016, of one
muscle unit; here all units of a muscle count together, and at 90 twitches a minute chance alone
brings some 4 in 100 of them so close: such runs are unsure, and their time is not usable)."""
CROWDED_EVEN = 0.35
LOCK_S = 0.05
LOCK_LEAST = 4
LOCK_CHANCE = 1e-4
"""So seldom does chance alone put so many swings at one moment of the beat."""
LOCK_TOGETHER = 400
MANY_BEATS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Swings:
    """All short swings of a recording in order, as columns; `way` are unit vectors, (swings, 3)."""

    at_s: NDArray[float64]
    height: NDArray[float64]
    size_ms2: NDArray[float64]
    sharp: NDArray[float64]
    way: NDArray[float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinds:
    """Which swings are something else than a twitch; what none names is one.

    `crowded` do not stand alone; of them, `rhythmic` come at an even pace.
    """

    heart: NDArray[bool_]
    moved: NDArray[bool_]
    unsure: NDArray[bool_]
    crowded: NDArray[bool_]
    rhythmic: NDArray[bool_]


def kinds_of(swings: Swings, beats_s: NDArray[float64], sure: NDArray[bool_]) -> Kinds:
    """The kinds of swings.

    Parameters
    ----------
    swings
        As columns, in order.
    beats_s
        Where a heart was found, else empty.
    sure
        Which of them stand far enough out of the noise.
    """
    tap = (swings.size_ms2 > TAP_MS2) & (swings.sharp > TAP_SHARP)
    maybe = (swings.size_ms2 > MAYBE_TAP_MS2) & (swings.sharp > MAYBE_TAP_SHARP) & ~tap
    crowded, rhythmic = _crowded(swings.at_s)
    even = _even(swings)
    locked = _locked(swings.at_s, beats_s)
    heart = locked | (even & (_length_of_run(even) >= MANY_BEATS) & (beats_s.size == 0))
    return Kinds(
        heart=heart & ~tap,
        moved=tap | (even & ~heart),
        unsure=maybe | ~sure,
        crowded=crowded & ~tap,
        rhythmic=rhythmic & ~tap,
    )


def _crowded(at_s: NDArray[float64]) -> tuple[NDArray[bool_], NDArray[bool_]]:
    """Which swings follow each other too closely to stand alone, and which of them evenly."""
    crowded = np.zeros(at_s.size, dtype=bool)
    rhythmic = crowded.copy()
    starts = np.flatnonzero(np.diff(at_s, prepend=-np.inf) > CROWDED_S)
    stops = np.append(starts[1:], at_s.size)[: starts.size]
    for low, high in zip(starts, stops, strict=True):
        if high - low < CROWDED_COUNT:
            continue
        gaps = np.diff(at_s[low:high])
        crowded[low:high] = True
        rhythmic[low:high] = gaps.std() < CROWDED_EVEN * gaps.mean()
    return crowded, rhythmic


def _even(swings: Swings) -> NDArray[bool_]:
    """Which swings are steps of an even pace along one line, some of which may have been missed."""
    at_s, total = swings.at_s, swings.at_s.size
    main = _main(swings)
    even = np.zeros(total, dtype=bool)
    reach = EVEN_STEPS * EVEN_S[1]
    first = np.searchsorted(at_s, at_s - reach)
    last = np.searchsorted(at_s, at_s + reach)
    for number in np.flatnonzero(main):
        near = slice(first[number], last[number])
        away = at_s[near] - at_s[number]
        size = swings.size_ms2[near] / swings.size_ms2[number]
        alike = (size < ALIKE) & (size > 1 / ALIKE) & main[near]
        alike &= np.abs(swings.way[near] @ swings.way[number]) >= SAME_WAY
        even[number] = alike.sum() > EVEN_LEAST and _has_pace(away[alike])
    even |= _amid(swings, even)
    even |= _next_to(swings, even)
    return even | _beside(at_s, even)


def _main(swings: Swings) -> NDArray[bool_]:
    """Which swings are the largest within a quarter of a second: others are their echoes."""
    at_s = swings.at_s
    first = np.searchsorted(at_s, at_s - ECHO_S)
    last = np.searchsorted(at_s, at_s + ECHO_S)
    return np.array(
        [
            swings.height[number] >= swings.height[low:high].max()
            for number, (low, high) in enumerate(zip(first, last, strict=True))
        ],
        dtype=bool,
    )


def _amid(swings: Swings, found: NDArray[bool_]) -> NDArray[bool_]:
    """Which swings have two steps along their line before and two behind them within 3 s."""
    amid = found.copy()
    member, ways = swings.at_s[found], swings.way[found]
    for number in np.flatnonzero(~found):
        away = member - swings.at_s[number]
        near = (np.abs(away) <= AMID_S) & (np.abs(ways @ swings.way[number]) >= NEAR_WAY)
        amid[number] = (away[near] < 0).sum() >= 2 and (away[near] > 0).sum() >= 2
    return amid


def _next_to(swings: Swings, found: NDArray[bool_]) -> NDArray[bool_]:
    """Which swings are like a step that comes next, or came last: a train's first and last."""
    near = found.copy()
    members = np.flatnonzero(found)
    for number in np.flatnonzero(~found):
        away = np.abs(swings.at_s[members] - swings.at_s[number])
        size = swings.size_ms2[members] / swings.size_ms2[number]
        along = np.abs(swings.way[members] @ swings.way[number]) >= SAME_WAY
        near[number] = ((away <= NEXT_S) & (size < ALIKE) & (size > 1 / ALIKE) & along).any()
    return near


def _beside(at_s: NDArray[float64], found: NDArray[bool_]) -> NDArray[bool_]:
    """Which swings are the echo of a step."""
    member = at_s[found]
    near = np.searchsorted(member, at_s + ECHO_S) - np.searchsorted(member, at_s - ECHO_S)
    echo: NDArray[bool_] = near > 0
    return echo


def _has_pace(away: NDArray[float64]) -> bool:
    """Whether most of the swings around one (at 0) lie whole steps of one pace away from it."""
    near = away[(away != 0) & (np.abs(away) <= 2 * EVEN_S[1])]
    for pace in np.unique(np.round(np.abs(np.r_[near, near / 2]), 4)):
        if not EVEN_S[0] <= pace <= EVEN_S[1]:
            continue
        inside = away[(away != 0) & (np.abs(away) <= (EVEN_STEPS + 0.5) * pace)]
        steps = np.round(inside / pace)
        off = np.abs(inside - steps * pace)
        fits = (steps != 0) & (
            off <= pace * (EVEN_WITHIN[0] + EVEN_WITHIN[1] * np.sqrt(np.abs(steps)))
        )
        places = np.unique(steps[fits]).size
        if places >= EVEN_LEAST and fits.sum() >= EVEN_SHARE * inside.size:
            return True
    return False


def _length_of_run(member: NDArray[bool_]) -> NDArray[int_]:
    """For each swing, how many in a row around it are members."""
    edges = np.diff(np.r_[0, member.astype(int), 0])
    found = np.zeros(member.size, dtype=int)
    for low, high in zip(np.flatnonzero(edges == 1), np.flatnonzero(edges == -1), strict=True):
        found[low:high] = high - low
    return found


def _locked(at_s: NDArray[float64], beats_s: NDArray[float64]) -> NDArray[bool_]:
    """Which swings come so often at their moment of the heart's beat that chance does not."""
    found = np.zeros(at_s.size, dtype=bool)
    if beats_s.size < 2:
        return found
    for low in range(0, at_s.size, LOCK_TOGETHER):
        part = slice(low, low + LOCK_TOGETHER)
        found[part] = _locked_part(at_s[part], beats_s)
    return found


def _locked_part(at_s: NDArray[float64], beats_s: NDArray[float64]) -> NDArray[bool_]:
    """The same for swings that are few enough to be compared with each other (binomial bound)."""
    from scipy.stats import binom

    before = np.clip(np.searchsorted(beats_s, at_s, side="right") - 1, 0, beats_s.size - 1)
    lag = at_s - beats_s[before]
    period = float(np.median(np.diff(beats_s)))
    known = (lag >= 0) & (lag <= 1.5 * period)
    away = np.abs(lag[:, None] - lag[known][None, :])
    near = (np.minimum(away, np.abs(away - period)) <= LOCK_S).sum(axis=1) - 1
    least = binom.isf(LOCK_CHANCE, max(1, int(known.sum()) - 1), min(1.0, 2 * LOCK_S / period))
    found: NDArray[bool_] = known & (near >= max(LOCK_LEAST, float(least) + 1))
    return found
