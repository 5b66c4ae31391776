"""Settings change what they say, at once and for good."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from steps import until

if TYPE_CHECKING:
    from playwright.sync_api import Page

PAPER = {"light": "rgb(250, 248, 244)", "dark": "rgb(21, 25, 27)", "high_contrast": "rgb(0, 0, 0)"}


def settings(server) -> dict[str, object]:
    found: dict[str, object] = server.get("/api/settings")
    return found


def paper(page: Page) -> str:
    colour: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return colour


def base_size(page: Page) -> str:
    size: str = page.evaluate("getComputedStyle(document.documentElement).fontSize")
    return size


def saved(page: Page, near: str) -> None:
    """Wait until it is said beside a field that it was saved."""
    field = page.locator(".field, fieldset").filter(has=page.locator(near)).last
    field.locator(".saved.good").wait_for()


def test_colours_change_at_once_and_on_every_page(server, visit):
    page = visit(f"{server.address}/settings")
    assert paper(page) == PAPER["light"]
    for words, theme in (("Dark", "dark"), ("High contrast", "high_contrast"), ("Light", "light")):
        page.get_by_label(words, exact=True).check()
        assert paper(page) == PAPER[theme]
        saved(page, f"[name=theme][value={theme}]")
        assert settings(server)["theme"] == theme
    page.get_by_label("Dark", exact=True).check()
    saved(page, "[name=theme]")
    page.goto(f"{server.address}/history")
    assert paper(page) == PAPER["dark"]


def test_text_grows_at_once_and_on_every_page(server, visit):
    page = visit(f"{server.address}/settings")
    assert base_size(page) == "18px"
    page.get_by_label("Very large").check()
    assert base_size(page) == "27px"
    saved(page, "[name=text_size]")
    page.goto(f"{server.address}/care")
    assert base_size(page) == "27px"


def test_the_start_of_the_day_decides_the_day_of_what_comes_next(server, visit):
    entry = "/api/episodes/01990000-0000-7000-8000-00000000000{}"
    told = {"sites": ["calf.left"], "zone": "Europe/London", "instant_utc": "2026-06-10T03:30:00Z"}
    server.send("PUT", entry.format(1), told)
    page = visit(f"{server.address}/settings")
    page.get_by_label("A new day starts at").select_option("06:00")
    saved(page, "#day_start")
    server.send("PUT", entry.format(2), told)
    # Half past four in London's summer: that day until now, the day before from now on.
    assert server.get(entry.format(1))["logical_day"] == "2026-06-10"
    assert server.get(entry.format(2))["logical_day"] == "2026-06-09"


def test_a_zone_that_nobody_knows_is_refused_beside_its_field(server, visit):
    page = visit(f"{server.address}/settings")
    zone = page.get_by_label("Time zone")
    zone.fill("Middle/Earth")
    zone.blur()
    page.get_by_text("We do not know the time zone Middle/Earth.").wait_for()
    assert settings(server)["zone"] is None
    zone.fill("Asia/Tokyo")
    zone.blur()
    until(lambda: settings(server)["zone"] == "Asia/Tokyo")
    zone.fill("")
    zone.blur()
    until(lambda: settings(server)["zone"] is None)


def test_items_are_chosen_and_ordered_by_keyboard_without_a_drag(server, visit):
    page = visit(f"{server.address}/settings")
    page.get_by_role("button", name="Up Stress").focus()
    page.keyboard.press("Enter")
    until(lambda: settings(server)["day_items"][:2] == ["stress", "sleep"])
    assert page.evaluate("document.activeElement.closest('li').dataset.item") == "stress"
    assert page.get_by_role("button", name="Up Stress").get_attribute("aria-disabled") == "true"
    page.keyboard.press("Enter")
    page.get_by_role("checkbox", name="How warm it was").focus()
    page.keyboard.press("Space")
    until(lambda: "heat" not in settings(server)["day_items"])
    page.goto(f"{server.address}/day")
    asked = page.locator("fieldset[data-item]").evaluate_all(
        "(all) => all.map((each) => each.dataset.item)"
    )
    assert asked[:2] == ["stress", "sleep"]
    assert "heat" not in asked


def test_reminders_are_added_changed_and_removed(server, visit):
    page = visit(f"{server.address}/settings")
    page.get_by_role("button", name="Add a reminder").tap()
    until(lambda: settings(server)["reminders"] == ["14:00"])
    time = page.get_by_label("Time of a reminder")
    time.fill("09:30")
    time.blur()
    until(lambda: settings(server)["reminders"] == ["09:30"])
    with page.expect_download() as download:
        page.get_by_role("link", name="Calendar file").tap()
    feed = Path(download.value.path()).read_text(encoding="utf-8")
    assert "T093000" in feed
    assert page.locator("#calendar-address").inner_text() == f"{server.address}/api/reminders.ics"
    for _more in range(3):
        page.get_by_role("button", name="Add a reminder").tap()
    until(lambda: len(settings(server)["reminders"]) == 4)
    assert not page.get_by_role("button", name="Add a reminder").is_visible()
    for left in (3, 2, 1, 0):
        page.get_by_role("button", name="Remove").first.tap()
        until(lambda left=left: len(settings(server)["reminders"]) == left)
    assert not page.get_by_role("link", name="Calendar file").is_visible()


def test_the_country_shows_its_number_on_the_care_page(server, visit):
    page = visit(f"{server.address}/care")
    page.get_by_role("link", name="Choose your country").tap()
    page.get_by_label("Country").select_option("GB")
    saved(page, "#country")
    page.get_by_role("link", name="Care").tap()
    assert page.get_by_role("link", name="Call 999").get_attribute("href") == "tel:999"


def test_calm_mode_hides_and_shows(server, visit):
    page = visit(f"{server.address}/settings")
    page.get_by_label("Show less").check()
    saved(page, "[name=calm_mode]")
    page.goto(f"{server.address}/trends")
    page.get_by_role("heading", name="Your week").wait_for()
    page.get_by_role("link", name="Look anyway").tap()
    page.get_by_role("heading", name="Trends").wait_for()


def test_a_language_changes_the_words_of_every_page(server, visit):
    page = visit(f"{server.address}/settings")
    page.get_by_label("Language").select_option("de")
    page.get_by_role("heading", name="Einstellungen", exact=True).wait_for()
    assert page.locator("html").get_attribute("lang") == "de"
    page.goto(f"{server.address}/history")
    page.get_by_role("heading", name="Rückblick", exact=True).wait_for()


def test_while_the_server_is_away_nothing_is_called_saved(far_server, visit):
    page = visit(f"{far_server.address}/settings")
    far_server.kill()
    page.get_by_label("Dark", exact=True).check()
    page.get_by_text("Quiet Muscle could not be reached, so this was not saved.").wait_for()
    far_server.start()
    page.get_by_label("High contrast", exact=True).check()
    saved(page, "[name=theme]")
    assert settings(far_server)["theme"] == "high_contrast"


def test_a_field_that_is_changed_before_the_page_is_ready_is_saved(server, visit):
    page = visit(f"{server.address}/care")
    held = []

    def hold(route):
        held.append(route)

    page.route("**/settings.js", hold)
    page.goto(f"{server.address}/settings", wait_until="commit")
    page.get_by_label("Country").select_option("GB")
    assert settings(server)["country"] is None
    until(lambda: held, page)
    held[0].continue_()
    saved(page, "#country")
    assert settings(server)["country"] == "GB"
