from __future__ import annotations

from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from uuid import UUID
from uuid import uuid4

import pytest

from quietmuscle.flow.record import EpisodeDraft
from quietmuscle.flow.record import answer_day
from quietmuscle.flow.record import delete_episode
from quietmuscle.flow.record import record_episode
from quietmuscle.flow.record import say_none
from quietmuscle.flow.today import today
from quietmuscle.model.day import DayItem
from quietmuscle.model.day import DayLog
from quietmuscle.model.day import DayStatus
from quietmuscle.model.settings import Settings
from quietmuscle.model.site import Side
from quietmuscle.model.site import SiteRef

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


@pytest.fixture
def workspace(workspace):
    """A workspace of somebody in London."""
    workspace.diary.preferences.put_settings(Settings(zone="Europe/London"))
    return workspace


def keep(workspace, number, hours_ago, *sites, count=None):
    draft = EpisodeDraft(
        id=UUID(int=number),
        sites=sites or (SiteRef("calf", Side.LEFT),),
        instant_utc=NOW - timedelta(hours=hours_ago),
        count=count,
    )
    record_episode(workspace, draft, change_id=uuid4())


def test_an_empty_diary_says_nothing_of_the_day(workspace):
    page = today(workspace)
    assert page.day == TODAY
    assert page.count.status is DayStatus.NOT_LOGGED
    assert page.log == DayLog(day=TODAY)
    assert page.last_episodes == ()
    assert page.same_as_last == ()
    assert [question.item for question in page.questions] == list(DayItem)


def test_the_twitches_of_the_logical_day_are_counted(workspace):
    keep(workspace, 1, 0)
    keep(workspace, 2, 4, count=5)  # 04:30: today
    keep(workspace, 3, 5, count=50)  # 03:30: still yesterday
    page = today(workspace)
    assert (page.count.twitches, page.count.entries) == (6, 2)


def test_the_last_five_entries_are_shown_newest_first(workspace):
    for number in range(1, 8):
        keep(workspace, number, hours_ago=24 * number)
    assert [entry.id.int for entry in today(workspace).last_episodes] == [1, 2, 3, 4, 5]


def test_the_places_of_the_last_entry_are_offered_again(workspace):
    keep(workspace, 1, 100, SiteRef("tongue", Side.MIDDLE))
    both = (SiteRef("calf", Side.BOTH), SiteRef("thumb", Side.RIGHT))
    keep(workspace, 2, 90, *both)
    assert today(workspace).same_as_last == both
    delete_episode(workspace, UUID(int=2), change_id=uuid4())
    assert today(workspace).same_as_last == (SiteRef("tongue", Side.MIDDLE),)


def test_the_answers_of_the_day_are_shown_and_its_chosen_items(workspace):
    workspace.diary.preferences.put_settings(
        Settings(zone="Europe/London", day_items=(DayItem.HEAT, DayItem.SLEEP))
    )
    answer_day(workspace, TODAY, DayItem.SLEEP, 5, change_id=uuid4())
    page = today(workspace)
    assert page.log.value(DayItem.SLEEP) == 5
    assert [question.item for question in page.questions] == [DayItem.HEAT, DayItem.SLEEP]


def test_none_today_is_an_answer(workspace):
    say_none(workspace, TODAY, none_today=True, change_id=uuid4())
    assert today(workspace).count.status is DayStatus.NONE


def test_the_day_is_that_of_the_device_while_no_zone_is_chosen(workspace):
    workspace.diary.preferences.put_settings(Settings())
    assert today(workspace, "Pacific/Honolulu").day == date(2026, 11, 22)
    assert today(workspace, "Asia/Tokyo").day == TODAY
