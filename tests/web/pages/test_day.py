from __future__ import annotations

from uuid import UUID

import pytest
from page_words import words_of_page

ENTRY = {"sites": ["neck.middle"], "day": "2026-11-20"}


def pressed(html):
    return html.count('aria-pressed="true"')


def test_each_question_offers_its_answers_in_words_and_none_is_chosen(client):
    html = client.get("/day").text
    assert html.count("<fieldset") == 9
    assert pressed(html) == 0
    words = words_of_page(html)
    assert "Monday 23 November (today)" in words
    assert "Sleep last night Very bad Bad So-so Good Very good" in words
    assert "about 1500 ml" in words


def test_what_was_told_is_shown_and_the_days_beside_are_linked(client):
    client.put("/api/days/2026-11-20/items/heat", json={"value": 5})
    html = client.get("/day/2026-11-20").text
    assert pressed(html) == 1
    assert 'data-value="5" aria-pressed="true">Too hot<' in html
    assert 'href="/day/2026-11-19"' in html
    assert 'href="/day/2026-11-21"' in html
    assert 'id="after" href="" hidden' in client.get("/day").text


def test_an_absence_is_shown_and_entries_stand_in_its_place(client):
    client.put("/api/days/2026-11-20/none")
    assert 'id="none" aria-pressed="true"' in client.get("/day/2026-11-20").text
    client.put(f"/api/episodes/{UUID(int=5)}", json=ENTRY)
    html = client.get("/day/2026-11-20").text
    assert 'id="none" aria-pressed="false" hidden' in html
    assert "1 entry on this day. See them" in words_of_page(html)


def test_in_calm_mode_entries_are_not_counted(client):
    client.put("/api/settings", json={"calm_mode": True})
    client.put(f"/api/episodes/{UUID(int=5)}", json=ENTRY)
    words = words_of_page(client.get("/day/2026-11-20").text)
    assert "You logged some on this day." in words
    assert "1 entry" not in words


def test_drinks_are_in_the_persons_units(client):
    client.put("/api/settings", json={"units": "us"})
    assert "about 51 fl oz" in words_of_page(client.get("/day").text)


def test_the_questions_are_those_that_were_chosen_and_those_that_were_answered(client):
    client.put("/api/days/2026-11-20/items/heat", json={"value": 5})
    client.put("/api/settings", json={"day_items": ["sleep"]})
    assert client.get("/day/2026-11-20").text.count("data-item=") == 2
    assert client.get("/day").text.count("data-item=") == 1
    client.put("/api/settings", json={"day_items": []})
    assert "You chose no questions for the day." in words_of_page(client.get("/day").text)


def test_a_day_to_come_leads_to_today(client):
    answer = client.get("/day/2026-11-24")
    assert (answer.status_code, answer.headers["location"]) == (303, "/day")


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "1890-01-01"])
def test_what_is_no_day_is_refused_with_a_sentence(client, day):
    answer = client.get(f"/day/{day}")
    assert answer.status_code == 422
    assert "date" in words_of_page(answer.text)


def test_the_shell_has_the_questions_and_no_answers(client):
    before = client.get("/offline/day").text
    client.put("/api/days/2026-11-23/items/heat", json={"value": 5})
    client.put("/api/days/2026-11-23/none")
    assert client.get("/offline/day").text == before
    assert before.count("data-item=") == 8
    assert pressed(before) == 0
    client.put("/api/settings", json={"day_items": ["sleep"]})
    assert client.get("/offline/day").text.count("data-item=") == 1
