"""A diary opened, and what every verb of it needs: a day, and the id of a change."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from quietmuscle.base.clock import Clock
from quietmuscle.base.clock import SystemClock
from quietmuscle.base.ids import new_id
from quietmuscle.flow.place import today_of
from quietmuscle.flow.workspace import Workspace
from quietmuscle.store.diary import open_diary as open_stored
from quietmuscle.store.location import location_from_environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path
    from uuid import UUID


@contextmanager
def open_diary(folder: Path | None = None, *, clock: Clock | None = None) -> Iterator[Workspace]:
    """The diary of a folder, open until the `with` block ends; made where there is none.

    Without a folder it is the usual one of this person, or the one that
    QUIETMUSCLE_HOME names. QUIETMUSCLE_DATABASE_URL is heeded as well.
    """
    clock = clock or SystemClock()
    diary = open_stored(location_from_environment(folder), clock.now_utc())
    try:
        yield Workspace(diary=diary, clock=clock)
    finally:
        diary.close()


def day_or_today(diary: Workspace, on: date | None) -> date:
    """The day that was given, or today."""
    return today_of(diary) if on is None else on


def new_change(diary: Workspace) -> UUID:
    """The id of a change that is made now."""
    return new_id(diary.clock.now_utc())
