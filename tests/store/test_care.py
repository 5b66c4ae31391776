"""The daily care: a backup, then the bin."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from entries import NOW_UTC
from entries import an_episode
from shelves import delete
from shelves import put

from quietmuscle.base.errors import StorageError
from quietmuscle.base.text import Message
from quietmuscle.store import care
from quietmuscle.store.backup import BackupReason
from quietmuscle.store.backup import backups
from quietmuscle.store.care import daily_care

if TYPE_CHECKING:
    from quietmuscle.store.diary import Diary

DAY = timedelta(days=1)


def test_once_a_day(any_diary: Diary) -> None:
    episode = an_episode()
    put(any_diary, episode)
    delete(any_diary, episode)

    first = daily_care(any_diary, NOW_UTC)

    assert (first.purged, first.backup.reason) == (0, BackupReason.DAILY)
    assert daily_care(any_diary, NOW_UTC + timedelta(hours=1)) is None
    assert daily_care(any_diary, NOW_UTC + 31 * DAY).purged == 1
    assert len(backups(any_diary.location)) == 2


def test_a_clock_that_jumps_does_no_harm(diary: Diary) -> None:
    episode = an_episode()
    put(diary, episode)
    delete(diary, episode)
    for now in (NOW_UTC, NOW_UTC - 400 * DAY, NOW_UTC, NOW_UTC + DAY, NOW_UTC):
        assert daily_care(diary, now).purged == 0
    assert len(backups(diary.location)) == 5


def test_without_a_backup_nothing_is_purged(diary: Diary, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_words: object) -> None:
        raise StorageError(Message("no room"))

    episode = an_episode()
    put(diary, episode)
    delete(diary, episode)
    monkeypatch.setattr(care, "make_backup", fail)
    with pytest.raises(StorageError):
        daily_care(diary, NOW_UTC + 31 * DAY)
    assert (
        diary.episodes.restore(episode.id, change_id=episode.id, recorded_at_utc=NOW_UTC).entry
        == episode
    )
