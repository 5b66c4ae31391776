"""Recording while the server is down: nothing is lost, and nothing arrives twice."""

from __future__ import annotations

import json
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from steps import chosen
from steps import episodes
from steps import newest
from steps import on_body
from steps import saved_words
from steps import today
from steps import until

if TYPE_CHECKING:
    from diary_server import Asker
    from playwright.sync_api import Page


EARLIER_ID = "0199d3f0-1111-7abc-8def-0123456789ab"


def open_and_keep(page: Page, server: Asker) -> None:
    """Visit once, until the worker has kept what it needs."""
    page.goto(server.address)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    until(lambda: page.evaluate("Boolean(navigator.serviceWorker.controller)"))


def waiting(page: Page) -> list[dict[str, object]]:
    """The changes that are in the outbox."""
    found: list[dict[str, object]] = page.evaluate(
        """async () => {
        const app = document.querySelector("[src*='/app.js']").src;
        return (await import(app.replace("app.js", "outbox.js"))).changes();
    }"""
    )
    return found


def test_entries_made_while_the_server_is_dead_arrive_once_from_a_phone_opened_cold(
    far_server, phone
):
    context = phone()
    page = context.pages[0]
    open_and_keep(page, far_server)
    far_server.kill()

    page.goto(f"{far_server.address}/twitch")
    made = datetime.now(UTC)
    on_body(page, "lower_leg.left").tap()
    saved_words(page, "Saved. Left lower leg, ")
    saved = datetime.now(UTC)
    page.locator("#details").get_by_role("button", name="Flicker").tap()
    page.get_by_role("link", name="Another").tap()
    on_body(page, "hand.right").tap()
    saved_words(page, "Saved. Right hand, ")
    page.goto(f"{far_server.address}/day")
    page.get_by_role("group", name="Stress").get_by_role("button", name="Some").tap()
    page.get_by_text("Waiting to be sent: 3").wait_for()
    context.close()

    context = phone()
    page = context.pages[0]
    page.goto(far_server.address)
    page.get_by_text("Waiting to be sent: 3").wait_for()
    assert page.locator("#entries li").count() == 2
    assert page.get_by_text("waits to be sent").count() == 2
    context.close()

    far_server.start()
    context = phone()
    page = context.pages[0]
    page.goto(far_server.address)
    until(lambda: waiting(page) == [])
    assert [each["sites"] for each in episodes(far_server)] == [["hand.right"], ["lower_leg.left"]]
    assert episodes(far_server)[1]["kind"] == "flicker"
    told = datetime.fromisoformat(episodes(far_server)[1]["instant_utc"])
    assert made - timedelta(seconds=1) < told <= saved, "the time is that of the tap"
    today = far_server.get("/api/today")["day"]
    assert today["answers"] == {"stress": 3}
    revisions = far_server.get(f"/api/episodes/{episodes(far_server)[1]['id']}/revisions")
    assert [each["action"] for each in revisions] == ["created", "edited"]
    assert not page.locator("#waiting-line").is_visible()


def test_a_server_that_dies_after_it_kept_a_change_and_before_it_says_so_keeps_it_once(
    far_server, visit
):
    page = visit(far_server.address, keeps_offline=True)
    open_and_keep(page, far_server)
    far_server.stop()
    far_server.start("--die-after-commit")
    page.goto(f"{far_server.address}/twitch")
    on_body(page, "hand.right").tap()
    saved_words(page, "Saved. Right hand, ")
    far_server.wait_until_it_dies()
    assert len(waiting(page)) == 1
    far_server.start()
    assert len(episodes(far_server)) == 1, "it was kept before the server died"
    page.goto(far_server.address)
    until(lambda: waiting(page) == [])
    (entry,) = episodes(far_server)
    assert len(far_server.get(f"/api/episodes/{entry['id']}/revisions")) == 1


def test_what_waits_goes_out_by_itself_when_the_device_is_online_again(server, visit):
    page = visit(f"{server.address}/twitch", keeps_offline=True)
    open_and_keep(page, server)
    page.goto(f"{server.address}/twitch")
    page.context.set_offline(True)
    on_body(page, "hand.right").tap()
    page.get_by_text("Waiting to be sent: 1").wait_for()
    page.context.set_offline(False)
    until(lambda: len(episodes(server)) == 1)
    page.locator("#waiting-line").wait_for(state="hidden")


def test_two_tabs_share_one_outbox_and_send_each_change_once(far_server, visit):
    first = visit(far_server.address, keeps_offline=True)
    open_and_keep(first, far_server)
    second = first.context.new_page()
    far_server.kill()
    for page, site in ((first, "hand.right"), (second, "hand.left")):
        page.goto(f"{far_server.address}/twitch")
        on_body(page, site).tap()
        saved_words(page, "Saved.")
    for page in (first, second):
        page.get_by_text("Waiting to be sent: 2").wait_for()
    far_server.start()
    for page in (first, second):
        page.evaluate("window.dispatchEvent(new Event('online'))")
    until(lambda: waiting(first) == [])
    assert len(episodes(far_server)) == 2
    for entry in episodes(far_server):
        assert len(far_server.get(f"/api/episodes/{entry['id']}/revisions")) == 1


def test_a_refusal_is_taken_out_of_the_way_and_shown_until_the_person_decides(server, visit):
    page = visit(server.address, keeps_offline=True)
    open_and_keep(page, server)
    page.evaluate(
        """async () => {
        const app = document.querySelector("[src*='/app.js']").src;
        const { send } = await import(app.replace("app.js", "courier.js"));
        await send({ entry: "2026-10-01", method: "PUT", path: "/api/days/2026-10-01/items/stress",
            body: { value: 99 }, words: "Stress" });
    }"""
    )
    page.goto(f"{server.address}/twitch")
    on_body(page, "hand.right").tap()
    until(lambda: len(episodes(server)) == 1)
    page.get_by_text("Something could not be sent").tap()
    refused = page.locator("#refused-list li")
    assert "Stress" in refused.inner_text()
    sentence = refused.inner_text()
    refused.get_by_role("button", name="Try again").tap()
    page.wait_for_timeout(500)
    assert refused.inner_text() == sentence
    refused.get_by_role("button", name="Discard").tap()
    page.locator("#refused").wait_for(state="hidden")
    page.locator("#toast").get_by_role("button", name="Undo").tap()
    refused.wait_for()
    refused.get_by_role("button", name="Discard").tap()
    page.locator("#nothing").wait_for()
    assert waiting(page) == []


def test_none_today_that_entries_outweigh_is_dropped_and_today_shows_them(far_server, visit):
    far_server.send("PUT", f"/api/episodes/{EARLIER_ID}", {"sites": ["neck.middle"]})
    page = visit(far_server.address, keeps_offline=True)
    open_and_keep(page, far_server)
    far_server.kill()
    page.goto(far_server.address)
    page.get_by_text("Your earlier entries are safe on the computer.").wait_for()
    page.get_by_role("button", name="None today").tap()
    page.get_by_text("Waiting to be sent: 1").wait_for()
    far_server.start()
    page.evaluate("window.dispatchEvent(new Event('online'))")
    page.locator("#entries").get_by_text("Neck").wait_for()
    page.get_by_role("button", name="Same as last time").wait_for()
    assert waiting(page) == []
    assert not page.get_by_role("button", name="None today").is_visible()
    assert not page.get_by_text("No twitches today, as you told us.").is_visible()
    assert not page.get_by_text("Your earlier entries are safe").is_visible()
    assert not page.locator("#waiting-line").is_visible()


def test_none_is_not_offered_while_an_entry_of_the_day_waits(far_server, visit):
    page = visit(far_server.address, keeps_offline=True)
    open_and_keep(page, far_server)
    far_server.kill()
    page.goto(f"{far_server.address}/day")
    page.get_by_text("What you told earlier is safe on the computer.").wait_for()
    page.get_by_role("button", name="None on this day").wait_for()
    page.goto(f"{far_server.address}/twitch")
    on_body(page, "hand.right").tap()
    saved_words(page, "Saved.")
    page.goto(far_server.address)
    page.locator("#entries li").wait_for()
    page.get_by_role("button", name="None today").wait_for(state="hidden")
    page.goto(f"{far_server.address}/day")
    page.get_by_role("button", name="None on this day").wait_for(state="hidden")
    page.get_by_text("You logged some on this day.").wait_for()


def test_what_waits_can_be_saved_as_a_file_and_taken_in_elsewhere_once(far_server, visit, tmp_path):
    page = visit(far_server.address, keeps_offline=True)
    open_and_keep(page, far_server)
    far_server.kill()
    page.goto(f"{far_server.address}/twitch")
    on_body(page, "hand.right").tap()
    saved_words(page, "Saved.")
    page.locator("#pick").set_input_files(
        {"name": "skin.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff" + b"x" * 1000}
    )
    page.get_by_text("kept on this device").wait_for()
    page.goto(f"{far_server.address}/waiting")
    assert "Right hand" in page.locator("#queue-list").inner_text()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save a file").tap()
    file = tmp_path / "waiting.json"
    download.value.save_as(file)
    assert len(json.loads(file.read_text())["changes"]) == 2
    far_server.start()

    elsewhere = visit(f"{far_server.address}/waiting")
    for _ in range(2):
        elsewhere.locator("#import").set_input_files(file)
        elsewhere.get_by_text("Taken in from the file").wait_for()
        until(lambda: waiting(elsewhere) == [])
    page.goto(far_server.address)
    until(lambda: waiting(page) == [])
    (entry,) = episodes(far_server)
    assert entry["sites"] == ["hand.right"]
    assert len(entry["attachments"]) == 1


HARMFUL = """{"form": "quiet-muscle-waiting", "version": 1, "changes": [
{"changeId": "0199d3f0-1111-7abc-8def-0123456789ab", "entry": "x", "method": "POST",
"path": "/api/wipe", "at": "2026-11-20T10:00:00Z", "words": "x"}]}"""


@pytest.mark.parametrize(
    "text",
    [
        "no json",
        '{"form": "quiet-muscle-waiting", "version": 2, "changes": []}',
        HARMFUL,
    ],
    ids=["other", "newer", "harmful"],
)
def test_a_file_that_is_anything_else_is_refused(server, visit, tmp_path, text):
    file = tmp_path / "other.json"
    file.write_text(text)
    page = visit(f"{server.address}/waiting")
    page.locator("#import").set_input_files(file)
    page.get_by_text("This file holds no waiting entries").wait_for()
    assert waiting(page) == []


def test_nothing_of_the_diary_is_kept_by_the_worker(server, visit):
    page = visit(server.address, keeps_offline=True)
    open_and_keep(page, server)
    page.goto(f"{server.address}/twitch")
    on_body(page, "hand.right").tap()
    page.get_by_label("Note").fill("zebra crossing")
    until(lambda: newest(server)["note"] == "zebra crossing")
    page.goto(server.address)
    page.goto(f"{server.address}/history/list")
    page.goto(f"{server.address}/episode/{newest(server)['id']}")
    kept = page.evaluate(
        """async () => {
        const found = {};
        for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const request of await cache.keys()) {
                found[new URL(request.url).pathname] = await (await cache.match(request)).text();
            }
        }
        return found;
    }"""
    )
    assert "/offline/today" in kept
    assert not [path for path in kept if path.startswith("/api")]
    assert not [path for path in kept if path in {"/", "/twitch", "/day", "/history/list"}]
    entry_id = newest(server)["id"]
    for path, text in kept.items():
        assert "zebra crossing" not in text, path
        assert entry_id not in text, path


def test_pages_that_need_the_server_say_so_kindly_and_care_opens(far_server, visit):
    page = visit(far_server.address, keeps_offline=True)
    open_and_keep(page, far_server)
    far_server.kill()
    page.goto(f"{far_server.address}/history")
    assert page.get_by_role("heading", level=1).inner_text() == "This page is out of reach just now"
    page.goto(f"{far_server.address}/care")
    assert page.get_by_role("heading", level=1).inner_text() == "Care"
    page.get_by_role("link", name="Do the care check").tap()
    page.get_by_role("heading", name="This page is out of reach just now").wait_for()
    page.locator("main").get_by_role("link", name="Care").tap()
    page.get_by_role("heading", name="An emergency: call now").wait_for()
    page.goto(f"{far_server.address}/earlier")
    page.get_by_role("link", name="Yesterday").tap()
    on_body(page, "lower_leg.right").tap()
    page.get_by_role("button", name="Exact place").tap()
    page.locator("#closer-look [data-site='calf.right'] .hit").tap()
    saved_words(page, "Saved. Right calf, ")
    assert chosen(page) == set()
    far_server.start()
    page.goto(far_server.address)
    until(lambda: newest(far_server)["sites"] == ["calf.right"])
    yesterday = str(today() - timedelta(days=1))
    assert newest(far_server)["logical_day"] == yesterday


def test_a_new_language_theme_or_choice_of_items_reaches_the_kept_pages(far_server, visit):
    page = visit(far_server.address, keeps_offline=True)
    open_and_keep(page, far_server)
    before = page.evaluate("caches.keys()")
    far_server.introduce(theme="dark", day_items=["sleep"])
    page.goto(f"{far_server.address}/day")
    until(lambda: page.evaluate("caches.keys()") != before)
    until(lambda: len(page.evaluate("caches.keys()")) == 1)
    far_server.kill()
    page.goto(f"{far_server.address}/day")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.locator("[data-item]").count() == 1


def test_another_program_at_the_same_address_gets_nothing_taken_out_of_the_outbox(server, visit):
    page = visit(server.address, keeps_offline=True)
    open_and_keep(page, server)
    page.goto(f"{server.address}/twitch")
    page.route("**/api/episodes/**", lambda route: route.fulfill(status=200, body="hello"))
    on_body(page, "hand.right").tap()
    page.get_by_text("Waiting to be sent: 1").wait_for()
    page.unroute("**/api/episodes/**")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    until(lambda: len(episodes(server)) == 1)
    until(lambda: waiting(page) == [])


def test_a_failure_of_the_server_at_one_entry_holds_up_that_entry_alone(server, visit):
    page = visit(f"{server.address}/twitch")
    broken = json.dumps({"error": "InternalError", "sentence": "Something went wrong."})
    asked = []

    def fail_at_the_first(route):
        told = route.request.post_data or ""
        asked.append(told)
        if "hand.right" in told and "flicker" not in told:
            route.fulfill(status=500, body=broken, content_type="application/json")
        else:
            route.continue_()

    page.route("**/api/episodes/**", fail_at_the_first)
    on_body(page, "hand.right").tap()
    saved_words(page, "Saved.")
    page.locator("#details").get_by_role("button", name="Flicker").tap()
    page.get_by_role("link", name="Another").tap()
    on_body(page, "foot.left").tap()
    until(lambda: [each["sites"] for each in episodes(server)] == [["foot.left"]], page)
    assert not [told for told in asked if "flicker" in told], "a later change waits for the first"
    page.get_by_text("Waiting to be sent: 1").wait_for()
    page.unroute("**/api/episodes/**")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    until(lambda: waiting(page) == [])
    (hand,) = [each for each in episodes(server) if each["sites"] == ["hand.right"]]
    assert hand["kind"] == "flicker"
    revisions = server.get(f"/api/episodes/{hand['id']}/revisions")
    assert [each["action"] for each in revisions] == ["created", "edited"]


def test_today_with_nothing_waiting_shows_the_diary_again_by_itself(far_server, visit):
    page = visit(far_server.address, keeps_offline=True)
    open_and_keep(page, far_server)
    page.goto(f"{far_server.address}/twitch")
    on_body(page, "hand.right").tap()
    until(lambda: newest(far_server)["sites"] == ["hand.right"])
    far_server.kill()
    page.clock.install()
    page.goto(far_server.address)
    page.locator("#out-of-reach").wait_for()
    page.clock.run_for(31_000)
    page.locator("#out-of-reach").wait_for()
    far_server.start()
    page.clock.run_for(31_000)
    page.locator("#out-of-reach").wait_for(state="detached")
    page.locator("#entries").get_by_text("Right hand").wait_for()
