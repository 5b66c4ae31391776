from __future__ import annotations

from dataclasses import replace

import pytest
from made_trials import a_protocol

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.model.trial import Outcome
from quietmuscle.model.trial import Reading

PROTOCOL = a_protocol()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"strategy": "Warm compress!"}, "do not know the strategy"),
        ({"seed": "12"}, "32 digits"),
        ({"arms": ()}, "between 1 and 400"),
        ({"arms": PROTOCOL.arms * 7}, "between 1 and 400"),
        ({"second_outcome": PROTOCOL.outcome}, "another than the first"),
    ],
)
def test_what_no_experiment_can_be_is_refused(change: dict[str, object], words: str) -> None:
    with pytest.raises(ValueNotUnderstoodError, match=words):
        replace(PROTOCOL, **change)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [-1.0, float("nan"), float("inf"), 1e7])
def test_what_cannot_be_counted_is_refused(value: float) -> None:
    with pytest.raises(ValueNotUnderstoodError, match="count of a day"):
        Reading(value=value)


@pytest.mark.parametrize("minutes", [0.0, -1.0, float("nan"), 1441.0])
def test_minutes_that_no_day_has_are_refused(minutes: float) -> None:
    with pytest.raises(ValueNotUnderstoodError, match="minutes of a day"):
        Reading(value=1, minutes=minutes)


def test_the_first_engine_held_the_named_half_lives_alone() -> None:
    plan = PROTOCOL.plan
    assert not plan.only_named_half_lives
    assert replace(plan, version="trial 1").only_named_half_lives


def test_only_a_score_is_told_in_points() -> None:
    assert [outcome for outcome in Outcome if not outcome.is_counted] == [Outcome.SCORE]
