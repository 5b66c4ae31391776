"""Kept measurements over the wire."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from entries import NOW_UTC
from entries import an_id
from measured import a_measurement
from shelves import add_photo
from shelves import put_measurement

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from quietmuscle.flow.workspace import Workspace


@pytest.fixture
def address(workspace: Workspace) -> str:
    kept = a_measurement()
    put_measurement(workspace.diary, kept)
    return f"/api/measurements/{kept.id}"


def test_a_measurement_and_its_events(client: TestClient, address: str) -> None:
    kept = client.get(address).json()
    assert (kept["modality"], kept["made_with"], kept["places"]) == (
        "video",
        "camera",
        ["calf.left"],
    )
    assert kept["machine"] == kept["corrected"]
    assert kept["machine"]["twitches"] == 3
    events = client.get(f"{address}/events").json()["events"]
    assert [each["event"] for each in events] == [0, 1, 2, 3, 4]
    assert events[0]["location_px"] == [320.0, 200.0]
    assert client.get("/api/measurements").json() == {"measurements": [kept], "next": None}


def test_corrections_are_told_and_taken_back(client: TestClient, address: str) -> None:
    not_one, missed = (f"{address}/corrections/{an_id()}" for _ in range(2))
    told = client.put(not_one, json={"event": 0, "kind": "other"}).json()
    assert (told["machine"]["twitches"], told["corrected"]["twitches"]) == (3, 2)
    assert (told["taken_out"], told["put_in"]) == (1, 0)
    client.put(missed, json={"onset_s": 5.5, "kind": "fasciculation"})
    events = client.get(f"{address}/events").json()["events"]
    assert [(each["event"], each["kind"], each["machine_kind"]) for each in events[:2]] == [
        (0, "other", "fasciculation"),
        (None, "fasciculation", None),
    ]
    client.delete(missed)
    assert client.delete(not_one).json() == client.get(address).json()
    assert client.get(address).json()["corrected"]["twitches"] == 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "other"},
        {"kind": "ghost", "event": 0},
        {"kind": "other", "event": 5},
        {"kind": "other", "event": "0"},
        {"kind": "fasciculation", "onset_s": 60.1},
        {"kind": "fasciculation", "onset_s": 1.0, "event": 0},
    ],
)
def test_a_correction_of_nothing_is_refused(client: TestClient, address: str, wrong) -> None:
    answer = client.put(f"{address}/corrections/{an_id()}", json=wrong)
    assert answer.status_code == 422
    assert client.get(address).json()["corrected"]["twitches"] == 3


def test_details_can_be_told_later(client: TestClient, address: str) -> None:
    told = {"places": ["thigh.right"], "day": "2026-11-20", "note": "after a walk"}
    kept = client.put(address, json=told).json()
    assert (kept["places"], kept["day"], kept["note"]) == (
        ["thigh.right"],
        "2026-11-20",
        "after a walk",
    )
    assert kept["time_known"] is False
    assert client.put(address, json={"places": ["tail.middle"]}).status_code == 422
    assert client.put(address, json={"keep_recording": True}).status_code == 409


def test_the_bytes_of_a_recording_come_out_as_they_went_in(
    client: TestClient, address: str, workspace: Workspace
) -> None:
    assert client.get(f"{address}/recording").status_code == 404
    kept = workspace.diary.measurements.find()[0]
    add_photo(workspace.diary, b"<script>", kept.id)
    assert client.put(address, json={"keep_recording": True}).json()["recording_is_kept"]
    sent = client.get(f"{address}/recording")
    assert sent.content == b"<script>"
    assert sent.headers["content-type"] == "application/octet-stream"
    name = f'attachment; filename="quiet-muscle-{kept.id}.webm"'
    assert sent.headers["content-disposition"] == name
    part = client.get(f"{address}/recording", headers={"Range": "bytes=1-3"})
    assert (part.status_code, part.content) == (206, b"scr")


def test_deleted_and_brought_back(client: TestClient, address: str) -> None:
    kept = client.get(address).json()
    assert client.delete(address).json() == kept
    assert client.get(address).status_code == 404
    assert client.get("/api/measurements").json()["measurements"] == []
    assert client.post(f"{address}/restore").json() == kept


def test_the_list_comes_page_by_page(client: TestClient, workspace: Workspace) -> None:
    for days in range(22):
        put_measurement(workspace.diary, a_measurement(NOW_UTC - timedelta(days=days)))
    first = client.get("/api/measurements").json()
    second = client.get("/api/measurements", params={"after": first["next"]}).json()
    assert (len(first["measurements"]), len(second["measurements"])) == (20, 2)
    assert second["next"] is None
    assert client.get("/api/measurements", params={"after": "x"}).status_code == 422


def test_a_stretch_is_left_out_and_taken_in_again(client: TestClient, address: str) -> None:
    stretch_id = an_id()
    stretch = f"{address}/stretches/{stretch_id}"
    told = client.put(stretch, json={"start_s": 10.0, "stop_s": 30.0}).json()
    assert told["left_out"] == [
        {"id": str(stretch_id), "start_s": 10.0, "stop_s": 30.0, "twitches": 1}
    ]
    assert (told["machine"]["twitches"], told["corrected"]["twitches"]) == (3, 2)
    assert told["corrected"]["usable_s"] == pytest.approx(39.0)
    events = client.get(f"{address}/events").json()["events"]
    assert [each["is_left_out"] for each in events] == [False, True, True, False, False]
    over = client.put(f"{address}/stretches/{an_id()}", json={"start_s": 29.0, "stop_s": 40.0})
    assert (over.status_code, "left out already" in over.text) == (422, True)
    again = client.delete(stretch).json()
    assert (again["left_out"], again["corrected"]) == ([], again["machine"])
