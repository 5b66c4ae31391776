"""Backups as a person asks for them, and the daily care."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest
from entries import an_episode
from shelves import delete
from shelves import put
from shelves import restore as restore_entry

from quietmuscle.base.clock import StoppedClock
from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.errors import StorageError
from quietmuscle.base.text import Message
from quietmuscle.flow.backups import Care
from quietmuscle.flow.backups import back_up
from quietmuscle.flow.backups import backups
from quietmuscle.flow.backups import restore
from quietmuscle.flow.backups import take_care
from quietmuscle.store import backup as stored
from quietmuscle.store.backup_files import BackupReason
from quietmuscle.store.tallies import TallyShelf

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace


def test_made_listed_and_brought_back(workspace: Workspace) -> None:
    location = workspace.diary.location
    episode = an_episode()
    put(workspace.diary, episode)

    made = back_up(workspace)

    assert made.reason is BackupReason.BY_HAND
    assert made.made_at_utc == workspace.clock.now_utc()
    assert backups(location) == (made,)
    put(workspace.diary, an_episode())

    kept = restore(location, workspace.clock, made.name)

    assert workspace.diary.tallies.entries() == 1
    assert backups(location) == (kept, made)
    with pytest.raises(NotFoundError):
        restore(location, workspace.clock, "yesterday")


def days_later(workspace: Workspace, days: int) -> Workspace:
    clock = StoppedClock(workspace.clock.now_utc() + timedelta(days=days))
    return replace(workspace, clock=clock)


def test_one_backup_a_day_and_the_bin_emptied_in_time(workspace: Workspace) -> None:
    episode = an_episode()
    put(workspace.diary, episode)
    delete(workspace.diary, episode, at=workspace.clock.now_utc())
    first = take_care(workspace)
    assert first.backup.reason is BackupReason.DAILY
    assert take_care(workspace) == Care(backup=None, purged=0)
    for jump in (-400, 0, 1, 0):
        assert take_care(days_later(workspace, jump)).purged == 0
    assert take_care(days_later(workspace, 30)).purged == 1


def test_with_the_days_backup_and_when_the_bin_is_emptied_the_database_takes_stock(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    episode = an_episode()
    put(workspace.diary, episode)
    delete(workspace.diary, episode, at=workspace.clock.now_utc())
    take_stock = Mock()
    monkeypatch.setattr(TallyShelf, "take_stock", take_stock)
    for days, times in ((0, 1), (0, 1), (31, 2), (31, 2)):
        take_care(days_later(workspace, days))
        assert take_stock.call_count == times


def test_without_a_backup_nothing_leaves_the_bin(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_words: object) -> None:
        raise StorageError(Message("no room"))

    episode = an_episode()
    put(workspace.diary, episode)
    delete(workspace.diary, episode)
    monkeypatch.setattr(stored, "make_backup", fail)
    with pytest.raises(StorageError):
        take_care(days_later(workspace, 31))
    assert restore_entry(workspace.diary, episode).entry == episode
