"""Backups: made whole, numbered, rotated, whatever the clock says."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from entries import NOW_UTC
from entries import an_episode
from shelves import fill
from shelves import put

from quietmuscle.base.errors import NotFoundError
from quietmuscle.store.backup import KEPT_OF_EACH
from quietmuscle.store.backup import backups
from quietmuscle.store.backup import daily_backup_due
from quietmuscle.store.backup import find_backup
from quietmuscle.store.backup import make_backup
from quietmuscle.store.backup import newest_good_backup
from quietmuscle.store.backup_files import Backup
from quietmuscle.store.backup_files import BackupReason
from quietmuscle.store.backup_files import is_good
from quietmuscle.store.diary import open_diary
from quietmuscle.store.location import Location

if TYPE_CHECKING:
    from pathlib import Path

    from quietmuscle.store.diary import Diary

DAILY = BackupReason.DAILY
DAY = timedelta(days=1)


def path_of(location: Location, backup: Backup) -> Path:
    return location.backups_folder / backup.name


def test_a_diary_without_backups_has_none(any_location: Location) -> None:
    assert backups(any_location) == ()
    assert newest_good_backup(any_location) is None
    assert daily_backup_due(any_location, NOW_UTC)


def test_a_backup_says_when_and_why_it_was_made(any_diary: Diary) -> None:
    location = any_diary.location
    fill(any_diary)

    backup = make_backup(location, BackupReason.BY_HAND, NOW_UTC.replace(microsecond=999))

    ending = "sqlite3" if location.database_url is None else "tables.gz"
    assert backup == Backup(
        name=f"000001-20261123T083000Z-by_hand.{ending}",
        number=1,
        made_at_utc=NOW_UTC,
        reason=BackupReason.BY_HAND,
        size_bytes=path_of(location, backup).stat().st_size,
    )
    assert backups(location) == (backup,)
    assert find_backup(location, backup.name) == newest_good_backup(location) == backup
    assert is_good(location, backup)
    assert [path.name for path in location.backups_folder.iterdir()] == [backup.name]
    if os.name != "nt":
        assert stat.S_IMODE(path_of(location, backup).stat().st_mode) == 0o600


def test_a_backup_can_be_opened_as_a_diary(diary: Diary, tmp_path: Path) -> None:
    episode = an_episode()
    put(diary, episode)
    backup = make_backup(diary.location, DAILY, NOW_UTC)
    other = Location(folder=tmp_path / "other")
    other.folder.mkdir()
    other.database_file.write_bytes(path_of(diary.location, backup).read_bytes())

    copy = open_diary(other, NOW_UTC)

    assert copy.episodes.get(episode.id) == episode
    copy.close()


def test_one_a_day_is_due(any_location: Location) -> None:
    open_diary(any_location, NOW_UTC).close()
    make_backup(any_location, DAILY, NOW_UTC)
    assert not daily_backup_due(any_location, NOW_UTC)
    assert not daily_backup_due(any_location, NOW_UTC.replace(hour=23))
    assert daily_backup_due(any_location, NOW_UTC + DAY)
    make_backup(any_location, BackupReason.BY_HAND, NOW_UTC + DAY)
    assert daily_backup_due(any_location, NOW_UTC + DAY)


def test_a_clock_set_back_does_not_put_off_the_next_one(location: Location) -> None:
    wrong = make_backup(location, DAILY, NOW_UTC.replace(year=2099))

    assert daily_backup_due(location, NOW_UTC)
    right = make_backup(location, DAILY, NOW_UTC)

    assert backups(location) == (right, wrong)  # in the order in which they were made
    assert newest_good_backup(location) == right
    assert not daily_backup_due(location, NOW_UTC)


def test_two_of_the_same_second_are_two(location: Location) -> None:
    first, second = (make_backup(location, DAILY, NOW_UTC) for _ in range(2))
    assert backups(location) == (second, first)


def test_the_last_fourteen_days_are_kept_and_each_reason_makes_room_for_itself(
    location: Location,
) -> None:
    by_hand = make_backup(location, BackupReason.BY_HAND, NOW_UTC)
    # The clock jumps about; what counts is what came last.
    made = [
        make_backup(location, DAILY, NOW_UTC + DAY * (number if number % 3 else -number))
        for number in range(16)
    ]
    kept = [each for each in backups(location) if each.reason is DAILY]
    assert kept == made[:1:-1]
    assert len(kept) == KEPT_OF_EACH[DAILY] == 14
    assert find_backup(location, by_hand.name) == by_hand


def test_the_last_few_of_other_reasons_are_kept(location: Location) -> None:
    made = [make_backup(location, BackupReason.BY_HAND, NOW_UTC) for _ in range(7)]
    assert backups(location) == tuple(made[:1:-1])
    assert KEPT_OF_EACH[BackupReason.BY_HAND] == 5


def test_files_of_others_are_left_alone(any_location: Location) -> None:
    open_diary(any_location, NOW_UTC).close()
    folder = any_location.backups_folder
    folder.mkdir()
    ending = "sqlite3" if any_location.database_url is None else "tables.gz"
    names = [
        "notes.txt",
        f"000001-20261399T083000Z-daily.{ending}",  # no such date
        f"000001-20261123T083000Z-because.{ending}",
        f"000002-20261123T083000Z-daily.{ending}-wal",
        "000003-20261123T083000Z-daily.zip",
    ]
    for name in names:
        (folder / name).write_text("mine")
    assert backups(any_location) == ()
    make_backup(any_location, DAILY, NOW_UTC)
    assert all((folder / name).read_text() == "mine" for name in names)


def test_an_unknown_name_is_refused(location: Location) -> None:
    for name in ("000001-20261123T083000Z-daily.sqlite3", "../diary.sqlite3", ""):
        with pytest.raises(NotFoundError, match="no backup called"):
            find_backup(location, name)


def test_a_damaged_one_is_passed_over(any_location: Location) -> None:
    open_diary(any_location, NOW_UTC).close()
    good = make_backup(any_location, DAILY, NOW_UTC)
    bad = make_backup(any_location, DAILY, NOW_UTC)
    path = path_of(any_location, bad)
    path.write_bytes(path.read_bytes()[:-100])
    assert not is_good(any_location, bad)
    assert newest_good_backup(any_location) == good


def test_several_at_once_get_numbers_of_their_own(any_diary: Diary) -> None:
    put(any_diary, an_episode())
    with ThreadPoolExecutor(max_workers=4) as pool:
        made = list(
            pool.map(
                lambda _: make_backup(any_diary.location, BackupReason.BY_HAND, NOW_UTC), range(4)
            )
        )
    assert {each.number for each in made} == {1, 2, 3, 4}
