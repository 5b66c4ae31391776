"""Damage is noticed at the door; nothing is changed, and the way out is named."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from entries import NOW_UTC
from entries import an_episode
from shelves import put

from quietmuscle.base.errors import DamagedDiaryError
from quietmuscle.model.query import EpisodeQuery
from quietmuscle.store.backup import backups
from quietmuscle.store.backup import make_backup
from quietmuscle.store.backup_files import BackupReason
from quietmuscle.store.diary import open_diary
from quietmuscle.store.restoring import restore_backup

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from quietmuscle.model.episode import Episode
    from quietmuscle.store.location import Location


def cut_off(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def garbage_header(file: Path) -> None:
    file.write_bytes(b"\x00garbage" * 12 + file.read_bytes()[96:])


def flipped_pages(file: Path) -> None:
    content = bytearray(file.read_bytes())
    for place in range(4096, len(content), 3 * 4096):
        content[place : place + 4096] = bytes(byte ^ 0xFF for byte in content[place : place + 4096])
    file.write_bytes(content)


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def text_instead(file: Path) -> None:
    file.write_text("This was a diary once.")


DAMAGES = [cut_off, garbage_header, flipped_pages, text_instead]


@pytest.fixture
def kept(location: Location) -> list[Episode]:
    """Entries of a diary that is then closed."""
    diary = open_diary(location, NOW_UTC)
    episodes = [an_episode(note=f"note {number}" * 20) for number in range(200)]
    for episode in episodes:
        put(diary, episode)
    diary.close()
    return episodes


@pytest.mark.parametrize("spoil", [*DAMAGES, emptied])
def test_damage_is_told_with_the_way_out_and_the_way_out_works(
    location: Location, kept: list[Episode], spoil: Callable[[Path], None]
) -> None:
    make_backup(location, BackupReason.DAILY, NOW_UTC.replace(hour=1))
    good = make_backup(location, BackupReason.BY_HAND, NOW_UTC)
    bad = make_backup(location, BackupReason.BY_HAND, NOW_UTC.replace(hour=9))
    cut_off(location.backups_folder / bad.name)
    spoil(location.database_file)
    before = {path: path.read_bytes() for path in location.folder.rglob("*") if path.is_file()}

    with pytest.raises(DamagedDiaryError) as refusal:
        open_diary(location, NOW_UTC)

    sentence = str(refusal.value)
    assert str(location.database_file) in sentence
    assert "The newest good backup is of 2026-11-23 08:30 UTC." in sentence
    command = re.search(r"quietmuscle backup restore (\S+)$", sentence)
    assert command is not None
    assert command[1] == good.name
    after = {path: path.read_bytes() for path in location.folder.rglob("*") if path.is_file()}
    assert {path: after[path] for path in before} == before

    restore_backup(location, command[1], NOW_UTC)

    diary = open_diary(location, NOW_UTC)
    assert [diary.episodes.get(episode.id) for episode in kept] == kept
    diary.close()


@pytest.mark.parametrize("spoil", DAMAGES)
@pytest.mark.usefixtures("kept")
def test_damage_without_a_backup_is_told(location: Location, spoil: Callable[[Path], None]) -> None:
    spoil(location.database_file)
    with pytest.raises(DamagedDiaryError, match=r"left as it is\. There is no good backup in"):
        open_diary(location, NOW_UTC)


@pytest.mark.usefixtures("kept")
def test_a_diary_that_vanished_is_not_replaced_by_an_empty_one(location: Location) -> None:
    make_backup(location, BackupReason.DAILY, NOW_UTC)
    location.database_file.unlink()
    with pytest.raises(DamagedDiaryError, match=r"missing or empty\. Nothing was changed\."):
        open_diary(location, NOW_UTC)
    assert not location.database_file.exists()


def test_a_folder_with_nothing_in_it_is_a_new_diary(location: Location) -> None:
    location.database_file.unlink()
    diary = open_diary(location, NOW_UTC)
    assert diary.tallies.entries() == 0
    diary.close()


def test_damage_that_comes_while_it_is_open_is_told(
    location: Location, kept: list[Episode]
) -> None:
    diary = open_diary(location, NOW_UTC)
    make_backup(location, BackupReason.DAILY, NOW_UTC)
    diary.close()  # the next connection reads the disk
    content = location.database_file.read_bytes()
    location.database_file.write_bytes(content[:4096] + b"garbage!" * (len(content) // 8 - 512))

    for look in (
        lambda: diary.episodes.find(EpisodeQuery()),
        lambda: diary.episodes.get(kept[0].id),
        lambda: put(diary, kept[0]),
        diary.tallies.entries,
    ):
        with pytest.raises(DamagedDiaryError, match="quietmuscle backup restore"):
            look()
    diary.close()


@pytest.mark.usefixtures("kept")
def test_a_backup_of_a_damaged_diary_is_not_kept(location: Location) -> None:
    good = make_backup(location, BackupReason.DAILY, NOW_UTC)
    with closing(sqlite3.connect(location.database_file)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_master SET rootpage = 3 WHERE name = 'episode_newest'")
        connection.commit()
    with pytest.raises(DamagedDiaryError):
        make_backup(location, BackupReason.DAILY, NOW_UTC)
    assert backups(location) == (good,)
