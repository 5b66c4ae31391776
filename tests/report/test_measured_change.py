"""A change in words: what both recordings bear, and not more."""

from __future__ import annotations

from dataclasses import replace

import pytest
from entries import NOW_UTC
from entries import an_id

from quietmuscle.base.text import say
from quietmuscle.measure.change import rate_ratio
from quietmuscle.model.measured_change import MeasuredChange
from quietmuscle.report.measured_change import change_words


def a_change(now: int, before: int) -> MeasuredChange:
    return MeasuredChange(
        before=an_id(),
        before_day=NOW_UTC.date(),
        before_per_min=before / 2,
        now_per_min=now / 2,
        ratio=rate_ratio(now, 2.0, before, 2.0),
        earlier_count=1,
        earlier_low=before / 2,
        earlier_high=before / 2,
        sees_less=False,
        posture_told=True,
    )


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (9, 6, "That is 1.5 times as many; anything between 0.5 and 5.1 times fits with both"),
        (60, 10, "That is 6 times as many, between 3.0 and 13 times. If they come one by one"),
        (0, 0, "Neither recording shows one"),
        (2, 0, "That may be chance: too few were seen before"),
        (20, 0, "That is at least 4.9 times as many"),
        (0, 20, "None was seen now: at most 0.2 times as many, hardly chance alone."),
        (0, 2, "None was seen now. It may be chance: up to 5.3 times as many fits with that."),
    ],
)
def test_the_ratio_is_told_with_its_interval(now: int, before: int, words: str) -> None:
    first, second = map(say, change_words(a_change(now, before), "en"))
    assert first.startswith("On ")
    assert "in the same place, now it is" in first
    assert second.startswith(words), second


def test_where_nothing_may_be_compared_nothing_is_said() -> None:
    assert change_words(None, "en") == ()


def test_what_else_may_be_behind_it_is_told() -> None:
    change = replace(
        a_change(9, 6),
        earlier_count=4,
        earlier_low=1.0,
        earlier_high=7.5,
        sees_less=True,
        posture_told=False,
    )
    said = [say(each) for each in change_words(change, "en")]
    assert said[2] == "Your 4 earlier ones lay between 1 and 7.5 a minute."
    assert "could see smaller twitches" in said[3]
    assert "how you lay or sat" in said[4]
