"""Samples in pieces of any length, cut into blocks of the length that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

    from quietmuscle.model.recording import Samples

MOST_CHANNELS = 512
"""More than any grid of electrodes; a file that promises more is damaged or hostile."""

PIECE_SAMPLES = 1 << 16
"""Numbers of one piece that a reader holds at a time: 512 KiB."""


def reblocked(pieces: Iterator[Samples], samples: int) -> Iterator[Samples]:
    """The same samples in blocks of `samples`; the last may be shorter.

    What is infinite is missing: a sensor cannot have told it.
    """
    if samples < 1:
        message = "a block has at least one sample"
        raise ValueError(message)
    waiting: list[Samples] = []
    held = 0
    for piece in _quietly(pieces):
        rest = np.where(np.isfinite(piece), piece, np.nan)
        while held + len(rest) >= samples:
            taken = samples - held
            yield np.concatenate([*waiting, rest[:taken]])
            rest, waiting, held = rest[taken:], [], 0
        if len(rest):
            waiting.append(rest)
            held += len(rest)
    if held:
        yield np.concatenate(waiting)


def _quietly(pieces: Iterator[Samples]) -> Iterator[Samples]:
    """The same pieces; numbers that become too large are missing, and not worth a warning."""
    while True:
        with np.errstate(all="ignore"):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece


def in_blocks(pieces: Callable[[], Iterator[Samples]]) -> Callable[[int], Iterator[Samples]]:
    """The `blocks` of a SignalSource out of whatever pieces a reader makes."""
    return lambda samples: reblocked(pieces(), samples)


def missing(samples: int, channels: int) -> Iterator[Samples]:
    """A gap: samples that were not told, piece by piece."""
    step = max(1, PIECE_SAMPLES // channels)
    for start in range(0, samples, step):
        yield np.full((min(step, samples - start), channels), np.nan)
