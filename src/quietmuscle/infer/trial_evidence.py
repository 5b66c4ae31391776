"""Bets against "it does nothing": evidence that may be looked at on any day.

Somebody bets on each pair before it is known, at fair odds if the strategy does
nothing: then the stake does not grow, whoever looks and whenever. The chance
that it ever reaches 1/alpha is at most alpha (Ville). Stakes of several
experiments may be multiplied, or counted together.

References
----------
Ramdas A, Grunwald P, Vovk V, Shafer G (2023). Game-theoretic statistics and
safe anytime-valid inference. Stat Sci 38:576-601.
Malenica I et al. (2023). Anytime-valid inference in N-of-1 trials. arXiv 2309.07353.
Wang R, Ramdas A (2022). False discovery rate control with e-values. J R Stat
Soc B 84:822-852 (e-BH).
"""

from __future__ import annotations

from math import exp
from math import log
from math import log1p
from typing import TYPE_CHECKING

from quietmuscle.model.trial_answer import Evidence

if TYPE_CHECKING:
    from quietmuscle.model.trial_answer import Pair

RATIOS = (0.85, 0.7, 0.6, 0.4)
"""Ratios on which is betted, in equal parts."""
POINTS = (0.5, 1.0, 1.5, 2.5)
"""The same for a score."""
SPREAD_RATIO = 0.7
SPREAD_POINTS = 1.5
"""Spread of a pair's difference before the first is seen."""
WEIGHT_OF_GUESS = 4
"""That guess counts as much as four pairs."""


def evidence(
    pairs: tuple[Pair, ...], *, is_ratio: bool, needed_helps: float, needed_worse: float
) -> Evidence:
    """What the bets have grown to after all pairs, in the order in which they took place.

    The highest that they were for "helps" is looked for where there was enough
    to go by: fewer moments to choose from cannot make the promise false.
    """
    bets = tuple(-log(ratio) for ratio in RATIOS) if is_ratio else POINTS
    spread = SPREAD_RATIO if is_ratio else SPREAD_POINTS
    whole = [pair for pair in pairs if pair.difference is not None]
    differences = tuple(pair.difference for pair in whole if pair.difference is not None)
    helps = stakes(tuple(-each for each in differences), bets, spread)
    worse = stakes(differences, bets, spread)
    after = [stake for stake, pair in zip(helps[1:], whole, strict=True) if pair.enough]
    return Evidence(
        helps=helps[-1],
        worse=worse[-1],
        highest_helps=max([1.0, *after]),
        highest_worse=max(worse),
        needed_helps=needed_helps,
        needed_worse=needed_worse,
    )


def stakes(gains: tuple[float, ...], bets: tuple[float, ...], spread: float) -> tuple[float, ...]:
    """The stake before the first pair and after each; `gains` are positive where the bet is won.

    The size of a bet hangs on earlier pairs alone, and the odds are those of a
    fair coin between the gain and its opposite, whatever its size.
    """
    squares = WEIGHT_OF_GUESS * spread * spread
    logs = [0.0] * len(bets)
    found = [1.0]
    for seen, gain in enumerate(gains):
        variance = squares / (WEIGHT_OF_GUESS + seen)
        for place, bet in enumerate(bets):
            stake = bet * gain / variance
            logs[place] += stake - _log_cosh(stake)
        found.append(sum(map(exp, logs)) / len(bets))
        squares += gain * gain
    return tuple(found)


def _log_cosh(value: float) -> float:
    size = abs(value)
    return size + log1p(exp(-2 * size)) - log(2)


def counted_together(evidences: tuple[float, ...], false_share: float = 0.1) -> tuple[bool, ...]:
    """Which of several experiments may be believed when all are counted together.

    e-BH: of those that are believed, at most `false_share` do nothing, on average.
    """
    order = sorted(range(len(evidences)), key=lambda place: -evidences[place])
    believed = 0
    for rank, place in enumerate(order, start=1):
        if rank * evidences[place] >= len(evidences) / false_share:
            believed = rank
    chosen = set(order[:believed])
    return tuple(place in chosen for place in range(len(evidences)))
