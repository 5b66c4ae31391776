from __future__ import annotations

from page_words import words_of_page


def test_the_page_is_the_same_for_everybody_and_holds_nothing_of_the_diary(client):
    before = client.get("/waiting").text
    told = {"sites": ["calf.left"], "note": "zebra"}
    client.put("/api/episodes/00000000-0000-0000-0000-000000000005", json=told)
    assert client.get("/waiting").text == before
    assert "Nothing waits" in words_of_page(before)
