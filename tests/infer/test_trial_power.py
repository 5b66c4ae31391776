from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.infer.trial_design import DESIGNS
from quietmuscle.infer.trial_power import Power
from quietmuscle.infer.trial_power import _is_enough
from quietmuscle.infer.trial_power import power_if_usual
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


def test_a_chance_says_how_sure_it_is_and_looking_on_any_day_finds_less() -> None:
    told = readings(DiaryTruth(disturbance=0.3))
    usual = power(told)
    assert usual.give_or_take is not None
    assert 0.02 < usual.give_or_take < 0.2
    often = power_of(
        told, pace=Pace.FAST, units=28, outcome=Outcome.TWITCHES, weekday=0, seed=1, any_time=True
    )
    assert often.halving is not None
    assert usual.halving is not None
    assert often.third is not None
    assert usual.third is not None
    assert often.halving + often.third < usual.halving + usual.third


def test_assumed_days_find_more_in_longer_experiments() -> None:
    for outcome in (Outcome.SCORE, Outcome.MINUTES):
        short, long = (
            power_if_usual(pace=Pace.FAST, units=units, outcome=outcome, seed=3)
            for units in (14, 28)
        )
        assert short.assumed
        assert (short.usual, short.logged_days, short.rare) == (None, 0, False)
        assert short.third is not None
        assert long.third is not None
        assert long.halving is not None
        assert short.third < long.third < long.halving


@pytest.mark.parametrize("outcome", [Outcome.TWITCHES, Outcome.SENSOR])
def test_nothing_is_assumed_of_what_the_diary_holds(outcome: Outcome) -> None:
    with pytest.raises(ValueNotUnderstoodError, match="days from before are needed"):
        power_if_usual(pace=Pace.FAST, units=14, outcome=outcome, seed=3)


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


@pytest.mark.parametrize(("logged", "low", "high"), [(8, 0.5, 1.0), (6, 0.05, 0.6), (4, 0.0, 0.06)])
def test_whoever_logs_too_few_days_finds_nothing(logged: int, low: float, high: float) -> None:
    """Below 6 in 10 on either side a real experiment says nothing, whatever the strategy does."""
    told = readings(replace(EVEN, lost=0.0), 56)
    # 7 places of 10, so that no pair's side is always or never left out.
    sparse = tuple(each if place * 7 % 10 < logged else None for place, each in enumerate(told))
    found = power(sparse)
    assert found.halving is not None
    assert low <= found.halving <= high
    assert found.give_or_take is not None
    assert found.give_or_take >= 3 / 180  # never nothing: so few were made up
    minutes = power(sparse, Outcome.MINUTES)
    assert minutes.halving is not None
    assert minutes.halving > 0.5  # not asked for day by day until now


@pytest.mark.parametrize(
    ("pace", "units", "logged", "enough"),
    [
        (Pace.FAST, 8, "1" * 16, True),
        (Pace.FAST, 8, "10" * 8, False),
        (Pace.FAST, 8, "1111111111" + "000000", True),
        (Pace.FAST, 8, "1111111100000000", False),
        (Pace.FAST, 5, "1" * 10, True),
        (Pace.FAST, 4, "1" * 8, False),
        (Pace.FAST, 5, "1111111110", False),
        (Pace.SLOW, 10, "1" * 63 + "0" * 7, True),
        (Pace.SLOW, 10, "1" * 56 + "0" * 14, False),
    ],
)
def test_there_is_enough_just_where_a_verdict_says_so(
    pace: Pace, units: int, logged: str, enough: bool
) -> None:
    design = DESIGNS[pace]
    assigned = np.repeat(np.arange(len(logged) // design.unit_days) % 2, design.unit_days)
    kept = np.array([each == "1" for each in logged])
    assert _is_enough(design, kept, assigned.astype(float)) is enough
