"""What the diary says to the care check: only ever towards yes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from entries import CALF
from entries import EYELID
from entries import NOW_UTC
from entries import TODAY
from entries import an_episode
from entries import day_logs
from entries import episodes
from hypothesis import given
from hypothesis import strategies as st
from signs import signs_of
from signs import sites_of

from quietmuscle.advise.diary_extract import FEWEST_DISTURBED_DAYS
from quietmuscle.advise.diary_extract import PAUSE_DAYS
from quietmuscle.advise.diary_extract import days_since_first
from quietmuscle.advise.diary_extract import diary_extract
from quietmuscle.advise.diary_extract import disturbed_days
from quietmuscle.advise.diary_extract import places_of
from quietmuscle.model.care import DiaryExtract
from quietmuscle.model.day import DayAnswer
from quietmuscle.model.day import DayItem
from quietmuscle.model.day import DayLog
from quietmuscle.model.episode import Doing
from quietmuscle.model.site import Side
from quietmuscle.model.site import SiteRef


def back(days: int) -> timedelta:
    return timedelta(days=days)


def extract(*found: object, logs: tuple[DayLog, ...] = ()) -> DiaryExtract:
    return diary_extract(signs_of(found), sites_of(found), logs, (), TODAY)  # type: ignore[arg-type]


def slept(days_ago: int, value: int) -> DayLog:
    return DayLog(day=TODAY - back(days_ago), answers=(DayAnswer(item=DayItem.SLEEP, value=value),))


def test_an_empty_diary_says_nothing() -> None:
    assert extract() == DiaryExtract()


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"painful": True}, "painful_last_14_days"),
        ({"weak": True}, "weak_or_stiff_last_14_days"),
        ({"stiff": True}, "weak_or_stiff_last_14_days"),
    ],
)
def test_a_tick_speaks_for_two_weeks_and_silence_says_nothing(told, field) -> None:
    plain = an_episode()
    assert getattr(extract(plain), field) is None
    assert getattr(extract(replace(plain, **told)), field) is True
    at_the_edge = an_episode(NOW_UTC - back(13))
    assert getattr(extract(replace(at_the_edge, **told)), field) is True
    before = an_episode(NOW_UTC - back(14))
    assert getattr(extract(replace(before, **told)), field) is None


def test_parts_of_one_region_are_one_place_and_both_sides_are_two() -> None:
    lower_leg = SiteRef("lower_leg", Side.LEFT)
    assert extract(an_episode(sites=(CALF,)), an_episode(sites=(lower_leg,))) == DiaryExtract(
        places_last_14_days=1
    )
    assert extract(an_episode(sites=(CALF, EYELID))).places_last_14_days == 2
    assert extract(an_episode(sites=(SiteRef("calf", Side.BOTH),))).places_last_14_days == 2
    unknown = SiteRef("of_a_newer_list", Side.LEFT)
    assert extract(an_episode(sites=(unknown,))).places_last_14_days == 1


def test_a_stretch_goes_back_to_the_last_long_pause() -> None:
    def ago(*days: int) -> int | None:
        return days_since_first((TODAY - back(each) for each in days), TODAY)

    assert ago() is None
    assert ago(0) == 0
    assert ago(3, PAUSE_DAYS + 3) == PAUSE_DAYS + 3
    assert ago(3, PAUSE_DAYS + 4) == 3
    assert ago(PAUSE_DAYS) == PAUSE_DAYS
    assert ago(PAUSE_DAYS + 1) is None
    assert ago(-1, 2) == 2, "tomorrow's entry, of a device further east, is not waited for"


def test_the_days_are_read_no_further_than_needed() -> None:
    read = []

    def days():
        for each in (1, 30, 31):
            read.append(each)
            yield TODAY - back(each)

    assert days_since_first(days(), TODAY) == 1
    assert read == [1, 30]


def test_most_days_are_more_than_half_of_those_told_and_not_too_few() -> None:
    hurt = [
        replace(an_episode(NOW_UTC - back(each)), painful=True)
        for each in range(FEWEST_DISTURBED_DAYS)
    ]
    assert extract(*hurt).disturbed_most_days is True
    assert extract(*hurt[1:]).disturbed_most_days is None
    quiet = tuple(slept(each, 5) for each in range(5, 5 + FEWEST_DISTURBED_DAYS))
    assert extract(*hurt, logs=quiet[1:]).disturbed_most_days is True
    assert extract(*hurt, logs=quiet).disturbed_most_days is None


def test_days_told_count_within_the_two_weeks_and_where_something_was_told() -> None:
    hurt = [replace(an_episode(NOW_UTC - back(each)), painful=True) for each in range(2, 6)]

    def most(*logs: DayLog) -> bool | None:
        return extract(*hurt, logs=logs).disturbed_most_days

    quiet = (slept(7, 5), slept(8, 5), slept(9, 5))
    assert most(*quiet) is True
    for counted in (slept(0, 5), slept(13, 5)):
        assert most(*quiet, counted) is None
    for left_out in (slept(-1, 5), slept(14, 5), DayLog(day=TODAY - back(10))):
        assert most(*quiet, left_out) is True


def test_the_stretch_of_twitching_is_told() -> None:
    found = diary_extract((), (), (), (TODAY - back(1), TODAY - back(9)), TODAY)
    assert found == DiaryExtract(days_since_first_twitch=9)


def test_both_sides_are_the_left_and_the_right() -> None:
    both = SiteRef("calf", Side.BOTH)
    left, right = SiteRef("calf", Side.LEFT), SiteRef("calf", Side.RIGHT)
    assert places_of([both]) == places_of([left, right])
    assert places_of([both]) > places_of([left])


def test_a_bad_night_counts_where_a_twitch_was_in_it() -> None:
    at_night = replace(an_episode(), doing=Doing.FALLING_ASLEEP)
    assert disturbed_days(signs_of([at_night]), [slept(0, 2)]) == {TODAY}
    assert disturbed_days(signs_of([at_night]), [slept(0, 3)]) == set()
    assert disturbed_days(signs_of([an_episode()]), [slept(0, 1)]) == set()
    assert disturbed_days(signs_of([replace(an_episode(), bother_0_10=6)]), []) == {TODAY}
    assert disturbed_days(signs_of([replace(an_episode(), bother_0_10=5)]), []) == set()


@given(st.lists(episodes(), max_size=6), st.lists(day_logs, max_size=4), st.dates())
def test_it_never_says_no(found, logs, today) -> None:
    if today.year < 2:
        return
    said = diary_extract(signs_of(found), sites_of(found), logs, (), today)
    assert said.painful_last_14_days in {None, True}
    assert said.weak_or_stiff_last_14_days in {None, True}
    assert said.disturbed_most_days in {None, True}
    assert said.places_last_14_days is None or said.places_last_14_days >= 1
