"""Out and in again: the same diary, bit for bit."""

from __future__ import annotations

import errno
import io
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from archives import archive_of
from archives import packed
from archives import parts_of
from archives import take_in
from archives import truthful
from entries import NOW_UTC
from entries import an_episode
from entries import an_id
from entries import day_answers
from entries import episodes
from entries import medicine_changes
from entries import people
from entries import recent_days
from entries import settings as all_settings
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from shelves import add_photo
from shelves import answer
from shelves import delete
from shelves import fill
from shelves import put
from shelves import put_medicine
from shelves import restore
from shelves import say_none

from quietmuscle.base.errors import ArchiveRefusedError
from quietmuscle.base.errors import DiskFullError
from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.errors import StorageError
from quietmuscle.base.text import Message
from quietmuscle.model.day import DayAnswer
from quietmuscle.model.episode import Episode
from quietmuscle.model.medicine import MedicineChange
from quietmuscle.model.revision import EntryKind
from quietmuscle.model.settings import Person
from quietmuscle.model.settings import Settings
from quietmuscle.store import archive_in
from quietmuscle.store import archive_merge
from quietmuscle.store.archive_in import ImportSummary
from quietmuscle.store.archive_in import read_archive
from quietmuscle.store.backup import backups
from quietmuscle.store.backup_files import BackupReason
from quietmuscle.store.diary import open_diary
from quietmuscle.store.purge import purge_deleted
from quietmuscle.store.wipe import wipe

if TYPE_CHECKING:
    from pathlib import Path

    from quietmuscle.store.diary import Diary
    from quietmuscle.store.location import Location


def test_export_wipe_import_export_is_the_same(any_diary: Diary) -> None:
    fill(any_diary)
    first = archive_of(any_diary)
    wipe(any_diary)

    summary = take_in(any_diary, first, NOW_UTC)

    assert summary == ImportSummary(added=20, already_here=0, kept_ours=0)
    assert archive_of(any_diary) == first
    assert backups(any_diary.location) == ()  # there was nothing to back up


def test_notes_of_more_than_one_chunk_come_back(any_diary: Diary) -> None:
    for number in range(40):
        put(any_diary, an_episode(note=f"{number} \N{SNOWMAN}" * 1000))
    first = archive_of(any_diary)
    wipe(any_diary)

    take_in(any_diary, first, NOW_UTC)

    assert archive_of(any_diary) == first


def test_a_second_time_adds_nothing(any_diary: Diary) -> None:
    fill(any_diary)
    first = archive_of(any_diary)

    summary = take_in(any_diary, first, NOW_UTC)

    assert summary == ImportSummary(added=0, already_here=20, kept_ours=0)
    assert archive_of(any_diary) == first
    (backup,) = backups(any_diary.location)
    assert backup.reason is BackupReason.BEFORE_IMPORT


@pytest.mark.postgres
def test_from_one_kind_of_database_to_the_other_and_back(
    diary: Diary, postgres_location: Location
) -> None:
    fill(diary)
    first = archive_of(diary)
    other = open_diary(postgres_location, NOW_UTC)
    take_in(other, first, NOW_UTC)
    assert archive_of(other) == first
    wipe(diary)
    take_in(diary, archive_of(other), NOW_UTC)
    assert archive_of(diary) == first
    other.close()


@dataclass(frozen=True, kw_only=True)
class Told:
    """What somebody tells a diary; numbers choose one of the episodes."""

    episodes: list[Episode]
    counts: list[tuple[int, int]]
    photos: list[tuple[int, bytes]]
    deleted: list[int]
    restored: list[int]
    medicines: list[MedicineChange]
    answers: list[tuple[date, DayAnswer]]
    none_days: list[tuple[date, bool]]
    settings: Settings
    person: Person
    purge: bool


places = st.integers(0, 5)
everything = st.builds(
    Told,
    episodes=st.lists(episodes(), max_size=4, unique_by=lambda episode: episode.id),
    counts=st.lists(st.tuples(places, st.integers(1, 9)), max_size=3),
    photos=st.lists(st.tuples(places, st.binary(max_size=3)), max_size=3),
    deleted=st.lists(places, max_size=3),
    restored=st.lists(places, max_size=3),
    medicines=st.lists(medicine_changes(), max_size=2, unique_by=lambda change: change.id),
    answers=st.lists(st.tuples(recent_days, day_answers), max_size=4),
    none_days=st.lists(st.tuples(recent_days, st.booleans()), max_size=3),
    settings=all_settings,
    person=people,
    purge=st.booleans(),
)


def tell(diary: Diary, told: Told) -> None:
    if told.episodes:
        tell_episodes(diary, told)
    for change in told.medicines:
        put_medicine(diary, change)
    for day, given_answer in told.answers:
        answer(diary, day, given_answer.item, given_answer.value)
    for day, none_today in told.none_days:
        say_none(diary, day, none_today)
    diary.preferences.put_settings(told.settings)
    diary.preferences.put_person(told.person)


def tell_episodes(diary: Diary, told: Told) -> None:
    def chosen(place: int) -> Episode:
        return told.episodes[place % len(told.episodes)]

    for episode in told.episodes:
        put(diary, episode)
    for place, count in told.counts:
        put(diary, replace(chosen(place), count=count))
    for place, content in told.photos:
        put(diary, replace(chosen(place), attachments=(add_photo(diary, content),)))
    for place in told.deleted:
        delete(diary, chosen(place))
    if told.purge:
        purge_deleted(diary, NOW_UTC + timedelta(days=31))
    for place in told.restored:
        with suppress(NotFoundError):
            restore(diary, chosen(place))


@given(told=everything)
@settings(max_examples=25, deadline=None)
def test_any_diary_comes_back_as_it_was(shared_diary: Diary, told: Told) -> None:
    wipe(shared_diary)
    tell(shared_diary, told)
    first = archive_of(shared_diary)
    wipe(shared_diary)
    take_in(shared_diary, first, NOW_UTC)
    assert archive_of(shared_diary) == first


def test_the_history_comes_along(any_diary: Diary) -> None:
    change = an_id()
    episode = an_episode()
    put(any_diary, episode, change)
    put(any_diary, replace(episode, note="newer"))
    history = any_diary.revisions.of(EntryKind.EPISODE, str(episode.id))
    archive = archive_of(any_diary)
    wipe(any_diary)

    take_in(any_diary, archive, NOW_UTC)

    assert any_diary.revisions.of(EntryKind.EPISODE, str(episode.id)) == history
    assert put(any_diary, episode, change).action is None  # a late copy still has no effect


def test_a_source_that_cannot_go_back_is_read_as_well(diary: Diary, tmp_path: Path) -> None:
    fill(diary)
    first = archive_of(diary)
    wipe(diary)
    (tmp_path / "archive").write_bytes(first)

    class Stream(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_where: int) -> int:
            raise io.UnsupportedOperation

    read_archive(diary, Stream(first), now_utc=NOW_UTC)

    assert archive_of(diary) == first


def test_a_refused_archive_changes_nothing_and_makes_no_backup(any_diary: Diary) -> None:
    fill(any_diary)
    first = archive_of(any_diary)
    parts = parts_of(first)
    parts["episodes.ndjson"] += b"{}\n"
    with pytest.raises(ArchiveRefusedError):
        take_in(any_diary, packed(truthful(parts)), NOW_UTC)
    assert archive_of(any_diary) == first
    assert backups(any_diary.location) == ()


def test_changes_that_belong_to_other_entries_are_refused(any_diary: Diary) -> None:
    change = an_id()
    ours = an_episode()
    put(any_diary, ours, change)
    archive = archive_of(any_diary)
    wipe(any_diary)
    other = an_episode()
    put(any_diary, other, change)

    with pytest.raises(ArchiveRefusedError, match="belong to other entries"):
        take_in(any_diary, archive, NOW_UTC)

    assert any_diary.tallies.entries() == 1
    assert any_diary.episodes.get(other.id) == other


def test_what_fails_half_way_leaves_nothing_behind(
    any_diary: Diary, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_words: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    fill(any_diary)
    add_photo(any_diary, b"one more")
    archive = archive_of(any_diary)
    wipe(any_diary)
    new = archive_of(any_diary)
    original, calls = archive_merge.put_in_place, []

    def fail_the_second_time(path: Path, target: Path) -> None:
        calls.append(target)
        if len(calls) == 2:
            fail()
        original(path, target)

    monkeypatch.setattr(archive_merge, "put_in_place", fail_the_second_time)
    with pytest.raises(DiskFullError):
        take_in(any_diary, archive, NOW_UTC)

    assert len(calls) == 2
    assert archive_of(any_diary) == new
    assert list(any_diary.location.attachments_folder.iterdir()) == []


def test_a_failure_is_not_hidden_by_the_next_one(
    diary: Diary, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_words: object) -> None:
        raise StorageError(Message("cannot be removed"))

    add_photo(diary)
    archive = archive_of(diary)
    wipe(diary)
    monkeypatch.setattr(archive_in, "remove_unshared_files", fail)
    monkeypatch.setattr(archive_merge, "put_in_place", lambda *_words: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        take_in(diary, archive, NOW_UTC)


def test_an_archive_that_the_disk_has_no_room_for_changes_nothing(
    diary: Diary, full_archive: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = archive_of(diary)
    free = SimpleNamespace(free=5000)  # a backup of nothing would fit, the photo does not
    monkeypatch.setattr(archive_in, "disk_usage", lambda _folder: free, raising=False)
    with pytest.raises(DiskFullError):
        take_in(diary, full_archive, NOW_UTC)
    assert archive_of(diary) == before
    assert not diary.location.attachments_folder.exists()
    free.free = 10**9
    assert take_in(diary, full_archive, NOW_UTC).added
