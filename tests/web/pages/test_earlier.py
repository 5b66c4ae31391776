from __future__ import annotations

import re

from page_words import words_of_page


def test_a_week_of_days_each_leads_to_the_places_with_its_date(client):
    html = client.get("/earlier").text
    days = re.findall(r'data-ago="(\d)" href="/twitch\?day=([\d-]+)"', html)
    assert days[0] == ("0", "2026-11-23")
    assert days[-1] == ("6", "2026-11-17")
    assert len(days) == 7
    words = words_of_page(html)
    assert "Earlier today Monday 23 November Yesterday Sunday 22 November Saturday 21" in words


def test_the_shell_names_no_date_so_that_it_stays_true(client):
    html = client.get("/offline/earlier").text
    assert html.count('href="/twitch"') == 7
    assert "2026" not in html
    assert "November" not in html
