"""How a twitch arises: sliders answer in place, with a finger, by keys, and without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from steps import until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser
    from playwright.sync_api import Page

MYELIN = "How much myelin is left"


@pytest.fixture
def plain(chromium: Browser) -> Iterator[Page]:
    """A page of a browser that runs no script at all."""
    context = chromium.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def mark(page: Page) -> None:
    """Leave a sign that is lost where the page is asked for anew."""
    page.evaluate("window.stayed = true")


def stayed(page: Page) -> bool:
    return bool(page.evaluate("window.stayed === true"))


def test_more_and_less_answer_in_place_and_keep_finger_and_address(full_server, visit) -> None:
    page = visit(f"{full_server.address}/learn/why/myelin_lost?myelin_percent=2")
    mark(page)
    said = page.locator('[data-slot="said"]')
    before = said.inner_text()
    more = page.get_by_role("link", name=f"More: {MYELIN}")
    more.scroll_into_view_if_needed()
    top = more.bounding_box()["y"]
    more.tap()
    until(lambda: said.inner_text() != before, page)
    assert stayed(page)
    until(lambda: "myelin_percent=14" in page.url, page)
    assert page.get_by_role("slider", name=MYELIN).input_value() == "14"
    assert abs(page.get_by_role("link", name=f"More: {MYELIN}").bounding_box()["y"] - top) < 60


def test_a_slider_is_moved_by_keys_and_keeps_the_focus(full_server, visit) -> None:
    page = visit(f"{full_server.address}/learn/why/myelin_lost", width=1280, height=800)
    mark(page)
    slider = page.get_by_role("slider", name=MYELIN)
    slider.focus()
    page.keyboard.press("End")
    page.get_by_text(f"{MYELIN}: 100 %").wait_for()
    assert stayed(page)
    assert slider.evaluate("(it) => it === document.activeElement")
    until(lambda: "myelin_percent=100" in page.url, page)
    page.keyboard.press("Home")
    page.get_by_text(f"{MYELIN}: 2 %").wait_for()
    assert page.get_by_role("link", name=f"Less: {MYELIN}").count() == 0


def test_who_comes_to_the_end_by_keys_is_not_thrown_to_the_top(full_server, visit) -> None:
    page = visit(f"{full_server.address}/learn/why/myelin_lost?myelin_percent=90")
    page.get_by_role("link", name=f"More: {MYELIN}").focus()
    page.keyboard.press("Enter")
    page.get_by_text(f"{MYELIN}: 100 %").wait_for()
    until(
        lambda: page.evaluate("document.activeElement.closest('.why-slider')?.id") == (
            "try-myelin_percent"
        ),
        page,
    )  # fmt: skip


def test_the_last_step_shows_its_recording_first_and_then_what_was_found(
    full_server, visit
) -> None:
    page = visit("about:blank")
    held = []

    def hold(route):
        held.append(route)

    page.route("**/learn/why/felt_and_seen?*found=yes*", hold)
    page.goto(f"{full_server.address}/learn/why/felt_and_seen")
    page.locator("svg:visible").get_by_text("When it truly twitched", exact=True).wait_for()
    assert page.locator("svg:visible").get_by_text("Found by the phone", exact=True).count() == 0
    until(lambda: held, page)
    held[0].continue_()
    page.locator("svg:visible").get_by_text("Found by the phone", exact=True).wait_for()
    assert "found=yes" not in page.url


def test_without_a_script_the_same_steps_answer_by_links_and_a_button(full_server, plain) -> None:
    plain.goto(f"{full_server.address}/learn/why/healthy")
    plain.get_by_role("link", name="More: Temperature").click()
    assert plain.url.endswith("#try-temperature_c")
    assert plain.get_by_text("Temperature: 38 °C").is_visible()
    plain.get_by_role("slider", name="Temperature").fill("33")
    plain.get_by_role("button", name="Show it").click()
    assert plain.get_by_text("Temperature: 33 °C").is_visible()
    plain.get_by_role("link", name="Next:").click()
    assert plain.get_by_role("heading", name="Step 2 of 5").is_visible()
