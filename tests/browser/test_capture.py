"""Recording a twitch: two taps, then as much or as little more as the person likes."""

from __future__ import annotations

import time
from datetime import UTC
from datetime import datetime
from datetime import timedelta

import pytest
from steps import chosen
from steps import episodes
from steps import newest
from steps import on_body
from steps import saved_words
from steps import today
from steps import until


def test_a_twitch_is_saved_with_the_second_tap_within_five_seconds(server, visit):
    started = time.monotonic()
    page = visit(server.address)
    page.get_by_role("link", name="Twitching now").tap()
    on_body(page, "lower_leg.left").tap()
    saved_words(page, "Saved. Left lower leg, ")
    (entry,) = until(lambda: episodes(server))
    assert time.monotonic() - started < 5
    assert entry["sites"] == ["lower_leg.left"]
    assert entry["zone"] == "Europe/London"
    told = datetime.fromisoformat(entry["instant_utc"])
    assert abs(datetime.now(UTC) - told) < timedelta(seconds=10)
    assert chosen(page) == {"lower_leg.left"}


def test_more_touches_add_and_take_away_places_of_the_same_entry(server, visit):
    page = visit(f"{server.address}/twitch")
    on_body(page, "hand.right").tap()
    on_body(page, "thigh.left").tap()
    on_body(page, "hand.right").tap()
    on_body(page, "foot.left").tap()
    saved_words(page, "Saved. Left thigh, left foot, ")
    until(lambda: [each["sites"] for each in episodes(server)] == [["thigh.left", "foot.left"]])


def test_touches_that_come_too_quickly_for_the_device_make_one_entry(server, visit):
    page = visit(f"{server.address}/twitch")
    page.evaluate(
        """() => ["hand.right", "hand.left", "foot.left"].forEach((site) =>
        document.querySelector(`#picture [data-site="${site}"]`)
        .dispatchEvent(new MouseEvent("click", { bubbles: true })))"""
    )
    saved_words(page, "Saved. Right hand, left hand, left foot, ")
    until(
        lambda: (
            [each["sites"] for each in episodes(server)]
            == [["hand.right", "hand.left", "foot.left"]]
        )
    )


def test_undo_goes_back_touch_by_touch_and_can_itself_be_taken_back(server, visit):
    page = visit(f"{server.address}/twitch")
    on_body(page, "hand.right").tap()
    on_body(page, "foot.left").tap()
    saved_words(page, "Saved. Right hand, left foot, ")
    page.get_by_role("button", name="Undo").tap()
    saved_words(page, "Saved. Right hand, ")
    page.get_by_role("button", name="Undo").tap()
    saved_words(page, "Taken back")
    assert chosen(page) == set()
    until(lambda: episodes(server) == [])
    page.get_by_role("button", name="Put it back").tap()
    saved_words(page, "Saved. Right hand, ")
    until(lambda: [each["sites"] for each in episodes(server)] == [["hand.right"]])


def test_taking_the_only_place_away_takes_the_entry_back(server, visit):
    page = visit(f"{server.address}/twitch")
    on_body(page, "hand.right").tap()
    saved_words(page, "Saved.")
    on_body(page, "hand.right").tap()
    saved_words(page, "Taken back")
    until(lambda: episodes(server) == [])


def test_a_closer_look_tells_the_place_more_exactly(server, visit):
    page = visit(f"{server.address}/twitch")
    on_body(page, "lower_leg.left").tap()
    page.get_by_role("button", name="Exact place: Left lower leg").tap()
    page.get_by_role("heading", name="Left lower leg").wait_for()
    assert not page.locator("#picture").is_visible()
    page.locator("#closer-look [data-site='calf.left'] .hit").tap()
    saved_words(page, "Saved. Left calf, ")
    page.locator("#closer-look [data-site='shin.left'] .hit").tap()
    saved_words(page, "Saved. Left calf, left shin, ")
    page.locator("#closer-look [data-site='shin.left'] .hit").tap()
    page.locator("#closer-look [data-site='calf.left'] .hit").tap()
    saved_words(page, "Saved. Left lower leg, ")
    page.locator("#closer-look [data-site='calf.left'] .hit").tap()
    page.get_by_role("button", name="Back to the whole body").tap()
    leg = page.locator("#picture .view-front [data-site='lower_leg.left']")
    assert leg.get_attribute("aria-pressed") == "mixed"
    until(lambda: [each["sites"] for each in episodes(server)] == [["calf.left"]])


def test_the_list_has_every_place_of_the_pictures_and_is_remembered(server, visit):
    page = visit(f"{server.address}/twitch")
    drawn = set(page.locator("#picture [data-site]").evaluate_all(DATA_SITES))
    page.evaluate("""async () => {
        const text = await (await fetch("/offline/closer")).text();
        document.body.insertAdjacentHTML("beforeend", `<div id="all">${text}</div>`);
    }""")
    drawn |= set(page.locator("#all [data-site]").evaluate_all(DATA_SITES))
    assert drawn <= set(page.locator("#list [data-site]").evaluate_all(DATA_SITES))
    page.get_by_role("button", name="List", exact=True).tap()
    assert not page.locator("#picture").is_visible()
    page.reload()
    assert (
        page.get_by_role("button", name="List", exact=True).get_attribute("aria-pressed") == "true"
    )
    assert not page.locator("#picture").is_visible()
    page.get_by_label("Search a place").fill("CALF")
    page.get_by_role("button", name="Left calf", exact=True).tap()
    saved_words(page, "Saved. Left calf, ")
    page.get_by_label("Search a place").fill("no such place")
    assert "No place has that name" in page.locator("#no-place").inner_text()
    until(lambda: [each["sites"] for each in episodes(server)] == [["calf.left"]])


DATA_SITES = "(targets) => targets.map((target) => target.dataset.site)"


def test_each_detail_is_saved_as_it_is_touched_and_taken_back_with_a_second_touch(server, visit):
    page = visit(f"{server.address}/twitch")
    on_body(page, "thigh.right").tap()
    sheet = page.locator("#details")
    sheet.get_by_role("button", name="Flicker").tap()
    strong = sheet.get_by_role("group", name="How strong")
    strong.get_by_role("button", name="7", exact=True).tap()
    strong.get_by_role("button", name="4", exact=True).tap()
    sheet.get_by_role("group", name="How much it bothers you").get_by_role(
        "button", name="0", exact=True
    ).tap()
    sheet.get_by_role("button", name="Seconds").tap()
    sheet.get_by_label("How many twitches").fill("12")
    sheet.get_by_role("group", name="Does it hurt?").get_by_role("button", name="No").tap()
    sheet.get_by_role("group", name="Is the place weak?").get_by_role("button", name="Yes").tap()
    sheet.get_by_role("group", name="Is the place weak?").get_by_role("button", name="Yes").tap()
    sheet.get_by_role("button", name="Resting").tap()
    sheet.get_by_label("Note").fill("<b>bold?</b> قفز")
    told = {
        "kind": "flicker",
        "intensity_0_10": 4,
        "bother_0_10": 0,
        "lasted": "seconds",
        "count": 12,
        "painful": False,
        "weak": None,
        "stiff": None,
        "doing": "resting",
        "note": "<b>bold?</b> قفز",
    }
    until(lambda: told.items() <= newest(server).items())
    page.goto(f"{server.address}/episode/{newest(server)['id']}")
    assert page.get_by_label("Note").input_value() == "<b>bold?</b> قفز"
    assert page.get_by_label("Note").get_attribute("dir") == "auto"


def test_a_page_that_is_opened_again_goes_on_with_the_same_entry(server, visit):
    page = visit(f"{server.address}/twitch")
    on_body(page, "thigh.right").tap()
    page.locator("#details").get_by_role("button", name="Flicker").tap()
    until(lambda: newest(server)["kind"] == "flicker")
    page.reload()
    until(lambda: page.locator("#saved-words").inner_text().startswith("Right thigh, "))
    assert page.get_by_role("button", name="Flicker").get_attribute("aria-pressed") == "true"
    on_body(page, "foot.right").tap()
    until(lambda: [each["sites"] for each in episodes(server)] == [["thigh.right", "foot.right"]])
    assert newest(server)["kind"] == "flicker"


def test_a_number_that_makes_no_sense_is_not_sent(server, visit):
    page = visit(f"{server.address}/twitch")
    on_body(page, "thigh.right").tap()
    page.get_by_label("How many twitches").fill("0")
    page.locator("#details").get_by_role("button", name="Flicker").tap()
    page.get_by_text("The number of twitches goes from 1 to 10,000.").wait_for()
    until(lambda: (newest(server)["count"], newest(server)["kind"]) == (None, "flicker"))
    page.get_by_label("How many twitches").fill("2")
    page.get_by_label("Note").focus()
    until(lambda: (newest(server)["count"], newest(server)["kind"]) == (2, "flicker"))


@pytest.mark.parametrize("way", ["scroll", "long"])
def test_scrolling_over_the_body_saves_nothing(server, visit, way):
    page = visit(f"{server.address}/twitch")
    box = on_body(page, "belly.middle").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    touch = page.context.new_cdp_session(page)
    length = 40 if way == "scroll" else 300
    touch.send(
        "Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]}
    )
    for step in range(1, 6):
        point = {"x": x, "y": y - length * step / 5}
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(300)
    assert chosen(page) == set()
    assert episodes(server) == []


def test_the_time_can_be_set_to_earlier_to_unknown_and_to_now(server, visit):
    page = visit(f"{server.address}/twitch")
    on_body(page, "thigh.right").tap()
    when = page.get_by_role("group", name="When it was")
    yesterday = str(today() - timedelta(days=1))
    when.get_by_label("Day").fill(yesterday)
    when.get_by_label("Time, if known").fill("15:20")
    until(lambda: newest(server)["instant_utc"] == f"{yesterday}T15:20:00Z")
    when.get_by_role("button", name="Time not known").tap()
    until(lambda: newest(server)["time_known"] is False)
    assert newest(server)["logical_day"] == yesterday
    when.get_by_label("Time, if known").fill("02:30")
    until(lambda: newest(server)["time_known"])
    assert newest(server)["logical_day"] == yesterday
    assert "in the night after it" in page.locator("#when-words").inner_text()
    when.get_by_role("button", name="Now", exact=True).tap()
    until(lambda: str(newest(server)["logical_day"]) > yesterday)


def test_a_time_that_is_still_to_come_is_not_taken(server, visit):
    page = visit(f"{server.address}/twitch")
    on_body(page, "thigh.right").tap()
    (before,) = until(lambda: episodes(server))
    page.get_by_role("group", name="When it was").get_by_label("Day").fill(
        str(datetime.now(UTC).date() + timedelta(days=3))
    )
    page.get_by_text("This time is still to come").wait_for()
    assert episodes(server) == [before]


def test_back_dating_takes_three_taps_and_several_entries_keep_the_day(server, visit):
    page = visit(server.address)
    page.get_by_role("link", name="Earlier").tap()
    page.get_by_role("link", name="Yesterday").tap()
    on_body(page, "thigh.right").tap()
    yesterday = str(today() - timedelta(days=1))
    until(lambda: [each["logical_day"] for each in episodes(server)] == [yesterday])
    page.get_by_role("link", name="Another").tap()
    page.wait_for_url(f"**/twitch?day={yesterday}")
    assert page.locator("#for-day").inner_text().startswith("For ")
    on_body(page, "foot.right").tap()
    until(lambda: [each["logical_day"] for each in episodes(server)] == [yesterday, yesterday])
    assert not any(each["time_known"] for each in episodes(server))


def test_any_other_day_can_be_chosen(server, visit):
    page = visit(f"{server.address}/earlier")
    page.get_by_label("Another day").fill("2026-10-01")
    page.get_by_role("button", name="Go on").tap()
    on_body(page, "thigh.right").tap()
    until(lambda: [each["logical_day"] for each in episodes(server)] == ["2026-10-01"])


def test_a_touch_before_the_page_is_ready_is_not_lost(server, visit):
    page = visit(f"{server.address}/twitch")
    held = []

    def hold(route):
        held.append(route)

    page.route("**/twitch.js", hold)
    with page.expect_request("**/twitch.js"):
        page.goto(f"{server.address}/twitch", wait_until="commit")
    on_body(page, "foot.right").tap()
    page.wait_for_timeout(200)
    assert episodes(server) == []
    held[0].continue_()
    until(lambda: [each["sites"] for each in episodes(server)] == [["foot.right"]])
    page.wait_for_timeout(300)
    assert chosen(page) == {"foot.right"}


@pytest.mark.parametrize("text_size", ["normal", "very_large"])
def test_a_refused_number_goes_when_it_is_right_and_hides_no_button(server, visit, text_size):
    server.introduce(text_size=text_size)
    page = visit(f"{server.address}/twitch")
    on_body(page, "thigh.right").tap()
    saved_words(page, "Saved.")
    count = page.get_by_label("How many twitches")
    count.fill("0")
    count.blur()
    page.get_by_text("The number of twitches goes from 1 to 10,000.").wait_for()
    page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
    page.wait_for_timeout(100)
    assert page.locator("#details").get_by_role("link", name="Done").evaluate(IS_FREE)
    count.fill("2")
    page.locator("#toast:empty").wait_for(state="attached")


IS_FREE = """(each) => {
    const { left, top, bottom, width } = each.getBoundingClientRect();
    return [top + 2, bottom - 2].every((y) => {
        const over = document.elementFromPoint(left + width / 2, y);
        return over && (each === over || each.contains(over));
    });
}"""


@pytest.mark.parametrize(
    ("way", "touched", "first"),
    [
        ("Front", "lower_leg.left", "Lower leg from the back"),
        ("Back", "thigh.left", "Thigh from the back"),
        ("Front", "thigh.left", "Thigh from the front"),
    ],
)
def test_a_closer_look_begins_with_the_side_that_was_touched(server, visit, way, touched, first):
    page = visit(f"{server.address}/twitch")
    page.get_by_role("button", name=way, exact=True).tap()
    on_body(page, touched).tap()
    page.get_by_role("button", name="Exact place: ").tap()
    page.locator("#closer-look svg").first.wait_for()
    assert page.locator("#closer-look .view-name").first.inner_text() == first
    places = page.locator("#closer-look").evaluate(
        """(look) => [".view-name", "svg", "h2"].map((each) =>
            look.querySelector(each).getBoundingClientRect().top)"""
    )
    name, picture, heading = places
    assert 0 <= heading < name < picture < page.viewport_size["height"] / 3


def test_closer_is_still_offered_for_the_place_that_remains(server, visit):
    page = visit(f"{server.address}/twitch")
    on_body(page, "lower_leg.left").tap()
    on_body(page, "hand.right").tap()
    page.get_by_role("button", name="Exact place: Right hand").wait_for()
    on_body(page, "hand.right").tap()
    page.get_by_text("Exact place: Left lower leg").tap()
    page.get_by_role("heading", name="Left lower leg").wait_for()


def test_a_touch_does_not_move_the_picture_beneath_the_hand(server, visit):
    page = visit(f"{server.address}/twitch", height=640)
    on_body(page, "foot.left").scroll_into_view_if_needed()
    on_body(page, "lower_leg.left").tap()
    was = page.evaluate("scrollY")
    saved_words(page, "Saved. Left lower leg, ")
    page.wait_for_timeout(700)
    assert page.evaluate("scrollY") == was
