from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest

if TYPE_CHECKING:
    from starlette.testclient import TestClient

ID = str(UUID(int=5))
TOLD = {"day": "2026-10-01", "name": "Baclofen", "action": "started", "dose": "5 mg", "note": ""}
KEPT = {**TOLD, "id": ID, "catalogue_id": None, "taken_at": None, "zone": None}


def change_id(number: int) -> dict[str, str]:
    return {"Change-Id": str(UUID(int=number))}


def test_a_change_is_kept_listed_and_found(client: TestClient):
    answer = client.put(f"/api/medicines/{ID}", json=TOLD, headers=change_id(1))
    assert (answer.status_code, answer.json()) == (200, KEPT)
    assert answer.headers["change-id"] == str(UUID(int=1))
    assert client.get(f"/api/medicines/{ID}").json() == KEPT
    assert client.get("/api/medicines").json() == {
        "courses": [
            {
                "name": "Baclofen",
                "dose": "5 mg",
                "started_on": "2026-10-01",
                "changed_on": None,
                "stopped_on": None,
                "catalogue_id": None,
                "missed_on": None,
                "taken_on": None,
            }
        ],
        "changes": [KEPT],
        "none_on": None,
        "unknown": [],
    }


def test_the_same_change_sent_again_late_changes_nothing(client: TestClient):
    client.put(f"/api/medicines/{ID}", json=TOLD, headers=change_id(1))
    client.put(f"/api/medicines/{ID}", json={**TOLD, "dose": "10 mg"}, headers=change_id(2))
    client.put(f"/api/medicines/{ID}", json=TOLD, headers=change_id(1))
    assert client.get(f"/api/medicines/{ID}").json()["dose"] == "10 mg"


def test_a_deleted_change_is_gone_until_it_is_taken_back(client: TestClient):
    client.put(f"/api/medicines/{ID}", json=TOLD)
    assert client.delete(f"/api/medicines/{ID}").json() == KEPT
    assert client.get(f"/api/medicines/{ID}").status_code == 404
    assert client.get("/api/medicines").json()["changes"] == []
    assert client.post(f"/api/medicines/{ID}/restore").json() == KEPT
    assert client.get(f"/api/medicines/{ID}").json() == KEPT


def test_a_change_that_never_was_cannot_be_deleted(client: TestClient):
    answer = client.delete(f"/api/medicines/{ID}")
    assert answer.status_code == 404
    assert answer.json()["error"] == "NotFoundError"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "  "),
        ("name", "x" * 201),
        ("day", "2027-01-01"),
        ("day", "1700-01-01"),
        ("day", "first of May"),
        ("action", "doubled"),
        ("note", "x" * 10_001),
        ("colour", "white"),
    ],
)
def test_what_is_no_change_of_a_medicine_is_refused(client: TestClient, field: str, value: str):
    answer = client.put(f"/api/medicines/{ID}", json={**TOLD, field: value})
    assert answer.status_code == 422
    assert answer.json()["sentence"]
    assert client.get("/api/medicines").json()["changes"] == []


def test_what_was_chosen_from_the_list_is_kept(client: TestClient):
    chosen = {**TOLD, "name": "My spasm pills", "catalogue_id": "baclofen"}
    answer = client.put(f"/api/medicines/{ID}", json=chosen)
    assert answer.json()["catalogue_id"] == "baclofen"
    assert client.get("/api/medicines").json()["courses"][0]["catalogue_id"] == "baclofen"


@pytest.mark.parametrize("wrong", ["nothing_we_know", "No id", ""])
def test_a_medicine_that_the_list_lacks_cannot_be_chosen(client: TestClient, wrong: str):
    answer = client.put(f"/api/medicines/{ID}", json={**TOLD, "catalogue_id": wrong})
    assert answer.status_code == 422
    assert client.get("/api/medicines").json()["changes"] == []


def test_a_dose_taken_as_needed_keeps_its_time_and_has_its_day_from_it(client: TestClient):
    dose = {**TOLD, "action": "taken", "taken_at": "2026-10-05T02:30:00Z", "zone": "Europe/London"}
    kept = client.put(f"/api/medicines/{ID}", json=dose).json()
    assert kept["day"] == "2026-10-04"  # half past three at night belongs to the day before
    assert (kept["taken_at"], kept["zone"]) == ("2026-10-05T02:30:00Z", "Europe/London")
    assert client.get("/api/medicines").json()["courses"][0]["taken_on"] == "2026-10-04"


def test_a_time_belongs_to_a_dose_taken_as_needed(client: TestClient):
    answer = client.put(f"/api/medicines/{ID}", json={**TOLD, "taken_at": "2026-10-05T02:30:00Z"})
    assert answer.status_code == 422
    assert "only there" in answer.json()["sentence"]


def test_a_day_that_lies_ahead_is_refused_in_words(client: TestClient):
    for told in (
        {**TOLD, "day": "2026-12-24"},
        {**TOLD, "action": "taken", "taken_at": "2026-12-24T12:00:00Z"},
    ):
        answer = client.put(f"/api/medicines/{ID}", json=told)
        assert answer.status_code == 422
        assert "still to come" in answer.json()["sentence"]
    assert client.get("/api/medicines").json()["changes"] == []


def test_that_nothing_is_taken_can_be_said_and_taken_back(client) -> None:
    assert client.get("/api/medicines").json()["none_on"] is None
    assert client.put("/api/medicines/none").json()["none_on"] == "2026-11-23"
    assert client.delete("/api/medicines/none").json()["none_on"] is None


def test_a_misspelt_name_comes_with_what_may_be_meant(client) -> None:
    body = {"name": "Baclofin", "action": "started", "day": "2026-02-01"}
    client.put("/api/medicines/00000000-0000-7000-8000-0000000000aa", json=body)
    (unknown,) = client.get("/api/medicines").json()["unknown"]
    assert unknown["entry"] == "00000000-0000-7000-8000-0000000000aa"
    assert unknown["did_you_mean"][0] == {"id": "baclofen", "name": "baclofen"}
