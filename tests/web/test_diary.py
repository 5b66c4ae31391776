"""A change that was made for another diary is not taken."""

from __future__ import annotations

import json
import re
from uuid import UUID

import pytest

from quietmuscle.store.wipe import wipe

ENTRY = f"/api/episodes/{UUID(int=5)}"
OTHER = str(UUID(int=7))
TOLD = {"sites": ["calf.left"]}


def diary_of(html: str) -> str:
    """The diary that a page says it is of."""
    found = re.search(r'<html[^>]* data-diary="([0-9a-f-]{36})"', html)
    assert found, html[:300]
    return found[1]


def test_each_page_and_each_kept_shell_says_which_diary_it_is_of(client, diary):
    mine = str(diary.preferences.diary_id())
    for path in ("/waiting", "/offline/today", "/offline/twitch", "/offline/page", "/care"):
        assert diary_of(client.get(path).text) == mine


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", ENTRY, TOLD),
        ("DELETE", ENTRY, None),
        ("PUT", "/api/days/2026-11-20/none", None),
        ("PUT", "/api/settings", {"theme": "dark"}),
        ("PUT", f"/api/attachments/{UUID(int=8)}?episode={UUID(int=5)}", None),
        ("POST", "/api/wipe", {"everything": True}),
        ("POST", "/api/backups", None),
    ],
)
def test_a_change_for_another_diary_is_refused_with_a_plain_sentence(client, method, path, body):
    answer = client.request(method, path, json=body, headers={"Diary-Id": OTHER})
    assert answer.status_code == 421
    assert answer.json()["error"] == "OtherDiaryError"
    assert "another diary" in answer.json()["sentence"]
    assert client.get("/api/episodes").json()["episodes"] == []
    assert client.get("/api/settings").json()["theme"] != "dark"


def test_a_change_for_this_diary_or_without_a_name_is_taken(client, diary):
    mine = {"Diary-Id": str(diary.preferences.diary_id())}
    assert client.put(ENTRY, json=TOLD, headers=mine).status_code == 200
    assert client.put(ENTRY, json={**TOLD, "note": "programs need no id"}).status_code == 200
    assert client.get(ENTRY, headers={"Diary-Id": OTHER}).status_code == 200


def test_what_waits_for_a_wiped_diary_does_not_fill_it_again(client, diary):
    before = {"Diary-Id": diary_of(client.get("/waiting").text)}
    wipe(diary)
    assert client.put(ENTRY, json=TOLD, headers=before).status_code == 421
    assert client.get("/api/episodes").json()["episodes"] == []


def test_the_worker_keeps_another_shell_for_another_diary(client, diary):
    def cache() -> str:
        script = client.get("/sw.js").text
        name: str = json.JSONDecoder().raw_decode(script[script.index("{") :])[0]["cache"]
        return name

    first = cache()
    assert cache() == first
    wipe(diary)
    assert cache() != first
