"""The course of local motion through a video, picture by picture, camera shake taken out."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy import complex64
from numpy import float32
from numpy.typing import NDArray

from quietmuscle.measure.video_blocks import BLOCK_PX
from quietmuscle.measure.video_blocks import BlockReference
from quietmuscle.measure.video_blocks import Field
from quietmuscle.measure.video_blocks import block_reference
from quietmuscle.measure.video_blocks import camera_basis
from quietmuscle.measure.video_blocks import camera_motion
from quietmuscle.measure.video_register import Picture
from quietmuscle.measure.video_register import reduced
from quietmuscle.measure.video_register import reduction
from quietmuscle.measure.video_register import spectrum
from quietmuscle.measure.video_register import whole_shift
from quietmuscle.measure.video_register import window

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from quietmuscle.model.recording import Frame

MARGIN_SHARE = 0.04
"""The rim that a window leaves, as a share of the shorter side, so that the camera may move."""
REFERENCE_AGE_S = 3.0
"""A reference is renewed after this: skin, light and speckle change slowly."""
LARGEST_TURN_PX = 1.0
"""A turn or zoom that moves the rims by more renews the reference."""
REFERENCE_MISFIT = 0.5
"""A picture whose texture fits worse than this (share of variance) renews the reference."""
LONGEST_REPEAT_S = 0.06
"""A picture that stays for longer is told at each of its times: nothing moved, or a codec took
little for nothing. A doubled picture rate repeats for less."""
LOST_MISFIT = 9.0
"""What a picture is given that cannot be laid upon the reference at all."""
DARK = 16.0
"""Mean brightness (of 255) below which skin is not seen: black in broadcast coding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedFrame:
    """What moved in one picture, against where it lay.

    `camera` is shift x, shift y, turn and zoom, since the first picture, in
    reduced pixels at the rim. `is_repeat` tells of a picture that is the last
    one again. `misfit` is the middling share of texture that motion does not
    explain. `is_seen` is false where nothing can be said; `sight` is the share
    of a motion that each block can show.
    """

    time_s: float
    field: Field
    camera: NDArray[float32]
    misfit: float
    brightness: float
    is_key: bool
    is_seen: bool
    sight: NDArray[float32]
    is_repeat: bool = False


@dataclass(slots=True)
class _Anchor:
    """The reference of the time being, and what was carried over from earlier ones."""

    reference: BlockReference
    frequencies: NDArray[complex64]
    time_s: float
    field: Field
    camera: NDArray[float32]


def tracked(  # noqa: C901 - what may be wrong with a picture, one after the other
    frames: Iterable[Frame],
) -> Iterator[TrackedFrame]:
    """The local motion of each picture that is not a repeat, as they come."""
    anchor: _Anchor | None = None
    last: TrackedFrame | None = None
    guess = np.zeros(2)
    new_s = 0.0
    shape: tuple[int, int] = (0, 0)
    for frame in frames:
        if last is not None and frame.time_s <= last.time_s:
            continue
        if frame.is_repeat:
            # Where nothing moves, a codec repeats its picture for long: that is no gap.
            if last is not None and frame.time_s - new_s > LONGEST_REPEAT_S:
                last = replace(last, time_s=frame.time_s, is_key=frame.is_key, is_repeat=True)
                yield last
            continue
        new_s = frame.time_s
        if anchor is None:
            shape = frame.image.shape
        elif frame.image.shape != shape:
            continue
        picture = reduced(frame.image, reduction(*shape))
        corner, size = _window_place(picture)
        if anchor is None:
            part = window(picture, corner, size, (0, 0)) if min(size) >= BLOCK_PX * 3 else None
            if part is None:
                return
            reference = block_reference(part)
            none = np.zeros((*reference.grid, 2), np.float32)
            first = spectrum(picture)
            anchor = _Anchor(reference, first, frame.time_s, none, np.zeros(4, np.float32))
        frequencies = spectrum(picture)
        basis = camera_basis(anchor.reference.grid)
        found = _against(anchor, picture, frequencies, guess, basis)
        brightness = float(picture.mean())
        if found is None:
            before = last or anchor
            field, camera, misfit = before.field, before.camera, LOST_MISFIT
            guess = np.zeros(2)
        else:
            field, camera, misfit, guess = found
            field, camera = field + anchor.field, camera + anchor.camera
        last = TrackedFrame(
            time_s=frame.time_s,
            field=field,
            camera=camera,
            misfit=misfit,
            brightness=brightness,
            is_key=frame.is_key,
            is_seen=found is not None and brightness >= DARK,
            sight=anchor.reference.sight,
        )
        yield last
        bent = found is None or bool(
            np.abs(camera[2:] - anchor.camera[2:]).max() > LARGEST_TURN_PX * 2
        )
        far = float(np.abs(guess).max()) > 0.6 * min(corner)
        aged = frame.time_s - anchor.time_s > REFERENCE_AGE_S
        if bent or far or misfit > REFERENCE_MISFIT or aged:
            part = window(picture, corner, size, (0, 0))
            if part is not None:
                anchor = _Anchor(block_reference(part), frequencies, frame.time_s, field, camera)
                guess = np.zeros(2)


def _window_place(picture: Picture) -> tuple[tuple[int, int], tuple[int, int]]:
    """Corner and size of the window that is compared: whole blocks, in the middle."""
    margin = max(5, round(MARGIN_SHARE * min(picture.shape)))
    rows = (picture.shape[0] - 2 * margin) // BLOCK_PX * BLOCK_PX
    columns = (picture.shape[1] - 2 * margin) // BLOCK_PX * BLOCK_PX
    return ((picture.shape[0] - rows) // 2, (picture.shape[1] - columns) // 2), (rows, columns)


def _against(
    anchor: _Anchor,
    picture: Picture,
    frequencies: NDArray[complex64],
    guess: NDArray[np.float64],
    basis: NDArray[float32],
) -> tuple[Field, NDArray[float32], float, NDArray[np.float64]] | None:
    """Field without the camera's part, the camera's part, misfit, and the shift (rows, columns)."""
    corner, size = _window_place(picture)
    coarse = np.array(whole_shift(frequencies, anchor.frequencies, picture.shape), float)
    best = None
    starts = [guess] if np.abs(coarse - guess).max() <= 2 else [coarse, guess]
    for start in starts:
        found = _refined(anchor.reference, picture, corner, size, start, basis)
        if found is not None and (best is None or found[2] < best[2]):
            best = found
    return best


def _refined(  # noqa: PLR0913, PLR0917 - what a picture is made of
    reference: BlockReference,
    picture: Picture,
    corner: tuple[int, int],
    size: tuple[int, int],
    start: NDArray[np.float64],
    basis: NDArray[float32],
) -> tuple[Field, NDArray[float32], float, NDArray[np.float64]] | None:
    shift = start
    for turn in range(4):
        part = window(picture, corner, size, (float(shift[0]), float(shift[1])))
        if part is None:
            return None
        field, misfits = reference.motion(part, is_near=True)
        middle = np.median(field.reshape(-1, 2), axis=0)
        camera = camera_motion(field, basis, np.array([*middle, 0, 0], np.float32))
        step = np.array([camera[1], camera[0]], float)
        if turn and float(np.abs(step).max()) < 0.08:
            break
        shift = shift + np.clip(step, -2, 2)
    part = window(picture, corner, size, (float(shift[0]), float(shift[1])))
    if part is None:
        return None
    field, misfits = reference.motion(part)
    camera = camera_motion(field, basis, camera)
    rest = (field.ravel() - camera @ basis).reshape(field.shape)
    camera = camera.copy()
    camera[0] += shift[1]
    camera[1] += shift[0]
    return np.asarray(rest), camera, float(np.median(misfits)), shift
