"""What helps: sessions, what suits, what is not offered and why, how sessions went."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from quietmuscle.knowledge.facts import fact
from quietmuscle.model.health import HealthItem

if TYPE_CHECKING:
    from starlette.testclient import TestClient

ALL_NO = {item.value: "no" for item in HealthItem}
USE = {
    "session": "settle",
    "began_at_utc": "2026-11-23T08:00:00Z",
    "ended": "finished",
    "steps_done": ["breathe"],
    "lasted_s": 720,
    "bother_before_0_10": 6,
    "bother_after_0_10": 4,
}


def test_it_stands_between_today_and_care(client: TestClient) -> None:
    html = client.get("/helps").text
    places = [html.index(f'<a href="{each}"') for each in ("/", "/helps", "/care", "/more")]
    assert places == sorted(places)
    assert '<a href="/helps" aria-current="page">' in html


def test_before_anything_is_told_what_could_harm_is_asked_first(client: TestClient) -> None:
    html = client.get("/helps").text
    assert "Only once we know more about you" in html
    assert 'href="/health"' in html
    assert "Which medicines do you take?" in html
    assert "never start potassium by yourself" in html


def test_what_does_not_suit_says_why(client: TestClient) -> None:
    client.put("/api/health", json={**ALL_NO, "heat_sensitive": "yes"})
    medicine = {"day": "2026-11-01", "name": "Desmopressin", "action": "started"}
    client.put(f"/api/medicines/{UUID(int=1)}", json=medicine)
    html = client.get("/helps").text
    refused = html.partition("<h3>Not offered</h3>")[2]
    assert "A warm compress" in refused
    assert f"Not offered because: {fact('warm_heat').text}" in refused
    assert fact("fluids_desmopressin").text in refused
    assert "/learn/what-helps/slow_breathing" in html


def test_each_strategy_is_named_once(client: TestClient) -> None:
    html = client.get("/helps").text
    for name in ("fluids", "caffeine", "sleep", "magnesium"):
        assert html.count(f'href="/learn/what-helps/{name}"') == 1


def test_uses_are_shown_with_a_picture_a_table_and_honest_words(client: TestClient) -> None:
    client.put(f"/api/session-uses/{UUID(int=2)}", json=USE)
    other = {**USE, "session": "of_a_newer_one", "ended": "unfinished", "bother_after_0_10": None}
    client.put(f"/api/session-uses/{UUID(int=3)}", json={**other, "lasted_s": None})
    html = client.get("/helps/uses").text
    assert "does not tell whether the session helped" in html
    assert "M130 12H90" in html
    assert html.count('class="after"') == 1
    assert "Session of_a_newer_one" in html
    assert "Broken off" in html
    assert "<td>6</td><td>4</td><td>1</td><td>12</td><td>Gone through to the end</td>" in html
    assert 'href="/helps/uses"' in client.get("/helps").text


def test_an_empty_list_says_what_will_be_there(client: TestClient) -> None:
    html = client.get("/helps/uses").text
    assert "Here you will see each session" in html
    assert 'href="/session/settle"' in html
    assert 'href="/helps/uses"' not in client.get("/helps").text


def test_out_of_reach_the_sessions_are_there_and_nothing_of_the_diary(client: TestClient) -> None:
    client.put("/api/health", json={"pump": "yes"})
    html = client.get("/offline/helps").text
    assert 'href="/session/settle"' in html
    assert "pump" not in html
