"""Looking back, changing, deleting and back-dating, as a person does it in a browser."""

from __future__ import annotations

import re
from datetime import UTC
from datetime import datetime
from datetime import timedelta

from repository import SRC
from steps import episodes
from steps import newest
from steps import on_body
from steps import saved_words
from steps import today
from steps import until

PICTURE = (SRC / "web" / "static" / "icon-192.png").read_bytes()
ENTRY = "01990000-0000-7000-8000-000000000001"


def tell(server, number: int = 1, days_back: int = 3, **told: object) -> str:
    entry = ENTRY[:-3] + f"{number:03d}"
    at = datetime.combine(today() - timedelta(days=days_back), datetime.min.time(), tzinfo=UTC)
    body = {
        "sites": ["calf.left"],
        "instant_utc": (at + timedelta(hours=14, minutes=number)).isoformat(),
        "zone": "Europe/London",
        **told,
    }
    server.send("PUT", f"/api/episodes/{entry}", body)
    return entry


def tab_to(page, name: str, most: int = 120) -> None:
    """Press Tab until the control of this name has the focus."""
    for _press in range(most):
        page.keyboard.press("Tab")
        label = page.evaluate(
            """() => { const e = document.activeElement;
            return (e.labels?.[0]?.textContent ?? e.textContent ?? "").trim(); }"""
        )
        if label == name:
            return
    raise AssertionError(f"no way to {name!r} by keyboard")


def test_an_entry_is_edited_deleted_and_taken_back_by_keyboard_alone(server, visit):
    entry = tell(server, note="before")
    page = visit(f"{server.address}/history/list", width=1280, height=800)
    tab_to(page, "Words of your notes, or a place such as calf")
    page.keyboard.type("before")
    page.keyboard.press("Enter")
    page.wait_for_url("**words=before**")
    page.locator(".entry").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/episode/{entry}")
    tab_to(page, "Cramp that hurts")
    page.keyboard.press("Space")
    tab_to(page, "How many twitches")
    page.keyboard.type("7")
    tab_to(page, "Note")
    page.keyboard.press("Control+a")
    page.keyboard.type("after")
    tab_to(page, "Save changes")
    page.keyboard.press("Enter")
    page.get_by_text("Saved.").wait_for()
    kept = newest(server)
    assert (kept["kind"], kept["count"], kept["note"]) == ("cramp", 7, "after")
    tab_to(page, "Delete this entry")
    page.keyboard.press("Enter")
    page.get_by_text("Deleted. It stays in the bin").wait_for()
    until(lambda: episodes(server) == [])
    tab_to(page, "Undo")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Save changes").wait_for()
    until(lambda: [each["note"] for each in episodes(server)] == ["after"])


def test_saving_can_be_undone(server, visit):
    entry = tell(server, note="first", kind="jerk")
    page = visit(f"{server.address}/episode/{entry}")
    page.get_by_label("Note").fill("second")
    page.get_by_role("button", name="Sudden jerk").tap()
    page.get_by_role("button", name="Save changes").tap()
    page.get_by_text("Saved.").wait_for()
    until(lambda: (newest(server)["note"], newest(server)["kind"]) == ("second", None))
    page.get_by_role("button", name="Undo").tap()
    until(lambda: (newest(server)["note"], newest(server)["kind"]) == ("first", "jerk"))
    until(lambda: page.get_by_label("Note").input_value() == "first")


def test_time_and_places_are_changed_and_untouched_time_stays_to_the_second(server, visit):
    entry = tell(server, instant_utc="2026-07-20T14:03:27Z", zone="Asia/Tokyo")
    page = visit(f"{server.address}/episode/{entry}")
    page.get_by_label("Add a place").select_option("thigh.right")
    page.get_by_role("button", name="Remove left calf").tap()
    page.get_by_role("button", name="Save changes").tap()
    until(lambda: newest(server)["sites"] == ["thigh.right"])
    assert newest(server)["instant_utc"] == "2026-07-20T14:03:27Z"
    page.get_by_label("Time", exact=True).fill("08:00")
    page.get_by_role("button", name="Save changes").tap()
    # Eight in the morning of Tokyo, where it happened.
    until(lambda: newest(server)["instant_utc"] == "2026-07-19T23:00:00Z")
    assert newest(server)["zone"] == "Asia/Tokyo"
    page.get_by_label("Time", exact=True).fill("")
    page.get_by_role("button", name="Save changes").tap()
    until(lambda: newest(server)["time_known"] is False)
    assert newest(server)["logical_day"] == "2026-07-20"


def test_an_entry_keeps_at_least_one_place(server, visit):
    entry = tell(server)
    page = visit(f"{server.address}/episode/{entry}")
    page.get_by_role("button", name="Remove left calf").tap()
    page.get_by_role("button", name="Save changes").tap()
    page.get_by_text("Please keep at least one place.").wait_for()
    assert newest(server)["sites"] == ["calf.left"]


def test_what_the_server_refuses_is_said_and_not_called_saved(server, visit):
    entry = tell(server)
    page = visit(f"{server.address}/episode/{entry}")
    server.send("DELETE", f"/api/episodes/{entry}")
    page.get_by_label("Note").fill("too late")
    page.get_by_role("button", name="Save changes").tap()
    until(lambda: "This entry was deleted." in page.get_by_role("alert").inner_text())
    assert page.get_by_text("Saved.").count() == 0
    page.goto(server.address)
    page.get_by_role("heading", name="Today").wait_for()
    assert not page.locator("#waiting-line").is_visible()


def test_a_photo_is_added_shown_and_removed(server, visit):
    entry = tell(server)
    page = visit(f"{server.address}/episode/{entry}")
    picture = PICTURE
    page.get_by_label("Add a photo or video").set_input_files(
        {"name": "calf.png", "mimeType": "image/png", "buffer": picture}
    )
    until(lambda: page.locator("#media .state").inner_text() == "saved")
    page.reload()
    shown = page.get_by_role("img", name=re.compile("Photo added on"))
    shown.scroll_into_view_if_needed()
    until(lambda: shown.evaluate("(picture) => picture.naturalWidth > 0"))
    page.get_by_role("button", name="Remove from this entry").tap()
    page.get_by_role("button", name="Save changes").tap()
    until(lambda: newest(server)["attachments"] == [])


def test_a_photo_that_is_refused_is_not_named_by_the_entry(server, visit):
    entry = tell(server)
    page = visit(f"{server.address}/episode/{entry}")
    add = page.get_by_label("Add a photo or video")
    add.set_input_files({"name": "list.txt", "mimeType": "text/plain", "buffer": b"no photo"})
    page.get_by_role("alert").filter(has_text="not a photo").wait_for()
    add.set_input_files({"name": "good.png", "mimeType": "image/png", "buffer": PICTURE})
    state = page.locator("#media .state")
    until(lambda: state.all_inner_texts() == ["saved"])
    named = newest(server)["attachments"]
    add.set_input_files({"name": "odd.png", "mimeType": "image/png", "buffer": b"no photo"})
    until(lambda: "can be kept here" in state.last.inner_text())
    page.get_by_label("Note").fill("with a photo")
    page.get_by_role("button", name="Save changes").tap()
    until(lambda: newest(server)["note"] == "with a photo")
    assert newest(server)["attachments"] == named

    page.get_by_role("button", name="Remove from this entry").first.tap()
    page.get_by_role("button", name="Save changes").tap()
    until(lambda: newest(server)["attachments"] == [])
    page.get_by_role("button", name="Undo").tap()
    until(lambda: newest(server)["attachments"] == named)
    page.wait_for_load_state("networkidle")


def test_back_dating_takes_three_taps_from_today_and_the_date_stays(server, visit):
    yesterday = today() - timedelta(days=1)
    page = visit(server.address)
    page.get_by_role("link", name="Earlier").tap()
    page.get_by_role("link", name="Yesterday").tap()
    on_body(page, "lower_leg.left").tap()
    saved_words(page, "Saved. Left lower leg, ")
    page.get_by_role("link", name="Another").tap()
    on_body(page, "hand.right").tap()
    saved_words(page, "Saved. Right hand, ")
    until(lambda: [each["logical_day"] for each in episodes(server)] == [str(yesterday)] * 2)


def test_a_day_of_the_calendar_leads_to_a_twitch_of_that_day(server, visit):
    tell(server, days_back=0)
    day = today() - timedelta(days=today().day - 1 or 1)
    page = visit(f"{server.address}/history?month={day:%Y-%m}")
    page.locator(f"a[href='/history/{day}']").tap()
    page.get_by_role("link", name="Add a twitch for this day").tap()
    on_body(page, "foot.left").tap()
    saved_words(page, "Saved. Left foot, ")
    until(lambda: str(day) in {each["logical_day"] for each in episodes(server)})
    page.goto(f"{server.address}/history/{day}")
    assert page.get_by_role("link", name="Left foot").count() == 1


def test_none_on_a_past_day_is_told_and_taken_back(server, visit):
    day = today() - timedelta(days=2)
    page = visit(f"{server.address}/history/{day}")
    page.get_by_role("button", name="There were none").tap()
    page.get_by_text("Saved: no twitches on this day.").wait_for()
    until(lambda: server.get(f"/api/days/{day}")["none_today"] is True)
    page.get_by_text("You told us that there were no twitches on this day.").wait_for()
    page.get_by_role("button", name="Undo").tap()
    page.get_by_text("Taken back.").wait_for()
    until(lambda: server.get(f"/api/days/{day}")["none_today"] is False)
    page.get_by_text("Nothing was told about twitches on this day").wait_for()


def test_a_deleted_entry_is_taken_out_of_the_bin(server, visit):
    first, second = tell(server, 1, note="one"), tell(server, 2, note="two")
    for entry in (first, second):
        server.send("DELETE", f"/api/episodes/{entry}")
    page = visit(f"{server.address}/history/bin")
    page.get_by_role("listitem").filter(has_text="one").get_by_role("button").tap()
    page.get_by_text("The entry is back in your diary.").wait_for()
    until(lambda: [each["note"] for each in episodes(server)] == ["one"])
    assert page.locator("#bin li").count() == 1
    assert page.evaluate("document.activeElement.textContent.trim()") == "Take back"


def test_what_was_written_is_shown_as_text_and_runs_nothing(server, visit):
    tell(server, note='<img src=x onerror="document.title=1"><script>document.title=2</script>')
    entry = tell(server, 2, note="ارتعاش في الساق")
    page = visit(f"{server.address}/history/list")
    assert "<script>" in page.locator(".note").nth(1).inner_text()
    assert page.title().startswith("All entries")
    arabic = page.locator(".note").first
    assert arabic.evaluate("(note) => getComputedStyle(note).direction") == "rtl"
    page.goto(f"{server.address}/episode/{entry}")
    note = page.get_by_label("Note")
    assert note.evaluate("(note) => getComputedStyle(note).direction") == "rtl"
