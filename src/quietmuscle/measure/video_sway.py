"""What a moving camera does to the whole picture, found over a stretch and taken out.

A camera shifts, turns, shears (a rolling shutter, a limb that turns) and zooms
the picture: six numbers a picture. They are found from the blocks that agree.
What most blocks have as noise is known over the whole stretch, so that a wide
twitch is not taken for a motion of the camera.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy import float32

if TYPE_CHECKING:
    from numpy.typing import NDArray

AGREEING_ROUNDS = 8
WIDE_ROUNDS = 2
"""The first rounds judge a picture by its own spread, the later ones by that of the stretch."""
AGREEING_SPREADS = 2.0
"""Blocks that lie this many usual spreads away have a quarter of their weight."""
LEAST_SPREAD_PX = 0.004
STRAY_SHARE = 0.35
"""A picture whose blocks all stray is judged by this share of its own spread."""


def sway_basis(grid: tuple[int, int]) -> NDArray[float32]:
    """What six motions of a camera do to blocks: (6, blocks × 2)."""
    y, x = np.mgrid[0 : grid[0], 0 : grid[1]].astype(np.float32)
    x = (x - x.mean()) / max(grid)
    y = (y - y.mean()) / max(grid)
    one, none = np.ones_like(x), np.zeros_like(x)
    pairs = ((one, none), (none, one), (x, none), (y, none), (none, x), (none, y))
    return np.stack([np.stack(pair, axis=-1).ravel() for pair in pairs])


def without_sway(
    fields: NDArray[float32], sight: NDArray[np.bool_]
) -> tuple[NDArray[float32], NDArray[float32]]:
    """Fields (pictures, blocks × 2) less the camera's part, and that part (pictures, 6).

    Where there is nothing to see (`sight`: rows, columns) the rest is 0.

    Iteratively reweighted least squares with the weights of Cauchy and then of
    Geman and McClure (Black and Anandan 1996), each block by its own noise.
    """
    basis = sway_basis((sight.shape[0], sight.shape[1]))
    spread = np.median(np.abs(fields - np.median(fields, axis=0)), axis=0) / 0.6745
    own = np.maximum(np.hypot(spread[0::2], spread[1::2]), LEAST_SPREAD_PX)
    seen = sight.ravel()
    own = own / np.median(own[seen])
    trust = seen / np.maximum(own, 0.5) ** 2
    found = np.zeros((len(fields), len(basis)))
    found[:, 0] = np.median(fields[:, 0::2][:, seen], axis=1)
    found[:, 1] = np.median(fields[:, 1::2][:, seen], axis=1)
    for turn in range(AGREEING_ROUNDS):
        rest = fields - found @ basis
        size = np.hypot(rest[:, 0::2], rest[:, 1::2]) / own
        middle = np.median(size[:, seen], axis=1)
        usual = max(float(np.median(middle)), LEAST_SPREAD_PX)
        if turn < WIDE_ROUNDS:
            scale = 1.5 * np.maximum(middle, usual)
            weight = 1 / (1 + (size / scale[:, None]) ** 2)
        else:
            scale = AGREEING_SPREADS * usual * np.maximum(1, STRAY_SHARE * middle / usual)
            weight = 1 / (1 + (size / scale[:, None]) ** 2) ** 2
        found = _weighted(fields, np.repeat(weight * trust, 2, axis=1), basis)
    rest = (fields - found @ basis) * np.repeat(seen, 2)
    return np.asarray(rest, np.float32), np.asarray(found, np.float32)


def _weighted(
    fields: NDArray[float32], weights: NDArray[np.float64], basis: NDArray[float32]
) -> NDArray[np.float64]:
    """The least-squares fit of each picture, by its own weights."""
    pairs = (basis[:, None, :] * basis[None, :, :]).reshape(len(basis) ** 2, -1)
    energy = (weights @ pairs.T).reshape(-1, len(basis), len(basis))
    energy += 1e-4 * np.eye(len(basis))
    seen = (weights * fields) @ basis.T
    return np.asarray(np.linalg.solve(energy, seen[:, :, None])[:, :, 0])
