from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from starlette.testclient import TestClient

FIRST = {
    "zone": None,
    "day_start": "04:00",
    "units": "metric",
    "country": None,
    "language": "en",
    "calm_mode": False,
    "theme": "system",
    "text_size": "normal",
    "day_items": [
        "sleep",
        "stress",
        "fatigue",
        "fluids",
        "caffeine",
        "movement",
        "heat",
        "medicines",
    ],
    "reminders": [],
    "introduced": False,
    "recording_limit_mb": 500,
}


def test_a_new_diary_has_our_settings(client: TestClient):
    assert client.get("/api/settings").json() == FIRST


def test_settings_are_kept_as_they_are_sent(client: TestClient):
    wanted = {
        **FIRST,
        "zone": "Asia/Tokyo",
        "day_start": "05:30",
        "units": "us",
        "country": "JP",
        "calm_mode": True,
        "theme": "high_contrast",
        "text_size": "very_large",
        "day_items": ["heat", "sleep"],
        "reminders": ["08:05", "14:00"],
        "introduced": True,
        "recording_limit_mb": 1000,
    }
    answer = client.put("/api/settings", json=wanted)
    assert (answer.status_code, answer.json()) == (200, wanted)
    assert client.get("/api/settings").json() == wanted


@pytest.mark.parametrize(
    ("field", "value", "part"),
    [
        ("zone", "Middle/Earth", "time zone Middle/Earth"),
        ("day_start", "13:00", "between midnight and noon"),
        ("day_start", "04:00:00Z", "day_start"),
        ("country", "gb", "country"),
        ("language", "tlh", "no words in that language"),
        ("theme", "pink", "theme"),
        ("day_items", ["sleep", "sleep"], "once"),
        ("reminders", ["08:00"] * 5, "reminders"),
        ("colour", "red", "colour"),
    ],
)
def test_settings_that_would_break_a_page_are_refused(
    client: TestClient, field: str, value: object, part: str
):
    answer = client.put("/api/settings", json={**FIRST, field: value})
    assert answer.status_code == 422
    assert part in answer.json()["sentence"]
    assert client.get("/api/settings").json() == FIRST


def test_reminders_are_a_calendar_of_their_own(client: TestClient):
    client.put("/api/settings", json={**FIRST, "reminders": ["08:05", "14:00"]})
    answer = client.get("/api/reminders.ics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/calendar")
    assert "quietmuscle-reminders.ics" in answer.headers["content-disposition"]
    assert answer.text.startswith("BEGIN:VCALENDAR")
    assert answer.text.count("BEGIN:VEVENT") == 2
    assert "T080500" in answer.text
    assert "T140000" in answer.text
