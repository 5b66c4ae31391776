"""About how many more pairs an experiment would need to tell."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from quietmuscle.infer.trial_fit import Posterior

LIKELY = 0.8
"""With so many more, it would tell in four of five cases."""
MOST_MORE = 120


def more_units(
    posterior: Posterior, *, prior_spread: float, units: int, alpha: float
) -> int | None:
    """So many more pairs (or blocks) until it is likely to tell that it helps.

    Each pair brings as much news as those so far did on average. What is
    unknown of the effect is averaged over, so a weak effect that is hardly
    known gives None: it might take for ever. Conditional power, averaged over
    the posterior ("assurance").

    References
    ----------
    O'Hagan A, Stevens JW, Campbell MJ (2005). Assurance in clinical trial
    design. Pharm Stat 4:187-201.
    """
    from scipy.special import ndtr
    from scipy.special import ndtri

    if units < 1:
        return None
    effects = np.array([posterior.quantile(chance) for chance in np.arange(0.01, 1, 0.02)])
    mean = float(posterior.shares @ posterior.means)
    variance = float(posterior.shares @ (posterior.spreads**2 + (posterior.means - mean) ** 2))
    news = max(1 / variance - 1 / prior_spread**2, 0.0) / units
    if news <= 0:
        return None
    now = -mean * sqrt(news * units)
    wanted = float(ndtri(1 - alpha))
    for more in range(1, MOST_MORE + 1):
        whole = units + more
        expected = sqrt(units / whole) * now - effects * sqrt(news) * more / sqrt(whole)
        chance = ndtr((expected - wanted) / sqrt(more / whole))
        if float(chance.mean()) >= LIKELY:
            return more
    return None
