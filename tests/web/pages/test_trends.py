from __future__ import annotations

import re
from datetime import date
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from page_words import words_of_page

if TYPE_CHECKING:
    from starlette.testclient import TestClient

TODAY = date(2026, 11, 23)


def tell(client: TestClient, number: int, days_back: int, **told: object) -> None:
    day = TODAY - timedelta(days=days_back)
    body = {"sites": ["calf.left"], "instant_utc": f"{day}T08:00:00Z", **told}
    address = f"/api/episodes/00000000-0000-7000-8000-{number:012d}"
    assert client.put(address, json=body).status_code == 200


def fill(client: TestClient, days: int = 21) -> None:
    for back in range(days):
        tell(client, back + 1, back, count=5 + back % 4)


def seen(client: TestClient, address: str = "/trends") -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return words_of_page(answer.text)


def stay_calm(client: TestClient) -> None:
    settings = client.get("/api/settings").json()
    client.put("/api/settings", json={**settings, "calm_mode": True})


def test_a_new_diary_is_told_what_will_be_here(client: TestClient):
    html = client.get("/trends").text
    assert "After about two weeks of entries" in html
    assert 'href="/twitch"' in html
    assert "<svg" not in html.partition("<main")[2].partition("</main>")[0]


def test_a_few_days_are_shown_without_a_course(client: TestClient):
    fill(client, 5)
    html = client.get("/trends").text
    assert "The smooth course will be here after about two weeks" in html
    assert 'class="chart-line"' not in html
    assert 'class="chart-dot"' in html
    assert "Smooth course" not in html


def test_a_sentence_stands_first_and_every_picture_has_its_table(client: TestClient):
    fill(client)
    html = client.get("/trends").text
    words = words_of_page(html)
    assert words.startswith("Trends About ")
    assert "about the same as in the 4 weeks before" in words
    assert 'class="chart-line"' in html
    assert html.count("The same as a table") == 3
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert "<h2" in html


def test_no_script_and_no_style_stands_in_the_page(client: TestClient):
    fill(client, 20)
    html = client.get("/trends?item=sleep").text
    main = html.partition("<main")[2].partition("</main>")[0]
    assert not re.search(r"<[^>]+ style=", main)
    assert not re.search(r"<style|<script", main)


def test_the_table_tells_counts_course_and_answers_day_by_day(client: TestClient):
    fill(client, 20)
    client.put("/api/days/2026-11-23/items/fluids", json={"value": 1500})
    words = seen(client, "/trends?item=fluids")
    assert "Day Twitches Smooth course Drinks in all" in words
    row = re.search(r"23 Nov 2026 5 – about 1500 ml 22 Nov 2026 6 (\S+) \((\S+) to (\S+)\)", words)
    assert row is not None
    middle, low, high = map(float, row.groups())
    assert low < middle < high
    assert "13 Oct 2026 not logged – –" in seen(client, "/trends?item=fluids&rows=2")


def test_a_long_table_has_pages_that_end(client: TestClient):
    tell(client, 1, 79)
    first = client.get("/trends?range=all").text
    assert "Page 1 of 2" in first
    assert 'href="/trends?range=all&amp;rows=2#table"' in first
    assert '<details id="table">' in first
    last = client.get("/trends?range=all&rows=99").text
    assert "Page 2 of 2" in last
    assert '<details id="table" open>' in last
    assert "Older days" not in last


@pytest.mark.parametrize(
    ("code", "days"), [("6w", 42), ("3m", 91), ("1y", 365), ("all", 400), ("9w", 42)]
)
def test_a_range_can_be_chosen(client: TestClient, code: str, days: int):
    tell(client, 1, 399)
    tell(client, 2, 0)
    html = client.get(f"/trends?range={code}").text
    assert f"of {days} days logged." in html
    assert html.count('aria-current="true"') == 1


def test_changes_of_medicines_are_marked_and_named_without_a_claim(client: TestClient):
    fill(client, 20)
    body = {"name": "<b>Baclofen</b>", "action": "dose_changed", "day": "2026-11-10", "dose": "5"}
    client.put("/api/medicines/00000000-0000-7000-8000-000000000009", json=body)
    html = client.get("/trends").text
    assert 'class="chart-marker"' in html
    words = words_of_page(html)
    assert "<b>Baclofen</b>: Dose changed, 5 (10 November 2026)" in words
    assert "does not mean that one is the reason for the other" in words
    assert "<b>Baclofen" not in html


def test_an_item_that_was_never_told_says_so(client: TestClient):
    fill(client, 5)
    assert "Nothing was told about that in this time." in seen(client, "/trends?item=heat")
    assert "Nothing was told about that" not in seen(client, "/trends?item=")


def test_entries_without_a_time_make_no_hours(client: TestClient):
    tell(client, 1, 1, instant_utc=None, day="2026-11-22")
    words = seen(client)
    assert "When in the week" not in words
    assert "Where" in words


def test_an_empty_stretch_of_an_old_diary_is_no_reproach(client: TestClient):
    tell(client, 1, 200)
    words = seen(client)
    assert "Nothing was logged in this time, and that is fine." in words
    assert "After about two weeks" not in words


def test_calm_mode_shows_the_week_and_a_way_to_look_anyway(client: TestClient):
    fill(client)
    stay_calm(client)
    html = client.get("/trends").text
    words = words_of_page(html)
    assert "The week from 16 November 2026 to 22 November 2026: you logged 7 of 7 days." in words
    assert "Twitches on a middle day: " in words
    assert "The next summary will be here on Monday 30 November." in words
    assert "chart-dot" not in html
    assert "/trends?look=1" in html
    looked = client.get("/trends?look=1").text
    assert "chart-dot" in looked
    assert "look=1" in looked.partition('class="ranges"')[2]


def test_calm_mode_of_a_new_diary_waits_for_a_week(client: TestClient):
    stay_calm(client)
    html = client.get("/trends").text
    assert "Your first summary will be here when a whole week has passed." in html
    assert "<svg" not in html.partition("<main")[2].partition("</main>")[0]
