from __future__ import annotations

import warnings
from html import unescape

import pytest
from page_words import words_of_page

from quietmuscle.model.settings import Settings
from quietmuscle.web.home.trust import make_trust_page

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient


@pytest.fixture
def trust(open_house, home):
    """A device that has not yet learned to trust us."""
    app = make_trust_page(open_house, home)
    made = TestClient(
        app,
        base_url="http://quietmuscle.local:8767",
        client=("192.168.1.77", 50000),
        follow_redirects=False,
    )
    yield made
    made.close()


def test_it_has_the_steps_and_the_print(trust) -> None:
    html = unescape(trust.get("/").text)
    words = words_of_page(html)
    assert "0A 1B 2C" in words
    assert "Certificate Trust Settings" in words
    assert "search for CA certificate" in words
    assert "https://quietmuscle.local:8766" in words
    assert "We had no iPhone and no Android phone" in words
    assert html.count('href="/quietmuscle-home.crt"') == 2


def test_it_hands_out_the_certificate_as_phones_take_it(trust, home) -> None:
    answer = trust.get("/quietmuscle-home.crt")
    assert answer.headers["content-type"] == "application/x-x509-ca-cert"
    assert answer.content == home.presence.certificate.der


def test_it_is_dressed_by_our_own_files(trust, open_house) -> None:
    html = trust.get("/").text
    for name in ("app.css", "phone.css"):
        address = open_house.assets.address(name)
        assert address in html
        assert trust.get(address).text == open_house.assets.files[name].body.decode()
        assert trust.get(address).headers["content-type"].startswith("text/css")
    assert "<script" not in html


@pytest.mark.parametrize(
    "path",
    ["/pair", "/api", "/api/today", "/api/pair", "/phone", "/today", "/sw.js", "/welcome", "/x"],
)
def test_there_is_nothing_else(trust, path) -> None:
    for method in ("GET", "POST", "PUT", "DELETE"):
        answer = trust.request(method, path)
        assert answer.status_code == 404
        assert answer.text == "There is only the page about the certificate here.\n"


def test_nothing_can_be_sent_to_it(trust) -> None:
    assert trust.post("/").status_code == 405
    assert trust.put("/quietmuscle-home.crt").status_code == 405


def test_it_has_nothing_of_the_diary(trust, open_house) -> None:
    preferences = open_house.workspace.diary.preferences
    preferences.put_settings(Settings(zone="Asia/Tokyo", introduced=True))
    html = trust.get("/").text
    assert "Tokyo" not in html
    assert "data-day-start" not in html
    assert "nav" not in html


def test_it_answers_at_home_under_our_own_names(trust) -> None:
    assert trust.get("/", headers={"host": "bank.example"}).status_code == 421
    trust._transport.client = ("203.0.113.9", 50000)
    assert trust.get("/").status_code == 403


def test_who_came_by_an_address_is_sent_to_the_name(trust) -> None:
    words = words_of_page(trust.get("/", headers={"host": "192.168.1.20:8767"}).text)
    assert "https://quietmuscle.local:8766" in words


def test_its_answers_are_sealed_as_far_as_plain_ones_can_be(trust) -> None:
    headers = trust.get("/").headers
    assert "script-src 'self'" in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"
    assert "cross-origin-opener-policy" not in headers
