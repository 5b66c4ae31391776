from __future__ import annotations

import json
from uuid import UUID

import pytest
from page_words import words_of_page

from quietmuscle.web.pages.offline import SHELLS
from quietmuscle.web.pages.offline import files_of


def kept(client):
    script = client.get("/sw.js").text
    return json.JSONDecoder().raw_decode(script[script.index("{") :])[0]


def test_the_worker_may_serve_all_pages_and_is_asked_for_afresh(client):
    answer = client.get("/sw.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.text.startswith("const SHELL = {")
    assert 'addEventListener("install"' in answer.text


def test_everything_that_the_worker_keeps_is_there(client):
    told = kept(client)
    for path in (*told["files"], *told["parts"], *told["pages"].values(), told["otherwise"]):
        assert client.get(path).status_code == 200, path


def test_all_scripts_that_the_kept_pages_import_are_kept(client, house):
    told = kept(client)
    names = {path.removeprefix(told["folder"]) for path in told["files"]}
    assert {"app.js", "outbox.js", "courier.js", "twitch.js", "body.css", "icons.svg"} <= names
    assert "settings.js" not in names
    assert names <= set(house.assets.files)
    body = f'<script src="/static/{house.assets.version}/waiting.js"></script>'.encode()
    assert {"waiting.js", "waiting-file.js", "outbox.js"} <= set(files_of([body], house.assets))


def test_the_caches_name_changes_with_what_the_pages_say_and_with_nothing_else(client):
    first = kept(client)["cache"]
    client.put(f"/api/episodes/{UUID(int=5)}", json={"sites": ["calf.left"], "note": "zebra"})
    client.put("/api/days/2026-11-23/none")
    assert kept(client)["cache"] == first
    names = {first}
    for settings in (
        {"theme": "dark"},
        {"language": "de"},
        {"text_size": "large"},
        {"day_items": ["sleep"]},
        {"day_start": "05:00"},
        {"zone": "Asia/Kathmandu"},
        {"country": "GB"},
    ):
        client.put("/api/settings", json=settings)
        names.add(kept(client)["cache"])
    assert len(names) == 8
    client.put("/api/settings", json={"calm_mode": False})
    assert kept(client)["cache"] == first


@pytest.mark.parametrize("path", [path for path in SHELLS if path.startswith("/offline/")])
def test_a_kept_page_is_there_and_any_other_is_not(client, path):
    assert client.get(path).status_code == 200
    assert client.get(f"{path}x").status_code == 404


def test_the_page_for_all_others_says_what_still_works(client):
    words = words_of_page(client.get("/offline/page").text)
    assert "Your diary is safe there. You can still record" in words
    assert "Twitching now" in words


def test_the_app_can_be_put_on_the_home_screen(client):
    answer = client.get("/manifest.webmanifest")
    assert answer.headers["content-type"] == "application/manifest+json"
    told = json.loads(answer.text)
    assert (told["start_url"], told["scope"], told["display"]) == ("/", "/", "standalone")
    assert {icon["sizes"] for icon in told["icons"]} == {"192x192", "512x512"}
    for icon in told["icons"]:
        assert client.get(icon["src"]).headers["content-type"] == "image/png"
    assert [each["url"] for each in told["shortcuts"]] == ["/twitch", "/day"]
    assert told["lang"] == "en"
