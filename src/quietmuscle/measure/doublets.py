"""Discharges that come so close together that they are one twitch."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

DOUBLET_S = 0.110
"""Two discharges of a unit within 10-110 ms are one event (Kleine et al. 2012)."""


def one_of_each_doublet(times_s: Sequence[float]) -> tuple[float, ...]:
    """Discharges without those that come so soon after one before that they are one twitch."""
    kept: list[float] = []
    last = -1.0
    for time in times_s:
        if not kept or time - last > DOUBLET_S:
            kept.append(time)
        last = time
    return tuple(kept)
