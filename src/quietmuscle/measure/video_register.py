"""Pictures made smaller and laid upon each other: what a moving camera does is undone here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy import complex64
from numpy import float32
from numpy.typing import NDArray

if TYPE_CHECKING:
    from quietmuscle.model.recording import Image

Picture = NDArray[float32]
"""A reduced, softened picture."""

LONG_SIDE_PX = 384
"""A reduced picture is no longer than this: finer detail is mostly the codec's own."""
SOFTENING = 2
"""Rounds of a (1, 2, 1)/4 filter: motion is a straight line in brightness only where it is soft."""


def reduction(height: int, width: int) -> int:
    """The side of the square of pixels that becomes one."""
    return max(1, -(-max(height, width) // LONG_SIDE_PX))


def reduced(image: Image, factor: int) -> Picture:
    """A picture made smaller by means over squares, then softened."""
    rows, columns = image.shape[0] // factor, image.shape[1] // factor
    cut = image[: rows * factor, : columns * factor]
    lines = cut[::factor].astype(np.uint16)
    for offset in range(1, factor):
        lines += cut[offset::factor]
    small = lines[:, ::factor].astype(np.float32)
    for offset in range(1, factor):
        small += lines[:, offset::factor]
    small /= factor * factor
    for _ in range(2 * SOFTENING):
        small = small[1:] + small[:-1]
        small = small[:, 1:] + small[:, :-1]
    return small / np.float32(16**SOFTENING)


def spectrum(picture: Picture) -> NDArray[complex64]:
    """The frequencies of a picture at half size, its rims faded out."""
    from scipy.fft import rfft2

    rows, columns = picture.shape[0] // 2 * 2, picture.shape[1] // 2 * 2
    even = picture[:rows, :columns]
    half = even[::2, ::2] + even[1::2, ::2] + even[::2, 1::2] + even[1::2, 1::2]
    half = half - half.mean()
    half *= np.hanning(half.shape[0])[:, None].astype(np.float32)
    half *= np.hanning(half.shape[1])[None, :].astype(np.float32)
    return np.asarray(rfft2(half), dtype=np.complex64)


def whole_shift(
    now: NDArray[complex64], before: NDArray[complex64], shape: tuple[int, int]
) -> tuple[int, int]:
    """How far a picture lies from an earlier one, to about two pixels: (rows, columns).

    Phase correlation: light and contrast do not matter, and large moves are
    found as well as small ones.
    """
    from scipy.fft import irfft2

    rows, columns = shape[0] // 2, shape[1] // 2
    cross = now * before.conj()
    strength = np.abs(cross)
    # Frequencies that hold nothing but noise would count as much as any other.
    cross /= strength + np.float32(0.05) * strength.mean() + np.float32(1e-6)
    peaks = irfft2(cross, s=(rows, columns))
    row, column = divmod(int(np.argmax(peaks)), columns)
    return (
        2 * (row - rows if row > rows // 2 else row),
        2 * (column - columns if column > columns // 2 else column),
    )


def window(
    picture: Picture, corner: tuple[int, int], shape: tuple[int, int], shift: tuple[float, float]
) -> Picture | None:
    """The part of a picture that a window shows after a shift, between pixels too.

    None where the window would leave the picture. Cubic convolution (Keys
    1981): it keeps detail that straight lines between pixels would blur.
    """
    row, column = corner[0] + shift[0], corner[1] + shift[1]
    top, left = int(np.floor(row)), int(np.floor(column))
    rows, columns = shape
    if (
        top < 1
        or left < 1
        or top + rows + 2 > picture.shape[0]
        or left + columns + 2 > picture.shape[1]
    ):
        return None
    down, right = _cubic(row - top), _cubic(column - left)
    part = picture[top - 1 : top + rows + 2, left - 1 : left + columns + 2]
    lines = sum(down[tap] * part[tap : tap + rows] for tap in range(4))
    return np.asarray(sum(right[tap] * lines[:, tap : tap + columns] for tap in range(4)))


def _cubic(share: float) -> NDArray[float32]:
    s = share
    return np.array(
        [
            -0.5 * s + s**2 - 0.5 * s**3,
            1 - 2.5 * s**2 + 1.5 * s**3,
            0.5 * s + 2 * s**2 - 1.5 * s**3,
            -0.5 * s**2 + 0.5 * s**3,
        ],
        dtype=np.float32,
    )
