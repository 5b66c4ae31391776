from __future__ import annotations

from uuid import UUID


def test_a_new_diary_has_a_day_its_questions_and_nothing_else(client):
    known = client.get("/api/today").json()
    assert known["day"]["day"] == "2026-11-23"
    assert known["day"]["status"] == "not_logged"
    assert (known["last_episodes"], known["same_as_last"]) == ([], [])


def test_the_last_entries_and_the_places_of_the_last_one(client):
    for number, site in enumerate(("neck.middle", "calf.left"), start=1):
        told = {"sites": [site], "instant_utc": f"2026-11-23T08:0{number}:00Z"}
        client.put(f"/api/episodes/{UUID(int=number)}", json=told)
    known = client.get("/api/today").json()
    assert known["same_as_last"] == ["calf.left"]
    assert [each["sites"] for each in known["last_episodes"]] == [["calf.left"], ["neck.middle"]]
    assert known["day"]["twitches"] == 2


def test_the_questions_are_those_that_were_chosen(client):
    client.put("/api/settings", json={"day_items": ["heat", "sleep"]})
    assert client.get("/api/today").json()["items"] == ["heat", "sleep"]
