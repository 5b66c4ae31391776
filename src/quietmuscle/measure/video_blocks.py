"""Local motion on a grid of blocks, by least squares on the gradients of a reference picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy import float32
from numpy.typing import NDArray

from quietmuscle.measure.video_register import Picture

Field = NDArray[float32]
"""(rows, columns, 2): how far each block has moved, (x, y) in reduced pixels."""

BLOCK_PX = 16
"""Side of a block, in reduced pixels."""
RIDGE_SHARE = 0.02
"""What is added to each gradient's energy: along an edge motion cannot be seen, and stays 0."""
NOISE_VARIANCE = 0.05
"""Variance of a gradient from nothing but rounding and the camera's noise, after softening."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockReference:
    """A reference picture, made ready to tell how each block of another has moved.

    The brightness of a block may change by a factor and a constant without
    being taken for motion.
    """

    picture: Picture
    grid: tuple[int, int]
    texture: NDArray[float32]
    solver: NDArray[float32]

    def motion(self, picture: Picture) -> tuple[Field, NDArray[float32]]:
        """How far each block has moved, and which share of its texture does not fit."""
        rows, columns = self.grid
        difference = _in_blocks(self.picture - picture, self.grid)
        moved = (self.solver @ difference[:, :, None])[:, :, 0]
        variance = difference.var(axis=1)
        misfit = variance / np.maximum(self.texture, NOISE_VARIANCE)
        return (
            np.ascontiguousarray(moved[:, :2].reshape(rows, columns, 2)),
            misfit.reshape(rows, columns),
        )


def block_reference(picture: Picture) -> BlockReference:
    """A picture to compare others with; its sides are whole numbers of blocks."""
    grid = (picture.shape[0] // BLOCK_PX, picture.shape[1] // BLOCK_PX)
    by_row: Picture = np.gradient(picture, axis=0)
    by_column: Picture = np.gradient(picture, axis=1)
    parts = np.stack(
        [_in_blocks(part, grid) for part in (by_column, by_row, picture)], axis=1
    ).astype(np.float32)
    parts -= parts.mean(axis=2, keepdims=True)
    energy = parts @ parts.transpose(0, 2, 1)
    gradients = (energy[:, 0, 0] + energy[:, 1, 1]) / 2
    ridge = RIDGE_SHARE * float(np.median(gradients)) + BLOCK_PX**2 * NOISE_VARIANCE
    energy[:, 0, 0] += ridge
    energy[:, 1, 1] += ridge
    energy[:, 2, 2] += BLOCK_PX**2
    solver = np.linalg.solve(energy, parts).astype(np.float32)
    return BlockReference(
        picture=picture, grid=grid, texture=parts[:, 2].var(axis=1), solver=solver
    )


def _in_blocks(picture: Picture, grid: tuple[int, int]) -> NDArray[float32]:
    """(blocks, pixels)."""
    rows, columns = grid
    cut = picture[: rows * BLOCK_PX, : columns * BLOCK_PX]
    blocks = cut.reshape(rows, BLOCK_PX, columns, BLOCK_PX).swapaxes(1, 2)
    return np.ascontiguousarray(blocks).reshape(rows * columns, BLOCK_PX**2)


def camera_basis(grid: tuple[int, int]) -> NDArray[float32]:
    """What a moving camera does to blocks: two shifts, a turn, a zoom. (4, blocks × 2)."""
    y, x = np.mgrid[0 : grid[0], 0 : grid[1]].astype(np.float32)
    x = (x - x.mean()) / max(grid)
    y = (y - y.mean()) / max(grid)
    one, none = np.ones_like(x), np.zeros_like(x)
    pairs = ((one, none), (none, one), (-y, x), (x, y))
    return np.stack([np.stack(pair, axis=-1).ravel() for pair in pairs])


def camera_motion(
    field: Field, basis: NDArray[float32], start: NDArray[float32]
) -> NDArray[float32]:
    """The camera's part of a field, found from the blocks that agree (Cauchy's weights).

    `start` is a first guess; most blocks decide, not those that move by
    themselves.
    """
    seen = field.ravel()
    found = start
    for _ in range(4):
        rest = seen - found @ basis
        size = np.sqrt(rest[0::2] ** 2 + rest[1::2] ** 2)
        scale = 1.5 * float(np.median(size)) + 1e-4
        weights = np.repeat(1 / (1 + (size / scale) ** 2), 2).astype(np.float32)
        weighted = basis * weights
        found = np.linalg.solve(weighted @ basis.T, weighted @ seen)
    return np.asarray(found, dtype=np.float32)
