from __future__ import annotations

from datetime import date
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from starlette.testclient import TestClient

TODAY = date(2026, 11, 23)


def tell(client: TestClient, number: int, days_back: int, **told: object) -> None:
    day = TODAY - timedelta(days=days_back)
    body = {"sites": ["calf.left"], "instant_utc": f"{day}T08:00:00Z", **told}
    address = f"/api/episodes/00000000-0000-7000-8000-{number:012d}"
    assert client.put(address, json=body).status_code == 200


def test_without_a_range_it_is_the_last_six_weeks(client: TestClient):
    found = client.get("/api/trends").json()
    assert (found["first"], found["last"]) == ("2026-10-13", "2026-11-23")
    assert len(found["counts"]) == 42
    assert {count["status"] for count in found["counts"]} == {"not_logged"}
    assert found["course"] is None
    assert found["change"]["direction"] == "cannot_tell"
    assert found["sites"] == found["hours"] == found["item_values"] == []


def test_what_was_told_is_counted_by_day_place_and_hour(client: TestClient):
    tell(client, 1, 3, count=4, sites=["calf.left", "thigh.right"])
    tell(client, 2, 3, count=2)
    client.put("/api/days/2026-11-21/none")
    client.put("/api/days/2026-11-20/items/sleep", json={"value": 2})
    medicine = {"name": "Baclofen", "action": "started", "day": "2026-11-19"}
    client.put("/api/medicines/00000000-0000-7000-8000-000000000009", json=medicine)
    found = client.get("/api/trends?first=2026-11-19&last=2026-11-22&item=sleep").json()
    assert [count["twitches"] for count in found["counts"]] == [None, 6, 0, None]
    assert found["sites"] == [
        {"site": "calf.left", "twitches": 6},
        {"site": "thigh.right", "twitches": 4},
    ]
    assert found["hours"] == [{"weekday": 4, "hour": 8, "twitches": 6}]
    assert found["item_values"] == [{"day": "2026-11-20", "value": 2}]
    assert [change["name"] for change in found["medicine_changes"]] == ["Baclofen"]
    assert found["weeks"][0]["monday"] == "2026-11-16"


def test_a_course_comes_with_its_band(client: TestClient):
    for back in range(40):
        tell(client, back + 1, back, count=5 + back % 4)
    course = client.get("/api/trends").json()["course"]
    assert course["logged_days"] == 39
    assert course["points"][-1]["day"] == "2026-11-22"
    for point in course["points"]:
        assert point["low_95_per_day"] < point["expected_per_day"] < point["high_95_per_day"]
        assert 4 < point["expected_per_day"] < 9


def test_days_to_come_are_left_out(client: TestClient):
    found = client.get("/api/trends?first=2026-11-20&last=2030-01-01").json()
    assert found["last"] == "2026-11-23"


@pytest.mark.parametrize(
    "asked",
    ["first=2026-12-01", "first=2026-11-20&last=2026-11-19", "first=1800-01-01", "item=mood"],
)
def test_a_range_without_days_is_refused(client: TestClient, asked: str):
    assert client.get(f"/api/trends?{asked}").status_code == 422
