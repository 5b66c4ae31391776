"""What a measurement gave, beside what truly happened."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one sensor's recording gave: when twitches were told, and how that fits the truth."""

    onsets_s: tuple[float, ...]
    right: int
    missed: int
    wrong: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TruthAndFound:
    """When a unit truly twitched, and what electrodes and a phone gave.

    Discharges of a doublet are one twitch.
    """

    true_s: tuple[float, ...]
    electrodes: Found
    phone: Found
