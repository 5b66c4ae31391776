from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quietmuscle.model.care import Answer
from quietmuscle.model.health import Health
from quietmuscle.model.health import HealthItem

if TYPE_CHECKING:
    from starlette.testclient import TestClient


def test_everything_that_lasts_is_asked_and_nothing_is_answered_for_anybody(
    client: TestClient,
) -> None:
    page = client.get("/health").text
    assert re.findall(r'data-item="(\w+)"', page) == [item.value for item in HealthItem]
    assert "fever" not in page
    assert " checked" not in page


def test_what_was_told_is_shown(client: TestClient, diary) -> None:
    diary.preferences.put_health(Health(pump=Answer.DONT_KNOW, trauma=Answer.NO))
    page = client.get("/health").text
    assert re.findall(r'name="(\w+)" value="(\w+)" checked', page) == [
        ("pump", "dont_know"),
        ("trauma", "no"),
    ]
