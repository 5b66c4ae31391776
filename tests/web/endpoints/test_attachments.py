from __future__ import annotations

from datetime import UTC
from datetime import datetime
from uuid import UUID

import pytest
from own_loop import in_own_loop

from quietmuscle.web import app as app_module
from quietmuscle.web.app import make_app
from quietmuscle.web.endpoints import attachments
from quietmuscle.web.guard import LargeBody

ID, OTHER, ENTRY = (str(UUID(int=number)) for number in (1, 2, 3))
JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40
MP4 = b"\x00\x00\x00\x18ftypmp42" + b"v" * 5000


@pytest.fixture
def entry(client):
    client.put(f"/api/episodes/{ENTRY}", json={"sites": ["neck.middle"]})


def test_a_photo_is_kept_tied_to_its_entry_and_comes_out_as_it_went_in(client, entry):
    answer = client.put(
        f"/api/attachments/{ID}?episode={ENTRY}",
        content=JPEG,
        headers={"Change-Id": OTHER, "Content-Type": "text/html"},
    )
    assert answer.status_code == 200
    assert answer.headers["change-id"] == OTHER
    assert (answer.json()["media_type"], answer.json()["size_bytes"]) == ("image/jpeg", len(JPEG))
    assert client.get(f"/api/episodes/{ENTRY}").json()["attachments"] == [ID]
    sent = client.get(f"/api/attachments/{ID}")
    assert sent.content == JPEG
    assert sent.headers["content-type"] == "image/jpeg"
    assert sent.headers["x-content-type-options"] == "nosniff"
    assert sent.headers["content-disposition"] == f'inline; filename="quiet-muscle-{ID}.jpg"'
    assert sent.headers["cache-control"] == "no-store"
    assert "content-encoding" not in sent.headers


def test_the_same_photo_sent_again_is_kept_once(client, entry):
    for _ in range(2):
        path = f"/api/attachments/{ID}?episode={ENTRY}"
        assert client.put(path, content=JPEG, headers={"Change-Id": OTHER}).status_code == 200
    assert client.get(f"/api/episodes/{ENTRY}").json()["attachments"] == [ID]
    assert len(client.get(f"/api/episodes/{ENTRY}/revisions").json()) == 2
    assert client.put(f"/api/attachments/{ID}", content=MP4).status_code == 409


def test_parts_of_a_video_can_be_asked_for(client):
    client.put(f"/api/attachments/{ID}", content=MP4)
    part = client.get(f"/api/attachments/{ID}", headers={"Range": "bytes=4-11"})
    assert (part.status_code, part.content) == (206, b"ftypmp42")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html><script>alert(1)</script>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7",
    ],
)
def test_anything_but_a_photo_or_video_is_refused_whatever_it_calls_itself(
    client, content, location
):
    answer = client.put(
        f"/api/attachments/{ID}", content=content, headers={"Content-Type": "image/jpeg"}
    )
    assert answer.status_code == 422
    assert "This is not a photo or video" in answer.json()["sentence"]
    assert client.get(f"/api/attachments/{ID}").status_code == 404
    assert not list(location.attachments_folder.glob("*"))


def test_a_body_that_comes_in_small_pieces_is_put_together(client):
    pieces = (JPEG[place : place + 7] for place in range(0, len(JPEG), 7))
    assert client.put(f"/api/attachments/{ID}", content=pieces).status_code == 200
    assert client.get(f"/api/attachments/{ID}").content == JPEG


@pytest.mark.parametrize("declared", [True, False])
def test_too_large_a_file_is_refused_and_nothing_of_it_stays(
    house, client_of, monkeypatch, location, declared
):
    monkeypatch.setattr(attachments, "ATTACHMENT_LIMIT_BYTES", 1000)
    small = LargeBody(method="PUT", path="/api/attachments/", limit_bytes=1000)
    monkeypatch.setattr(app_module, "LARGE_BODIES", (small,))
    with client_of(make_app(house)) as client:
        content = JPEG if declared else iter([JPEG[:500], JPEG[500:]])
        answer = client.put(f"/api/attachments/{ID}", content=content)
        assert answer.status_code == 413
        assert answer.json()["sentence"] == "This is larger than what fits here."
        assert client.get(f"/api/attachments/{ID}").status_code == 404
    assert not list(location.attachments_folder.glob("*"))


def test_a_file_for_an_entry_that_is_gone_is_refused(client):
    answer = client.put(f"/api/attachments/{ID}?episode={ENTRY}", content=JPEG)
    assert answer.status_code == 404


def test_a_kind_that_an_import_brought_and_we_do_not_know_is_never_shown(client, diary):
    diary.attachments.put(
        UUID(ID),
        "text/html",
        [b"<script>alert(1)</script>"],
        added_at_utc=datetime(2026, 11, 20, tzinfo=UTC),
        limit_bytes=1000,
    )
    sent = client.get(f"/api/attachments/{ID}")
    assert sent.headers["content-type"] == "application/octet-stream"
    assert sent.headers["content-disposition"].startswith("attachment;")


def test_a_file_that_stops_half_way_is_not_kept(app, client, location):
    """The device goes away in the middle of sending."""
    messages = iter(
        [
            {"type": "http.request", "body": JPEG[:500], "more_body": True},
            {"type": "http.disconnect"},
        ]
    )
    sent = []

    async def receive():
        return next(messages)

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http",
        "method": "PUT",
        "path": f"/api/attachments/{ID}",
        "raw_path": b"",
        "query_string": b"",
        "headers": [(b"host", b"localhost")],
        "http_version": "1.1",
        "scheme": "http",
        "server": ("localhost", 80),
        "client": ("127.0.0.1", 1),
        "root_path": "",
    }
    in_own_loop(lambda: app(scope, receive, send))
    assert sent[0]["status"] == 409
    assert client.get(f"/api/attachments/{ID}").status_code == 404
    assert not list(location.attachments_folder.glob("*"))
