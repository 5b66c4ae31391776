from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from quietmuscle.web.house import House

ENTRY = "/api/episodes/00000000-0000-7000-8000-000000000001"


def test_a_new_diary_has_no_backups(client: TestClient):
    assert client.get("/api/backups").json() == []


def test_a_backup_is_made_listed_and_brought_back(client: TestClient):
    client.put(ENTRY, json={"sites": ["calf.left"], "note": "before"})
    made = client.post("/api/backups")
    assert made.status_code == 200
    backup = made.json()
    assert (backup["reason"], backup["number"]) == ("by_hand", 1)
    assert backup["made_at_utc"] == "2026-11-23T08:30:00Z"
    assert backup["size_bytes"] > 0
    assert client.get("/api/backups").json() == [backup]
    client.put(ENTRY, json={"sites": ["calf.left"], "note": "after"})
    answer = client.post(f"/api/backups/{backup['name']}/restore")
    assert answer.status_code == 200
    assert answer.json()["reason"] == "before_restore"
    assert client.get(ENTRY).json()["note"] == "before"
    assert [each["reason"] for each in client.get("/api/backups").json()] == [
        "before_restore",
        "by_hand",
    ]


def test_what_was_replaced_can_be_brought_back_too(client: TestClient):
    name = client.post("/api/backups").json()["name"]
    client.put(ENTRY, json={"sites": ["calf.left"]})
    kept = client.post(f"/api/backups/{name}/restore").json()["name"]
    assert client.get(ENTRY).status_code == 404
    client.post(f"/api/backups/{kept}/restore")
    assert client.get(ENTRY).status_code == 200


def test_a_backup_that_is_not_there_is_not_found(client: TestClient):
    answer = client.post("/api/backups/000001-20261123T083000Z-daily.sqlite3/restore")
    assert answer.status_code == 404
    assert "There is no backup called" in answer.json()["sentence"]


def test_a_name_cannot_lead_out_of_the_folder(client: TestClient):
    for name in ("..%2F..%2Fetc%2Fpasswd", "%2e%2e", "x" * 101):
        assert client.post(f"/api/backups/{name}/restore").status_code in {404, 405, 422}


def test_a_damaged_backup_is_refused_and_nothing_changes(client: TestClient, house: House):
    client.put(ENTRY, json={"sites": ["calf.left"]})
    name = client.post("/api/backups").json()["name"]
    (house.workspace.diary.location.backups_folder / name).write_bytes(b"not a database")
    answer = client.post(f"/api/backups/{name}/restore")
    assert answer.status_code == 503
    assert "damaged" in answer.json()["sentence"]
    assert client.get(ENTRY).status_code == 200
