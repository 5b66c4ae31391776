"""Measuring by keyboard alone: the place, a film, the phone, and the result's corrections."""

from __future__ import annotations

import json
from datetime import UTC
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from chromium import ARGUMENTS
from chromium import CHROMIUM
from diary_server import ThreadServer
from fake_camera import camera_arguments
from fake_camera import write_skin
from full_diary import an_id
from full_diary import keep_measurements
from steps import until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser
    from playwright.sync_api import Page

MOST_TABS = 80
FOCUSED = "document.activeElement"
MOVED = """
    // A browser without a window cannot ask, and says no.
    DeviceMotionEvent.requestPermission = async () => "granted";
    setInterval(() => {
        const t = performance.now();
        const moved = new DeviceMotionEvent("devicemotion", {
            accelerationIncludingGravity: { x: Math.round(10 * Math.sin(t)) / 10, y: 0.1, z: 9.8 },
        });
        Object.defineProperty(moved, "timeStamp", { value: t });
        window.dispatchEvent(moved);
    }, 10);
"""


def reach(page: Page, selector: str, key: str | None = None) -> None:
    """Go on with Tab until something has the focus that fits, and press a key on it."""
    for _tab in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate(f"{FOCUSED}.matches({json.dumps(selector)})"):
            assert page.evaluate(
                f"""() => {{
                const box = {FOCUSED}.getBoundingClientRect();
                return box.bottom > 0 && box.top < innerHeight && box.width > 0;
            }}"""
            ), "what has the focus is seen"
            if key:
                page.keyboard.press(key)
            return
    pytest.fail(f"no Tab led to {selector}")


def focus_is_on(page: Page, name: str, clock_ms: int = 0) -> None:
    """Wait until it is; with `clock_ms`, the page's clock goes on by so much at each look."""

    def looked() -> bool:
        if clock_ms:
            page.clock.run_for(clock_ms)
        return bool(page.evaluate(f"{FOCUSED}.id") == name)

    until(looked, page)


def choose_calf(page: Page) -> None:
    """The left calf, in the list; then on."""
    reach(page, "button[data-way='list']", "Enter")
    reach(page, "#place-search")
    page.keyboard.type("left calf")
    reach(page, "#list [data-site='calf.left']", "Space")
    assert page.locator("#place-words").inner_text() == "Chosen: Left calf"
    reach(page, "#where-done", "Enter")
    focus_is_on(page, "ready-title")


@pytest.fixture
def filmed(chromium: Browser, tmp_path: Path) -> Iterator[Page]:
    """A page of a browser whose camera sees skin."""
    film = write_skin(tmp_path / "skin.y4m")
    browser = chromium.browser_type.launch(
        executable_path=CHROMIUM, args=[*ARGUMENTS, *camera_arguments(film)]
    )
    yield browser.new_page(viewport={"width": 1280, "height": 800})
    browser.close()


@pytest.fixture
def measured_server(tmp_path: Path) -> Iterator[ThreadServer]:
    """A server whose diary holds measurements, to be corrected."""
    folder = tmp_path / "measured"
    keep_measurements(folder)
    with ThreadServer(folder).running(datetime.now(UTC)) as made:
        yield made.introduce()


def test_a_place_is_chosen_on_the_picture_and_from_nearer(server, visit) -> None:
    page = visit(f"{server.address}/measure/film", width=1280, height=800)
    reach(page, "#where-done", "Enter")
    page.get_by_text("Please choose a place first").wait_for()
    focus_is_on(page, "where-title")
    reach(page, ".view-front [data-site='lower_leg.left']", "Space")
    assert page.locator("#place-words").inner_text() == "Chosen: Left lower leg"
    assert not page.locator("#where-refusal").is_visible()
    reach(page, "#closer", "Enter")
    focus_is_on(page, "closer-title")
    reach(page, "#closer-look [data-site='calf.left']", "Enter")
    assert page.locator("#place-words").inner_text() == "Chosen: Left calf"
    page.keyboard.press("Enter")
    assert page.locator("#place-words").inner_text() == "No place is chosen yet."


def test_a_film_begins_and_is_cancelled(server, filmed: Page) -> None:
    page = filmed
    page.clock.install()
    page.goto(f"{server.address}/measure/film")
    choose_calf(page)
    reach(page, "#camera-on", "Enter")
    focus_is_on(page, "look-title")
    reach(page, "#look summary", "Enter")
    reach(page, "[data-seconds='60']", "Space")
    reach(page, "#keep-recording", "Space")
    assert page.locator("#keep-recording").is_checked()
    page.locator("#look-title").focus()
    reach(page, "#start", "Enter")
    focus_is_on(page, "cancel")
    page.clock.run_for(8_000)
    reach(page, "#stop", "Enter")
    focus_is_on(page, "cancel")
    assert "At least 10 s are needed" in page.locator("#film-words").inner_text()
    page.keyboard.press("Enter")
    focus_is_on(page, "ready-title")


def test_the_phone_goes_from_the_table_to_the_muscle(server, visit) -> None:
    page = visit("about:blank", width=1280, height=800)
    page.clock.install()
    page.add_init_script(MOVED)
    page.goto(f"{server.address}/measure/phone")
    page.route("**/api/measurements/uploads/**", lambda route: route.abort())
    choose_calf(page)
    reach(page, "#sensor-on", "Enter")
    focus_is_on(page, "table-title", clock_ms=400)
    reach(page, "#table-go", "Enter")
    focus_is_on(page, "record-title")
    page.clock.run_for(27_000)
    focus_is_on(page, "muscle-title")
    reach(page, "#muscle-go", "Enter")
    page.clock.run_for(20_000)
    reach(page, "#stop", "Enter")
    focus_is_on(page, "cancel")
    page.clock.run_for(12_000)
    page.get_by_text("The recording is safe on this device").wait_for()
    focus_is_on(page, "send-title")
    reach(page, "[data-act='discard']", "Enter")
    page.get_by_text("It was thrown away here").wait_for()


def test_twitches_are_taken_out_put_in_and_taken_back(measured_server, visit) -> None:
    page = visit(f"{measured_server.address}/measure/{an_id(50_001)}", width=1280, height=800)
    assert page.locator("h1").inner_text().startswith("3 twitches")
    reach(page, "#events > summary", "Enter")
    reach(page, "button[aria-label^='Not a twitch']", "Enter")
    page.get_by_role("heading", name="2 twitches").wait_for()
    reach(page, "button[aria-label^='Undo']", "Enter")
    page.get_by_role("heading", name="3 twitches").wait_for()
    reach(page, "#onset")
    page.keyboard.type("0:33.5")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="4 twitches").wait_for()
    reach(page, "#other-muscle > summary", "Enter")
    page.get_by_text("Chosen: Left calf").wait_for()
    reach(page, "button[data-way='list']", "Enter")
    reach(page, "#place-search")
    page.keyboard.type("thumb")
    page.keyboard.press("Enter")  # it looks for a place, and sends nothing
    reach(page, "#list [data-site='thumb.left']", "Enter")
    page.get_by_text("Chosen: Left thumb").wait_for()
    reach(page, ".where-bar button.main", "Enter")
    page.get_by_role("status").get_by_text("Saved").wait_for()
    assert "Left thumb" in page.locator("#muscle").inner_text()
    reach(page, "#told > summary", "Enter")
    reach(page, "#note")
    page.keyboard.type("after a walk")
    reach(page, ".told button.main", "Enter")
    page.locator("#told").get_by_text("Saved").wait_for()
    reach(page, "form[action$='/delete'] button", "Enter")
    page.get_by_role("heading", name="The measurement is deleted").wait_for()
    reach(page, "form[action$='/restore'] button", "Enter")
    page.get_by_role("heading", name="4 twitches").wait_for()
