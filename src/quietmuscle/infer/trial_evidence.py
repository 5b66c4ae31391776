"""Bets against "it does nothing": evidence that may be looked at on any day.

Somebody bets on each pair before it is known, at fair odds if the strategy does
nothing: then the stake does not grow, whoever looks and whenever. The chance
that it ever reaches 1/alpha is at most alpha (Ville). Stakes of several
experiments may be multiplied, or counted together.

That takes for granted that whether a pair is whole does not hang on its first
day. If the second is left out where the first spoke against the strategy, bad
pairs drop out and the rest looks good. If nothing has an effect and nobody looks
at what a day was for, the side that is left speaks for the strategy as often as
against it (the lot is a coin): where it leans, or where too many pairs lack a
side, the bets decide nothing. That makes leaving out dearer, and does not make
the promise exact for whoever leaves out a few days alone.

References
----------
Ramdas A, Grunwald P, Vovk V, Shafer G (2023). Game-theoretic statistics and
safe anytime-valid inference. Stat Sci 38:576-601.
Malenica I et al. (2023). Anytime-valid inference in N-of-1 trials. arXiv 2309.07353.
Wang R, Ramdas A (2022). False discovery rate control with e-values. J R Stat
Soc B 84:822-852 (e-BH).
"""

from __future__ import annotations

from collections import Counter
from math import comb
from math import exp
from math import log
from math import log1p
from typing import TYPE_CHECKING

from quietmuscle.model.trial_answer import Alone
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
LEANS = 0.1
"""One-sided chance, by fair coins, at which sides that are left lean one way. Our judgement."""
MOST_ONE_SIDED = 1 / 3
"""Of the pairs that are over; with more, too much is hidden. Our judgement."""


def evidence(
    pairs: tuple[Pair, ...], *, is_ratio: bool, needed_helps: float, needed_worse: float
) -> Evidence:
    """What the bets have grown to after all pairs, in the order in which they took place.

    The highest that they were is looked for where the sides that are left alone do
    not lean that way, and for "helps" where there was enough to go by: fewer moments
    to choose from cannot make the promise false.
    """
    bets = tuple(-log(ratio) for ratio in RATIOS) if is_ratio else POINTS
    spread = SPREAD_RATIO if is_ratio else SPREAD_POINTS
    whole = [pair for pair in pairs if pair.difference is not None]
    differences = tuple(pair.difference for pair in whole if pair.difference is not None)
    helps = stakes(tuple(-each for each in differences), bets, spread)
    worse = stakes(differences, bets, spread)
    alone = Counter[Alone]()
    best_helps = best_worse = 1.0
    held = (0, 0)
    stood = iter(zip(helps[1:], worse[1:], strict=True))
    for over, pair in enumerate(pairs, start=1):
        if pair.alone is not None:
            alone[pair.alone] += 1
        if pair.difference is None:
            continue
        for_help, for_harm = next(stood)
        if not pair.enough:
            for_help = 1.0
        many = alone.total() > MOST_ONE_SIDED * over
        if many or _leans(alone[Alone.AGAINST], alone[Alone.FOR]):
            held = (alone.total(), over) if for_help >= needed_helps else held
        else:
            best_helps = max(best_helps, for_help)
        if many or _leans(alone[Alone.FOR], alone[Alone.AGAINST]):
            held = (alone.total(), over) if for_harm >= needed_worse else held
        else:
            best_worse = max(best_worse, for_harm)
    decided = best_helps >= needed_helps or best_worse >= needed_worse
    return Evidence(
        helps=helps[-1],
        worse=worse[-1],
        highest_helps=best_helps,
        highest_worse=best_worse,
        needed_helps=needed_helps,
        needed_worse=needed_worse,
        one_sided=0 if decided else held[0],
        over=0 if decided else held[1],
    )


def _leans(that_way: int, other_way: int) -> bool:
    """Whether so many, or more, would rarely fall that way by fair coins (exact binomial)."""
    count = that_way + other_way
    ways = sum(comb(count, each) for each in range(that_way, count + 1))
    return ways <= LEANS * (1 << count)


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
