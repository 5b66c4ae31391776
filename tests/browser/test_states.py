"""For every eye and hand: pages for looking back and for data, while something is going on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from full_diary import an_id
from full_diary import fill
from looking import in_themes
from looking import wrong_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page


def states(page: Page, server) -> Iterator[str]:
    """What the pages look like after a touch or two."""
    address = server.address
    for path in ("/trends?item=sleep", "/care", "/about", "/medicines", "/history/list"):
        page.goto(address + path)
        page.evaluate(
            "() => document.querySelectorAll('details').forEach((d) => { d.open = true; })"
        )
        yield f"{path}, all unfolded"
    page.goto(f"{address}/settings")
    page.get_by_label("Time zone").fill("Middle/Earth")
    page.get_by_label("Time zone").blur()
    page.locator(".saved.bad").wait_for()
    page.get_by_role("button", name="Add a reminder").click()
    page.locator(".saved.good").wait_for()
    yield "settings, saved"
    page.goto(f"{address}/episode/{an_id(0)}")
    page.get_by_role("button", name="Flicker").click()
    page.get_by_role("button", name="Save changes").click()
    page.get_by_text("Saved.").wait_for()
    yield "an entry, saved"
    page.get_by_role("button", name="Delete this entry").click()
    page.get_by_text("Deleted. It stays in the bin").wait_for()
    yield "an entry, deleted"
    page.goto(f"{address}/history/bin")
    yield "the bin, not empty"
    page.goto(f"{address}/medicines/{an_id(10_000)}")
    page.get_by_role("button", name="Delete this entry").click()
    page.get_by_text("Deleted. It stays in the bin").wait_for()
    yield "a medicine, deleted"
    page.goto(f"{address}/data/backups")
    page.get_by_role("button", name="Make a backup now").click()
    page.get_by_text("A backup was made.").wait_for()
    page.locator("summary").first.click()
    yield "a backup, about to go back"
    server.introduce(calm_mode=True, country="GB")
    for path in ("/trends", "/history", "/care"):
        page.goto(address + path)
        yield f"{path}, calm, in a country"
    page.goto(f"{address}/data/wipe")
    page.get_by_label("I want everything to be gone for good").check()
    yield "about to delete everything"
    page.get_by_role("button", name="Delete everything for good").click()
    page.get_by_text("Everything is gone.").wait_for()
    yield "everything gone"
    for path in ("/trends", "/history/list", "/medicines", "/report", "/data"):
        page.goto(address + path)
        yield f"{path}, empty"


@pytest.mark.parametrize(("width", "height"), [(360, 740), (1280, 800)])
def test_nothing_is_wrong_while_something_is_going_on(server, visit, width, height):
    fill(server)
    page = visit(server.address, width=width, height=height)
    for state in states(page, server):
        assert wrong_in(page, in_themes(width, height)) == [], state
