from __future__ import annotations

import csv
import io
import threading
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from own_loop import in_own_loop

from quietmuscle.base.errors import DiskFullError
from quietmuscle.base.text import Message
from quietmuscle.flow import archive
from quietmuscle.web.app import make_app
from quietmuscle.web.endpoints import data
from quietmuscle.web.guard import LargeBody

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import MutableMapping
    from pathlib import Path

    from starlette.testclient import TestClient
    from starlette.types import ASGIApp

    from quietmuscle.web.house import House

ENTRY = "/api/episodes/00000000-0000-7000-8000-000000000001"
ZIP = {"content-type": "application/zip"}


def leftovers(house: House) -> list[Path]:
    folder = house.workspace.diary.location.folder
    return [each for each in folder.iterdir() if each.name.startswith("tmp")]


def fill(client: TestClient) -> None:
    client.put(ENTRY, json={"sites": ["calf.left"], "note": "رعشة"})
    client.put("/api/days/2026-11-20/items/sleep", json={"value": 3})
    client.put("/api/person", json={"name": "Ada"})
    photo = b"\x89PNG\r\n\x1a\n" + b"0" * 100
    address = "/api/attachments/00000000-0000-7000-8000-000000000009?episode=" + ENTRY[-36:]
    assert client.put(address, content=photo).status_code == 200


def test_an_export_is_one_whole_file_with_its_name(client: TestClient, house: House):
    fill(client)
    answer = client.get("/api/export")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["content-disposition"] == (
        'attachment; filename="quietmuscle-2026-11-23.zip"'
    )
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert ZipFile(io.BytesIO(answer.content)).testzip() is None
    assert leftovers(house) == []


def test_export_wipe_and_import_give_the_same_diary(client: TestClient):
    fill(client)
    before = client.get("/api/export").content
    assert client.post("/api/wipe", json={"everything": True}).status_code == 204
    assert client.get(ENTRY).status_code == 404
    assert client.get("/api/person").json()["name"] == ""
    answer = client.post("/api/import", content=before, headers=ZIP)
    assert (answer.status_code, answer.json()) == (
        200,
        {"added": 2, "already_here": 0, "kept_ours": 0, "stopped_trials": 0},
    )
    assert client.get("/api/export").content == before


def test_an_import_leaves_ours_as_it_is(client: TestClient):
    fill(client)
    archived = client.get("/api/export").content
    client.put(ENTRY, json={"sites": ["calf.left"], "note": "changed"})
    told = client.post("/api/import", content=archived, headers=ZIP).json()
    assert told == {"added": 0, "already_here": 1, "kept_ours": 1, "stopped_trials": 0}
    assert client.get(ENTRY).json()["note"] == "changed"


@pytest.mark.parametrize("body", [b"", b"hello", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_archive_is_refused_in_one_sentence(
    client: TestClient, house: House, body: bytes
):
    fill(client)
    before = client.get("/api/export").content
    answer = client.post("/api/import", content=body, headers=ZIP)
    assert answer.status_code == 422
    assert answer.json()["error"] == "ArchiveRefusedError"
    assert client.get("/api/export").content == before
    assert leftovers(house) == []


def test_a_truncated_archive_is_refused(client: TestClient):
    fill(client)
    before = client.get("/api/export").content
    answer = client.post("/api/import", content=before[:-30], headers=ZIP)
    assert answer.status_code == 422
    assert client.get("/api/export").content == before


def test_an_archive_over_the_limit_is_refused_also_without_a_length(
    house: House,
    client_of: Callable[[ASGIApp], TestClient],
    monkeypatch: pytest.MonkeyPatch,
):
    limit = LargeBody(method="POST", path="/api/import", limit_bytes=1000)
    monkeypatch.setattr("quietmuscle.web.app.LARGE_BODIES", (limit,))
    client = client_of(make_app(house))

    def pieces() -> Iterator[bytes]:
        for _piece in range(20):
            yield b"x" * 100

    for body in (b"x" * 2000, pieces()):
        assert client.post("/api/import", content=body, headers=ZIP).status_code == 413
    assert not house.importing.locked()
    assert leftovers(house) == []


def test_a_second_import_waits_for_the_first(
    client: TestClient, house: House, monkeypatch: pytest.MonkeyPatch
):
    fill(client)
    archived = client.get("/api/export").content
    began, may_end = threading.Event(), threading.Event()
    real = archive.import_diary

    def slow(*arguments: object) -> object:
        began.set()
        may_end.wait(10)
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(archive, "import_diary", slow)
    answers: list[int] = []

    def first() -> None:
        answers.append(client.post("/api/import", content=archived, headers=ZIP).status_code)

    thread = threading.Thread(target=first)
    thread.start()
    assert began.wait(10)
    second = client.post("/api/import", content=archived, headers=ZIP)
    assert second.status_code == 409
    assert "Another import is under way" in second.json()["sentence"]
    may_end.set()
    thread.join(10)
    assert answers == [200]
    assert not house.importing.locked()


def test_a_full_disk_is_said_before_anything_is_sent(
    client: TestClient, house: House, monkeypatch: pytest.MonkeyPatch
):
    def full(*_arguments: object) -> None:
        raise DiskFullError(Message("The disk is full."))

    monkeypatch.setattr(archive, "export_diary", full)
    answer = client.get("/api/export")
    assert answer.status_code == 507
    assert answer.json() == {"error": "DiskFullError", "sentence": "The disk is full."}
    assert leftovers(house) == []


@pytest.mark.parametrize("body", [None, {}, {"everything": False}, {"everything": "yes"}])
def test_nothing_is_wiped_without_the_word(client: TestClient, body: object):
    fill(client)
    assert client.post("/api/wipe", json=body).status_code == 422
    assert client.get(ENTRY).status_code == 200


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))


def test_entries_come_as_a_table_however_many_there_are(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(data, "CHUNK_BYTES", 100)
    for number in range(1, 8):
        address = f"/api/episodes/00000000-0000-7000-8000-{number:012d}"
        client.put(address, json={"sites": ["calf.left"], "note": f"=1+{number}"})
    answer = client.get("/api/episodes.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    assert "quietmuscle-entries.csv" in answer.headers["content-disposition"]
    found = rows(answer.text)
    assert len(found) == 7
    assert {row["places"] for row in found} == {"calf.left"}
    assert not any(row["note"].startswith("=") for row in found)


def test_days_come_as_a_table(client: TestClient):
    client.put("/api/days/2026-11-20/none")
    client.put("/api/days/2026-11-22/items/sleep", json={"value": 3})
    found = rows(client.get("/api/days.csv").text)
    assert [(row["day"], row["status"], row["sleep"]) for row in found] == [
        ("2026-11-20", "none", ""),
        ("2026-11-21", "not_logged", ""),
        ("2026-11-22", "not_logged", "3"),
    ]


def test_an_empty_diary_has_tables_with_a_head_alone(client: TestClient):
    for name in ("episodes", "days", "sessions"):
        text = client.get(f"/api/{name}.csv").text
        assert text.lstrip("\ufeff").startswith("day,")
        assert rows(text) == []


def test_a_file_that_breaks_off_changes_nothing(app: ASGIApp, client: TestClient, house: House):
    fill(client)
    before = client.get("/api/export").content
    arriving = iter(
        [
            {"type": "http.request", "body": before[:500], "more_body": True},
            {"type": "http.disconnect"},
        ]
    )
    sent: list[MutableMapping[str, object]] = []

    async def receive() -> MutableMapping[str, object]:
        return next(arriving)

    async def send(message: MutableMapping[str, object]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": "/api/import",
        "raw_path": b"/api/import",
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", b"localhost"), (b"content-type", b"application/zip")],
        "client": ("127.0.0.1", 50_000),
        "server": ("127.0.0.1", 8765),
    }
    in_own_loop(lambda: app(scope, receive, send))
    assert sent[0]["status"] == 422
    assert b"The file did not arrive whole." in sent[1]["body"]  # type: ignore[operator]
    assert client.get("/api/export").content == before
    assert not house.importing.locked()
    assert leftovers(house) == []
