"""A workspace around a new diary."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quietmuscle.flow.workspace import Workspace

if TYPE_CHECKING:
    from quietmuscle.base.clock import StoppedClock
    from quietmuscle.store.diary import Diary


@pytest.fixture
def workspace(diary: Diary, clock: StoppedClock) -> Workspace:
    """A new diary and the clock that stands."""
    return Workspace(diary=diary, clock=clock)
