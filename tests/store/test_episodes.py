"""Finding episodes: newest first, page by page, by day, by words, by place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from entries import CALF
from entries import EYELID
from entries import NOW_UTC
from entries import TODAY
from entries import an_episode
from entries import an_id
from entries import episodes
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from shelves import delete
from shelves import put

from quietmuscle.model.episode import FeltKind
from quietmuscle.model.query import LARGEST_PAGE
from quietmuscle.model.query import EpisodeQuery
from quietmuscle.model.site import Side
from quietmuscle.model.site import SiteRef

if TYPE_CHECKING:
    from quietmuscle.model.episode import Episode
    from quietmuscle.store.diary import Diary


def found(diary: Diary, query: EpisodeQuery) -> list[Episode]:
    return list(diary.episodes.find(query).episodes)


def test_the_newest_comes_first(any_diary: Diary) -> None:
    old = an_episode(NOW_UTC - timedelta(days=400))
    before_the_epoch = an_episode(NOW_UTC.replace(year=1950))
    new = an_episode(NOW_UTC)
    for episode in (old, new, before_the_epoch):
        put(any_diary, episode)

    assert found(any_diary, EpisodeQuery()) == [new, old, before_the_epoch]


def test_pages_follow_each_other_without_gap_or_repeat(any_diary: Diary) -> None:
    # Several at one instant: the id decides.
    kept = [an_episode(NOW_UTC - timedelta(minutes=number // 3)) for number in range(10)]
    for episode in kept:
        put(any_diary, episode)

    pages, query = [], EpisodeQuery(limit=4)
    while True:
        page = any_diary.episodes.find(query)
        pages.append(list(page.episodes))
        if page.next is None:
            break
        query = replace(query, after=page.next)

    expected = sorted(kept, key=lambda each: (each.moment.instant_utc, each.id), reverse=True)
    assert [len(page) for page in pages] == [4, 4, 2]
    assert [each for page in pages for each in page] == expected


def test_a_page_that_is_just_full_is_the_last(any_diary: Diary) -> None:
    for _ in range(3):
        put(any_diary, an_episode())

    assert any_diary.episodes.find(EpisodeQuery(limit=3)).next is None
    assert any_diary.episodes.find(EpisodeQuery(limit=LARGEST_PAGE)).next is None
    assert any_diary.episodes.find(EpisodeQuery(limit=2)).next is not None


def test_days_are_logical_days(any_diary: Diary) -> None:
    at_night = an_episode(NOW_UTC.replace(hour=2))  # still belongs to the day before
    in_the_morning = an_episode(NOW_UTC)
    for episode in (at_night, in_the_morning):
        put(any_diary, episode)
    yesterday = TODAY - timedelta(days=1)

    assert found(any_diary, EpisodeQuery(first_day=TODAY)) == [in_the_morning]
    assert found(any_diary, EpisodeQuery(last_day=yesterday)) == [at_night]
    assert found(any_diary, EpisodeQuery(first_day=yesterday, last_day=TODAY)) == [
        in_the_morning,
        at_night,
    ]
    assert found(any_diary, EpisodeQuery(first_day=TODAY + timedelta(days=1))) == []


def test_words_are_found_whatever_their_capitals_and_script(any_diary: Diary) -> None:
    notes = ["Nach der STRASSE", "Ärger im Büro", "100 % sicher_", "רעד ברגל", "Cafe\u0301"]
    kept = {note: an_episode(note=note) for note in notes}
    for episode in kept.values():
        put(any_diary, episode)

    for words, note in [
        ("straße", notes[0]),
        ("äRGER", notes[1]),
        ("A\u0308rger", notes[1]),
        ("% s", notes[2]),
        ("R_", notes[2]),
        ("ברגל", notes[3]),
        ("café", notes[4]),
    ]:
        assert found(any_diary, EpisodeQuery(words=words)) == [kept[note]], words
    assert found(any_diary, EpisodeQuery(words="%")) == [kept[notes[2]]]
    assert found(any_diary, EpisodeQuery(words="\\")) == []


def test_a_place_is_found_by_its_whole_code(any_diary: Diary) -> None:
    lower_leg = SiteRef("lower_leg", Side.BOTH)
    leg = an_episode(sites=(lower_leg,))
    two = an_episode(NOW_UTC - timedelta(hours=1), sites=(EYELID, CALF))
    for episode in (leg, two):
        put(any_diary, episode)

    assert found(any_diary, EpisodeQuery(site_codes=("lower_leg",))) == [leg]
    assert found(any_diary, EpisodeQuery(site_codes=("calf",))) == [two]
    for part in ("leg", "lower", "lower_le_", "eye", "left"):
        assert found(any_diary, EpisodeQuery(site_codes=(part,))) == []
    both = EpisodeQuery(site_codes=("tongue", "eyelid", "lower_leg"))
    assert found(any_diary, both) == [leg, two]


def test_a_kind_is_found(any_diary: Diary) -> None:
    cramp = replace(an_episode(), kind=FeltKind.CRAMP)
    for episode in (cramp, an_episode()):
        put(any_diary, episode)

    assert found(any_diary, EpisodeQuery(kind=FeltKind.CRAMP)) == [cramp]


def test_the_bin_is_looked_through_on_its_own(any_diary: Diary) -> None:
    kept, binned = an_episode(), an_episode()
    put(any_diary, kept)
    put(any_diary, binned)
    delete(any_diary, binned)

    assert found(any_diary, EpisodeQuery()) == [kept]
    assert found(any_diary, EpisodeQuery(deleted=True)) == [binned]


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(2199, 12, 31)])
def test_the_first_and_the_last_day_can_be_asked_for(any_diary: Diary, day: date) -> None:
    assert found(any_diary, EpisodeQuery(first_day=day, last_day=day)) == []


def test_a_photo_that_has_not_arrived_yet_does_not_hold_up_its_entry(any_diary: Diary) -> None:
    episode = an_episode(attachments=(an_id(), an_id()))

    put(any_diary, episode)

    assert any_diary.episodes.get(episode.id) == episode


@pytest.mark.parametrize("note", ["x" * 10_000, "<script>alert(1)</script>", "'; DROP TABLE x; --"])
def test_notes_come_back_as_they_are(any_diary: Diary, note: str) -> None:
    episode = an_episode(note=note)

    put(any_diary, episode)

    assert any_diary.episodes.get(episode.id).note == note


@given(kept=st.lists(episodes(), max_size=5, unique_by=lambda episode: episode.id))
@settings(max_examples=60, deadline=None)
def test_all_that_an_episode_can_be_is_kept(shared_diary: Diary, kept: list[Episode]) -> None:
    for episode in kept:
        put(shared_diary, episode)

    assert [shared_diary.episodes.get(episode.id) for episode in kept] == kept
    for episode in kept:
        day = episode.moment.logical_day
        query = EpisodeQuery(first_day=day, last_day=day, limit=LARGEST_PAGE)
        assert episode in found(shared_diary, query)
