from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quietmuscle.web.guard import POLICY
from quietmuscle.web.guard import SMALL_BODY_BYTES

if TYPE_CHECKING:
    from starlette.testclient import TestClient

ENTRY = "/api/episodes/01a20756-4118-7e15-9a66-c1fc8a4c921f"


@pytest.mark.parametrize(
    "host",
    ["localhost", "localhost:8765", "127.0.0.1:9", "[::1]:8765", "LOCALHOST", "localhost."],
)
def test_it_answers_to_this_computers_own_names(client: TestClient, host: str):
    assert client.get("/api/status", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.nip.io",
        "[::1",
        "192.168.1.2:8765",
        "user@evil.example",
    ],
)
def test_it_answers_to_no_other_name(client: TestClient, host: str):
    for path in ("/", "/api/status", "/api/episodes", "/static/x/app.js"):
        answer = client.get(path, headers={"host": host})
        assert answer.status_code == 421
        assert "its own address" in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:1"},
        {"origin": "http://localhost:8765.evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://localhost:8765", "sec-fetch-site": "cross-site"},
    ],
)
@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_a_write_from_another_site_is_not_carried_out(
    client: TestClient, method: str, headers: dict[str, str]
):
    answer = client.request(method, ENTRY, json={"sites": ["calf.left"]}, headers=headers)
    assert answer.status_code == 403
    assert answer.json()["error"] == "OtherSiteError"
    assert client.get("/api/episodes").json()["episodes"] == []


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "http://localhost:8765", "sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
    ],
)
def test_a_write_of_our_own_pages_or_of_a_program_is_carried_out(
    client: TestClient, headers: dict[str, str]
):
    answer = client.put(ENTRY, json={"sites": ["calf.left"]}, headers=headers)
    assert answer.status_code in {200, 201}


def test_a_body_over_the_limit_is_refused_by_its_declared_length(client: TestClient):
    answer = client.put(ENTRY, content=b"x" * (SMALL_BODY_BYTES + 1))
    assert answer.status_code == 413
    assert answer.json()["error"] == "BodyTooLargeError"


def test_a_body_over_the_limit_is_refused_without_a_declared_length(client: TestClient):
    def pieces():
        for _piece in range(SMALL_BODY_BYTES // 1024 + 2):
            yield b" " * 1024

    answer = client.put(ENTRY, content=pieces(), headers={"content-type": "application/json"})
    assert answer.status_code == 413
    assert answer.json()["error"] == "BodyTooLargeError"


def test_a_length_that_is_no_number_is_refused(client: TestClient):
    answer = client.put(ENTRY, content=b"{}", headers={"content-length": "-1"})
    assert answer.status_code == 400


def test_every_answer_is_sealed(client: TestClient):
    for path in ("/care", "/api/status", "/no-such-page", "/api/nothing"):
        headers = client.get(path).headers
        assert headers["content-security-policy"] == "; ".join(POLICY)
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["cache-control"] == "no-store"


def test_the_policy_lets_nothing_run_that_is_not_a_file_of_ours():
    rules = dict(rule.split(" ", 1) for rule in POLICY)
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == rules["connect-src"] == "'self'"
    assert not any("unsafe" in rule or "http" in rule or "*" in rule for rule in POLICY)
