"""How an experiment is weighed, in its papers: as its plan was sealed, and what it takes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tried import a_trial

from quietmuscle.model.trial import Outcome
from quietmuscle.model.trial import Pace
from quietmuscle.report.trial_weighing import weighing
from quietmuscle.report.trial_writer import Writer


def words(*, version: str | None = None, **told: object) -> str:
    plan = a_trial(**told).protocol  # type: ignore[arg-type]
    if version is not None:
        plan = replace(plan, plan=replace(plan.plan, version=version))
    return "\n".join(weighing(Writer("en"), plan, 0.067))


def test_what_is_promised_and_what_does_not_matter_are_on_it() -> None:
    told = words()
    assert "at most 4.3% of experiments, “makes it worse” in at most 0.8%" in told
    assert "Looks after 50%, 75%, 100% of the plan" in told
    assert "ratio from 0.85 to 1.18" in told
    assert "Counts are compared as logarithms" in told
    assert "Scores are compared as they are." in words(outcome=Outcome.SCORE)


def test_bets_are_on_it_where_one_may_look_on_any_day() -> None:
    told = words(any_time=True)
    assert "at 47 times their start they say “helps”, at 250 times “makes it worse”" in told
    assert "at most 4.3%" in told
    assert "at most 0.8%" in told
    assert "bets" not in words()


def test_what_mended_days_do_to_the_promise_is_on_it() -> None:
    told = words()
    assert "If days are, the looks that were taken stay" in told
    assert "said wrongly in at most 6.7% of experiments, as long as no day is mended" in told
    weeks = words(pace=Pace.SLOW, units=10)
    assert "6.7%" not in weeks
    assert "This holds as long as no day is mended because of which side it was on." in weeks


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ("trial 1", "a half-life of 0, 0.5, 1 days, each held as likely as the others."),
        ("trial 2", "a half-life from 0 to 1 days, all held alike."),
    ],
)
def test_half_lives_are_those_of_the_engine_that_sealed_it(version: str, said: str) -> None:
    assert said in words(version=version)
