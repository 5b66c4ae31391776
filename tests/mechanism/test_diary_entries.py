from __future__ import annotations

from collections import Counter
from datetime import date
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from quietmuscle.base.zone import DEFAULT_DAY_START
from quietmuscle.base.zone import day_bounds_utc
from quietmuscle.knowledge.sites import known
from quietmuscle.knowledge.sites import site
from quietmuscle.mechanism.diary_entries import NOTES
from quietmuscle.mechanism.diary_entries import PLACES
from quietmuscle.mechanism.diary_entries import day_of_entries
from quietmuscle.mechanism.diary_entries import drifting_places
from quietmuscle.model.site import read_site

LONDON = ZoneInfo("Europe/London")
DAY = date(2026, 11, 22)


def entries(twitches, seed=1, day=DAY, zone=LONDON, badness=0.0):
    draw = np.random.default_rng(seed)
    shares = drifting_places(draw, 1)[0]
    return day_of_entries(draw, day, zone, twitches, badness, shares)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.site)
def test_every_place_is_one_of_the_catalogue(place):
    first, closer = read_site(place.first_tap), read_site(place.site)
    assert known(first)
    assert known(closer)
    assert first.code == site(closer.code).region or first == closer


def test_notes_are_short_and_plain():
    assert len(set(NOTES)) == len(NOTES) >= 24
    assert all(3 < len(note) < 60 for note in NOTES)


@pytest.mark.parametrize("twitches", [1, 2, 17, 300])
def test_the_entries_of_a_day_hold_its_twitches(twitches):
    for seed in range(5):
        assert sum(entry.twitches for entry in entries(twitches, seed)) == twitches


def test_the_entries_of_a_day_lie_within_it_also_when_it_is_short():
    for day in (date(2026, 3, 28), date(2026, 10, 24), DAY):
        start, end = day_bounds_utc(day, LONDON, DEFAULT_DAY_START)
        for seed in range(20):
            made = entries(30, seed, day)
            assert all(entry.moment.logical_day == day for entry in made)
            assert all(start <= entry.moment.instant_utc < end for entry in made)
            known_times = [e.moment.instant_utc for e in made if e.moment.time_known]
            assert known_times == sorted(known_times)


def test_a_day_that_was_left_out_has_an_entry_too():
    made = entries(5, day=date(2011, 12, 30), zone=ZoneInfo("Pacific/Apia"))
    assert {entry.moment.logical_day for entry in made} == {date(2011, 12, 30)}


@pytest.fixture(scope="module")
def many():
    return [entry for seed in range(300) for entry in entries(12, seed)]


def test_the_evening_has_most(many):
    hours = Counter(entry.moment.local.hour for entry in many if entry.moment.time_known)
    assert hours.most_common(1)[0][0] in {20, 21, 22, 23}
    assert sum(hours[hour] for hour in range(18, 24)) > 2 * sum(
        hours[hour] for hour in range(4, 10)
    )


def test_a_time_is_not_always_known(many):
    assert 0.01 < np.mean([not entry.moment.time_known for entry in many]) < 0.08


def test_favourite_places_lead(many):
    places = Counter(str(entry.sites[0]) for entry in many)
    assert [name for name, _ in places.most_common(2)] == ["calf.left", "upper_eyelid.right"]
    assert 0 < places["lower_leg.left"] < places["calf.left"]


def test_details_are_often_left_out_and_fit_where_they_are_told(many):
    for name, least, most in (
        ("kind", 0.4, 0.7),
        ("intensity_0_10", 0.35, 0.65),
        ("bother_0_10", 0.2, 0.5),
        ("lasted", 0.2, 0.5),
        ("painful", 0.1, 0.3),
        ("doing", 0.25, 0.55),
        ("count", 0.2, 0.5),
    ):
        told = np.mean([getattr(entry, name) is not None for entry in many])
        assert least < told < most, name
    assert 0.02 < np.mean([bool(entry.note) for entry in many]) < 0.1
    assert any(len(entry.sites) == 2 for entry in many)


def test_a_bad_day_is_felt_more():
    def felt(badness):
        made = [entry for seed in range(200) for entry in entries(10, seed, badness=badness)]
        return np.mean([e.intensity_0_10 for e in made if e.intensity_0_10 is not None])

    assert felt(2.0) > felt(0.0) + 0.5 > felt(-2.0) + 1.0


def test_places_drift_and_stay_shares():
    shares = drifting_places(np.random.default_rng(1), 365)
    assert shares.shape == (365, len(PLACES))
    assert np.allclose(shares.sum(axis=1), 1)
    assert np.all(shares > 0)
    assert np.abs(np.log(shares[-1] / shares[0])).max() > 0.1
