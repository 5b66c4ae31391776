from __future__ import annotations

import numpy as np

from quietmuscle.infer.trial_power import Power
from quietmuscle.infer.trial_power import power_of
from quietmuscle.infer.trial_simulation import DiaryTruth
from quietmuscle.infer.trial_simulation import made_up_counts
from quietmuscle.model.trial import Outcome
from quietmuscle.model.trial import Pace
from quietmuscle.model.trial import Reading


def readings(truth: DiaryTruth, days: int = 42) -> tuple[Reading | None, ...]:
    counts = made_up_counts(truth, np.zeros(days), 3)
    return tuple(None if np.isnan(count) else Reading(value=float(count)) for count in counts)


def power(told: tuple[Reading | None, ...], outcome: Outcome = Outcome.TWITCHES) -> Power:
    return power_of(told, pace=Pace.FAST, units=28, outcome=outcome, weekday=0, seed=1)


EVEN = DiaryTruth(disturbance=0.15, evenness=40, weekday=0.0)
WILD = DiaryTruth(disturbance=0.9, evenness=1.0)


def test_even_days_find_more_than_wild_ones_and_a_halving_more_than_a_third() -> None:
    even, wild = power(readings(EVEN)), power(readings(WILD))
    assert even.halving is not None
    assert wild.halving is not None
    assert even.third is not None
    assert even.halving > 0.85
    assert even.halving >= even.third > 0.4
    assert wild.halving < 0.7


def test_too_few_or_unchanging_days_say_nothing() -> None:
    few = power(readings(EVEN, 15)[:13])
    assert (few.halving, few.third) == (None, None)
    same = power((Reading(value=0),) * 30)
    assert (same.halving, same.usual, same.rare) == (None, 0.0, True)
    nothing = power((None,) * 30)
    assert (nothing.usual, nothing.logged_days) == (None, 0)


def test_rare_twitches_are_said_to_be_rare_and_only_where_they_are_counted() -> None:
    rare = readings(DiaryTruth(usual=0.8, lost=0.0))
    assert power(rare).rare
    assert not power(readings(EVEN)).rare
    told = tuple(each and Reading(value=each.value + 0.5) for each in rare)
    score = power(told, Outcome.SCORE)
    assert power(told, Outcome.SCORE) == score
    assert not score.rare
    assert score.halving is not None
