from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quietmuscle import api
from quietmuscle.model.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def diary(location, clock) -> Iterator[api.Workspace]:
    with api.open_diary(location.folder, clock=clock) as diary:
        diary.diary.preferences.put_settings(Settings(zone="Europe/London"))
        yield diary
