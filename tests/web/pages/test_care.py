from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from quietmuscle.knowledge.facts import FactStatus
from quietmuscle.knowledge.facts import all_facts
from quietmuscle.knowledge.facts import facts
from quietmuscle.knowledge.sources import sources

if TYPE_CHECKING:
    from starlette.testclient import TestClient

AUTHORITY = {each.title: each.authority for each in sources()}


def live_in(client: TestClient, country: str | None) -> None:
    settings = client.get("/api/settings").json()
    client.put("/api/settings", json={**settings, "country": country})


def test_every_sign_of_an_emergency_is_listed_with_where_it_comes_from(client: TestClient):
    html = unescape(client.get("/care").text)
    signs = [
        fact
        for topic in ("emergency", "emergency_medicines", "emergency_situations")
        for fact in facts(topic)
    ]
    assert len(signs) >= 20
    assert {rule for fact in signs for rule in fact.rules} >= {f"E{n:02d}" for n in range(1, 21)}
    for fact in (*signs, *facts("safety_net")):
        assert fact.text in html
    assert html.count('class="origin"') == len(
        [*signs, *facts("safety_net"), *facts("visit_questions")]
    )


@pytest.mark.parametrize(
    ("country", "number"), [("GB", "999"), ("US", "911"), ("DE", "112"), ("AU", "000")]
)
def test_the_countrys_own_number_can_be_called(client: TestClient, country: str, number: str):
    live_in(client, country)
    html = client.get("/care").text
    assert f'href="tel:{number}">Call {number}</a>' in html


def test_no_number_is_guessed_where_the_country_is_not_told(client: TestClient):
    html = client.get("/care").text
    assert "tel:" not in html
    assert "Call your local emergency number" in html
    assert 'href="/settings#country"' in html
    live_in(client, "ZZ")
    assert "Call your local emergency number" in client.get("/care").text


def test_the_number_stands_before_the_list(client: TestClient):
    live_in(client, "GB")
    html = client.get("/care").text
    assert html.index("tel:999") < html.index('class="signs"')


def test_what_is_only_recalled_is_said_to_be_and_carries_no_link(client: TestClient):
    html = unescape(client.get("/care").text)
    recalled = [
        fact
        for fact in all_facts()
        if fact.status is FactStatus.RECALLED and not any(s.addresses for s in fact.sources)
    ]
    assert recalled
    assert "From memory of what medicine knows; we still have to read it again." in html
    for fact in recalled:
        for source in fact.sources:
            assert source.title not in html


def test_nothing_of_the_diary_is_on_the_page(client: TestClient):
    client.put(
        "/api/episodes/00000000-0000-7000-8000-000000000001",
        json={"sites": ["calf.left"], "note": "my secret"},
    )
    client.put("/api/person", json={"name": "Ada Secret"})
    html = client.get("/care").text
    assert "secret" not in html.lower()
    assert "calf" not in html


def test_red_is_for_the_emergency_card_alone(client: TestClient):
    html = client.get("/care").text
    assert len(re.findall('class="urgent"', html)) == 1
    for address in ("/about", "/history", "/medicines", "/settings"):
        assert "urgent" not in client.get(address).text


def test_a_guideline_stands_first_and_its_title_leads_to_the_original(
    client: TestClient,
) -> None:
    html = client.get("/care").text
    copy = "https://nursing-notebook.com/en-gb/simplepage.cfm?ID=x20190519193725527126"
    original = "https://www.nice.org.uk/guidance/ng127/chapter/"
    assert re.search(f'<a href="{original}[^"]+" rel="noreferrer external">NICE guideline', html)
    assert f'(<a href="{copy}&amp;linkID=79765" rel="noreferrer external">the copy that' in html
    for origin in re.findall(r'<span class="origin">(.*?)</span>', html, re.DOTALL):
        cited = re.findall(r"<cite>(.*?)</cite>", origin, re.DOTALL)
        named = [re.sub("<[^>]+>", "", each).strip() for each in cited]
        marked = [AUTHORITY[unescape(each)] for each in named]
        assert marked == sorted(marked, reverse=True), named
