"""Every task of recording by keyboard alone."""

from __future__ import annotations

from steps import chosen
from steps import episodes
from steps import newest
from steps import saved_words
from steps import until

MOST_STEPS = 200


def tab_to(page, name):
    """Go on with the Tab key until what has the focus is called so."""
    seen = []
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        told = page.evaluate(
            """() => { const each = document.activeElement;
            const label = each.labels?.[0]?.textContent ?? each.getAttribute("aria-label");
            return (label ?? each.textContent).trim().replace(/\\s+/g, " "); }"""
        )
        if told.startswith(name):
            assert has_visible_focus(page), told
            return
        seen.append(told)
    raise AssertionError(f"{name} is not reached; these are: {seen}")


def has_visible_focus(page):
    """Whether one sees where the focus is, and nothing lies over it."""
    return page.evaluate(
        """() => {
        const each = document.activeElement;
        const painted = getComputedStyle(each.querySelector?.(".paint") ?? each);
        const edged = getComputedStyle(each).outlineStyle !== "none"
            || (each.matches("g") && painted.strokeWidth === "4px")
            || Boolean(each.closest(".file-button"));
        const { left, top, width, height } = each.getBoundingClientRect();
        const over = document.elementFromPoint(left + width / 2, top + height / 2);
        const hidden = over?.closest(".places, .saved-bar, .toast");
        return edged && width > 0 && Boolean(over) && (!hidden || hidden.contains(each));
    }"""
    )


def test_a_twitch_on_the_picture(server, visit):
    page = visit(server.address, width=1280, height=800)
    tab_to(page, "Twitching now")
    page.keyboard.press("Enter")
    page.wait_for_url("**/twitch")
    tab_to(page, "Left lower leg")
    page.keyboard.press("Space")
    saved_words(page, "Saved. Left lower leg, ")
    tab_to(page, "Left foot")
    page.keyboard.press("Enter")
    saved_words(page, "Saved. Left lower leg, left foot, ")
    tab_to(page, "Exact place: Left foot")
    page.keyboard.press("Enter")
    page.locator("#closer-title").wait_for()
    tab_to(page, "Left heel")
    page.keyboard.press("Enter")
    saved_words(page, "Saved. Left lower leg, left heel, ")
    page.locator("#farther").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.site") == "foot.left"
    tab_to(page, "Undo")
    page.keyboard.press("Enter")
    saved_words(page, "Saved. Left lower leg, left foot, ")
    until(lambda: newest(server)["sites"] == ["lower_leg.left", "foot.left"])
    assert chosen(page) == {"lower_leg.left", "foot.left"}


ARROWS = """() => {
  const places = [...document.querySelectorAll("#picture .view-front [data-site]")];
  const after = (place, key) => {
    place.focus();
    place.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    return document.activeElement.dataset.site;
  };
  const keys = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];
  return Object.fromEntries(places.map((place) =>
    [place.dataset.site, Object.fromEntries(keys.map((key) => [key, after(place, key)]))]));
}"""


def test_arrows_go_from_place_to_place_and_come_to_each(server, visit):
    page = visit(f"{server.address}/twitch", width=1280, height=800)
    ways = page.evaluate(ARROWS)
    # On the front view the person's left is at the viewer's right.
    assert ways["lower_leg.right"]["ArrowRight"] == "lower_leg.left"
    assert ways["lower_leg.left"]["ArrowDown"] == "foot.left"
    assert ways["foot.left"]["ArrowDown"] == "foot.left"
    reached, at = set(), ["face.middle"]
    while at:
        place = at.pop()
        if place not in reached:
            reached.add(place)
            at += ways[place].values()
    assert reached == set(ways)


def test_a_twitch_from_the_list_with_its_details(server, visit):
    page = visit(f"{server.address}/twitch")
    tab_to(page, "List")
    page.keyboard.press("Enter")
    tab_to(page, "Search a place")
    page.keyboard.type("eyelid")
    tab_to(page, "Left lower eyelid")
    page.keyboard.press("Space")
    saved_words(page, "Saved. Left lower eyelid, ")
    tab_to(page, "Flicker")
    page.keyboard.press("Space")
    tab_to(page, "7")
    page.keyboard.press("Space")
    tab_to(page, "Note")
    page.keyboard.type("by the window")
    told = {"kind": "flicker", "intensity_0_10": 7, "note": "by the window"}
    until(lambda: told.items() <= newest(server).items())
    tab_to(page, "Done")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Today").wait_for()


def test_the_first_page(server, visit):
    page = visit(server.address)
    tab_to(page, "None today")
    page.keyboard.press("Enter")
    page.get_by_text("No twitches today, as you told us.").wait_for()
    until(lambda: server.get("/api/today")["day"]["none_today"])
    tab_to(page, "Take it back")
    page.keyboard.press("Enter")
    until(lambda: not server.get("/api/today")["day"]["none_today"])
    server.send(
        "PUT", "/api/episodes/0199d3f0-1111-7abc-8def-0123456789ab", {"sites": ["neck.middle"]}
    )
    page.reload()
    tab_to(page, "Same as last time")
    page.keyboard.press("Enter")
    until(lambda: len(episodes(server)) == 2)
    tab_to(page, "Delete: Neck")
    page.keyboard.press("Enter")
    until(lambda: len(episodes(server)) == 1)
    tab_to(page, "Undo")
    page.keyboard.press("Enter")
    until(lambda: len(episodes(server)) == 2)


def test_the_day(server, visit):
    page = visit(f"{server.address}/day")
    tab_to(page, "So-so")
    page.keyboard.press("Space")
    until(lambda: server.get("/api/today")["day"]["answers"] == {"sleep": 3})
    page.keyboard.press("Space")
    until(lambda: server.get("/api/today")["day"]["answers"] == {})
    tab_to(page, "‹ The day before")
    page.keyboard.press("Enter")
    page.wait_for_url("**/day/*")


def test_an_earlier_day(server, visit):
    page = visit(server.address)
    tab_to(page, "Earlier")
    page.keyboard.press("Enter")
    page.wait_for_url("**/earlier")
    tab_to(page, "Yesterday")
    page.keyboard.press("Enter")
    page.wait_for_url("**/twitch?day=*")
    tab_to(page, "Right hand")
    page.keyboard.press("Space")
    until(lambda: newest(server)["time_known"] is False)


def test_the_first_screens(server, visit):
    server.introduce(introduced=False)
    page = visit(server.address)
    page.wait_for_url("**/welcome")
    tab_to(page, "Next")
    page.keyboard.press("Enter")
    page.wait_for_url("**/welcome/data")
    tab_to(page, "Next")
    page.keyboard.press("Enter")
    page.wait_for_url("**/welcome/wishes")
    tab_to(page, "Country")
    page.keyboard.type("United K")
    tab_to(page, "Calm mode")
    page.keyboard.press("Space")
    tab_to(page, "Start")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Today").wait_for()
    settings = server.get("/api/settings")
    assert (settings["country"], settings["calm_mode"], settings["introduced"]) == (
        "GB",
        True,
        True,
    )


def test_undo_is_one_key_away_and_gives_the_focus_back(server, visit):
    page = visit(f"{server.address}/twitch", width=1280, height=800)
    target = page.locator("#picture [data-site='lower_leg.left']").first
    for key in ("Control+z", None):
        target.focus()
        page.keyboard.press("Space")
        saved_words(page, "Saved. Left lower leg, ")
        if key is None:
            page.get_by_role("button", name="Undo").focus()
        page.keyboard.press(key or "Enter")
        saved_words(page, "Taken back")
        until(lambda: page.evaluate("document.activeElement.dataset.site") == "lower_leg.left")
    until(lambda: episodes(server) == [])
    page.get_by_role("button", name="Put it back").focus()
    page.keyboard.press("Enter")
    saved_words(page, "Saved.")
    until(lambda: page.evaluate("document.activeElement.dataset.site") == "lower_leg.left")
