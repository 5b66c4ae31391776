"""Uses of sessions over HTTP: kept once, changed, deleted, refused."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest

if TYPE_CHECKING:
    from starlette.testclient import TestClient

ID = str(UUID(int=7))
RUNNING = {
    "session": "settle",
    "began_at_utc": "2026-11-23T08:00:00Z",
    "zone": "Europe/London",
    "ended": "unfinished",
    "steps_done": [],
    "lasted_s": None,
    "bother_before_0_10": 6,
    "bother_after_0_10": None,
}
DONE = {
    **RUNNING,
    "ended": "finished",
    "steps_done": ["breathe", "stretch"],
    "lasted_s": 700,
    "bother_after_0_10": 4,
}


def change_id(number: int) -> dict[str, str]:
    return {"Change-Id": str(UUID(int=number))}


def test_a_use_is_kept_while_it_runs_and_when_it_is_done(client: TestClient) -> None:
    begun = client.put(f"/api/session-uses/{ID}", json=RUNNING, headers=change_id(1))
    kept = {**RUNNING, "id": ID, "day": "2026-11-23"}
    assert (begun.status_code, begun.json()) == (200, kept)
    done = client.put(f"/api/session-uses/{ID}", json=DONE, headers=change_id(2))
    assert done.json() == {**DONE, "id": ID, "day": "2026-11-23"}
    late = client.put(f"/api/session-uses/{ID}", json=RUNNING, headers=change_id(1))
    assert late.headers["change-id"] == str(UUID(int=1))
    assert client.get(f"/api/session-uses/{ID}").json()["ended"] == "finished"
    assert [each["id"] for each in client.get("/api/session-uses").json()["uses"]] == [ID]


def test_a_use_keeps_its_day_when_the_settings_change(client: TestClient) -> None:
    client.put(f"/api/session-uses/{ID}", json={**RUNNING, "began_at_utc": "2026-11-23T05:00:00Z"})
    settings = client.get("/api/settings").json()
    client.put("/api/settings", json={**settings, "day_start": "06:00"})
    done = client.put(
        f"/api/session-uses/{ID}", json={**DONE, "began_at_utc": "2026-11-23T05:00:00Z"}
    )
    assert done.json()["day"] == "2026-11-23"


def test_a_deleted_use_is_gone_until_it_is_taken_back(client: TestClient) -> None:
    client.put(f"/api/session-uses/{ID}", json=DONE)
    assert client.delete(f"/api/session-uses/{ID}").status_code == 200
    assert client.get(f"/api/session-uses/{ID}").status_code == 404
    assert client.get("/api/session-uses").json() == {"uses": []}
    assert client.post(f"/api/session-uses/{ID}/restore").json()["ended"] == "finished"
    assert client.get(f"/api/session-uses/{ID}").status_code == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("session", "Settle"),
        ("ended", "slept"),
        ("steps_done", ["breathe", "Br"]),
        ("steps_done", ["breathe", "breathe"]),
        ("lasted_s", 90_000),
        ("lasted_s", "12"),
        ("bother_before_0_10", 11),
        ("bother_after_0_10", True),
        ("began_at_utc", "2026-12-24T08:00:00Z"),
        ("began_at_utc", 1_790_000_000),
        ("zone", "Nowhere/Atlantis"),
        ("more", 1),
    ],
)
def test_what_no_use_can_be_is_refused(client: TestClient, field: str, value: object) -> None:
    answer = client.put(f"/api/session-uses/{ID}", json={**DONE, field: value})
    assert answer.status_code == 422
    assert answer.json()["sentence"]
    assert client.get("/api/session-uses").json() == {"uses": []}
