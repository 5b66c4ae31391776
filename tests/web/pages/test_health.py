from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from entries import TODAY

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
    told = Health(pump=Answer.DONT_KNOW).with_answer(HealthItem.TRAUMA, Answer.NO, TODAY)
    diary.preferences.put_health(told)
    page = client.get("/health").text
    assert re.findall(r'name="(\w+)" value="(\w+)" checked', page) == [
        ("pump", "dont_know"),
        ("trauma", "no"),
    ]


def test_a_no_that_is_too_old_is_asked_again_and_says_why(client: TestClient, diary) -> None:
    told = Health().with_answer(HealthItem.BLOOD_CLOT, Answer.NO, TODAY - timedelta(days=1))
    diary.preferences.put_health(told.with_answer(HealthItem.PUMP, Answer.NO, TODAY))
    page = client.get("/health").text
    assert re.findall(r'name="(\w+)" value="(\w+)" checked', page) == [("pump", "no")]
    assert page.count("You said no on 22 November 2026.") == 1
    client.put("/api/health/blood_clot", json={"answer": "no"})
    assert "You said no on" not in client.get("/health").text


def test_a_no_of_an_older_version_is_asked_again_and_says_that_it_was_told(
    client: TestClient, diary
) -> None:
    diary.preferences.put_health(Health(pump=Answer.NO))
    page = client.get("/health").text
    assert "checked" not in page
    assert page.count("You said no once.") == 1
    client.put("/api/health/pump", json={"answer": "no"})
    assert "You said no once." not in client.get("/health").text
