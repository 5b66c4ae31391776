from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from starlette.testclient import TestClient

NOBODY = {
    "name": "",
    "born_on": None,
    "ms_type": None,
    "diagnosed_year": None,
    "main_problem": "",
    "questions": [],
}


def test_nothing_is_told_at_first(client: TestClient):
    assert client.get("/api/person").json() == NOBODY


def test_what_is_told_is_kept_in_any_script(client: TestClient):
    told = {
        "name": "أمل <b>Amal</b>",
        "born_on": "1980-02-29",
        "ms_type": "relapsing_remitting",
        "diagnosed_year": 2015,
        "main_problem": "Twitching calves at night",
        "questions": ["Is it a spasm?", "Do I need blood tests?"],
    }
    answer = client.put("/api/person", json=told)
    assert (answer.status_code, answer.json()) == (200, told)
    assert client.get("/api/person").json() == told
    assert client.put("/api/person", json={}).json() == NOBODY


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "x" * 201),
        ("name", "bell\u0007"),
        ("born_on", "1800-01-01"),
        ("born_on", 0),
        ("diagnosed_year", 1850),
        ("questions", ["?"] * 4),
        ("ms_type", "severe"),
    ],
)
def test_absurd_values_are_refused(client: TestClient, field: str, value: object):
    assert client.put("/api/person", json={field: value}).status_code == 422
    assert client.get("/api/person").json() == NOBODY
