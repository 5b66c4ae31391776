from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from datetime import date
from datetime import timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from quietmuscle.base.wire import to_json
from quietmuscle.base.zone import DEFAULT_DAY_START
from quietmuscle.base.zone import day_start_utc
from quietmuscle.mechanism.diary_year import CLEAR_OF_THE_BAD_MONTH_DAYS
from quietmuscle.mechanism.diary_year import diary_year
from quietmuscle.mechanism.diary_year import warmth
from quietmuscle.model.day import DayItem
from quietmuscle.model.medicine import MedicineAction

LONDON = ZoneInfo("Europe/London")
LAST_DAY = date(2026, 11, 22)
SEEDS = tuple(range(20))


def counts(year, last_day=LAST_DAY, length_days=365):
    """Twitches of each day, NaN where nothing was told of them."""
    twitches = Counter()
    for episode in year.episodes:
        twitches[episode.moment.logical_day] += episode.twitches
    none_days = {log.day for log in year.days if log.none_today}
    days = [last_day - timedelta(days=n) for n in reversed(range(length_days))]
    return np.array([twitches.get(day, 0 if day in none_days else np.nan) for day in days])


@pytest.fixture(scope="module")
def years():
    return [diary_year(seed, LAST_DAY, LONDON) for seed in SEEDS]


@pytest.fixture(scope="module")
def all_counts(years):
    return np.array([counts(year) for year in years])


def test_the_same_seed_gives_the_same_diary_bit_for_bit():
    def digest(seed):
        year = diary_year(seed, LAST_DAY, LONDON, length_days=60)
        lines = [to_json(part) for part in (*year.episodes, *year.days, *year.medicines)]
        return hashlib.sha256(b"\n".join(lines)).hexdigest()

    assert digest(3) == digest(3)
    assert digest(3) != digest(4)


def test_every_id_is_another(years):
    for year in years:
        ids = [entry.id for entry in (*year.episodes, *year.medicines)]
        assert len(set(ids)) == len(ids)


def test_it_ends_with_the_last_day_and_lasts_a_year(years):
    first_day = LAST_DAY - timedelta(days=364)
    for year in years:
        days = {log.day for log in year.days} | {e.moment.logical_day for e in year.episodes}
        assert min(days) == year.episodes[0].moment.logical_day == first_day
        assert LAST_DAY - timedelta(days=20) <= max(days) <= LAST_DAY


def test_entries_and_days_come_in_the_order_of_time(years):
    for year in years:
        days = [log.day for log in year.days]
        assert days == sorted(set(days))
        entry_days = [episode.moment.logical_day for episode in year.episodes]
        assert entry_days == sorted(entry_days)


def test_a_day_of_none_has_no_entries(years):
    for year in years:
        with_entries = {episode.moment.logical_day for episode in year.episodes}
        assert not with_entries & {log.day for log in year.days if log.none_today}


def test_it_is_about_as_much_as_a_person_would_write(years, all_counts):
    entries = [len(year.episodes) for year in years]
    assert 1000 < np.mean(entries) < 2500
    assert 7 < np.nanmean(all_counts) < 11


def test_counts_spread_more_than_chance_alone(all_counts):
    spread = np.nanvar(all_counts, axis=1) / np.nanmean(all_counts, axis=1)
    assert np.all(spread > 2)


def test_a_day_resembles_the_day_before(all_counts):
    logs = np.log1p(all_counts)
    here, next_day = logs[:, :-1].ravel(), logs[:, 1:].ravel()
    both = ~np.isnan(here) & ~np.isnan(next_day)
    assert 0.25 < np.corrcoef(here[both], next_day[both])[0, 1] < 0.8


def test_days_are_missing_in_runs_and_rather_when_it_is_bad(all_counts):
    missing = np.isnan(all_counts)
    assert 0.05 < missing.mean() < 0.25
    after_missing = missing[:, 1:][missing[:, :-1]].mean()
    after_told = missing[:, 1:][~missing[:, :-1]].mean()
    assert after_missing > 5 * after_told
    before_gap = all_counts[:, :-1][missing[:, 1:] & ~missing[:, :-1]]
    assert before_gap.mean() > np.nanmean(all_counts)


def test_days_without_a_twitch_are_told(all_counts):
    none = (all_counts == 0).sum(axis=1)
    assert np.all(none >= 5)
    assert none.mean() < 50


def test_one_month_is_bad(all_counts):
    for course in all_counts:
        windows = np.lib.stride_tricks.sliding_window_view(course, 28)
        told = (~np.isnan(windows)).sum(axis=1) >= 10
        means = np.nansum(windows, axis=1) / np.maximum(1, (~np.isnan(windows)).sum(axis=1))
        worst = int(np.argmax(np.where(told, means, 0)))
        assert means[worst] > 1.5 * np.nanmean(course)
    # Together they stand where they were put: in the middle of the year.
    together = np.nanmean(all_counts, axis=0)
    assert together[120:245].mean() > 1.2 * together[:90].mean()


def test_summer_is_warm_and_a_little_worse():
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    season = warmth(days)
    assert days[int(np.argmax(season))] == date(2026, 7, 27)
    assert season.max() == pytest.approx(1)
    assert season[0] < -0.85
    assert season.mean() == pytest.approx(0, abs=0.01)


def test_weekdays_differ_a_little(all_counts):
    weekday = np.array([(LAST_DAY - timedelta(days=n)).weekday() for n in reversed(range(365))])
    means = [np.nanmean(all_counts[:, weekday == number]) for number in range(7)]
    assert np.argmin(means) == 6
    assert max(means) < 1.5 * min(means)


def test_what_is_told_about_a_day_leans_on_the_twitches_and_no_more(years, all_counts):
    place_of = {LAST_DAY - timedelta(days=364 - n): n for n in range(365)}
    told = {item: ([], []) for item in DayItem}
    for year, course in zip(years, np.log1p(all_counts), strict=True):
        for log in year.days:
            if not np.isnan(course[place_of[log.day]]):
                for answer in log.answers:
                    told[answer.item][0].append(answer.value)
                    told[answer.item][1].append(course[place_of[log.day]])
    lean = {item: np.corrcoef(*pairs)[0, 1] for item, pairs in told.items()}
    assert 0.08 < lean[DayItem.STRESS] < 0.4
    assert 0.08 < lean[DayItem.FATIGUE] < 0.4
    assert -0.4 < lean[DayItem.SLEEP] < -0.08
    assert abs(lean[DayItem.MEDICINES]) < 0.08


def test_most_items_of_a_day_are_told_and_every_answer_occurs(years):
    for item in DayItem:
        values = [log.value(item) for year in years for log in year.days]
        told = [value for value in values if value is not None]
        assert 0.5 < len(told) / len(values) < 0.9
        assert len(set(told)) == {DayItem.MEDICINES: 3}.get(item, 5)


def test_heat_follows_the_season(years):
    heat = {1: [], 7: []}
    for year in years:
        for log in year.days:
            value = log.value(DayItem.HEAT)
            if log.day.month in heat and value is not None:
                heat[log.day.month].append(value)
    assert np.mean(heat[7]) > np.mean(heat[1]) + 1


def test_one_medicine_changes_once_and_not_near_the_bad_month(years, all_counts):
    for year in years:
        started, changed = year.medicines
        assert (started.action, changed.action) == (
            MedicineAction.STARTED,
            MedicineAction.DOSE_CHANGED,
        )
        assert started.name == changed.name
        assert started.day < LAST_DAY - timedelta(days=364) < changed.day < LAST_DAY


def test_the_change_of_medicine_looks_like_nothing(years, all_counts):
    ratios = []
    for year, course in zip(years, all_counts, strict=True):
        place = 364 - (LAST_DAY - year.medicines[1].day).days
        before = np.nanmean(course[max(0, place - 28) : place])
        after = np.nanmean(course[place : place + 28])
        ratios.append(np.log((after + 1) / (before + 1)))
    standard_error = np.std(ratios) / np.sqrt(len(ratios))
    assert abs(np.mean(ratios)) < 3 * standard_error + 0.05
    assert CLEAR_OF_THE_BAD_MONTH_DAYS > 28


def test_a_diary_may_be_short():
    for length_days in (1, 2, 7, 30):
        year = diary_year(1, LAST_DAY, LONDON, length_days=length_days)
        assert all(
            0 <= (LAST_DAY - episode.moment.logical_day).days < length_days
            for episode in year.episodes
        )
        assert len(year.medicines) == 2


def test_more_twitches_make_more_entries():
    little = diary_year(5, LAST_DAY, LONDON, length_days=100, twitches_a_day=2)
    much = diary_year(5, LAST_DAY, LONDON, length_days=100, twitches_a_day=50)
    assert len(much.episodes) > 10 * len(little.episodes)


@pytest.mark.parametrize("zone", ["America/St_Johns", "Asia/Kathmandu", "Pacific/Apia"])
def test_it_is_lived_where_one_is(zone):
    year = diary_year(1, LAST_DAY, ZoneInfo(zone), length_days=40)
    assert year.zone == zone
    assert {episode.moment.zone for episode in year.episodes} == {zone}
    first = day_start_utc(LAST_DAY - timedelta(days=39), ZoneInfo(zone), DEFAULT_DAY_START)
    assert min(episode.moment.instant_utc for episode in year.episodes) >= first


def test_the_same_life_elsewhere_has_the_same_counts():
    here = diary_year(1, LAST_DAY, LONDON, length_days=40)
    there = diary_year(1, LAST_DAY, ZoneInfo("Asia/Tokyo"), length_days=40)
    assert [replace(log) for log in here.days] == list(there.days)
    assert [e.sites for e in here.episodes] == [e.sites for e in there.episodes]
