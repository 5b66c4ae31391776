"""What is told about days: each answer on its own, the last one wins."""

from __future__ import annotations

from datetime import date
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from entries import NOW_UTC
from entries import TODAY
from entries import an_id
from shelves import answer
from shelves import say_none

from quietmuscle.base.errors import ConflictError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.model.day import DayAnswer
from quietmuscle.model.day import DayItem
from quietmuscle.model.day import DayLog
from quietmuscle.model.revision import Action
from quietmuscle.model.revision import EntryKind
from quietmuscle.store.days import in_order

if TYPE_CHECKING:
    from quietmuscle.store.diary import Diary

YESTERDAY = TODAY - timedelta(days=1)
SLEPT_WELL = DayAnswer(item=DayItem.SLEEP, value=4)
TWO_CUPS = DayAnswer(item=DayItem.CAFFEINE, value=2)


def actions(diary: Diary, day: date) -> list[Action]:
    return [each.action for each in diary.revisions.of(EntryKind.DAY, day.isoformat())]


def test_a_day_of_which_nothing_was_told_is_empty(any_diary: Diary) -> None:
    assert any_diary.days.get(TODAY) == DayLog(day=TODAY)
    assert any_diary.days.between(date(1900, 1, 1), date(2199, 12, 31)) == ()


def test_a_day_that_no_person_means_is_refused(any_diary: Diary) -> None:
    for wrong in (lambda: any_diary.days.get(date(1, 1, 1)), lambda: say_none(any_diary, date.max)):
        with pytest.raises(ValueNotUnderstoodError, match="too far away"):
            wrong()


def test_answers_come_together_in_the_order_of_the_questions(any_diary: Diary) -> None:
    first = answer(any_diary, TODAY, DayItem.CAFFEINE, 2)
    second = answer(any_diary, TODAY, DayItem.SLEEP, 4)

    assert (first.entry, first.action) == (DayLog(day=TODAY, answers=(TWO_CUPS,)), Action.CREATED)
    assert second.entry == DayLog(day=TODAY, answers=(SLEPT_WELL, TWO_CUPS))
    assert second.action is Action.EDITED
    assert any_diary.days.get(TODAY) == second.entry
    assert any_diary.days.get(YESTERDAY).is_empty


def test_the_last_answer_wins_and_none_clears_it(any_diary: Diary) -> None:
    answer(any_diary, TODAY, DayItem.SLEEP, 1)
    answer(any_diary, TODAY, DayItem.SLEEP, 4)
    answer(any_diary, TODAY, DayItem.CAFFEINE, 2)

    cleared = answer(any_diary, TODAY, DayItem.CAFFEINE, None)

    assert cleared.entry == DayLog(day=TODAY, answers=(SLEPT_WELL,))
    history = any_diary.revisions.of(EntryKind.DAY, TODAY.isoformat())
    assert [each.before for each in history] == [
        None,
        DayLog(day=TODAY, answers=(DayAnswer(item=DayItem.SLEEP, value=1),)),
        DayLog(day=TODAY, answers=(SLEPT_WELL,)),
        DayLog(day=TODAY, answers=(SLEPT_WELL, TWO_CUPS)),
    ]


def test_a_value_that_is_not_offered_is_refused(any_diary: Diary) -> None:
    with pytest.raises(ValueNotUnderstoodError, match="sleep takes one of"):
        answer(any_diary, TODAY, DayItem.SLEEP, 9)
    assert actions(any_diary, TODAY) == []


def test_no_twitches_today_is_something_told_and_can_be_taken_back(any_diary: Diary) -> None:
    said = say_none(any_diary, TODAY)
    assert (said.entry.none_today, said.action) == (True, Action.CREATED)
    assert any_diary.days.between(TODAY, TODAY) == (DayLog(day=TODAY, none_today=True),)

    taken_back = say_none(any_diary, TODAY, False)

    assert (taken_back.entry, taken_back.action) == (DayLog(day=TODAY), Action.EDITED)
    assert any_diary.days.between(TODAY, TODAY) == ()
    assert say_none(any_diary, TODAY).action is Action.CREATED
    assert actions(any_diary, TODAY) == [Action.CREATED, Action.EDITED, Action.CREATED]


def test_days_of_a_range_come_in_order(any_diary: Diary) -> None:
    days = [TODAY - timedelta(days=distance) for distance in (0, 5, 2, 9)]
    for day in days:
        say_none(any_diary, day)

    inside = any_diary.days.between(TODAY - timedelta(days=5), YESTERDAY)

    assert [log.day for log in inside] == [TODAY - timedelta(days=5), TODAY - timedelta(days=2)]


def test_the_same_change_sent_twice_is_made_once(any_diary: Diary) -> None:
    change, idle = an_id(), an_id()

    def send(change_id: object, value: int) -> object:
        return any_diary.days.answer(
            TODAY, DayItem.SLEEP, value, change_id=change_id, recorded_at_utc=NOW_UTC
        )

    send(change, 1)
    send(idle, 1)
    answer(any_diary, TODAY, DayItem.SLEEP, 4)

    for late in (change, idle):
        assert send(late, 1).action is None
        assert any_diary.days.get(TODAY).answers == (SLEPT_WELL,)
    assert actions(any_diary, TODAY) == [Action.CREATED, Action.EDITED]


def test_a_change_of_another_day_cannot_be_used_again(any_diary: Diary) -> None:
    change = an_id()
    any_diary.days.say_none(TODAY, True, change_id=change, recorded_at_utc=NOW_UTC)

    with pytest.raises(ConflictError):
        any_diary.days.say_none(YESTERDAY, True, change_id=change, recorded_at_utc=NOW_UTC)

    assert any_diary.days.get(YESTERDAY).is_empty


def test_answers_in_any_order_are_put_into_one() -> None:
    log = DayLog(day=TODAY, answers=(TWO_CUPS, SLEPT_WELL))
    assert in_order(log).answers == (SLEPT_WELL, TWO_CUPS)
