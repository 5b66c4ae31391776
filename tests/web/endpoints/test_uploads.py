"""Recordings that are sent come in piece by piece, wait their turn, and end up in the diary."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest
from entries import an_id

from quietmuscle.web.endpoints import uploads

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient

    from quietmuscle.web.house import House

TOLD = {"made_with": "file", "name": "calf.npz"}


def told(**more: object) -> dict[str, str]:
    """The header that tells of a recording."""
    return {"Recording-Details": json.dumps(TOLD | more)}


def address() -> str:
    return f"/api/measurements/uploads/{an_id()}"


@pytest.fixture
def recording(tmp_path: Path) -> bytes:
    path = tmp_path / "calf.npz"
    np.savez(path, data=np.random.default_rng(1).normal(0, 3, 8000), fs=2000.0, unit="uV")
    return path.read_bytes()


def test_a_recording_from_sending_to_its_page(
    client: TestClient, house: House, recording: bytes
) -> None:
    to, change = address(), str(an_id())
    details = told(places=["calf.left", "thigh.right"], note="at rest, müde")
    answer = client.put(to, content=recording, headers={**details, "Change-Id": change})
    assert (answer.status_code, answer.headers["change-id"]) == (202, change)
    assert answer.json()["state"] == "waiting"
    again = client.put(to, content=recording, headers=details)
    assert (again.status_code, again.json()["state"]) == (202, "waiting")
    with house.measuring.open(house.workspace):
        until = time.monotonic() + 120
        while (status := client.get(to).json())["state"] in {"waiting", "running"}:
            assert time.monotonic() < until
            time.sleep(0.02)
    measured = to.rpartition("/")[2]
    assert (status["state"], status["page"]) == ("done", f"/measure/{measured}")
    assert client.get("/api/measurements/uploads").json()["uploads"] == [status]
    kept = client.get(f"/api/measurements/{measured}").json()
    assert kept["places"] == ["calf.left", "thigh.right"]
    assert (kept["file"], kept["size_bytes"], kept["note"]) == (
        "calf.npz",
        len(recording),
        "at rest, müde",
    )
    assert kept["recording_is_kept"] is False
    assert client.delete(to).json()["state"] == "done"


def test_what_is_stopped_leaves_nothing(client: TestClient, house: House) -> None:
    to = address()
    client.put(to, content=b"some bytes", headers=told())
    assert client.delete(to).json()["state"] == "stopped"
    assert client.get(to).json()["state"] == "stopped"
    assert house.workspace.diary.recordings.waiting() == ()
    assert client.get(f"/api/measurements/{to.rpartition('/')[2]}").status_code == 404


def test_a_recording_at_rest_comes_before_the_one_that_it_belongs_to(
    client: TestClient, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    to, change = address(), str(an_id())
    answer = client.put(f"{to}/control", content=b"1,2", headers={"Change-Id": change})
    assert (answer.status_code, answer.headers["change-id"]) == (204, change)
    client.put(to, content=b"some bytes", headers=told())
    (waiting,) = house.workspace.diary.recordings.waiting()
    control = house.workspace.diary.recordings.control(waiting.id)
    assert control is not None
    assert control.read_bytes() == b"1,2"
    monkeypatch.setattr(uploads, "CONTROL_LIMIT_BYTES", 2)
    answer = client.put(f"{address()}/control", content=b"1,2")
    assert answer.status_code == 422


def test_the_limit_is_a_setting(client: TestClient, house: House) -> None:
    settings = client.get("/api/settings").json()
    assert settings["recording_limit_mb"] == 500
    client.put("/api/settings", json={**settings, "recording_limit_mb": 10})
    answer = client.put(address(), content=b"0" * 10_000_001, headers=told())
    assert answer.status_code == 422
    assert "10 MB is the most" in answer.json()["sentence"]
    assert not list(house.workspace.diary.location.incoming_folder.iterdir())


@pytest.mark.parametrize(
    "wrong",
    [
        {"made_with": "magic"},
        {"name": ""},
        {"places": ["tail.middle"]},
        {"places": ["calf"]},
        {"modality": "sound"},
        {"rate_hz": 0},
        {"rate_hz": "2000 or so"},
        {"mood": "low"},
        {"note": "x" * 20_000},
        {"instant_utc": "2030-01-01T00:00:00Z"},
        {"zone": "Nowhere"},
    ],
)
def test_what_cannot_be_told_of_a_recording_is_refused(client: TestClient, wrong) -> None:
    answer = client.put(address(), content=b"some bytes", headers=told(**wrong))
    assert answer.status_code == 422
    assert answer.json()["sentence"]


@pytest.mark.parametrize(
    "header", [{}, {"Recording-Details": "calf.npz"}, {"Recording-Details": "[]"}]
)
def test_a_recording_of_which_nothing_can_be_read_is_refused(client: TestClient, header) -> None:
    answer = client.put(address(), content=b"some bytes", headers=header)
    assert answer.status_code == 422
    assert answer.json()["sentence"]


def test_letters_of_all_languages_are_read_as_they_are_sent(
    client: TestClient, house: House
) -> None:
    plain = json.dumps({**TOLD, "name": "Wäde €.csv"}, ensure_ascii=False)
    escaped = json.dumps(json.loads(plain))
    for spelt in (escaped.encode(), plain.encode(), plain.replace("€", "").encode("latin-1")):
        client.put(address(), content=b"some bytes", headers={b"Recording-Details": spelt})
    names = [each.name for each in house.workspace.diary.recordings.waiting()]
    assert sorted(names) == ["Wäde .csv", "Wäde €.csv", "Wäde €.csv"]


def test_no_word_about_a_recording_is_taken_from_an_address(client: TestClient) -> None:
    """An address is written into logs, of this program and of those between."""
    paths = client.get("/api").json()["paths"]
    for path, methods in paths.items():
        if "/uploads" in path:
            asked = [each for told in methods.values() for each in told.get("parameters", ())]
            assert {each["name"] for each in asked if each["in"] == "query"} <= {"held"}


def test_nothing_is_no_recording_and_nothing_is_known_of_others(client: TestClient) -> None:
    assert client.put(address(), headers=told()).status_code == 422
    assert client.get(address()).status_code == 404
    assert client.post(f"{address()}/again").status_code == 404


def test_what_is_stopped_on_its_way_is_not_measured_once_it_arrives(
    client: TestClient, house: House
) -> None:
    to = address()
    assert client.delete(to).json()["state"] == "stopped"
    assert client.put(to, content=b"some bytes", headers=told()).json()["state"] == "stopped"
    assert house.workspace.diary.recordings.waiting() == ()


def test_a_wiped_diary_forgets_what_waited(client: TestClient, house: House) -> None:
    to = address()
    client.put(to, content=b"some bytes", headers=told())
    assert client.post("/api/wipe", json={"everything": True}).status_code == 204
    assert client.get(to).status_code == 404
    assert client.get("/api/measurements/uploads").json()["uploads"] == []
    assert house.workspace.diary.recordings.waiting() == ()


def test_a_recording_at_rest_that_comes_too_late_is_not_kept(
    client: TestClient, house: House
) -> None:
    to = address()
    client.delete(to)
    answer = client.put(f"{to}/control", content=b"1,2")
    assert answer.status_code == 204
    folder = house.workspace.diary.location.incoming_folder
    assert not folder.is_dir() or not list(folder.iterdir())
