"""The player's page: all sessions in it, nothing of the diary where it is kept for offline."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from quietmuscle.knowledge.facts import fact
from quietmuscle.knowledge.sessions import Drawing
from quietmuscle.knowledge.sessions import sessions
from quietmuscle.knowledge.sessions import steps
from quietmuscle.web.page import TEMPLATES_FOLDER

if TYPE_CHECKING:
    from starlette.testclient import TestClient


def table_of(html: str):
    found = re.search(r'<script type="application/json" id="table">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


@pytest.mark.parametrize("session_id", [each.id for each in sessions()])
def test_each_session_has_its_page(client: TestClient, session_id: str) -> None:
    answer = client.get(f"/session/{session_id}")
    assert answer.status_code == 200
    table = table_of(answer.text)
    assert set(table["sessions"]) == {each.id for each in sessions()}
    assert set(table["steps"]) == {each.id for each in steps()}
    assert table["sessions"][session_id]["steps"][-1] == "close"
    assert answer.text.count("<h1") == 1


def test_a_session_that_we_do_not_know_is_not_found(client: TestClient) -> None:
    assert client.get("/session/handstand").status_code == 404


def test_what_forbids_warmth_is_in_the_table(client: TestClient) -> None:
    limits = table_of(client.get("/session/settle").text)["limits"]
    items = {each["item"] for each in limits["warm_compress"]}
    assert items == {"numb_skin", "heat_sensitive", "pump", "fever", "fragile_skin"}
    assert all(each["words"] for each in limits["warm_compress"])
    assert [each["item"] for each in limits["slow_breathing"]] == ["co2_retention"]


def test_what_asks_for_care_is_said_and_what_forbids_is_not_said_again(client: TestClient) -> None:
    table = table_of(client.get("/session/settle").text)
    assert fact("breathing_spells").text in table["care"]["slow_breathing"]
    assert fact("massage_numb").text in table["care"]["massage"]
    assert fact("warm_pump").text not in table["care"]["warm_compress"]


def test_what_was_told_is_there_to_be_confirmed_and_never_kept_for_offline(
    client: TestClient,
) -> None:
    client.put("/api/health", json={"pump": "yes", "numb_skin": "dont_know"})
    told = table_of(client.get("/session/settle").text)["health"]
    assert told == {"pump": "yes", "numb_skin": "dont_know"}
    assert table_of(client.get("/offline/session").text)["health"] == {}


def test_each_drawing_is_there_and_says_what_it_shows(client: TestClient) -> None:
    html = client.get("/session/settle").text
    labels = re.findall(r'<svg class="drawing"[^>]*role="img" aria-label="([^"]+)"', html)
    assert len(labels) == len(Drawing)
    assert len(set(labels)) == len(labels)
    files = {path.stem for path in (TEMPLATES_FOLDER / "drawings").glob("*.html")}
    assert files == {each.value for each in Drawing}
    assert "style=" not in html


def test_the_safety_questions_lead_to_the_care_check(client: TestClient) -> None:
    html = client.get("/offline/session").text
    assert html.count('href="/care/check"') == 2
    assert "Stop if one of these is so" in html
