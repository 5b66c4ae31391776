"""Stirs: local motions that come and go, found where a matched filter stands out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy import float32
from numpy.typing import NDArray

from quietmuscle.measure.video_bank import Strengths
from quietmuscle.measure.video_bank import block_noise
from quietmuscle.measure.video_bank import length_s_of
from quietmuscle.measure.video_bank import strengths
from quietmuscle.measure.video_bank import width_of

if TYPE_CHECKING:
    from quietmuscle.measure.video_rhythm import Calmed

POSSIBLE_Z = 5.0
"""What is looked at more closely, in spreads of its own noise."""
APART_S = 0.35
"""Peaks nearer in time are one movement, if near in place."""
APART_SHARE = 0.35
"""Peaks nearer than this share of the grid's longer side are near in place."""
SAME_S = 0.2
"""Peaks nearer in time are one movement wherever they lie: a muscle that is drawn moves its rim."""
END_S = 0.25
"""At the ends of a stretch there is nothing to compare with."""
RIM_SHARE = 0.25
"""A stir lasts while its course is above this share of its peak."""
LEVEL_S = 0.35
"""Before and after a stir its place is looked at for so long: did it come back?"""
OFTEN = 0.7
OFTEN_Z = 1.0364
"""A share of pictures that even a busy place does not move in, and where it lies in noise."""
PLACE_BLOCKS = 16
"""About so many blocks are one place: within one and a half blocks, and the reach of a bump."""
NEAR_BLOCKS = 6
MIDDLE_SHARE = 0.3
"""The middle of a stir is that of the blocks near it that reach this share of its strength."""
WIDE_Z_SHARE = 0.4
"""A block that reaches this share of a stir's strength moved with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stir:
    """One local motion: when, where (rows and columns of the grid), how far, how sure.

    `z` is its strength in spreads of its place's noise, `above_noise` in the height that noise
    alone hardly reaches (`Alarm.bar`), `contrast` in what the same
    pattern often reaches at other times. `left` is the share of it that stays
    after it ended: a twitch comes back. `share` is that of the blocks that
    moved with it. `swings` counts turns to and fro around the peak: a twitch
    has one or two. `blocks` is how many moved with it. `at_rim` tells of a place at the rim
    of what can be seen.
    """

    onset_s: float
    peak_s: float
    duration_s: float
    place: tuple[float, float]
    amplitude: float
    z: float
    above_noise: float
    contrast: float
    left: float
    share: float
    blocks: int
    swings: int
    at_rim: bool
    reach: NDArray[float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stirs:
    """The stirs of a stretch, the noise of each block (reduced pixels), and how high it reaches.

    `bar` is `Alarm.bar` for the whole picture; `again` the share of it that is enough at a
    place where a twitch is known, because noise has so much less room there.
    """

    found: tuple[Stir, ...]
    noise: NDArray[float32]
    bar: float
    again: float


def stirs(
    calm: Calmed,
    sight: NDArray[np.bool_],
    rate_hz: float,
    start_s: float,
    redrawn: NDArray[np.bool_],
) -> Stirs:
    """The stirs in calmed local motion, each at one place and moment.

    `redrawn` (pictures) tells of those near a key picture of the codec. How far one
    went is read from the motion before it was calmed.
    """
    from scipy.ndimage import binary_erosion

    shape = (len(calm.series), *sight.shape, 2)
    field, raw = calm.series.reshape(shape), calm.raw.reshape(shape)
    found = strengths(field, sight, rate_hz, redrawn)
    noise = block_noise(field)
    near = min(1.0, PLACE_BLOCKS / max(1, int(sight.sum())))
    rim = ~binary_erosion(sight, np.ones((3, 3)))
    return Stirs(
        found=tuple(
            _stir((field, raw), noise, found, at, rate_hz, start_s, is_rim=bool(rim[at[1:]]))
            for at in _peaks(found, rate_hz)
        ),
        noise=found.noise,
        bar=found.alarm.bar(),
        again=found.alarm.bar(share=near) / found.alarm.bar(),
    )


def _peaks(found: Strengths, rate_hz: float) -> list[tuple[int, int, int]]:
    """The strongest picture and block of each movement, strongest first."""
    from scipy.ndimage import maximum_filter

    z = found.z
    around = maximum_filter(z, size=(round(0.5 * rate_hz) | 1, 7, 7))
    end = round(END_S * rate_hz)
    places = np.argwhere((z == around) & (z > POSSIBLE_Z))
    places = places[(places[:, 0] >= end) & (places[:, 0] < len(z) - end)]
    order = np.argsort(-z[tuple(places.T)], kind="stable")
    near = APART_SHARE * max(z.shape[1:])
    kept: list[tuple[int, int, int]] = []
    for time, row, column in places[order]:
        is_part = any(
            abs(time - other[0]) < SAME_S * rate_hz
            or (
                abs(time - other[0]) < APART_S * rate_hz
                and np.hypot(row - other[1], column - other[2]) < near
            )
            for other in kept
        )
        if not is_part:
            kept.append((int(time), int(row), int(column)))
    return kept


def _stir(  # noqa: PLR0913, PLR0917 - a place in a field, and what is known of both
    fields: tuple[NDArray[float32], NDArray[float32]],
    noise: NDArray[float32],
    found: Strengths,
    at: tuple[int, int, int],
    rate_hz: float,
    start_s: float,
    *,
    is_rim: bool,
) -> Stir:
    height, bar = float(found.z[at]), found.alarm.bar()
    field, raw = fields
    course, where = _course(field, noise, found, at, rate_hz)
    peak, first, last = _extent(course, at[0], rate_hz)
    level = round(LEVEL_S * rate_hz)
    reach = _reach(raw, course, (peak, first, last), level, noise)
    before = float(np.median(course[max(0, first - level) : first + 1]))
    after = float(np.median(course[last : last + level + 1]))
    apart = np.concatenate([course[: max(0, first - 2)], course[last + 3 :]])
    often = float(np.quantile(np.abs(apart), OFTEN)) / OFTEN_Z if apart.size else 1.0
    moved = found.z[at[0]] > WIDE_Z_SHARE * height
    return Stir(
        onset_s=start_s + first / rate_hz,
        peak_s=start_s + peak / rate_hz,
        duration_s=max(last - first, 1) / rate_hz,
        place=_middle(found.z[at[0]], at),
        amplitude=float(reach[where].max()),
        z=height,
        above_noise=height / bar,
        contrast=float(course[peak]) / max(often, 1e-6),
        left=abs(after - before) / max(float(course[peak]), 1e-6),
        share=float(moved.mean()),
        blocks=int(moved.sum()),
        swings=_swings(course, peak, rate_hz),
        at_rim=is_rim,
        reach=reach,
    )


def _course(
    field: NDArray[float32],
    noise: NDArray[float32],
    found: Strengths,
    at: tuple[int, int, int],
    rate_hz: float,
) -> tuple[NDArray[np.float64], tuple[slice, slice]]:
    """How much of the pattern of a moment each picture shows (softened in time), and where."""
    from scipy.ndimage import gaussian_filter1d

    time, row, column = at
    width = width_of(int(found.bump[at]))
    reach = max(2, round(2 * width))
    where = (
        slice(max(0, row - reach), min(field.shape[1], row + reach + 1)),
        slice(max(0, column - reach), min(field.shape[2], column + reach + 1)),
    )
    part = field[:, where[0], where[1]]
    half = max(1, round(length_s_of(int(found.bump[at])) * rate_hz))
    pattern = part[max(0, time - half) : time + half + 1].mean(axis=0)
    y, x = np.mgrid[where]
    bump = np.exp(-((y - row) ** 2 + (x - column) ** 2) / (2 * (1.2 * width) ** 2))
    weights = pattern * bump[..., None] / noise[where] ** 2
    course = (part * weights).sum(axis=(1, 2, 3)) / max(float((pattern * weights).sum()), 1e-12)
    return np.asarray(gaussian_filter1d(course, 0.02 * rate_hz), float), where


def _extent(course: NDArray[np.float64], time: int, rate_hz: float) -> tuple[int, int, int]:
    """The peak of a stir's course near a moment, and from where to where it lasts."""
    near = round(0.06 * rate_hz)
    low = max(0, time - near)
    peak = low + int(np.argmax(course[low : time + near + 1]))
    limit = RIM_SHARE * course[peak]
    first = last = peak
    while first > 0 and course[first] > limit:
        first -= 1
    while last < len(course) - 1 and course[last] > limit:
        last += 1
    return peak, first, last


def _reach(
    raw: NDArray[float32],
    course: NDArray[np.float64],
    span: tuple[int, int, int],
    level: int,
    noise: NDArray[float32],
) -> NDArray[float32]:
    """How far each block moved at the peak, from where it lay before and after.

    The least-squares share of the stir's course in each block's, so that all its pictures tell;
    what noise alone would add to a length is taken off. Blocks are not softened: that
    would make the middle of a small twitch seem slower than it is.
    """
    peak, first, last = span
    around = np.concatenate([raw[max(0, first - level) : first], raw[last + 1 : last + 1 + level]])
    rest = np.median(around, axis=0) if len(around) else raw[first]
    share = np.clip(course[first : last + 1] / max(float(course[peak]), 1e-12), 0, 1)
    energy = max(float((share**2).sum()), 1e-12)
    moved = np.tensordot(share, raw[first : last + 1] - rest, axes=1) / energy
    by_noise = (noise**2).sum(axis=-1) / energy
    return np.asarray(np.sqrt(np.maximum((moved**2).sum(axis=-1) - by_noise, 0)), np.float32)


def _middle(z: NDArray[float32], at: tuple[int, int, int]) -> tuple[float, float]:
    """The middle of what moved with a block: a twitch may move most beside its middle."""
    rows = slice(max(0, at[1] - NEAR_BLOCKS), at[1] + NEAR_BLOCKS + 1)
    columns = slice(max(0, at[2] - NEAR_BLOCKS), at[2] + NEAR_BLOCKS + 1)
    part = z[rows, columns]
    mass = np.maximum(part - MIDDLE_SHARE * z[at[1], at[2]], 0)
    y, x = np.indices(part.shape)
    total = float(mass.sum())
    return (
        rows.start + float((y * mass).sum() / total),
        columns.start + float((x * mass).sum() / total),
    )


def _swings(course: NDArray[np.float64], peak: int, rate_hz: float) -> int:
    """Turns to and fro (each beyond 0.4 of the peak) within a second on either side."""
    reach = round(rate_hz)
    near = course[max(0, peak - reach) : peak + reach + 1]
    sides = np.sign(near) * (np.abs(near) > 0.4 * course[peak])
    sides = sides[sides != 0]
    return int(1 + np.count_nonzero(np.diff(sides)))
