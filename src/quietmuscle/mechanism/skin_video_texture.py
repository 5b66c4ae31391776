"""How skin looks from near: furrows, pores, hairs and marks, finer than the picture's pixels."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from numpy import float32

if TYPE_CHECKING:
    from numpy.typing import NDArray

FINER = 2
"""Points of the texture to each pixel, so that parts of a pixel can be shown."""


def skin_texture(
    rng: np.random.Generator,
    shape: tuple[int, int],
    *,
    hairs: int,
    marks: int,
    roughness: float,
) -> NDArray[float32]:
    """Brightness of skin, 0 to 255, at `FINER` points a pixel."""
    from scipy.ndimage import gaussian_filter

    rows, columns = shape[0] * FINER, shape[1] * FINER
    skin = np.full((rows, columns), 140.0)
    # Shades, furrows and pores: spread (points), size of the contrast.
    for spread, contrast in ((60, 10.0), (14, 7.0), (5, 6.0), (2, 5.0)):
        grain = gaussian_filter(rng.standard_normal((rows, columns)), spread, mode="wrap")
        skin += grain / grain.std() * contrast * roughness
    y, x = np.mgrid[0:rows, 0:columns].astype(float32)
    for _ in range(marks):
        mark_x, mark_y = rng.uniform(0, columns), rng.uniform(0, rows)
        size = rng.uniform(3, 9)
        skin -= rng.uniform(25, 60) * np.exp(
            -((x - mark_x) ** 2 + (y - mark_y) ** 2) / (2 * size**2)
        )
    lines = np.zeros_like(skin)
    for _ in range(hairs):
        _draw_hair(lines, rng)
    skin -= 60 * np.minimum(gaussian_filter(lines, 1.2) * 3, 1)
    return skin.clip(10, 245).astype(float32)


def _draw_hair(lines: NDArray[np.float64], rng: np.random.Generator) -> None:
    rows, columns = lines.shape
    length = rng.uniform(40, 160)
    along = np.linspace(0, 1, int(length * 2))
    angle = rng.uniform(0, 2 * math.pi) + along * rng.uniform(-1, 1)
    step = length / along.size
    x = rng.uniform(0, columns) + np.cumsum(np.cos(angle)) * step
    y = rng.uniform(0, rows) + np.cumsum(np.sin(angle)) * step
    inside = (x >= 0) & (x < columns) & (y >= 0) & (y < rows)
    lines[y[inside].astype(int), x[inside].astype(int)] = 1
