from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import UTC
from datetime import datetime

import pytest

from quietmuscle.base.clock import SystemClock
from quietmuscle.flow.workspace import Workspace


def test_a_workspace_is_a_diary_and_a_clock(diary, clock):
    workspace = Workspace(diary=diary, clock=clock)
    assert workspace.diary is diary
    assert workspace.clock.now_utc() == datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
    with pytest.raises(FrozenInstanceError):
        workspace.clock = SystemClock()
