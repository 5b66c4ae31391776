from __future__ import annotations

from datetime import date
from datetime import timedelta

import numpy as np
import pytest

from quietmuscle.infer.insights import insights
from quietmuscle.model.insight import InsightDay
from quietmuscle.model.insight import Standing

FIRST = date(2026, 1, 5)


def a_diary(days: int, *, strength: float = 0.0, seed: int = 1) -> tuple[InsightDay, ...]:
    """Stress goes with twitches as strongly as told; sleep with nothing; heat is rarely told."""
    random = np.random.default_rng(seed)
    found = []
    for ahead in range(days):
        stress = float(random.integers(1, 6))
        factors = {"stress": stress, "sleep": float(random.integers(1, 6))}
        if ahead % 9 == 0:
            factors["heat"] = 1.0
        count = float(random.poisson(8 * np.exp(strength * (stress - 3))))
        found.append(InsightDay(day=FIRST + timedelta(days=ahead), twitches=count, factors=factors))
    return tuple(found)


def test_an_idea_has_its_plain_means_and_the_rest_is_listed() -> None:
    found = insights(a_diary(90, strength=0.3), 0)
    assert found.standing is Standing.TESTED
    assert found.complete_days == 90
    idea = found.ideas[0]
    assert (idea.factor, idea.lag_days, idea.more_when_high) == ("stress", 0, True)
    assert idea.high_per_day is not None
    assert idea.low_per_day is not None
    assert idea.high_per_day > idea.low_per_day
    assert idea.days == 90
    assert found.no_association == ("sleep",)
    assert found.told_too_seldom == ("heat",)


@pytest.mark.parametrize(
    ("days", "standing"),
    [(0, Standing.NOTHING), (27, Standing.NOTHING), (28, Standing.CHARTS), (59, Standing.CHARTS),
     (60, Standing.TESTED)],
)  # fmt: skip
def test_nothing_is_suggested_before_sixty_complete_days(days: int, standing: Standing) -> None:
    found = insights(a_diary(days, strength=0.6), 0)
    assert found.standing is standing
    assert bool(found.ideas) == (standing is Standing.TESTED)
    assert (found.complete_days, found.wanted_days) == (days, 60)


def test_days_without_twitches_logged_or_without_anything_told_are_not_complete() -> None:
    days = list(a_diary(80))
    days[3] = InsightDay(day=days[3].day, factors=days[3].factors)
    days[4] = InsightDay(day=days[4].day, twitches=4.0)
    assert insights(tuple(days), 0).complete_days == 78


def test_at_most_three_ideas_however_many_there_are() -> None:
    days = tuple(
        InsightDay(
            day=day.day,
            twitches=day.twitches,
            factors={f"copy {copy}": day.factors["stress"] for copy in range(6)},
        )
        for day in a_diary(90, strength=0.4)
    )
    found = insights(days, 0)
    assert len(found.ideas) == 3
    assert len(found.no_association) == 3


def test_only_the_last_year_counts_and_ten_years_are_no_trouble() -> None:
    found = insights(a_diary(3650), 0)
    assert found.complete_days == 366


def test_days_logged_only_when_bad_make_no_idea_of_it() -> None:
    days = tuple(day for day in a_diary(160) if (day.twitches or 0) >= 8)
    assert insights(days, 0).ideas == ()


def test_numbers_that_say_the_opposite_are_not_shown() -> None:
    """Coffee rises over the months while twitches fall, yet on a day with more there are more."""
    random = np.random.default_rng(5)
    days = []
    for ahead in range(120):
        more = float(random.normal())
        count = float(random.poisson(np.exp(3.2 - ahead / 40 + 0.5 * more)))
        days.append(
            InsightDay(
                day=FIRST + timedelta(days=ahead),
                twitches=count,
                factors={"coffee": ahead / 15 + more},
            )
        )
    idea = insights(tuple(days), 0).ideas[0]
    assert idea.more_when_high
    assert (idea.high_per_day, idea.low_per_day) == (None, None)


def test_a_change_of_the_rate_has_its_day() -> None:
    days = tuple(
        InsightDay(
            day=day.day,
            twitches=(day.twitches or 0) * (3 if place >= 70 else 1),
            factors=day.factors,
        )
        for place, day in enumerate(a_diary(120))
    )
    changes = insights(days, 0).changes
    assert len(changes) == 1
    assert abs((changes[0].first_day - FIRST).days - 70) <= 4
    assert changes[0].after_per_day > 2 * changes[0].before_per_day
