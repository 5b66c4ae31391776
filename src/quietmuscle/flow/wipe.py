"""Deleting everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.flow.trial_looks import forget_answers
from quietmuscle.flow.trial_outlook import forget_outlooks
from quietmuscle.store.wipe import wipe

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace


def wipe_diary(workspace: Workspace) -> None:
    """Every entry, setting, photo, history and backup gone; the diary is as new.

    No last backup is made, and it cannot be undone: wiping means gone. A door
    asks the person first, and offers to export.
    """
    wipe(workspace.diary)
    forget_answers()
    forget_outlooks()
