"""What could not be measured is still here, and the person decides what becomes of it."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from entries import an_id
from measured import an_upload

from quietmuscle.flow.measuring import MOST_TRIES

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from quietmuscle.model.upload import Upload
    from quietmuscle.web.house import House


@pytest.fixture
def held(house: House) -> Upload:
    shelf = house.workspace.diary.recordings
    upload = replace(
        shelf.put(an_upload(), [b"a film"], limit_bytes=10), name="calf.mp4", tries=MOST_TRIES
    )
    shelf.note(upload)
    with house.measuring.open(house.workspace):
        until = time.monotonic() + 10
        while not house.measuring.held():
            assert time.monotonic() < until
            time.sleep(0.005)
    return upload


def test_it_is_listed_and_can_be_saved(client: TestClient, held: Upload) -> None:
    html = client.get("/measure/kept").text
    assert "Could not be measured" in html
    assert f'action="/measure/held/{held.id}/again"' in html
    saved = client.get(f"/measure/held/{held.id}/recording")
    assert saved.content == b"a film"
    assert "attachment" in saved.headers["content-disposition"]
    assert client.get(f"/measure/held/{an_id()}/recording").status_code == 404


def test_it_is_let_go(client: TestClient, held: Upload, house: House) -> None:
    answer = client.post(f"/measure/held/{held.id}/delete", follow_redirects=False)
    assert answer.status_code == 303
    assert "Could not be measured" not in client.get("/measure/kept").text
    assert list(house.workspace.diary.location.incoming_folder.iterdir()) == []


def test_it_is_tried_again(client: TestClient, held: Upload, house: House) -> None:
    answer = client.post(f"/measure/held/{held.id}/again", follow_redirects=False)
    assert answer.headers["location"] == "/measure"
    assert house.measuring.held() == ()
    assert client.get(f"/api/measurements/uploads/{held.id}").json()["state"] == "waiting"


def test_a_wipe_leaves_nothing_of_it_on_the_list(client: TestClient, held: Upload) -> None:
    asked = "/api/measurements/uploads"
    assert [each["id"] for each in client.get(asked).json()["uploads"]] == [str(held.id)]
    assert client.post("/api/wipe", json={"everything": True}).status_code == 204
    assert "Could not be measured" not in client.get("/measure/kept").text
    assert client.get(asked).json()["uploads"] == []
