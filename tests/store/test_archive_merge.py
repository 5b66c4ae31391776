"""Merging: what is unknown is added, what we have stays ours, entry by entry."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from archives import archive_of
from archives import packed
from archives import parts_of
from archives import take_in
from archives import truthful
from entries import NOW_UTC
from entries import TODAY
from entries import a_medicine_change
from entries import an_episode
from entries import an_id
from shelves import add_photo
from shelves import answer
from shelves import delete
from shelves import put
from shelves import put_medicine
from shelves import say_none
from sqlalchemy import text

from quietmuscle.base.errors import NotFoundError
from quietmuscle.model.day import DayItem
from quietmuscle.model.query import EpisodeQuery
from quietmuscle.model.revision import Action
from quietmuscle.model.revision import EntryKind
from quietmuscle.model.settings import Person
from quietmuscle.model.settings import Settings
from quietmuscle.model.settings import Theme
from quietmuscle.store import archive_merge
from quietmuscle.store.archive_in import ImportSummary
from quietmuscle.store.purge import purge_deleted
from quietmuscle.store.wipe import wipe

if TYPE_CHECKING:
    from quietmuscle.model.episode import Episode
    from quietmuscle.store.diary import Diary


def actions(diary: Diary, episode: Episode) -> list[Action]:
    return [each.action for each in diary.revisions.of(EntryKind.EPISODE, str(episode.id))]


def test_unknown_entries_are_added_to_ours(any_diary: Diary) -> None:
    theirs, medicine = an_episode(), a_medicine_change()
    put(any_diary, theirs)
    put_medicine(any_diary, medicine)
    say_none(any_diary, TODAY - timedelta(days=1))
    archive = archive_of(any_diary)
    wipe(any_diary)
    ours = an_episode()
    put(any_diary, ours)

    summary = take_in(any_diary, archive, NOW_UTC)

    assert summary == ImportSummary(added=3, already_here=0, kept_ours=0)
    assert any_diary.episodes.find(EpisodeQuery()).episodes == (ours, theirs)
    assert any_diary.medicines.all() == (medicine,)
    assert any_diary.days.get(TODAY - timedelta(days=1)).none_today


def test_ours_stay_with_their_own_history_where_they_differ(any_diary: Diary) -> None:
    episode, same, medicine = an_episode(), an_episode(), a_medicine_change()
    for each in (episode, same):
        put(any_diary, each)
    put_medicine(any_diary, medicine)
    answer(any_diary, TODAY, DayItem.SLEEP, 1)
    archive = archive_of(any_diary)
    ours = replace(episode, note="ours is newer")
    put(any_diary, ours)
    put_medicine(any_diary, replace(medicine, note="ours is newer"))
    answer(any_diary, TODAY, DayItem.SLEEP, 4)

    summary = take_in(any_diary, archive, NOW_UTC)

    assert summary == ImportSummary(added=0, already_here=1, kept_ours=3)
    assert any_diary.episodes.get(episode.id) == ours
    assert any_diary.days.get(TODAY).value(DayItem.SLEEP) == 4
    assert actions(any_diary, episode) == [Action.CREATED, Action.EDITED]


def test_what_we_deleted_stays_deleted(any_diary: Diary) -> None:
    binned, purged = an_episode(), an_episode()
    for each in (binned, purged):
        put(any_diary, each)
    archive = archive_of(any_diary)
    delete(any_diary, purged)
    purge_deleted(any_diary, NOW_UTC + timedelta(days=31))
    delete(any_diary, binned)

    summary = take_in(any_diary, archive, NOW_UTC)

    assert summary == ImportSummary(added=0, already_here=0, kept_ours=2)
    assert any_diary.tallies.entries() == 0
    assert actions(any_diary, purged)[-1] is Action.PURGED


def test_what_they_deleted_for_good_stays_so_here(any_diary: Diary) -> None:
    change, purged = an_id(), an_episode()
    put(any_diary, purged, change)
    delete(any_diary, purged)
    purge_deleted(any_diary, NOW_UTC + timedelta(days=31))
    archive = archive_of(any_diary)
    wipe(any_diary)

    take_in(any_diary, archive, NOW_UTC)

    for late in (change, an_id()):
        with pytest.raises(NotFoundError):
            put(any_diary, purged, late)


def test_what_they_deleted_for_good_does_not_touch_ours(any_diary: Diary) -> None:
    episode = an_episode()
    put(any_diary, episode)
    delete(any_diary, episode)
    purge_deleted(any_diary, NOW_UTC + timedelta(days=31))
    archive = archive_of(any_diary)
    wipe(any_diary)
    put(any_diary, episode)

    take_in(any_diary, archive, NOW_UTC)

    assert any_diary.episodes.get(episode.id) == episode
    assert actions(any_diary, episode) == [Action.CREATED]


def test_a_day_that_we_emptied_stays_empty(any_diary: Diary) -> None:
    say_none(any_diary, TODAY)
    archive = archive_of(any_diary)
    say_none(any_diary, TODAY, False)

    assert take_in(any_diary, archive, NOW_UTC).kept_ours == 1

    assert any_diary.days.get(TODAY).is_empty


def test_settings_and_person_are_taken_where_ours_are_untouched(any_diary: Diary) -> None:
    theirs, them = Settings(theme=Theme.DARK), Person(name="Ada")
    any_diary.preferences.put_settings(theirs)
    any_diary.preferences.put_person(them)
    archive = archive_of(any_diary)
    wipe(any_diary)

    take_in(any_diary, archive, NOW_UTC)

    assert any_diary.preferences.settings() == theirs
    assert any_diary.preferences.person() == them


def test_having_seen_the_first_screens_does_not_hold_settings_back(any_diary: Diary) -> None:
    theirs = Settings(theme=Theme.DARK, country="GB", introduced=True)
    any_diary.preferences.put_settings(theirs)
    archive = archive_of(any_diary)
    wipe(any_diary)
    any_diary.preferences.put_settings(Settings(introduced=True))
    take_in(any_diary, archive, NOW_UTC)
    assert any_diary.preferences.settings() == theirs


def test_settings_and_person_that_we_changed_stay_ours(any_diary: Diary) -> None:
    any_diary.preferences.put_settings(Settings(theme=Theme.DARK))
    any_diary.preferences.put_person(Person(name="Ada"))
    archive = archive_of(any_diary)
    ours, us = Settings(theme=Theme.LIGHT), Person(name="Grace")
    any_diary.preferences.put_settings(ours)
    any_diary.preferences.put_person(us)

    take_in(any_diary, archive, NOW_UTC)

    assert any_diary.preferences.settings() == ours
    assert any_diary.preferences.person() == us


def test_a_change_that_did_nothing_here_but_something_there_is_theirs(any_diary: Diary) -> None:
    theirs, change = an_episode(), an_id()
    put(any_diary, theirs, change)
    archive = archive_of(any_diary)
    wipe(any_diary)
    ours = an_episode()
    put(any_diary, ours)
    put(any_diary, ours, change)  # changes nothing

    assert take_in(any_diary, archive, NOW_UTC).added == 1

    assert actions(any_diary, theirs) == [Action.CREATED]


def test_photos_come_along(any_diary: Diary) -> None:
    photo, same = add_photo(any_diary, b"a photo"), add_photo(any_diary, b"a photo")
    episode = an_episode(attachments=(photo,))
    put(any_diary, episode)
    put(any_diary, replace(episode, attachments=()))
    archive = archive_of(any_diary)
    wipe(any_diary)

    take_in(any_diary, archive, NOW_UTC)

    for each in (photo, same):
        assert any_diary.attachments.path(each).read_bytes() == b"a photo"
    purge_deleted(any_diary, NOW_UTC + timedelta(days=31))
    assert any_diary.attachments.path(photo).exists()  # still named by the entry's history
    with pytest.raises(NotFoundError):
        any_diary.attachments.get(same)


def test_a_photo_whose_file_we_lost_gets_it_back(any_diary: Diary) -> None:
    photo = add_photo(any_diary, b"a photo")
    archive = archive_of(any_diary)
    any_diary.attachments.path(photo).unlink()

    take_in(any_diary, archive, NOW_UTC)

    assert any_diary.attachments.path(photo).read_bytes() == b"a photo"


def test_another_photo_of_ours_under_the_same_id_stays(any_diary: Diary) -> None:
    photo = add_photo(any_diary, b"theirs")
    archive = archive_of(any_diary)
    wipe(any_diary)
    add_photo(any_diary, b"ours", photo)

    take_in(any_diary, archive, NOW_UTC)

    assert any_diary.attachments.path(photo).read_bytes() == b"ours"
    names = [path.name for path in any_diary.location.attachments_folder.iterdir()]
    assert names == [hashlib.sha256(b"ours").hexdigest()]


def test_more_than_one_batch_is_sorted_in_alike(
    any_diary: Diary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_merge, "_AT_ONCE", 2)
    episodes = [an_episode() for _ in range(5)]
    for episode in episodes:
        put(any_diary, episode)
        delete(any_diary, episode)
    purge_deleted(any_diary, NOW_UTC + timedelta(days=31))
    for episode in [an_episode() for _ in range(5)]:
        put(any_diary, episode)
        put(any_diary, replace(episode, note="newer"))
    archive = archive_of(any_diary)
    wipe(any_diary)

    take_in(any_diary, archive, NOW_UTC)

    assert archive_of(any_diary) == archive


def test_an_empty_day_of_another_program_is_not_kept(any_diary: Diary) -> None:
    say_none(any_diary, TODAY)
    parts = parts_of(archive_of(any_diary))
    wipe(any_diary)
    parts["days.ndjson"] = parts["days.ndjson"].replace(b"true", b"false")

    assert take_in(any_diary, packed(truthful(parts)), NOW_UTC).added == 0

    with any_diary.database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM day_log")).scalar() == 0


def test_how_a_search_spells_a_note_does_not_make_it_another(any_diary: Diary) -> None:
    put(any_diary, an_episode(note="Straße"))
    archive = archive_of(any_diary)
    with any_diary.database.writing() as connection:
        connection.execute(text("UPDATE episode SET note_folded = 'as an older unicode had it'"))
    assert take_in(any_diary, archive, NOW_UTC).already_here == 1
