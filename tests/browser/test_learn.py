"""What kind of twitch, blood results and About my health, as a person meets them."""

from __future__ import annotations

from datetime import UTC
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from looking import violations
from steps import until

from quietmuscle.base.ids import uuid7

if TYPE_CHECKING:
    from playwright.sync_api import Page

CLONUS = {
    "warning": "none",
    "illness": "none",
    "medicines": "none",
    "rhythm": "regular",
    "moves_joint": "yes",
    "when": "pressing",
    "eases": "position",
}


def answer_by_keyboard(page: Page, answers: dict[str, str]) -> int:
    """Answer each question with Space and Enter; how many there were."""
    asked = 0
    while page.locator("input[name=asked]").count():
        question = page.locator("input[name=asked]").input_value()
        value = answers.get(question, "dont_know")
        page.locator(f'input[name="q.{question}"][value="{value}"]').focus()
        page.keyboard.press("Space")
        page.get_by_role("button", name="Next").focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        asked += 1
    return asked


def test_a_kind_is_found_by_keyboard_and_set_if_wanted(server, visit) -> None:
    episode = uuid7(datetime(2026, 1, 1, tzinfo=UTC), 7)
    told = {
        "sites": ["foot.left"],
        "day": "2026-01-03",
        "note": "on the stairs",
        "count": 4,
        "painful": False,
    }
    server.send("PUT", f"/api/episodes/{episode}", told)
    before = server.get(f"/api/episodes/{episode}")
    page = visit(f"{server.address}/episode/{episode}")
    page.get_by_role("link", name="What kind of twitch? Answer a few questions").click()
    assert answer_by_keyboard(page, CLONUS) <= 14
    page.get_by_role("heading", name="What fits", exact=True).wait_for()
    page.get_by_role("heading", name="Regular beating (clonus)").first.wait_for()
    assert "regular" not in page.url
    assert violations(page) == []
    assert server.get(f"/api/episodes/{episode}")["kind"] is None
    page.get_by_role("button", name="Beating, over and over").click()
    until(lambda: server.get(f"/api/episodes/{episode}")["kind"] == "beating")
    assert server.get(f"/api/episodes/{episode}") == {**before, "kind": "beating"}
    until(lambda: "is now called" in page.locator("#set [role=status]").inner_text())


@pytest.mark.parametrize("warning", ["weakness", "dont_know"])
def test_a_warning_leads_to_care_with_no_word_about_kinds(server, visit, warning: str) -> None:
    page = visit(f"{server.address}/kind")
    page.locator(f'input[value="{warning}"]').check()
    page.get_by_role("button", name="Next").click()
    page.get_by_role("heading", name="This comes first").wait_for()
    page.get_by_role("link", name="Do the care check").wait_for()
    assert violations(page) == []
    page.get_by_role("button", name="Go back").click()
    assert page.locator(f'input[value="{warning}"]').is_checked()


def test_a_result_whose_unit_seems_another_is_asked_about(server, visit) -> None:
    page = visit(f"{server.address}/labs/new")
    page.get_by_label("What was measured").select_option("sodium")
    units = page.locator("#unit option:not([disabled])")
    assert units.all_inner_texts() == ["mmol/L", "mEq/L"]
    page.get_by_label("What was measured").select_option("calcium")
    page.get_by_label("Result", exact=True).fill("9,4")
    page.get_by_role("button", name="Save").click()
    again = page.get_by_label("I looked again: number and unit are as on the paper")
    until(again.is_visible)
    assert "usual in mg/dL" in page.locator(".refusal").inner_text()
    assert server.get("/api/labs")["results"] == []
    page.get_by_label("Unit, as on the paper").select_option("mg/dL")
    until(again.is_hidden)
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/labs")
    (kept,) = server.get("/api/labs")["results"]
    assert (kept["value"], kept["unit"], kept["lies"]) == (9.4, "mg/dL", "within")
    page.get_by_role("link", name="Change or delete").click()
    page.get_by_role("button", name="Delete this result").click()
    page.get_by_role("button", name="Undo").click()
    until(page.get_by_role("button", name="Save").is_visible)
    assert len(server.get("/api/labs")["results"]) == 1


def test_what_is_no_number_is_not_sent(server, visit) -> None:
    page = visit(f"{server.address}/labs/new")
    page.get_by_label("Result", exact=True).fill("high")
    page.get_by_role("button", name="Save").click()
    until(lambda: "as a number" in page.locator(".refusal").inner_text())
    assert server.get("/api/labs")["results"] == []


def test_each_answer_about_health_is_saved_at_once_and_can_be_taken_back(server, visit) -> None:
    page = visit(f"{server.address}/health")
    pump = page.locator("[data-item=pump]")
    pump.get_by_label("I don't know").check()
    until(lambda: server.get("/api/health")["pump"] == "dont_know")
    page.locator("[data-item=trauma]").get_by_label("No", exact=True).check()
    until(lambda: server.get("/api/health")["trauma"] == "no")
    pump.get_by_role("button", name="Take back").click()
    until(lambda: server.get("/api/health")["pump"] is None)
    page.reload()
    assert page.locator("[data-item=trauma]").get_by_label("No", exact=True).is_checked()
    assert not pump.get_by_role("radio", checked=True).count()


def test_an_older_page_does_not_empty_what_was_told_on_a_newer_one(server, visit) -> None:
    page = visit(f"{server.address}/health")
    server.send("PUT", "/api/health/numb_skin", {"answer": "yes"})
    page.locator("[data-item=pump]").get_by_label("No", exact=True).check()
    until(lambda: server.get("/api/health")["pump"] == "no")
    assert server.get("/api/health")["numb_skin"] == "yes"
