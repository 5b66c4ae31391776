"""Integration over a few settings whose values nobody knows.

A claim should not hang on one guessed smoothness or one guessed noise. The
settings are laid out as a lattice; we climb to its best point and then gather
the neighbourhood that is nearly as good, in the manner of INLA.

References
----------
Rue H, Martino S, Chopin N (2009). Approximate Bayesian inference for latent
Gaussian models by using integrated nested Laplace approximations. J R Stat Soc
B 71:319-392, section 3.1 ("exploring the posterior of the hyperparameters").
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Generic
from typing import TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

Place = tuple[int, ...]
Answer = TypeVar("Answer")

NEARLY_AS_GOOD = 2.0
"""How far below the best log density a point may lie and still be counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighted(Generic[Answer]):
    """What was found at one point of the lattice, and the point's share."""

    place: Place
    weight: float
    answer: Answer


def explore(
    start: Place,
    sizes: Place,
    evaluate: Callable[[Place, Answer | None], tuple[float, Answer]],
    *,
    climb_only: frozenset[int] = frozenset(),
) -> tuple[Weighted[Answer], ...]:
    """The points of a lattice that carry nearly all of the posterior's weight.

    Parameters
    ----------
    start, sizes
        Where to begin, and how many values each setting has.
    evaluate
        Gives the log density at a point (up to one constant) and what was
        found there; it is handed the answer of a neighbour to start from.
    climb_only
        Settings that are put to their best value and not averaged over.

    Returns
    -------
    tuple of Weighted
        Heaviest first; the weights sum to one.
    """
    known: dict[Place, tuple[float, Answer]] = {start: evaluate(start, None)}

    def look(place: Place, neighbour: Place) -> float:
        if place not in known:
            known[place] = evaluate(place, known[neighbour][1])
        return known[place][0]

    everything = range(len(sizes))
    best = start
    while True:
        better = next(
            (
                place
                for place in _neighbours(best, sizes, everything)
                if look(place, best) > known[best][0]
            ),
            None,
        )
        if better is None:
            break
        best = better

    floor = known[best][0] - NEARLY_AS_GOOD
    averaged = [setting for setting in everything if setting not in climb_only]
    kept = {best}
    border = deque([best])
    while border:
        here = border.popleft()
        for place in _neighbours(here, sizes, averaged):
            if place not in kept and look(place, here) > floor:
                kept.add(place)
                border.append(place)

    shares = {place: math.exp(known[place][0] - known[best][0]) for place in kept}
    whole = sum(shares.values())
    return tuple(
        Weighted(place=place, weight=shares[place] / whole, answer=known[place][1])
        for place in sorted(kept, key=lambda place: (-shares[place], place))
    )


def _neighbours(place: Place, sizes: Place, settings: range | list[int]) -> Iterator[Place]:
    """The points one step away, inside the lattice."""
    for setting in settings:
        for step in (-1, 1):
            value = place[setting] + step
            if 0 <= value < sizes[setting]:
                yield (*place[:setting], value, *place[setting + 1 :])
