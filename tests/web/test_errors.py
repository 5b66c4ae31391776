from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quietmuscle.base.errors import DamagedDiaryError
from quietmuscle.base.errors import DiskFullError
from quietmuscle.base.errors import QuietMuscleError
from quietmuscle.base.errors import StorageError
from quietmuscle.base.text import Message
from quietmuscle.store.preferences import PreferenceShelf
from quietmuscle.store.tallies import TallyShelf
from quietmuscle.web.errors import STATUS

if TYPE_CHECKING:
    from starlette.testclient import TestClient


def test_the_api_refuses_with_a_code_and_a_sentence(client: TestClient):
    answer = client.get("/api/episodes/01a20756-4118-7e15-9a66-c1fc8a4c921f")
    assert answer.status_code == 404
    assert answer.json() == {
        "error": "NotFoundError",
        "sentence": "There is no such entry. It may have been deleted.",
    }


def test_a_page_that_is_not_there_says_so_and_leads_back(client: TestClient):
    answer = client.get("/nothing")
    assert answer.status_code == 404
    assert "There is no such page. Your diary is safe." in answer.text
    assert 'href="/"' in answer.text


def test_a_wrong_method_names_the_right_ones(client: TestClient):
    answer = client.post("/api/status")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET"
    assert client.post("/care").status_code == 405


def test_a_body_that_is_no_json_is_not_understood(client: TestClient):
    answer = client.put("/api/settings", content=b"{", headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["error"] == "ValueNotUnderstoodError"


@pytest.mark.parametrize(
    ("method", "address", "body", "sentence"),
    [
        (
            "PUT",
            "/api/settings",
            '{"calm_mode": "yes"}',
            "Das war bei calm_mode nicht zu lesen: bitte true oder false angeben.",
        ),
        (
            "PUT",
            "/api/settings",
            '{"mood": 1}',
            (
                "Das war bei mood nicht zu lesen: dieses Feld gibt es nicht; bitte die "
                "Schreibweise prüfen oder es weglassen."
            ),
        ),
        (
            "PUT",
            "/api/settings",
            "{",
            "Das war nicht zu lesen: es ist kein vollständiges JSON; bitte noch einmal senden.",
        ),
        (
            "PUT",
            "/api/settings",
            '{"theme": "pink"}',
            (
                "Das war bei theme nicht zu lesen: bitte einen dieser Werte angeben: system, "
                "light, dark, high_contrast."
            ),
        ),
        (
            "GET",
            "/api/episodes?limit=0",
            None,
            "Das war bei limit nicht zu lesen: bitte eine Zahl ab 1 angeben.",
        ),
        (
            "GET",
            "/api/episodes?first_day=5",
            None,
            (
                "Das war bei first_day nicht zu lesen: bitte ein Datum angeben, das es gibt, "
                "geschrieben wie 2026-11-20."
            ),
        ),
        (
            "GET",
            "/api/episodes?first_day=0001-01-01",
            None,
            (
                "Das war bei first_day nicht zu lesen: dieses Datum ist zu weit weg; bitte ein "
                "näheres wählen."
            ),
        ),
        (
            "POST",
            "/api/wipe",
            '{"everything": false}',
            "Das war bei everything nicht zu lesen: bitte einen dieser Werte angeben: true.",
        ),
    ],
)
def test_a_refusal_speaks_the_language_of_the_reader(
    client: TestClient, method: str, address: str, body: str | None, sentence: str
):
    client.put("/api/settings", json={"language": "de"}).raise_for_status()
    answer = client.request(
        method, address, content=body, headers={"content-type": "application/json"}
    )
    assert answer.status_code == 422
    assert answer.json()["sentence"] == sentence


@pytest.mark.parametrize(
    ("error", "status"), [(DiskFullError, 507), (StorageError, 503), (DamagedDiaryError, 503)]
)
def test_a_diary_that_cannot_be_read_is_said_without_it(
    client: TestClient,
    monkeypatch: pytest.MonkeyPatch,
    error: type[QuietMuscleError],
    status: int,
):
    def fail(_shelf: PreferenceShelf):
        raise error(Message("The diary cannot be read now."))

    monkeypatch.setattr(PreferenceShelf, "settings", fail)
    page = client.get("/more")
    assert (page.status_code, page.text) == (status, "The diary cannot be read now.")
    answer = client.get("/api/today")
    assert answer.status_code == status
    assert answer.json()["sentence"] == "The diary cannot be read now."


def test_a_fault_of_ours_tells_nothing_of_the_diary(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def fail(*_given: object):
        raise RuntimeError("secret note")

    monkeypatch.setattr(TallyShelf, "counts", fail)
    answer = client.get("/api/today")
    assert answer.status_code == 500
    assert "What was saved before is safe" in answer.json()["sentence"]
    assert "secret" not in answer.text + capsys.readouterr().out


def test_every_refusal_has_a_status():
    assert all(issubclass(kind, QuietMuscleError) for kind in STATUS)
    assert set(STATUS.values()) <= {403, 404, 409, 421, 422, 503, 507}
