"""Counts by day, place and hour, against a count by hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from entries import CALF
from entries import DAY_START
from entries import EYELID
from entries import LONDON
from entries import NOW_UTC
from entries import TODAY
from entries import a_care_check
from entries import a_lab_result
from entries import a_medicine_change
from entries import a_session_use
from entries import an_episode
from entries import an_id
from entries import episodes
from entries import recent_days
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from measured import a_measurement
from shelves import answer
from shelves import delete
from shelves import put
from shelves import put_measurement
from shelves import put_trial
from shelves import say_none
from signs import signs_of
from sqlalchemy import event as sqlalchemy_event
from sqlalchemy import func
from sqlalchemy import insert
from sqlalchemy import select
from tried import a_trial

from quietmuscle.model.day import DayCount
from quietmuscle.model.day import DayItem
from quietmuscle.model.day import day_count
from quietmuscle.model.episode import Doing
from quietmuscle.model.moment import moment_at
from quietmuscle.model.moment import moment_on
from quietmuscle.model.query import Holdings
from quietmuscle.model.query import HourCount
from quietmuscle.model.query import SiteCount
from quietmuscle.store import tables
from quietmuscle.store.wipe import wipe

if TYPE_CHECKING:
    from quietmuscle.model.episode import Episode
    from quietmuscle.store.diary import Diary

DAY = timedelta(days=1)


def test_an_empty_diary_knows_nothing(any_diary: Diary) -> None:
    tallies = any_diary.tallies
    assert tallies.counts(TODAY, TODAY + DAY) == (
        DayCount(day=TODAY, twitches=None),
        DayCount(day=TODAY + DAY, twitches=None),
    )
    assert tallies.sites(TODAY, TODAY) == ()
    assert tallies.hours(TODAY, TODAY) == ()
    assert (tallies.first_day(), tallies.last_day(), tallies.entries()) == (None, None, 0)
    assert tallies.holdings() == Holdings(
        entries=0, measurements=0, medicine_changes=0, blood_results=0, sessions=0, care_checks=0
    )


def test_what_is_kept_is_counted_by_its_kind_without_the_bin(any_diary: Diary) -> None:
    diary = any_diary
    by_kind = (
        (diary.medicines, [a_medicine_change() for _ in range(3)]),
        (diary.labs, [a_lab_result() for _ in range(4)]),
        (diary.sessions, [a_session_use() for _ in range(5)]),
        (diary.care_checks, [a_care_check() for _ in range(6)]),
    )
    for shelf, things in by_kind:
        for thing in things:
            shelf.put(thing, change_id=an_id(), recorded_at_utc=NOW_UTC)
        shelf.delete(things[0].id, change_id=an_id(), recorded_at_utc=NOW_UTC)
    for _ in range(2):
        put_measurement(diary, a_measurement())
    put(diary, an_episode())
    put_trial(diary, a_trial())
    assert diary.tallies.holdings() == Holdings(
        entries=1,
        measurements=2,
        medicine_changes=2,
        blood_results=3,
        sessions=4,
        care_checks=5,
        experiments=1,
    )


def test_no_days_have_no_counts(any_diary: Diary) -> None:
    assert any_diary.tallies.counts(TODAY, TODAY - DAY) == ()


def test_days_tell_apart_none_and_not_logged(any_diary: Diary) -> None:
    put(any_diary, an_episode(count=5))
    put(any_diary, an_episode())  # not told counts as one
    say_none(any_diary, TODAY)  # outweighed by the entries
    say_none(any_diary, TODAY - DAY)
    answer(any_diary, TODAY - 2 * DAY, DayItem.SLEEP, 3)  # says nothing of twitches

    assert any_diary.tallies.counts(TODAY - 2 * DAY, TODAY) == (
        DayCount(day=TODAY - 2 * DAY, twitches=None),
        DayCount(day=TODAY - DAY, twitches=0),
        DayCount(day=TODAY, twitches=6, entries=2),
    )
    assert any_diary.tallies.first_day() == TODAY - 2 * DAY
    assert any_diary.tallies.last_day() == TODAY
    assert any_diary.tallies.entries() == 2


def test_what_is_in_the_bin_does_not_count(any_diary: Diary) -> None:
    binned = an_episode()
    put(any_diary, binned)
    delete(any_diary, binned)

    assert any_diary.tallies.counts(TODAY, TODAY) == (DayCount(day=TODAY, twitches=None),)
    assert any_diary.tallies.sites(TODAY, TODAY) == any_diary.tallies.hours(TODAY, TODAY) == ()
    assert any_diary.tallies.first_day() is any_diary.tallies.last_day() is None
    assert any_diary.tallies.entries() == 0


def plans(diary: Diary, first: date, last: date) -> list[str]:
    """How SQLite finds the counts by day, by place and by hour."""
    asked: list[tuple[str, tuple[object, ...]]] = []

    def listen(*event: object) -> None:
        asked.append((str(event[2]), tuple(event[3])))  # type: ignore[arg-type]

    sqlalchemy_event.listen(diary.database.engine, "before_cursor_execute", listen)
    for count in (diary.tallies.counts, diary.tallies.sites, diary.tallies.hours):
        count(first, last)
    sqlalchemy_event.remove(diary.database.engine, "before_cursor_execute", listen)

    found = []
    with diary.database.reading() as connection:
        for statement, values in asked:
            if "FROM episode" in statement:
                plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
                found.append(" ".join(row[3] for row in plan))
    assert len(found) == 3
    return found


def test_sqlite_counts_from_the_index_alone(diary: Diary) -> None:
    """What a count asks for is all in there, so that the table need not be read as well."""
    found = plans(diary, TODAY - DAY, TODAY)
    assert all("USING COVERING INDEX episode_tally" in plan for plan in found), found


def test_sqlite_counts_by_hour_and_place_in_their_order_once_it_knows_how_much_there_is(
    diary: Diary,
) -> None:
    for number in range(20):
        site = (CALF, EYELID)[number % 2]
        put(diary, an_episode(NOW_UTC - number * DAY, sites=(site,), count=1 + number))
    _id, *others = tables.episode.columns
    fresh_id = func.lower(func.hex(func.randomblob(16)))
    for _doubled in range(8):
        with diary.database.writing() as connection:
            copies = select(fresh_id, *others)
            connection.execute(
                insert(tables.episode).from_select(list(tables.episode.columns), copies)
            )
    ranges = ((TODAY - 30 * DAY, TODAY), (TODAY - 7 * DAY, TODAY))
    before = [diary.tallies.sites(*each) + diary.tallies.hours(*each) for each in ranges]

    with diary.database.reading():  # one more connection, which hears of it as well
        diary.tallies.take_stock()

    for each in ranges:
        by_day, by_place, by_hour = plans(diary, *each)
        assert "USING COVERING INDEX episode_tally" in by_day
        assert "USING COVERING INDEX episode_sites" in by_place
        assert "USING COVERING INDEX episode_hours" in by_hour
        assert "TEMP B-TREE" not in by_place + by_hour
    assert [diary.tallies.sites(*each) + diary.tallies.hours(*each) for each in ranges] == before


def test_taking_stock_of_any_diary_changes_no_count(any_diary: Diary) -> None:
    put(any_diary, an_episode(count=5))
    before = any_diary.tallies.hours(TODAY, TODAY)
    any_diary.tallies.take_stock()
    assert any_diary.tallies.hours(TODAY, TODAY) == before


def test_an_entry_of_two_places_counts_at_both(any_diary: Diary) -> None:
    put(any_diary, an_episode(sites=(CALF, EYELID), count=2))
    put(any_diary, an_episode(sites=(EYELID,)))

    assert any_diary.tallies.sites(TODAY, TODAY) == (
        SiteCount(site=EYELID, twitches=3),
        SiteCount(site=CALF, twitches=2),
    )


def test_hours_are_those_of_the_local_clock_where_the_time_is_known(any_diary: Diary) -> None:
    summer = NOW_UTC.replace(month=7, day=6, hour=22)  # 23:30 in London, a Monday
    put(any_diary, replace(an_episode(), moment=moment_at(summer, LONDON, DAY_START)))
    put(any_diary, replace(an_episode(), moment=moment_on(summer.date(), LONDON, DAY_START)))

    day = summer.date()
    assert any_diary.tallies.hours(day, day) == (HourCount(weekday=0, hour=23, twitches=1),)
    assert any_diary.tallies.counts(day, day)[0].twitches == 2


moments = st.builds(
    lambda day, hours: moment_at(
        NOW_UTC.replace(year=day.year, month=day.month, day=day.day) + timedelta(hours=hours),
        LONDON,
        DAY_START,
    ),
    recent_days,
    st.integers(0, 23),
) | st.builds(lambda day: moment_on(day, LONDON, DAY_START), recent_days)


@given(
    kept=st.lists(episodes(moments=moments), max_size=8, unique_by=lambda episode: episode.id),
    none_days=st.sets(recent_days, max_size=4),
    ends=st.tuples(recent_days, recent_days).map(sorted),
)
@settings(max_examples=40, deadline=None)
def test_counts_are_those_made_by_hand(
    shared_diary: Diary, kept: list[Episode], none_days: set[date], ends: list[date]
) -> None:
    wipe(shared_diary)
    for episode in kept:
        put(shared_diary, episode)
    for day in none_days:
        say_none(shared_diary, day)
    first, last = ends
    inside = [episode for episode in kept if first <= episode.moment.logical_day <= last]
    twitches, entries = Counter(), Counter()
    sites, hours = Counter(), Counter()
    for episode in inside:
        twitches[episode.moment.logical_day] += episode.twitches
        entries[episode.moment.logical_day] += 1
        sites.update(dict.fromkeys(episode.sites, episode.twitches))
        if episode.moment.time_known:
            local = episode.moment.local
            hours[local.weekday(), local.hour] += episode.twitches

    days = [first + DAY * place for place in range((last - first).days + 1)]
    assert shared_diary.tallies.counts(first, last) == tuple(
        day_count(day, twitches[day], entries[day], none_today=day in none_days) for day in days
    )
    assert {each.site: each.twitches for each in shared_diary.tallies.sites(first, last)} == sites
    assert {
        (each.weekday, each.hour): each.twitches for each in shared_diary.tallies.hours(first, last)
    } == hours
    assert shared_diary.tallies.entries() == len(kept)


@given(found=st.lists(episodes(), max_size=6, unique_by=lambda each: each.id))
@settings(max_examples=40, deadline=None)
def test_the_ticks_of_a_day_are_those_of_its_entries(
    shared_diary: Diary, found: list[Episode]
) -> None:
    wipe(shared_diary)
    for each in found:
        put(shared_diary, each)
    assert shared_diary.tallies.signs(date(1900, 1, 1), date(2199, 12, 31)) == signs_of(found)


def test_the_ticks_are_the_same_on_both_databases(any_diary: Diary) -> None:
    told = (
        replace(an_episode(), painful=True, bother_0_10=3),
        replace(an_episode(), stiff=True, bother_0_10=7),
        replace(an_episode(NOW_UTC - DAY), weak=False, doing=Doing.ASLEEP),
        replace(an_episode(NOW_UTC - 2 * DAY), painful=True),
    )
    for each in told:
        put(any_diary, each)
    delete(any_diary, told[-1])
    assert any_diary.tallies.signs(TODAY - 9 * DAY, TODAY) == signs_of(told[:-1])


def test_a_stretch_reaches_back_to_the_first_pause(any_diary: Diary) -> None:
    stretch = any_diary.tallies.stretch
    assert stretch(TODAY, 14) == ()
    for back in (0, 3, 17, 31, 46, 47):
        put(any_diary, an_episode(NOW_UTC - back * DAY))
    put(any_diary, an_episode(NOW_UTC + DAY))
    assert stretch(TODAY, 14)[-1] == TODAY - 31 * DAY
    assert stretch(TODAY, 15)[-1] == TODAY - 47 * DAY
    assert stretch(TODAY - 32 * DAY, 13) == ()
    bridge = an_episode(NOW_UTC - 40 * DAY)
    put(any_diary, bridge)
    assert stretch(TODAY, 14)[-1] == TODAY - 47 * DAY
    delete(any_diary, bridge)
    assert stretch(TODAY, 14)[-1] == TODAY - 31 * DAY


@given(st.sets(st.integers(0, 90), max_size=12), st.integers(1, 20))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_stretch_is_the_one_of_all_its_days(diary: Diary, backs: set[int], pause: int) -> None:
    wipe(diary)
    for back in backs:
        put(diary, an_episode(NOW_UTC - back * DAY))
    newest, began = 0, None
    for back in sorted(backs):  # the same by hand, a day at a time
        if back - newest > pause:
            break
        newest = began = back
    found = diary.tallies.stretch(TODAY, pause)
    assert (None if began is None else TODAY - began * DAY) == (found[-1] if found else None)
    assert all(newer - older <= pause * DAY for newer, older in pairwise((TODAY, *found)))
    assert {(TODAY - day).days for day in found} <= backs


def test_ten_years_without_a_pause_are_some_hundred_looks_into_the_index(diary: Diary) -> None:
    asked = []
    sqlalchemy_event.listen(
        diary.database.engine, "before_cursor_execute", lambda *told: asked.append(told[2:4])
    )
    diary.tallies.stretch(TODAY, 14)
    (statement, values) = asked[-1]
    with diary.database.reading() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        looks = [step.detail for step in plan if "episode" in step.detail]
    assert looks
    assert all("SEARCH episode USING COVERING INDEX episode_tally" in each for each in looks)
