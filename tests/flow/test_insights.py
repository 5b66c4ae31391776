from __future__ import annotations

from dataclasses import replace
from datetime import date
from datetime import timedelta

import pytest

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import say
from quietmuscle.base.wire import to_json
from quietmuscle.flow.insights import idea_words
from quietmuscle.flow.insights import insights_of
from quietmuscle.flow.insights import means_words
from quietmuscle.flow.insights import read_days
from quietmuscle.flow.insights import standing_words
from quietmuscle.model.insight import Association
from quietmuscle.model.insight import InsightDay
from quietmuscle.model.insight import InsightFile


def a_file(days: int) -> InsightFile:
    return InsightFile(
        schema=1,
        days=tuple(
            InsightDay(
                day=date(2026, 1, 5) + timedelta(days=ahead),
                twitches=float(2 + ahead * 7 % 5),
                factors={"sleep": float(ahead * 3 % 4)},
            )
            for ahead in range(days)
        ),
    )


def test_a_diary_in_a_file_is_read_and_weighed() -> None:
    found = insights_of(read_days(to_json(a_file(70))))
    assert found.complete_days == 70
    assert [idea.factor for idea in found.ideas] + list(found.no_association) == ["sleep"]


def test_what_is_no_diary_is_refused() -> None:
    with pytest.raises(ValueNotUnderstoodError):
        read_days(b'{"schema": 1, "days": [{"day": "2026-01-05", "twitches": "many"}]}')


@pytest.mark.parametrize(
    ("days", "words"), [(5, "Charts begin"), (30, "Ideas"), (70, "not answers")]
)
def test_how_much_can_be_said_is_said(days: int, words: str) -> None:
    assert words in say(standing_words(insights_of(a_file(days))))


@pytest.mark.parametrize("lag", [0, 1, 2])
@pytest.mark.parametrize("more", [True, False])
def test_an_idea_says_when_and_which_way(lag: int, more: bool) -> None:
    idea = Association(
        factor="coffee", lag_days=lag, more_when_high=more, high_per_day=9.04, low_per_day=4.0,
        p=0.01, days=70,
    )  # fmt: skip
    told = say(idea_words(idea))
    assert told.startswith("Idea to test:")
    assert ("more twitches" in told) == more
    means = means_words(idea)
    assert means is not None
    assert say(means) == "9.0 a day instead of 4.0."
    assert means_words(replace(idea, high_per_day=None)) is None
