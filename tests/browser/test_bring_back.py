"""An earlier version of an entry, brought back from its history."""

from __future__ import annotations

import pytest
from steps import until

ENTRY = "01990000-0000-7000-8000-000000000001"
FIRST = {
    "sites": ["calf.left", "thigh.right"],
    "instant_utc": "2026-07-20T14:03:27Z",
    "zone": "Europe/London",
    "kind": "ripple",
    "count": 3,
    "painful": False,
    "note": "as it was",
}
LATER = {
    "sites": ["hand.right"],
    "day": "2026-07-21",
    "zone": "Europe/London",
    "note": "from a forgotten phone",
}


def kept(server) -> dict[str, object]:
    found: dict[str, object] = server.get(f"/api/episodes/{ENTRY}")
    return found


@pytest.fixture
def before(server) -> dict[str, object]:
    """The entry as it was before a late edit replaced it."""
    server.send("PUT", f"/api/episodes/{ENTRY}", FIRST)
    first = kept(server)
    server.send("PUT", f"/api/episodes/{ENTRY}", LATER)
    return first


@pytest.fixture
def page(server, visit, before):
    del before
    return visit(f"{server.address}/episode/{ENTRY}", width=1280, height=800)


def test_an_earlier_version_is_brought_back_and_that_undone_by_keyboard(server, page, before):
    later = kept(server)
    button = page.get_by_role("button", name="Bring this back Recorded on")
    button.focus()
    page.keyboard.press("Enter")
    page.get_by_text("Brought back as it was then.").wait_for()
    assert kept(server) == before
    assert page.get_by_label("Note").input_value() == "as it was"
    assert not button.is_visible(), "it is as it was then"
    undo = page.locator("#toast").get_by_role("button", name="Undo")
    undo.focus()
    page.keyboard.press("Enter")
    until(lambda: kept(server) == later)
    button.wait_for()
    actions = [each["action"] for each in server.get(f"/api/episodes/{ENTRY}/revisions")]
    assert actions == ["created", "edited", "edited", "edited"]


def test_what_is_not_yet_saved_is_not_lost_by_it(server, page):
    page.get_by_label("Note").fill("not yet saved")
    page.get_by_role("button", name="Bring this back").click()
    page.get_by_text("Please save your changes first").wait_for()
    assert page.get_by_label("Note").input_value() == "not yet saved"
    assert kept(server)["note"] == "from a forgotten phone"


def test_a_version_that_no_longer_fits_is_refused_with_its_reason(server, page):
    server.send("DELETE", f"/api/episodes/{ENTRY}")
    page.get_by_role("button", name="Bring this back").click()
    until(lambda: "deleted" in page.get_by_role("alert").inner_text())
