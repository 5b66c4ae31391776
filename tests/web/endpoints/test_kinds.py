from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from starlette.testclient import TestClient


def test_the_questions(client: TestClient) -> None:
    questions = client.get("/api/kinds/questions").json()["questions"]
    assert len(questions) == 14
    assert questions[0]["id"] == "warning"
    assert questions[0]["answers"][0]["leads_to_care"]


def test_answers_are_weighed(client: TestClient) -> None:
    safe = {"warning": ["none"], "illness": ["none"], "medicines": ["none"]}
    told = client.post("/api/kinds", json={"answers": {**safe, "urge": ["yes"]}}).json()
    assert told["outcome"] == "cannot_tell"
    legs = next(each for each in told["findings"] if each["lookalike"] == "restless_legs")
    assert legs["fit"] == "partly"
    assert legs["speaks_for"] == [{"question": "urge", "answers": ["yes"], "fact": "legs_urge"}]


def test_a_warning_comes_first(client: TestClient) -> None:
    told = client.post("/api/kinds", json={"answers": {"warning": ["breathing"]}}).json()
    assert told["outcome"] == "care"
    assert told["care"] == [{"question": "warning", "answers": ["breathing"]}]


@pytest.mark.parametrize(
    "body", [{}, {"answers": {"a": []}}, {"answers": {"a": ["b"]}}, {"answers": [], "x": 1}]
)
def test_what_makes_no_sense_is_refused(client: TestClient, body: dict[str, object]) -> None:
    answer = client.post("/api/kinds", json=body)
    assert answer.status_code in {400, 422}
    assert answer.json()["sentence"]
