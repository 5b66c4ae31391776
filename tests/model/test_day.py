from __future__ import annotations

from datetime import date

import pytest

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.model.day import DAY_QUESTIONS
from quietmuscle.model.day import Choice
from quietmuscle.model.day import DayAnswer
from quietmuscle.model.day import DayCount
from quietmuscle.model.day import DayItem
from quietmuscle.model.day import DayLog
from quietmuscle.model.day import DayQuestion
from quietmuscle.model.day import DayStatus
from quietmuscle.model.day import check_day
from quietmuscle.model.day import day_count
from quietmuscle.model.day import day_question

DAY = date(2026, 11, 23)


def test_there_are_eight_items_and_a_question_for_each():
    assert len(DayItem) == 8
    assert [question.item for question in DAY_QUESTIONS] == list(DayItem)
    for item in DayItem:
        assert day_question(item).item is item


def test_the_answers_keep_their_values():
    # What is kept in diaries: a change here needs a migration.
    kept = {
        question.item.value: tuple(choice.value for choice in question.choices)
        for question in DAY_QUESTIONS
    }
    scale = (1, 2, 3, 4, 5)
    assert kept == {
        "sleep": scale,
        "stress": scale,
        "fatigue": scale,
        "fluids": (500, 1000, 1500, 2000, 2500),
        "caffeine": (0, 1, 2, 3, 4),
        "movement": (0, 10, 20, 30, 60),
        "heat": scale,
        "medicines": (0, 1, 2),
    }


@pytest.mark.parametrize("question", DAY_QUESTIONS, ids=lambda question: question.item.value)
def test_each_question_has_words_and_one_touch_answers(question):
    assert question.name
    assert question.unit
    assert 3 <= len(question.choices) <= 5
    assert all(choice.words for choice in question.choices)
    shows_amount = ["{amount}" in choice.words for choice in question.choices]
    assert all(shows_amount) == any(shows_amount) == (question.unit == "ml")


@pytest.mark.parametrize("values", [(1, 1), (2, 1)])
def test_answers_that_do_not_rise_are_refused(values):
    with pytest.raises(ValueNotUnderstoodError, match="must rise"):
        DayQuestion(
            item=DayItem.SLEEP,
            name="x",
            unit="x",
            choices=tuple(Choice(value=value, words="x") for value in values),
        )


@pytest.mark.parametrize(
    ("item", "value"),
    [
        (item, value)
        for item, values in {
            DayItem.SLEEP: (0, 6, -1),
            DayItem.FLUIDS: (0, 501, 3000),
            DayItem.CAFFEINE: (5,),
            DayItem.MOVEMENT: (15,),
            DayItem.MEDICINES: (3,),
        }.items()
        for value in values
    ],
)
def test_a_value_that_is_not_offered_is_refused(item, value):
    with pytest.raises(ValueNotUnderstoodError, match=f"{item.value} takes one of .*not {value}"):
        DayAnswer(item=item, value=value)


def test_a_log_tells_what_was_answered():
    log = DayLog(day=DAY, answers=(DayAnswer(item=DayItem.CAFFEINE, value=0),))
    assert log.value(DayItem.CAFFEINE) == 0
    assert log.value(DayItem.SLEEP) is None
    assert not log.is_empty
    assert DayLog(day=DAY).is_empty
    assert not DayLog(day=DAY, none_today=True).is_empty


def test_an_item_is_answered_once():
    answer = DayAnswer(item=DayItem.SLEEP, value=3)
    with pytest.raises(ValueNotUnderstoodError, match="once a day"):
        DayLog(day=DAY, answers=(answer, DayAnswer(item=DayItem.SLEEP, value=4)))


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(2199, 12, 31)])
def test_the_outermost_days_are_kept(day):
    check_day(day)
    assert DayLog(day=day).day == day


@pytest.mark.parametrize("day", [date.min, date(1899, 12, 31), date(2200, 1, 1), date.max])
def test_days_no_person_means_are_refused(day):
    with pytest.raises(ValueNotUnderstoodError, match="too far away"):
        check_day(day)
    with pytest.raises(ValueNotUnderstoodError, match="too far away"):
        DayLog(day=day)


@pytest.mark.parametrize(
    ("twitches", "entries", "none_today", "counted", "status"),
    [
        (0, 0, False, None, DayStatus.NOT_LOGGED),
        (0, 0, True, 0, DayStatus.NONE),
        (5, 2, False, 5, DayStatus.TWITCHES),
        (5, 2, True, 5, DayStatus.TWITCHES),
    ],
)
def test_an_absence_that_was_told_is_not_a_day_without_words(
    twitches, entries, none_today, counted, status
):
    count = day_count(DAY, twitches, entries, none_today=none_today)
    assert count == DayCount(day=DAY, twitches=counted, entries=entries)
    assert count.status is status
