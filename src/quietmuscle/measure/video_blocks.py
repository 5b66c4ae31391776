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
FAR_PX = 0.4
"""A straight line in brightness holds no farther: blocks that moved more are looked at again."""
STILL_PX = 0.05
FOLLOWED_TIMES = 4
FARTHEST_PX = 6.0
"""A block is not followed farther."""
NOISE_VARIANCE = 0.05
"""Variance of a gradient from nothing but rounding and the camera's noise, after softening."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockReference:
    """A reference picture, made ready to tell how each block of another has moved.

    The brightness of a block may change by a factor, by a constant and by a
    slope without being taken for motion. `sight` (rows, columns) is the share of a motion
    that each block can show: 0 where there is nothing to see.
    """

    picture: Picture
    grid: tuple[int, int]
    texture: NDArray[float32]
    solver: NDArray[float32]
    sight: NDArray[float32]

    def motion(self, picture: Picture, *, is_near: bool = False) -> tuple[Field, NDArray[float32]]:
        """How far each block has moved, and which share of its texture does not fit."""
        rows, columns = self.grid
        difference = _in_blocks(self.picture - picture, self.grid)
        moved = (self.solver @ difference[:, :, None])[:, :, 0]
        variance = difference.var(axis=1)
        if not is_near:
            self._follow(picture, moved, variance)
        misfit = variance / np.maximum(self.texture, NOISE_VARIANCE)
        return (
            np.ascontiguousarray(moved[:, :2].reshape(rows, columns, 2)),
            misfit.reshape(rows, columns),
        )

    def _follow(
        self, picture: Picture, moved: NDArray[float32], variance: NDArray[float32]
    ) -> None:
        """Blocks that moved far, looked at again where they have gone (both arrays change)."""
        far = np.flatnonzero(np.abs(moved[:, :2]).max(axis=1) > FAR_PX)
        for _ in range(FOLLOWED_TIMES):
            if far.size == 0:
                return
            there = _at(picture, self.grid, far, moved[far, :2])
            rest = _blocks_of(self.picture, self.grid, far) - there
            now = rest.var(axis=1)
            step = (self.solver[far] @ rest[:, :, None])[:, :, 0]
            better = now < variance[far]
            # The first look is a straight line's; what does not fit better there was no motion.
            far, step, now = far[better], step[better], now[better]
            variance[far] = now
            moved[far] += step
            far = far[np.abs(step[:, :2]).max(axis=1) > STILL_PX]
            moved[far, :2] = np.clip(moved[far, :2], -FARTHEST_PX, FARTHEST_PX)


def block_reference(picture: Picture) -> BlockReference:
    """A picture to compare others with; its sides are whole numbers of blocks."""
    grid = (picture.shape[0] // BLOCK_PX, picture.shape[1] // BLOCK_PX)
    by_row: Picture = np.gradient(picture, axis=0)
    by_column: Picture = np.gradient(picture, axis=1)
    # Light may also change along a block: the rim of a shadow, the bands of a lamp.
    slope = np.linspace(-1, 1, BLOCK_PX, dtype=np.float32)
    rim_x = picture * np.tile(slope, grid[1] + 1)[: picture.shape[1]]
    rim_y = picture * np.tile(slope, grid[0] + 1)[: picture.shape[0], None]
    parts = np.stack(
        [_in_blocks(part, grid) for part in (by_column, by_row, picture, rim_x, rim_y)], axis=1
    ).astype(np.float32)
    parts -= parts.mean(axis=2, keepdims=True)
    energy = parts @ parts.transpose(0, 2, 1)
    gradients = (energy[:, 0, 0] + energy[:, 1, 1]) / 2
    least = BLOCK_PX**2 * NOISE_VARIANCE
    sight = gradients / (gradients + least)
    ridge = RIDGE_SHARE * float(np.median(gradients)) + least
    energy[:, 0, 0] += ridge
    energy[:, 1, 1] += ridge
    for light in (2, 3, 4):
        energy[:, light, light] += BLOCK_PX**2
    solver = np.linalg.solve(energy, parts).astype(np.float32)
    return BlockReference(
        picture=picture,
        grid=grid,
        texture=parts[:, 2].var(axis=1),
        solver=solver,
        sight=np.asarray(sight.reshape(grid), np.float32),
    )


def _in_blocks(picture: Picture, grid: tuple[int, int]) -> NDArray[float32]:
    """(blocks, pixels)."""
    rows, columns = grid
    cut = picture[: rows * BLOCK_PX, : columns * BLOCK_PX]
    blocks = cut.reshape(rows, BLOCK_PX, columns, BLOCK_PX).swapaxes(1, 2)
    return np.ascontiguousarray(blocks).reshape(rows * columns, BLOCK_PX**2)


def _blocks_of(
    picture: Picture, grid: tuple[int, int], which: NDArray[np.intp]
) -> NDArray[float32]:
    rows, columns = grid
    cut = picture[: rows * BLOCK_PX, : columns * BLOCK_PX]
    blocks = cut.reshape(rows, BLOCK_PX, columns, BLOCK_PX)
    picked = blocks[which // columns, :, which % columns]
    return np.asarray(picked.reshape(which.size, BLOCK_PX**2))


def _at(
    picture: Picture, grid: tuple[int, int], which: NDArray[np.intp], moved: NDArray[float32]
) -> NDArray[float32]:
    """Some blocks as they are seen after a motion (x, y), on straight lines between pixels."""
    inside = np.arange(BLOCK_PX, dtype=np.float32)
    y = (which // grid[1] * BLOCK_PX)[:, None] + inside + moved[:, 1:2]
    x = (which % grid[1] * BLOCK_PX)[:, None] + inside + moved[:, 0:1]
    y = np.clip(y, 0, picture.shape[0] - 1.001)
    x = np.clip(x, 0, picture.shape[1] - 1.001)
    top, left = y.astype(np.intp), x.astype(np.intp)
    down, right = (y - top)[:, :, None], (x - left)[:, None, :]
    flat = picture.ravel()
    corner = top[:, :, None] * picture.shape[1] + left[:, None, :]
    upper = flat[corner] * (1 - right) + flat[corner + 1] * right
    lower = (
        flat[corner + picture.shape[1]] * (1 - right) + flat[corner + picture.shape[1] + 1] * right
    )
    seen = upper * (1 - down) + lower * down
    return np.asarray(seen.reshape(which.size, BLOCK_PX**2), np.float32)


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
