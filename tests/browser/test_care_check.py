"""The care check in a browser: by touch, by keyboard, without a script, without the server."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from looking import LOOKS
from looking import look_as
from looking import too_close
from looking import too_wide
from looking import violations
from looking import wrong_in
from pypdf import PdfReader

if TYPE_CHECKING:
    from playwright.sync_api import Page

NONE = "No to all of these"


def choose(page: Page, question: str, words: str) -> None:
    line = page.locator("fieldset", has_text=question)
    line.get_by_text(words, exact=True).click()


def go(page: Page, name: str) -> None:
    """Press a button and wait until the next page is there."""
    before = page.url
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_url(lambda address: address != before)


def next_screen(page: Page) -> None:
    """Answer a screen with no; who is asked for their age is of age."""
    if page.get_by_role("button", name=NONE).count():
        go(page, NONE)
        return
    for line in page.locator("fieldset").all():
        if not line.locator("input:checked").count():
            grown_up = line.get_by_text("18 or older").count()
            line.get_by_text("Yes" if grown_up else "No", exact=True).click()
    go(page, "Go on")


def to_screen_with(page: Page, question: str) -> None:
    while not page.locator("fieldset", has_text=question).count():
        next_screen(page)


def to_result(page: Page) -> None:
    while not page.url.endswith("/result"):
        next_screen(page)


def test_a_yes_to_an_emergency_shows_at_once_what_to_do(server, visit):
    server.introduce(country="GB")
    page = visit(f"{server.address}/care")
    page.get_by_role("link", name="Do the care check").tap()
    choose(page, "one side of your body suddenly weak", "Yes")
    page.get_by_role("heading", name="Emergency: call now").wait_for()
    assert page.get_by_role("link", name="Call 999").get_attribute("href") == "tel:999"
    page.get_by_role("link", name="Back to the questions").tap()
    choose(page, "one side of your body suddenly weak", "No")
    go(page, NONE)
    assert page.url.endswith("/care/check/2")


def test_no_to_all_is_seen_before_it_goes_on(server, visit):
    page = visit(f"{server.address}/care/check")
    page.route("**/care/check/1", lambda route: route.abort())
    choose(page, "Did you hurt your head", "Not sure")
    page.get_by_role("button", name=NONE).tap()
    page.get_by_text("cannot be reached just now").wait_for()
    chosen = page.locator("input:checked").evaluate_all("all => all.map((each) => each.value)")
    assert sorted(chosen) == ["dont_know", "no", "no", "no", "no", "no"]
    page.unroute("**/care/check/1")
    go(page, NONE)
    assert page.url.endswith("/care/check/2")


def test_a_screen_that_is_refused_is_shown_again_and_not_called_unreachable(server, visit):
    page = visit(f"{server.address}/care/check")
    page.locator("fieldset").last.evaluate(
        "each => { for (const input of each.querySelectorAll('input')) input.name = 'lost'; }"
    )
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="Go on with my answers").evaluate(
            "each => { for (const no of document.querySelectorAll('input[value=no]'))"
            " no.checked = true; each.click(); }"
        )
    assert page.url.endswith("/care/check/1")
    assert page.get_by_text("cannot be reached just now").count() == 0
    assert page.locator("fieldset").count() == 6
    assert page.locator("input:checked").count() == 5


def test_the_browsers_back_gives_each_screen_with_its_answers(server, visit):
    page = visit(f"{server.address}/care/check")
    choose(page, "Are both sides of your body getting weaker", "Not sure")
    go(page, NONE)
    choose(page, "Is your urine dark", "Not sure")
    go(page, NONE)
    page.go_back()
    page.wait_for_url("**/care/check/2")
    dark = page.locator("fieldset", has_text="Is your urine dark")
    assert dark.locator("input:checked").input_value() == "dont_know"
    page.go_back()
    page.wait_for_url("**/care/check/1")
    both = page.locator("fieldset", has_text="Are both sides")
    assert both.locator("input:checked").input_value() == "dont_know"
    assert page.locator("input:checked").count() == 6


def test_open_lines_are_pointed_at(server, visit):
    page = visit(f"{server.address}/care/check")
    choose(page, "Do you struggle to breathe", "No")
    page.get_by_role("button", name="Go on with my answers").tap()
    assert page.get_by_role("alert").inner_text().startswith("Some lines are still open.")
    assert page.locator("fieldset.open").count() == 5
    assert page.evaluate("document.activeElement.name") == "answer.sudden_face_speech_side"


def test_with_the_arrow_keys_one_can_pass_by_a_yes(server, visit):
    page = visit(f"{server.address}/care/check", width=1280, height=800)
    page.locator("[name='answer.breathing'][value=no]").focus()
    for key in ("Space", "ArrowRight", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    assert page.url.endswith("/care/check/1")
    assert page.locator("[name='answer.breathing']:checked").input_value() == "no"
    page.keyboard.press("ArrowLeft")
    page.get_by_role("button", name="Go on with my answers").click()
    page.get_by_role("heading", name="Emergency: call now").wait_for()


def test_it_is_done_and_kept_by_keyboard_alone(server, visit):
    page = visit(f"{server.address}/care", width=1280, height=800)

    def press(name: str) -> None:
        for _turn in range(80):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent.trim()") == name:
                break
        else:
            raise AssertionError(f"{name} is not reached")
        before = page.url
        page.keyboard.press("Enter")
        page.wait_for_url(lambda address: address != before)

    press("Do the care check")
    while not page.url.endswith("/result"):
        if page.get_by_role("button", name=NONE).count():
            press(NONE)
            continue
        for line in page.locator("fieldset").all():
            line.locator("input").first.focus()
            page.keyboard.press("Space")
            if line.get_by_text("18 or older").count():
                page.keyboard.press("ArrowRight")
                page.keyboard.press("ArrowRight")
        press("Go on")
    assert page.locator("h1").inner_text() == "Bring it up at your next visit"
    press("Keep this check in the diary")
    assert page.get_by_text("Kept in your diary.").count() == 1
    assert len(server.get("/api/care/checks")["checks"]) == 1


def test_it_works_without_a_script(server, visit):
    server.send(
        "PUT",
        "/api/episodes/00000000-0000-7000-8000-000000000001",
        {"sites": ["calf.left"], "zone": "Europe/London", "weak": True},
    )
    page = visit(server.address, java_script_enabled=False)
    page.get_by_role("button", name="Not now").tap()
    page.locator(".watch").wait_for(state="detached")
    page.goto(f"{server.address}/care/check")
    to_screen_with(page, "Has an arm, a leg or one side become very weak")
    choose(page, "Has an arm, a leg or one side become very weak", "Yes")
    to_result(page)
    assert page.locator("h1").inner_text() == "Get help today"
    go(page, "Keep this check in the diary")
    go(page, "Delete this check")
    go(page, "Take it back")
    assert len(server.get("/api/care/checks")["checks"]) == 1


def test_the_watchs_line_is_set_aside_on_today(server, visit):
    told = {"sites": ["calf.left"], "zone": "Europe/London", "weak": True}
    server.send("PUT", "/api/episodes/00000000-0000-7000-8000-000000000001", told)
    page = visit(server.address)
    line = page.locator(".watch")
    line.wait_for()
    assert violations(page) == []
    assert too_close(page) == []
    page.get_by_role("button", name="Not now").tap()
    line.wait_for(state="detached")
    page.reload()
    assert line.count() == 0


def questions_of(page: Page) -> None:
    """Yes to what makes a long card without being an emergency."""
    for question in (
        "Have you had new MS signs",
        "Do you newly see less",
        "Do you have a fever, or signs of an infection",
        "Because of jerks or spasms",
    ):
        choose(page, question, "Yes")


@pytest.mark.parametrize("tier", ["T0", "T1", "T3"])
def test_each_card_is_for_every_eye_and_hand_and_prints_on_one_page(server, visit, tier):
    server.introduce(country="GB")
    page = visit(f"{server.address}/care/check")
    if tier == "T0":
        choose(page, "Are you newly numb around your genitals", "Yes")
    elif tier == "T1":
        to_screen_with(page, "Do you newly see less")
        questions_of(page)
    if tier != "T0":
        to_result(page)
    page.wait_for_url("**/result")
    assert page.locator(".result.urgent").count() == (tier != "T3")
    assert wrong_in(page) == []
    look_as(page, LOOKS[0])
    page.evaluate("() => { document.documentElement.dataset.text = 'very_large'; }")
    assert too_wide(page) == []
    page.set_viewport_size({"width": 640, "height": 400})
    assert too_wide(page) == []
    page.evaluate("() => { document.documentElement.dataset.text = 'normal'; }")
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(printed.pages) == 1
    words = printed.pages[0].extract_text()
    assert "What to say" in words
    assert "Keep this check" not in words


def test_every_screen_is_for_every_eye_and_hand(server, visit):
    page = visit(f"{server.address}/care/check")
    seen = set()
    while not page.url.endswith("/result"):
        title = page.locator("h1").inner_text()
        if title not in seen:
            seen.add(title)
            assert wrong_in(page, LOOKS[:3]) == [], title
            page.evaluate("() => { document.documentElement.dataset.text = 'very_large'; }")
            assert too_wide(page) == [], title
        next_screen(page)
    assert len(seen) >= 8
