from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from measured import a_measurement
from shelves import put_measurement

from quietmuscle.base.clock import StoppedClock
from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.flow import history
from quietmuscle.flow import preferences
from quietmuscle.flow import record
from quietmuscle.flow.record import EpisodeDraft
from quietmuscle.model.day import DayItem
from quietmuscle.model.day import DayStatus
from quietmuscle.model.episode import FeltKind
from quietmuscle.model.query import EpisodeQuery
from quietmuscle.model.revision import Action
from quietmuscle.model.settings import Settings
from quietmuscle.model.site import read_site

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace

CALF = (read_site("calf.left"),)
THIGH = (read_site("thigh.right"),)


def tell(workspace: Workspace, number: int, at: datetime, count: int | None = None) -> UUID:
    draft = EpisodeDraft(
        id=UUID(int=number), sites=CALF, instant_utc=at, zone="Europe/London", count=count
    )
    record.record_episode(workspace, draft, change_id=UUID(int=1000 + number))
    return draft.id


def cell(month: history.CalendarMonth, day: int) -> history.CalendarDay:
    return next(
        each for week in month.weeks for each in week if each is not None and each.day.day == day
    )


def test_a_month_is_laid_out_in_weeks_from_monday_to_sunday(workspace: Workspace):
    month = history.calendar_month(workspace, date(2026, 11, 1), "Europe/London")
    assert [len(week) for week in month.weeks] == [7] * 6
    assert month.weeks[0][:6] == (None,) * 6
    assert month.weeks[0][6] is not None
    assert month.weeks[0][6].day == date(2026, 11, 1)
    assert month.weeks[5][0] is not None
    assert month.weeks[5][0].day == date(2026, 11, 30)
    assert all(
        each.day.weekday() == place
        for week in month.weeks
        for place, each in enumerate(week)
        if each is not None
    )


def test_a_february_of_four_weeks_needs_no_empty_cells(workspace: Workspace):
    month = history.calendar_month(workspace, date(2027, 2, 1))
    assert len(month.weeks) == 4
    assert all(each is not None for week in month.weeks for each in week)


def test_days_tell_apart_twitches_none_and_not_logged(workspace: Workspace):
    tell(workspace, 1, datetime(2026, 11, 20, 12, tzinfo=UTC), count=4)
    tell(workspace, 2, datetime(2026, 11, 20, 13, tzinfo=UTC))
    record.say_none(workspace, date(2026, 11, 21), none_today=True, change_id=UUID(int=3))
    month = history.calendar_month(workspace, date(2026, 11, 1), "Europe/London")
    assert (cell(month, 20).count.twitches, cell(month, 20).count.entries) == (5, 2)
    assert cell(month, 21).count.status is DayStatus.NONE
    assert cell(month, 22).count.status is DayStatus.NOT_LOGGED
    assert (month.twitches, month.days_logged) == (5, 2)


def test_days_after_today_lie_ahead(workspace: Workspace):
    month = history.calendar_month(workspace, date(2026, 11, 1), "Europe/London")
    assert not cell(month, 23).ahead
    assert cell(month, 24).ahead


def test_the_way_to_other_months_ends_where_the_diary_does(workspace: Workspace):
    tell(workspace, 1, datetime(2026, 9, 30, 12, tzinfo=UTC))
    november = history.calendar_month(workspace, date(2026, 11, 1), "Europe/London")
    assert (november.earlier, november.later) == (date(2026, 10, 1), None)
    september = history.calendar_month(workspace, date(2026, 9, 1), "Europe/London")
    assert (september.earlier, september.later) == (None, date(2026, 10, 1))


def test_an_empty_diary_has_no_other_months(workspace: Workspace):
    month = history.calendar_month(workspace, date(2026, 11, 1), "Europe/London")
    assert (month.earlier, month.later) == (None, None)


def test_a_month_in_which_was_only_measured_can_be_reached(workspace: Workspace):
    put_measurement(workspace.diary, a_measurement(datetime(2026, 9, 30, 12, tzinfo=UTC)))
    assert history.calendar_month(workspace, date(2026, 11, 1)).earlier == date(2026, 10, 1)
    september = history.calendar_month(workspace, date(2026, 9, 1))
    assert (september.earlier, september.has_measured) == (None, True)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (EpisodeQuery(), "early late"),
        (EpisodeQuery(words="FILM"), "late"),
        (EpisodeQuery(words="Left calf"), "early late"),
        (EpisodeQuery(words="right calf"), ""),
        (EpisodeQuery(words="walk.mp4"), "early"),
        (EpisodeQuery(site_codes=("calf",)), "early late"),
        (EpisodeQuery(site_codes=("thigh",)), ""),
        (EpisodeQuery(site_codes=("thigh",), words="film"), ""),
        (EpisodeQuery(first_day=date(2026, 11, 20)), "late"),
        (EpisodeQuery(last_day=date(2026, 11, 20)), "early"),
        (EpisodeQuery(kind=FeltKind.FLICKER), ""),
    ],
)
def test_measurements_are_found_as_entries_are(workspace: Workspace, query, found: str):
    late = replace(a_measurement(datetime(2026, 11, 22, 12, tzinfo=UTC)), note="A film")
    early = a_measurement(datetime(2026, 11, 10, 12, tzinfo=UTC))
    early = replace(early, recording=replace(early.recording, name="Walk.mp4"))
    for kept in (late, early):
        put_measurement(workspace.diary, kept)
    names = {late.id: "late", early.id: "early"}
    assert {names[each.kept.id] for each in history.find_measurements(workspace, query)} == set(
        found.split()
    )


def test_an_entry_of_the_small_hours_lies_on_the_day_before(workspace: Workspace):
    tell(workspace, 1, datetime(2026, 11, 21, 2, 30, tzinfo=UTC))
    day = history.history_day(workspace, date(2026, 11, 20), "Europe/London")
    assert [episode.id for episode in day.episodes] == [UUID(int=1)]
    assert history.history_day(workspace, date(2026, 11, 21), "Europe/London").episodes == ()


def test_a_day_shows_chosen_questions_and_others_that_were_answered(workspace: Workspace):
    preferences.change_settings(
        workspace, Settings(day_items=(DayItem.STRESS, DayItem.SLEEP), introduced=True)
    )
    day = date(2026, 11, 20)
    record.answer_day(workspace, day, DayItem.CAFFEINE, 2, change_id=UUID(int=1))
    record.answer_day(workspace, day, DayItem.SLEEP, 4, change_id=UUID(int=2))
    told = history.history_day(workspace, day, "Europe/London")
    assert [question.item for question in told.questions] == [
        DayItem.STRESS,
        DayItem.SLEEP,
        DayItem.CAFFEINE,
    ]
    assert told.log.value(DayItem.SLEEP) == 4
    assert not told.ahead
    assert history.history_day(workspace, date(2026, 11, 24), "Europe/London").ahead


def test_a_day_of_very_many_entries_says_that_there_are_more(workspace: Workspace):
    start = datetime(2026, 11, 20, 8, tzinfo=UTC)
    for number in range(history.MOST_OF_A_DAY + 1):
        tell(workspace, number + 1, start + timedelta(seconds=number))
    told = history.history_day(workspace, date(2026, 11, 20), "Europe/London")
    assert len(told.episodes) == history.MOST_OF_A_DAY
    assert told.more


def test_entries_are_found_newest_first(workspace: Workspace):
    tell(workspace, 1, datetime(2026, 11, 20, 8, tzinfo=UTC))
    tell(workspace, 2, datetime(2026, 11, 21, 8, tzinfo=UTC))
    found = history.find_episodes(workspace, EpisodeQuery(limit=1))
    assert [episode.id for episode in found.episodes] == [UUID(int=2)]
    assert found.next is not None


def test_what_became_of_an_entry_is_told_change_by_change(workspace: Workspace):
    at = datetime(2026, 11, 20, 8, tzinfo=UTC)
    entry = tell(workspace, 1, at)
    draft = EpisodeDraft(id=entry, sites=THIGH, instant_utc=at, zone="Europe/London")
    later = replace(workspace, clock=StoppedClock(datetime(2026, 11, 23, 9, tzinfo=UTC)))
    record.record_episode(later, draft, change_id=UUID(int=11))
    record.record_episode(
        later, replace(draft, kind=FeltKind.CRAMP, note="at night"), change_id=UUID(int=12)
    )
    record.delete_episode(later, entry, change_id=UUID(int=13))
    record.restore_episode(later, entry, change_id=UUID(int=14))
    told = history.episode_history(workspace, entry)
    assert [version.action for version in told.versions] == [
        Action.CREATED,
        Action.EDITED,
        Action.EDITED,
        Action.DELETED,
        Action.RESTORED,
    ]
    created, moved, named, *_others = told.versions
    assert created.recorded_at_utc == workspace.clock.now_utc()
    assert created.changes == ()
    assert moved.recorded_at_utc == later.clock.now_utc()
    assert moved.changes == (history.FieldChange(name="sites", before=CALF, after=THIGH),)
    assert named.changes == (
        history.FieldChange(name="kind", before=None, after=FeltKind.CRAMP),
        history.FieldChange(name="note", before="", after="at night"),
    )
    assert told.episode.note == "at night"
    assert told.attachments == ()


def test_an_entry_names_its_photos(workspace: Workspace):
    entry = tell(workspace, 1, datetime(2026, 11, 20, 8, tzinfo=UTC))
    photo = workspace.diary.attachments.put(
        UUID(int=77),
        "image/png",
        [b"\x89PNG"],
        added_at_utc=workspace.clock.now_utc(),
        limit_bytes=100,
    )
    record.attach(workspace, entry, photo.id, change_id=UUID(int=78))
    assert history.episode_history(workspace, entry).attachments == (photo,)


def test_a_photo_that_never_arrived_does_not_hide_its_entry(workspace: Workspace):
    entry = tell(workspace, 1, datetime(2026, 11, 20, 8, tzinfo=UTC))
    here, missing = UUID(int=77), UUID(int=79)
    photo = workspace.diary.attachments.put(
        here, "image/png", [b"1"], added_at_utc=workspace.clock.now_utc(), limit_bytes=100
    )
    for number, each in enumerate((missing, here)):
        record.attach(workspace, entry, each, change_id=UUID(int=90 + number))
    told = history.episode_history(workspace, entry)
    assert told.episode.attachments == (missing, here)
    assert told.attachments == (photo,)


def test_an_entry_in_the_bin_has_no_page(workspace: Workspace):
    entry = tell(workspace, 1, datetime(2026, 11, 20, 8, tzinfo=UTC))
    record.delete_episode(workspace, entry, change_id=UUID(int=2))
    with pytest.raises(NotFoundError):
        history.episode_history(workspace, entry)


def test_a_day_that_no_person_means_is_refused_and_the_diary_not_called_damaged(
    workspace: Workspace,
):
    with pytest.raises(ValueNotUnderstoodError, match="too far away"):
        history.history_day(workspace, date(1500, 1, 1))
