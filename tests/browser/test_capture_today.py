"""The first page and the day: one touch each, and each can be taken back."""

from __future__ import annotations

import time
from datetime import UTC
from datetime import datetime

import pytest
from steps import episodes
from steps import newest
from steps import on_body
from steps import saved_words
from steps import until

ID = "/api/episodes/0199d3f0-1111-7abc-8def-0123456789ab"


def today_of(server):
    return server.get("/api/today")["day"]


def test_the_same_as_last_time_takes_one_tap_and_names_the_places(server, visit):
    server.send("PUT", ID, {"sites": ["calf.left", "thumb.right"]})
    page = visit(server.address)
    same = page.get_by_role("button", name="Same as last time left calf, right thumb")
    same.tap()
    page.get_by_text("Saved. Left calf, right thumb, ").wait_for()
    until(
        lambda: [each["sites"] for each in episodes(server)] == [["calf.left", "thumb.right"]] * 2
    )
    assert page.locator("#entries li").count() == 2
    assert not page.get_by_role("button", name="None today").is_visible()
    page.locator("#toast").get_by_role("button", name="Undo").tap()
    until(lambda: len(episodes(server)) == 1)
    assert page.locator("#entries li").count() == 1


def test_an_entry_is_deleted_and_taken_back(server, visit):
    server.send("PUT", ID, {"sites": ["calf.left"]})
    page = visit(server.address)
    page.get_by_role("button", name="Delete: Left calf").tap()
    page.get_by_text("Deleted: Left calf").wait_for()
    until(lambda: episodes(server) == [])
    assert not page.locator("#entries li").first.is_visible()
    page.locator("#toast").get_by_role("button", name="Undo").tap()
    until(lambda: len(episodes(server)) == 1)
    page.locator("#entries li").first.wait_for()


def test_the_undo_stays_until_it_is_closed(server, visit):
    page = visit("about:blank")
    page.clock.install()
    page.goto(server.address)
    page.get_by_role("button", name="None today").tap()
    page.locator("#toast").get_by_role("button", name="Undo").wait_for()
    page.clock.run_for(11_000)
    page.locator("#toast").get_by_role("button", name="Undo").tap()
    until(lambda: not today_of(server)["none_today"])
    page.get_by_role("button", name="None today").wait_for()


def test_an_entry_leads_to_its_page(server, visit):
    server.send("PUT", ID, {"sites": ["calf.left"]})
    page = visit(server.address)
    page.get_by_role("link", name="Left calf").tap()
    page.wait_for_url("**/episode/*")


def test_all_questions_of_the_day_are_answered_within_thirty_seconds(server, visit):
    page = visit(server.address)
    started = time.monotonic()
    page.get_by_role("link", name="How was the day?").tap()
    page.wait_for_url("**/day")
    fieldsets = page.locator("fieldset[data-item]")
    assert fieldsets.count() == 8
    for place in range(8):
        fieldsets.nth(place).locator("button").nth(1).tap()
    until(lambda: len(today_of(server)["answers"]) == 8)
    assert time.monotonic() - started < 30
    page.get_by_role("link", name="Done").tap()
    page.wait_for_url(f"{server.address}/")


def test_an_answer_is_replaced_and_taken_back_and_stays_when_the_page_is_opened_again(
    server, visit
):
    page = visit(f"{server.address}/day/2026-11-20")
    stress = page.get_by_role("group", name="Stress")
    stress.get_by_role("button", name="Some").tap()
    stress.get_by_role("button", name="A lot").tap()
    day = "/api/days/2026-11-20"
    until(lambda: server.get(day)["answers"] == {"stress": 4})
    page.get_by_role("button", name="None on this day").tap()
    until(lambda: server.get(day)["none_today"])
    page.reload()
    assert stress.locator("[aria-pressed=true]").inner_text() == "A lot"
    stress.get_by_role("button", name="A lot").tap()
    until(lambda: server.get(day)["answers"] == {})
    page.get_by_role("button", name="None on this day").tap()
    until(lambda: not server.get(day)["none_today"])


def a_zone_where_it_is_half_past_one():
    hour = datetime.now(UTC).hour
    ahead = (1 - hour) % 24
    return f"Etc/GMT-{ahead}" if ahead <= 14 else f"Etc/GMT+{24 - ahead}"


@pytest.mark.parametrize("path", ["/", "/offline/today"])
def test_after_midnight_it_is_still_the_day_before(server, visit, path):
    server.introduce(zone=a_zone_where_it_is_half_past_one())
    page = visit(server.address + path)
    line = page.locator("#day-line")
    assert line.inner_text().startswith("Still ")
    assert line.inner_text().endswith("Your new day starts at 04:00.")
    page.get_by_role("button", name="None today").tap()
    until(lambda: today_of(server)["none_today"])


def test_a_photo_is_tied_to_its_entry_and_seen_on_its_page(server, visit):
    page = visit(f"{server.address}/twitch")
    on_body(page, "hand.right").tap()
    saved_words(page, "Saved.")
    pixel = page.evaluate(
        """async () => {
        const canvas = new OffscreenCanvas(8, 8);
        canvas.getContext("2d");
        const blob = await canvas.convertToBlob({ type: "image/png" });
        return [...new Uint8Array(await blob.arrayBuffer())];
    }"""
    )
    page.locator("#pick").set_input_files(
        {"name": "skin.png", "mimeType": "image/png", "buffer": bytes(pixel)}
    )
    page.locator("#files .state", has_text="saved").wait_for()
    until(lambda: len(newest(server)["attachments"]) == 1)
    page.locator("#details").get_by_role("button", name="Flicker").tap()
    until(lambda: newest(server)["kind"] == "flicker")
    assert len(newest(server)["attachments"]) == 1, "an edit leaves the photo where it is"
    page.goto(f"{server.address}/episode/{newest(server)['id']}")
    shown = page.locator("main img").first
    shown.scroll_into_view_if_needed()
    until(lambda: shown.evaluate("(image) => image.naturalWidth") == 8)


def test_how_far_a_video_is_can_be_seen(server, visit):
    page = visit(f"{server.address}/twitch")
    on_body(page, "hand.right").tap()
    saved_words(page, "Saved.")
    page.evaluate(
        """() => {
        window.seen = [];
        const list = document.querySelector("#files ul");
        const note = () => window.seen.push(list.textContent);
        new MutationObserver(note).observe(list, { subtree: true, childList: true });
    }"""
    )
    video = b"\x00\x00\x00\x18ftypmp42" + bytes(4_000_000)
    page.locator("#take").set_input_files(
        {"name": "leg.mp4", "mimeType": "video/mp4", "buffer": video}
    )
    page.locator("#files .state", has_text="saved").wait_for()
    assert any("% sent" in words for words in page.evaluate("window.seen"))
    until(lambda: len(newest(server)["attachments"]) == 1)


def test_what_is_no_photo_or_too_large_is_said_at_once_and_not_sent(server, visit):
    page = visit(f"{server.address}/twitch")
    on_body(page, "hand.right").tap()
    saved_words(page, "Saved.")
    page.locator("#pick").set_input_files(
        {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"hello"}
    )
    page.get_by_text("This is not a photo or a video.").wait_for()
    page.evaluate("() => { document.querySelector('#files').dataset.limit = 1048576; }")
    page.locator("#pick").set_input_files(
        {"name": "leg.mp4", "mimeType": "video/mp4", "buffer": bytes(1_048_577)}
    )
    page.get_by_text("This file is too large: 1 MB is the most.").wait_for()
    assert page.locator("#files li").count() == 0


def test_a_photo_that_the_server_does_not_take_is_said_and_its_entry_stays(server, visit):
    page = visit(f"{server.address}/twitch")
    on_body(page, "hand.right").tap()
    saved_words(page, "Saved.")
    page.locator("#pick").set_input_files(
        {"name": "skin.jpg", "mimeType": "image/jpeg", "buffer": b"<html>not a photo</html>"}
    )
    page.locator("#files .state", has_text="This is not a photo or video").wait_for()
    assert newest(server)["sites"] == ["hand.right"]
    page.get_by_text("Something could not be sent").wait_for()


def test_a_browser_that_keeps_nothing_sends_straight_to_the_server(server, visit):
    page = visit("about:blank")
    page.add_init_script("Object.defineProperty(window, 'indexedDB', { value: undefined });")
    page.goto(f"{server.address}/twitch")
    on_body(page, "hand.right").tap()
    saved_words(page, "Saved. Right hand, ")
    until(lambda: len(episodes(server)) == 1)
    page.route("**/api/episodes/**", lambda route: route.abort())
    on_body(page, "hand.left").tap()
    page.get_by_text("This could not be saved here.").wait_for()
    assert "left hand" not in page.locator("#saved-words").inner_text()


def test_a_long_note_in_any_script_comes_back_as_it_was_typed(server, visit):
    page = visit(f"{server.address}/twitch")
    on_body(page, "hand.right").tap()
    note = ("قفز <i>x</i> 🙂 " * 600).strip()  # as long as the field takes, almost
    page.get_by_label("Note").fill(note)
    until(lambda: newest(server)["note"] == note)
