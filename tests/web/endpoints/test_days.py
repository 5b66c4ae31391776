from __future__ import annotations

from uuid import UUID

import pytest

DAY = "2026-11-20"
EMPTY = {
    "day": DAY,
    "twitches": None,
    "entries": 0,
    "status": "not_logged",
    "none_today": False,
    "answers": {},
}
ENTRY = f"/api/episodes/{UUID(int=5)}"


def test_an_answer_is_kept_replaced_and_taken_back(client):
    path = f"/api/days/{DAY}/items/stress"
    assert client.put(path, json={"value": 2}).json() == {**EMPTY, "answers": {"stress": 2}}
    assert client.put(path, json={"value": 5}).json()["answers"] == {"stress": 5}
    assert client.delete(path).json() == EMPTY
    assert client.get(f"/api/days/{DAY}").json() == EMPTY


def test_an_absence_is_told_and_is_not_the_same_as_nothing(client):
    told = client.put(f"/api/days/{DAY}/none").json()
    assert told == {**EMPTY, "twitches": 0, "status": "none", "none_today": True}
    assert client.delete(f"/api/days/{DAY}/none").json() == EMPTY


def test_a_day_with_entries_cannot_be_told_to_be_without(client):
    client.put(ENTRY, json={"sites": ["neck.middle"], "day": DAY, "count": 3})
    answer = client.put(f"/api/days/{DAY}/none")
    assert answer.status_code == 409
    assert "This day has entries" in answer.json()["sentence"]
    known = client.get(f"/api/days/{DAY}").json()
    assert known == {**EMPTY, "twitches": 3, "entries": 1, "status": "twitches"}


def test_changes_are_acknowledged_and_kept_once(client):
    first, second = ({"Change-Id": str(UUID(int=number))} for number in (1, 2))
    path = f"/api/days/{DAY}/items/stress"
    assert (
        client.put(path, json={"value": 1}, headers=first).headers["change-id"]
        == first["Change-Id"]
    )
    client.put(path, json={"value": 2}, headers=second)
    assert client.put(path, json={"value": 1}, headers=first).json()["answers"] == {"stress": 2}


def test_a_range_names_every_day_with_what_is_known(client):
    client.put("/api/days/2026-11-19/none")
    client.put(f"/api/days/{DAY}/items/sleep", json={"value": 4})
    days = client.get("/api/days?first=2026-11-18&last=2026-11-20").json()
    assert [each["day"] for each in days] == ["2026-11-18", "2026-11-19", "2026-11-20"]
    assert [each["status"] for each in days] == ["not_logged", "none", "not_logged"]
    assert days[2]["answers"] == {"sleep": 4}


def test_without_a_range_the_last_six_weeks_are_meant(client):
    days = client.get("/api/days").json()
    assert (len(days), days[0]["day"], days[-1]["day"]) == (42, "2026-10-13", "2026-11-23")


@pytest.mark.parametrize(
    "asked",
    [
        "first=2026-11-20&last=2026-11-19",
        "first=2010-01-01&last=2026-11-19",
        "last=0001-01-02",
        "first=20261120",
        "first=now",
    ],
)
def test_a_range_that_makes_no_sense_is_refused(client, asked):
    answer = client.get(f"/api/days?{asked}")
    assert (answer.status_code, answer.json()["sentence"][-1:]) == (422, ".")


@pytest.mark.parametrize("value", [0, 6, "3", 2.5, None, True])
def test_an_answer_that_is_not_offered_is_refused(client, value):
    assert client.put(f"/api/days/{DAY}/items/stress", json={"value": value}).status_code == 422
    assert client.get(f"/api/days/{DAY}").json() == EMPTY


def test_a_day_to_come_and_one_of_another_age_are_refused(client):
    for day in ("2026-11-27", "1899-12-31"):
        assert client.put(f"/api/days/{day}/none").status_code == 422
        assert client.put(f"/api/days/{day}/items/heat", json={"value": 1}).status_code == 422
    assert client.put(f"/api/days/{DAY}/items/mood", json={"value": 1}).status_code == 422
