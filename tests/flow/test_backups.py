"""Backups as a person asks for them, and the daily care."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from entries import an_episode
from shelves import put

from quietmuscle.base.errors import NotFoundError
from quietmuscle.flow.backups import back_up
from quietmuscle.flow.backups import backups
from quietmuscle.flow.backups import daily_care
from quietmuscle.flow.backups import restore
from quietmuscle.store.backup import BackupReason

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


def test_the_daily_care_is_taken_once(workspace: Workspace) -> None:
    care = daily_care(workspace)
    assert care.backup.reason is BackupReason.DAILY
    assert daily_care(workspace) is None
