"""Everything gone, the backups with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shelves import fill

from quietmuscle.flow.backups import back_up
from quietmuscle.flow.backups import backups
from quietmuscle.flow.wipe import wipe_diary
from quietmuscle.model.settings import Settings

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace


def test_the_diary_is_as_new(workspace: Workspace) -> None:
    fill(workspace.diary)
    back_up(workspace)

    wipe_diary(workspace)

    assert workspace.diary.tallies.entries() == 0
    assert workspace.diary.preferences.settings() == Settings()
    assert backups(workspace.diary.location) == ()
