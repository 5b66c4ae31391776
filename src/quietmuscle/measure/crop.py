"""The part of a picture around a place: large enough to see what moves, and what lies around it."""

from __future__ import annotations

from dataclasses import dataclass

CROP_SHARE = 1 / 3
"""Side of the part that is shown, of the picture's. Judgement."""
LEAST_CROP_PX = 160
"""Judgement: of a small picture, less shows no surroundings to compare with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crop:
    """A part of a picture, in its pixels: from (left, top), of even width and height."""

    left: int
    top: int
    width: int
    height: int


def crop_around(size_px: tuple[int, int], location_px: tuple[float, float] | None) -> Crop:
    """The part around a place (x, y) of a picture of (width, height), whole where none is told.

    A third of the picture, at least 160 px, with even sides, moved inwards at
    the rim. An odd last row or column is left out of a whole picture.
    """
    (width, left), (height, top) = (
        _along(size_px[axis], None if location_px is None else location_px[axis]) for axis in (0, 1)
    )
    return Crop(left=left, top=top, width=width, height=height)


def _along(size_px: int, place_px: float | None) -> tuple[int, int]:
    """Length and start of the part along one side."""
    most = max(2, size_px // 2 * 2)
    if place_px is None:
        return most, 0
    side = min(most, round(max(LEAST_CROP_PX, size_px * CROP_SHARE) / 2) * 2)
    return side, min(max(0, round(place_px - side / 2)), max(0, size_px - side))
