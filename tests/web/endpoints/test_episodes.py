from __future__ import annotations

from uuid import UUID

import pytest

ID = str(UUID(int=5))
OTHER = str(UUID(int=6))
TOLD = {
    "sites": ["calf.left"],
    "instant_utc": "2026-11-20T15:03:00.123+01:00",
    "zone": "Europe/London",
}
KEPT = {
    "id": ID,
    "sites": ["calf.left"],
    "instant_utc": "2026-11-20T14:03:00.123000Z",
    "zone": "Europe/London",
    "offset_s": 0,
    "logical_day": "2026-11-20",
    "time_known": True,
    "kind": None,
    "count": None,
    "intensity_0_10": None,
    "bother_0_10": None,
    "lasted": None,
    "painful": None,
    "weak": None,
    "stiff": None,
    "doing": None,
    "note": "",
    "attachments": [],
}
DETAILS = {
    "kind": "flicker",
    "count": 12,
    "intensity_0_10": 0,
    "bother_0_10": 10,
    "lasted": "seconds",
    "painful": False,
    "weak": True,
    "stiff": None,
    "doing": "resting",
    "note": "<b>&</b> قفز\n",
}


def change(number):
    return {"Change-Id": str(UUID(int=number))}


def put(client, told, entry_id=ID, number=None):
    headers = {} if number is None else change(number)
    return client.put(f"/api/episodes/{entry_id}", json=told, headers=headers)


def test_an_entry_is_kept_and_found_and_its_change_acknowledged(client):
    answer = put(client, TOLD, number=1)
    assert (answer.status_code, answer.json()) == (200, KEPT)
    assert answer.headers["change-id"] == str(UUID(int=1))
    assert client.get(f"/api/episodes/{ID}").json() == KEPT
    assert client.get("/api/episodes").json() == {"episodes": [KEPT], "next": None}


def test_all_details_come_back_as_they_were_told(client):
    assert put(client, {**TOLD, **DETAILS}).json() == {**KEPT, **DETAILS}


def test_without_a_time_it_was_now_in_the_zone_of_the_settings(client):
    client.put("/api/settings", json={"zone": "Asia/Kathmandu"})
    kept = put(client, {"sites": ["neck.middle"]}).json()
    assert kept["instant_utc"] == "2026-11-23T08:30:00Z"
    assert (kept["zone"], kept["offset_s"]) == ("Asia/Kathmandu", 20_700)


def test_only_the_day_may_be_known(client):
    kept = put(client, {"sites": ["neck.middle"], "day": "2026-11-20"}).json()
    assert (kept["logical_day"], kept["time_known"]) == ("2026-11-20", False)


def test_the_same_change_sent_again_late_changes_nothing(client):
    put(client, TOLD, number=1)
    put(client, {**TOLD, "note": "later"}, number=2)
    assert put(client, TOLD, number=1).json()["note"] == "later"
    revisions = client.get(f"/api/episodes/{ID}/revisions").json()
    assert [each["action"] for each in revisions] == ["created", "edited"]
    assert [each["number"] for each in revisions] == [1, 2]
    assert (revisions[0]["before"], revisions[1]["before"]) == (None, KEPT)


def test_photos_stay_unless_they_are_told_of(client):
    put(client, {**TOLD, "attachments": [OTHER]})
    assert put(client, {**TOLD, "note": "x"}).json()["attachments"] == [OTHER]
    assert put(client, {**TOLD, "attachments": []}).json()["attachments"] == []


def test_a_deleted_entry_is_gone_until_it_is_taken_back(client):
    put(client, TOLD)
    assert client.delete(f"/api/episodes/{ID}").json() == KEPT
    assert client.get(f"/api/episodes/{ID}").status_code == 404
    assert client.get("/api/episodes").json()["episodes"] == []
    assert client.get("/api/episodes?deleted=true").json()["episodes"] == [KEPT]
    assert client.post(f"/api/episodes/{ID}/restore").json() == KEPT
    assert client.get(f"/api/episodes/{ID}").json() == KEPT


def test_entries_are_found_by_day_words_place_and_kind(client):
    put(client, {**TOLD, "note": "On the Stairs", "kind": "cramp"})
    put(client, {"sites": ["thumb.right"], "day": "2026-11-01"}, OTHER)
    for asked, found in {
        "first_day=2026-11-20": [ID],
        "last_day=2026-11-19": [OTHER],
        "words=stairs": [ID],
        "site=thumb": [OTHER],
        "kind=cramp": [ID],
        "words=nothing": [],
    }.items():
        episodes = client.get(f"/api/episodes?{asked}").json()["episodes"]
        assert [each["id"] for each in episodes] == found, asked


def test_a_long_list_comes_page_by_page_without_gaps(client):
    ids = [str(UUID(int=number)) for number in range(1, 8)]
    for number, entry_id in enumerate(ids):
        put(client, {**TOLD, "instant_utc": f"2026-11-20T14:0{number // 2}:00Z"}, entry_id)
    seen, after = [], ""
    while after is not None:
        page = client.get(
            "/api/episodes", params={"limit": 3, **({"after": after} if after else {})}
        )
        seen += [each["id"] for each in page.json()["episodes"]]
        after = page.json()["next"]
    assert sorted(seen) == ids


@pytest.mark.parametrize(
    "wrong",
    [
        {"sites": []},
        {"sites": ["calf.left", "calf.left"]},
        {"sites": ["elsewhere.left"]},
        {"sites": ["calf.middle"]},
        {"sites": ["calf"]},
        {"sites": ["neck.middle"], "surprise": 1},
        {**TOLD, "instant_utc": "2026-11-20T14:03:00"},
        {**TOLD, "instant_utc": 1_763_647_380},
        {**TOLD, "instant_utc": "0001-01-01T00:00:00+10:00"},
        {**TOLD, "instant_utc": "2031-01-01T00:00:00Z"},
        {"sites": ["neck.middle"], "day": "2026-11-27"},
        {**TOLD, "zone": "Middle/Earth"},
        {**TOLD, "count": 0},
        {**TOLD, "count": "3"},
        {**TOLD, "intensity_0_10": 11},
        {**TOLD, "painful": "no"},
        {**TOLD, "kind": "bang"},
        {**TOLD, "note": "x" * 10_001},
        {**TOLD, "note": "bell \x07"},
        "calf.left",
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence_and_nothing_is_kept(client, wrong):
    answer = put(client, wrong)
    assert answer.status_code == 422
    assert answer.json()["sentence"].endswith(".")
    assert client.get("/api/episodes").json()["episodes"] == []


@pytest.mark.parametrize("after", ["x", "2026-11-20T14:03:00Z~x", "Z~", "~"])
def test_a_place_in_the_list_that_we_did_not_give_is_refused(client, after):
    assert client.get("/api/episodes", params={"after": after}).status_code == 422


def test_what_is_not_there_is_said_so(client):
    assert client.get(f"/api/episodes/{ID}").status_code == 404
    assert client.delete(f"/api/episodes/{ID}").json()["error"] == "NotFoundError"
    assert client.post(f"/api/episodes/{ID}/restore").status_code == 404
    assert client.get(f"/api/episodes/{ID}/revisions").json() == []
