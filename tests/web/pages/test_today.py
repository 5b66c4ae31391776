from __future__ import annotations

from datetime import UTC
from datetime import datetime
from uuid import UUID

import pytest
from page_words import words_of_page

ID = UUID(int=5)


@pytest.fixture
def introduced(client):
    client.put("/api/settings", json={"introduced": True})
    return client


def put(client, sites=("calf.left",), at="2026-11-23T08:03:00Z", **more):
    client.put(f"/api/episodes/{ID}", json={"sites": list(sites), "instant_utc": at, **more})


def test_who_is_new_is_led_to_the_first_screens_once(client):
    answer = client.get("/")
    assert (answer.status_code, answer.headers["location"]) == (303, "/welcome")
    client.put("/api/settings", json={"introduced": True})
    assert client.get("/").status_code == 200


def test_an_empty_page_offers_the_one_next_step(introduced):
    html = introduced.get("/").text
    words = words_of_page(html)
    assert "Monday 23 November Twitching now None today" in words
    assert "Your twitches will be listed here" in words
    assert 'id="same"' not in html
    assert "8 short questions" in words


def test_what_was_answered_of_the_day_is_counted(introduced):
    introduced.put("/api/days/2026-11-22/items/sleep", json={"value": 3})
    assert "8 short questions" in words_of_page(introduced.get("/").text)
    introduced.put("/api/days/2026-11-23/items/sleep", json={"value": 3})
    assert "One answered" in words_of_page(introduced.get("/").text)
    introduced.put("/api/days/2026-11-23/items/heat", json={"value": 3})
    words = words_of_page(introduced.get("/").text)
    assert "2 answered" in words
    assert "short questions" not in words


def test_the_last_entries_are_shown_with_their_places_in_words(introduced):
    put(introduced, ("calf.left", "thumb.right"), kind="flicker", count=3)
    words = words_of_page(introduced.get("/").text)
    assert "Left calf, right thumb 08:03, today Flicker × 3" in words
    assert "Same as last time left calf, right thumb" in words


def test_none_today_is_offered_only_where_it_can_be_true(introduced):
    html = introduced.get("/").text
    assert '<button type="button" id="none">' in html
    introduced.put("/api/days/2026-11-23/none")
    html = introduced.get("/").text
    assert '<button type="button" id="none" hidden>' in html
    assert '<div id="none-told" class="told" tabindex="-1">' in html
    put(introduced)
    html = introduced.get("/").text
    assert '<button type="button" id="none" hidden>' in html
    assert '<div id="none-told" class="told" tabindex="-1" hidden>' in html


@pytest.mark.parametrize("now_utc", [datetime(2026, 11, 24, 1, 30, tzinfo=UTC)])
def test_after_midnight_and_before_the_days_start_it_is_still_the_day_before(introduced, now_utc):
    words = words_of_page(introduced.get("/").text)
    assert "Still Monday 23 November. Your new day starts at 04:00." in words
    introduced.cookies.set("zone", "Asia/Tokyo")
    assert "Tuesday 24 November" in words_of_page(introduced.get("/").text)
    assert "Still" not in words_of_page(introduced.get("/").text)


def test_without_questions_for_the_day_none_are_offered(introduced):
    introduced.put("/api/settings", json={"introduced": True, "day_items": []})
    assert "How was the day?" not in words_of_page(introduced.get("/").text)


def test_the_shell_holds_nothing_of_the_diary(introduced):
    before = introduced.get("/offline/today").text
    put(introduced, note="zebra")
    introduced.put("/api/days/2026-11-23/none")
    assert introduced.get("/offline/today").text == before
    assert "data-day=" not in before
    assert "calf" not in before
