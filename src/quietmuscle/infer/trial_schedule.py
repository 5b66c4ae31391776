"""How the lot is drawn, and every other way in which it could have fallen.

The lot of pair number `j` is the first bit of the SHA-256 of "<seed> pair <j>";
slow strategies draw one whole schedule out of all that are allowed. Anyone can
do that sum again in any language, in ten years' time.

References
----------
Kravitz RL, Duan N (eds) (2014). Design and implementation of n-of-1 trials: a
user's guide. AHRQ 13(14)-EHC122, chapter 4 (randomise within pairs of periods).
Edgington ES, Onghena P (2007). Randomization tests, 4th ed., chapters 11 and 14
(restricted schedules, and all of them as the reference set).
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from itertools import combinations
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.model.trial import Arm
from quietmuscle.model.trial import Pace

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Signs = NDArray[np.int8]

LONGEST_RUN = 2
"""Blocks of a slow strategy that may be alike in a row."""
MOST_BLOCKS = 14
"""More blocks no experiment has; there would be too many schedules to list."""


def arms_by_lot(
    pace: Pace, units: int, unit_days: int, run_in_days: int, seed: str
) -> tuple[Arm, ...]:
    """What each day is for, the run-in first.

    `units` are pairs of two units of `unit_days` each, or single blocks for a
    slow strategy.
    """
    if pace is Pace.SLOW:
        schedules = block_schedules(units)
        drawn = schedules[int(sha256(f"{seed} schedule".encode()).hexdigest(), 16) % len(schedules)]
        with_first = [bool(block) for block in drawn]
    else:
        with_first = []
        for pair in range(units):
            coin = bool(sha256(f"{seed} pair {pair + 1}".encode()).digest()[0] >> 7)
            with_first += [coin, not coin]
    days = [arm for arm in with_first for _day in range(unit_days)]
    return (Arm.RUN_IN,) * run_in_days + tuple(Arm.WITH if arm else Arm.WITHOUT for arm in days)


@lru_cache(maxsize=16)
def block_schedules(blocks: int) -> tuple[tuple[int, ...], ...]:
    """All balanced schedules of blocks (1 is with) in which no three in a row are alike.

    None for more blocks than any experiment has: they would be too many to list.
    """
    if blocks > MOST_BLOCKS:
        return ()
    found = []
    for chosen in combinations(range(blocks), blocks // 2):
        schedule = tuple(int(block in chosen) for block in range(blocks))
        if _longest_run(schedule) <= LONGEST_RUN:
            found.append(schedule)
    return tuple(found)


def _longest_run(schedule: tuple[int, ...]) -> int:
    longest = run = 1
    for before, after in pairwise(schedule):
        run = run + 1 if before == after else 1
        longest = max(longest, run)
    return longest


def other_lots(pace: Pace, units: int, draws: int, seed: str) -> tuple[Signs, bool]:
    """Ways in which the lot could have fallen, one a row, and whether these are all.

    A row holds 1 (with) and 0 for each unit in its order: two to a pair, one to
    a block. Where there are more than `draws` ways, so many are drawn at random
    and the true one has to be laid beside them.
    """
    if pace is Pace.SLOW:
        return np.array(block_schedules(units), dtype=np.int8), True
    if 2**units <= draws:
        first = (np.arange(2**units)[:, None] >> np.arange(units)) & 1
        return _pairs(first), True
    rng = np.random.default_rng(int(seed, 16))
    return _pairs(rng.integers(0, 2, size=(draws, units))), False


def _pairs(first: NDArray[np.int64]) -> Signs:
    """Each pair's first unit, with the second that it leaves."""
    return np.stack([first, 1 - first], axis=2).reshape(len(first), -1).astype(np.int8)
