"""Shapes learnt from a recording's own sure swings, and what else in it is like one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy import float64
from numpy.typing import NDArray
from scipy import fft
from scipy import ndimage
from scipy import signal

if TYPE_CHECKING:
    from numpy import int_

HALF_S = 0.13
"""A twitch lies within so much to both sides of its middle."""
FADE_SHARE = 0.35
HIGHEST_HZ = 45.0
LAG_S = 0.025
ALIKE = 0.6
"""Likeness of two swings of one muscle unit at 3 x noise: about 0.75 (by simulation)."""
LEAST = 4
MOST_SHAPES = 6
MOST_EVENTS = 60
PACE_HZ = 15.0
"""How often a filter for a shape looks anew: about the middle of its frequencies."""
PER_MIN = 0.12
"""So many swings a minute may noise alone make like one of all learnt shapes."""
LEAST_SHARE = 0.45
"""One unit twitches alike each time: what is less than half of the usual one is something else."""
REST_SPREAD = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """A shape with its direction, (samples, axes), of norm 1; `strength` is its usual height."""

    shape: NDArray[float64]
    strength: float
    members: int


def learnt_shapes(white: NDArray[float64], at: NDArray[int_], rate_hz: float) -> list[Learnt]:
    """The shapes that four or more swings have in common, most frequent first.

    `white` are samples of noise 1, (samples, axes); `at` the middles of sure swings.
    """
    half = round(HALF_S * rate_hz)
    move = max(1, round(LAG_S * rate_hz))
    reach = half + move
    at = at[(at >= reach) & (at + reach < white.shape[0])]
    if at.size > MOST_EVENTS:
        at = at[np.linspace(0, at.size - 1, MOST_EVENTS).astype(int)]
    slow = slower(white, rate_hz)
    wide = slow[at[:, None] + np.arange(-reach, reach + 1)]
    found: list[Learnt] = []
    while len(wide) >= LEAST and len(found) < MOST_SHAPES:
        shapes = np.stack([along_a_line(each[move:-move]) for each in wide])
        fits, _ = _fits(wide, shapes, move)
        crowd = (fits >= ALIKE).sum(axis=0)
        best = int(np.argmax(crowd))
        if crowd[best] < LEAST:
            break
        shape = shapes[best]
        for _ in range(2):
            fits, lags = _fits(wide, shape[None], move)
            member = fits[:, 0] >= ALIKE
            if member.sum() < LEAST:
                break
            aligned = np.stack(
                [
                    each[move + lag : move + lag + shape.shape[0]]
                    for each, lag in zip(wide[member], lags[member, 0], strict=True)
                ]
            )
            shape = along_a_line(np.mean(aligned, axis=0))
        if member.sum() < LEAST:
            wide = np.delete(wide, best, axis=0)
            continue
        strength = float(np.median((aligned * shape).sum(axis=(1, 2))))
        found.append(Learnt(shape=shape, strength=strength, members=int(member.sum())))
        wide = wide[~member]
    return found


def likeness(white: NDArray[float64], known: list[Learnt], rate_hz: float) -> NDArray[float64]:
    """The height of each sample by the height that noise seldom reaches: 1 and more is alike.

    What holds much besides the shape is not alike, however high it is.
    """
    found = np.zeros(white.shape[0])
    if not known:
        return found
    limit = float(np.sqrt(2 * np.log(60 * PACE_HZ * len(known) / PER_MIN)))
    size = known[0].shape.shape[0]
    band = slower(white, rate_hz)
    energy = ndimage.uniform_filter1d((white**2).sum(axis=1), size) * size
    usual = float(np.median(energy))
    spread = REST_SPREAD * 1.4826 * float(np.median(np.abs(energy - usual)))
    for each in known:
        fit = sum(
            signal.correlate(band[:, axis], each.shape[:, axis], mode="same")
            for axis in range(white.shape[1])
        )
        is_it = (fit >= LEAST_SHARE * each.strength) & (energy - fit**2 <= usual + spread)
        found = np.maximum(found, np.where(is_it, fit / limit, 0.0))
    return found


def slower(white: NDArray[float64], rate_hz: float) -> NDArray[float64]:
    """What lies below 45 Hz, as muscle does."""
    size = fft.next_fast_len(white.shape[0] + round(rate_hz), real=True)
    spectrum = fft.rfft(white, size, axis=0)
    spectrum[fft.rfftfreq(size, 1 / rate_hz) > HIGHEST_HZ] = 0
    found: NDArray[float64] = fft.irfft(spectrum, size, axis=0)[: white.shape[0]]
    return found


def along_a_line(part: NDArray[float64]) -> NDArray[float64]:
    """A swing as one course along one line in space, fading to both sides, of norm 1."""
    window = signal.windows.tukey(part.shape[0], FADE_SHARE)[:, None]
    left, sizes, right = np.linalg.svd(part * window, full_matrices=False)
    return np.outer(left[:, 0] * (1.0 if sizes[0] > 0 else 0.0), right[0])


def _fits(
    wide: NDArray[float64], shapes: NDArray[float64], move: int
) -> tuple[NDArray[float64], NDArray[int_]]:
    """How alike swings are to shapes at the best lag, (swings, shapes), and that lag."""
    length = shapes.shape[1]
    flat = shapes.reshape(len(shapes), -1)
    window = signal.windows.tukey(length, FADE_SHARE)[:, None]
    fits = np.empty((2 * move + 1, len(wide), len(shapes)))
    for lag in range(2 * move + 1):
        part = wide[:, lag : lag + length] * window
        lines = part.reshape(len(wide), -1)
        # By the norm of the best single line of the swing, so that noise off that line counts less.
        power = np.linalg.eigvalsh(np.swapaxes(part, 1, 2) @ part)[:, -1]
        fits[lag] = lines @ flat.T / np.sqrt(np.maximum(1e-24, power))[:, None]
    lags = np.argmax(fits, axis=0)
    return np.take_along_axis(fits, lags[None], axis=0)[0], lags - move
