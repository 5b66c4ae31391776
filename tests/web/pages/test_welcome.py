from __future__ import annotations

from html import unescape

import pytest

from quietmuscle.knowledge.facts import fact


def test_the_first_screen_says_what_it_is_for_and_what_it_is_not(client):
    html = unescape(client.get("/welcome").text)
    assert fact("intended_use").text in html
    assert fact("not_an_emergency_service").text in html
    assert 'href="/care"' in html
    assert 'href="/welcome/data"' in html


def test_the_second_says_where_the_data_live_and_leads_to_the_third(client):
    html = client.get("/welcome/data").text
    assert "is sent nowhere" in html
    assert 'href="/welcome/wishes"' in html


def test_the_third_asks_two_things_that_may_be_left(client):
    client.put("/api/settings", json={"country": "GB", "calm_mode": True})
    html = client.get("/welcome/wishes").text
    assert '<option value="">Rather not say</option>' in html
    assert '<option value="GB" selected>' in html
    assert 'id="calm" checked' in html


@pytest.mark.parametrize("path", ["/welcome", "/welcome/data", "/welcome/wishes"])
def test_each_can_be_skipped_and_says_how_many_there_are(client, path):
    html = client.get(path).text
    assert 'id="finish"' in html
    assert "of 3" in html


def test_the_first_offers_languages_and_knows_what_the_browser_asks_for(client):
    html = client.get("/welcome", headers={"accept-language": "de-AT,en;q=0.5"}).text
    assert '<option value="de" lang="de">Deutsch</option>' in html
    assert '<option value="en" lang="en" selected>English</option>' in html
    assert 'data-asked-for="de"' in html
    assert "data-asked-for" not in client.get("/welcome", headers={"accept-language": "ja"}).text
    client.put("/api/settings", json={"introduced": True})
    later = client.get("/welcome", headers={"accept-language": "de"}).text
    assert "data-asked-for" not in later
