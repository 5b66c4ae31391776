"""For every eye and hand: each page, in each theme and size."""

from __future__ import annotations

import re

import pytest
from looking import in_themes
from looking import look_as
from looking import too_small
from looking import too_wide
from looking import violations
from looking import wrong_in
from page_list import ADDRESSES
from page_list import NO_PAGES
from steps import on_body
from steps import saved_words

from quietmuscle.web.routers import PAGES


def test_every_page_is_looked_at():
    patterns = [
        re.compile(re.sub(r"\{\w+\}", "[^/]+", route.path) + "$")
        for router in PAGES
        for route in router.routes
        if route.path not in NO_PAGES and "GET" in route.methods
    ]
    looked_at = [address.partition("?")[0] for address in ADDRESSES]
    unseen = [each.pattern for each in patterns if not any(map(each.match, looked_at))]
    assert unseen == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_for_every_eye_and_hand(full_server, look_at, address):
    page = look_at(full_server.address + address)
    assert page.locator("h1").count() == 1
    assert wrong_in(page) == []
    # A desk's browser at 200 % gives the page half the pixels.
    page.set_viewport_size({"width": 640, "height": 400})
    assert too_wide(page) == []
    # And so does a small phone's.
    page.set_viewport_size({"width": 180, "height": 370})
    assert too_wide(page) == []
    page.set_viewport_size({"width": 360, "height": 740})
    page.evaluate("() => { document.documentElement.dataset.text = 'very_large'; }")
    assert too_wide(page) == []
    assert too_small(page) == []
    # Meanwhile it had time to ask for all that it wants; faults, `look_at` tells.
    page.wait_for_load_state("networkidle")
    assert look_at.visitor.hosts() == {full_server.address.removeprefix("http://")}


@pytest.mark.parametrize("theme", ["light", "dark", "high_contrast"])
def test_a_colour_that_is_too_pale_is_found_in_each_theme(full_server, look_at, theme):
    page = look_at(f"{full_server.address}/about")
    look_as(page, (360, 740, theme, "light"))
    assert violations(page, of_colours=True) == []
    page.evaluate(
        """() => { const text = document.querySelector("h1").style;
        text.color = "#888"; text.background = "#999"; }"""
    )
    assert [each.partition(":")[0] for each in violations(page, of_colours=True)] == [
        "color-contrast"
    ]


def states(page, address):
    """What the pages for recording look like after a touch or two."""
    page.goto(f"{address}/twitch")
    on_body(page, "lower_leg.left").click()
    saved_words(page, "Saved.")
    page.locator("#details").get_by_role("button", name="Flicker").click()
    page.locator("#pick").set_input_files(
        {"name": "skin.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff" + b"x" * 1000}
    )
    page.get_by_text("saved", exact=True).wait_for()
    yield "saved"
    page.get_by_role("button", name="Exact place").click()
    page.locator("#closer-look [data-site='calf.left'] .hit").click()
    yield "closer"
    page.get_by_role("button", name="Back to the whole body").click()
    page.get_by_role("button", name="List", exact=True).click()
    page.locator("#list summary").first.click()
    yield "list"
    page.goto(address)
    page.get_by_role("button", name="Same as last time").click()
    page.locator("#toast button").first.wait_for()
    yield "toast"
    page.route("**/api/**", lambda route: route.abort())
    page.get_by_role("button", name="Same as last time").click()
    page.get_by_text("Waiting to be sent: 1").wait_for()
    yield "waiting"
    page.goto(f"{address}/waiting")
    page.locator("#queue").wait_for()
    yield "queue"


@pytest.mark.parametrize(("width", "height"), [(360, 740), (1280, 800)])
def test_axe_finds_nothing_while_something_is_going_on(server, visit, width, height):
    page = visit(server.address, width=width, height=height)
    for state in states(page, server.address):
        assert wrong_in(page, in_themes(width, height)) == [], state


def test_nothing_moves_for_those_who_asked_for_stillness(server, visit):
    page = visit(server.address, reduced_motion="reduce")
    page.get_by_role("button", name="None today").tap()
    page.locator("#toast button").first.wait_for()
    assert page.evaluate("document.getAnimations().length") == 0
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((each) => {
        const style = getComputedStyle(each);
        return style.animationName !== "none" || parseFloat(style.transitionDuration) > 0;
    }).length"""
    )
    assert moving == 0


def test_a_drawn_place_says_what_it_is_and_whether_it_is_chosen(server, visit):
    page = visit(f"{server.address}/twitch")
    leg = page.get_by_role("button", name="Left lower leg", pressed=False).first
    leg.wait_for()
    on_body(page, "lower_leg.left").tap()
    page.get_by_role("button", name="Left lower leg", pressed=True).first.wait_for()
    assert page.locator("#saved-words").get_attribute("role") == "status"


@pytest.mark.parametrize("text", ["normal", "large", "very_large"])
def test_the_picture_keeps_its_size_whatever_the_size_of_the_text(server, visit, text):
    server.introduce(text_size=text)
    page = visit(f"{server.address}/twitch")
    assert page.locator("#picture svg").first.bounding_box()["width"] == pytest.approx(328, abs=0.6)
