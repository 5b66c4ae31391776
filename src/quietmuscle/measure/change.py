"""Whether a muscle twitches more or less often than before: a ratio of two rates."""

from __future__ import annotations

from quietmuscle.model.measured_change import RateRatio

MISSED = 0.05
"""Of so many pairs of recordings the interval may miss the true ratio."""


def rate_ratio(count: int, minutes: float, count_before: int, minutes_before: float) -> RateRatio:
    """The ratio of two Poisson rates, with its exact conditional interval of 95 %.

    Given how many came in both recordings together, those of the second are
    binomial with share p = r t / (r t + t_before), where r is the ratio. The
    limits of p are those of Clopper and Pearson (1934), and with them those of
    r (Przyborowski and Wilenski 1940; Sahai and Khurshid 1993). The interval
    covers the true ratio in at least 95 of 100 pairs: it is rather too wide
    than too narrow.

    It takes twitches to come one by one by chance. They come in flurries and
    differ from hour to hour, so that two recordings differ more often than it
    says; how much is published for EMG alone (ICC over a day 0.95 in the upper
    arm, 0.44-0.62 in the calf; Bashford et al. 2020) and is no part of it.

    Parameters
    ----------
    count, minutes
        Twitches, and usable minutes (above 0), of the later recording.
    count_before, minutes_before
        The same of the earlier one.
    """
    from scipy.stats import beta  # heavy, and seldom needed

    both = count + count_before
    low, high = 0.0, 1.0
    if count:
        low = float(beta.ppf(MISSED / 2, count, count_before + 1))
    if count_before:
        high = float(beta.ppf(1 - MISSED / 2, count + 1, count_before))
    scale = minutes_before / minutes
    return RateRatio(
        ratio=count / count_before * scale if count_before else None,
        low=low / (1 - low) * scale,
        high=high / (1 - high) * scale if both and count_before else None,
    )
