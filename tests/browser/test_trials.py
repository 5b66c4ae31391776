"""Experiments as they are gone through: a whole one without a script, on a clock that is moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from diary_server import ThreadServer
from looking import too_close
from looking import too_small
from looking import too_wide
from looking import violations

from quietmuscle.model.health import HealthItem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser
    from playwright.sync_api import Page

DAYS = 35
FIRST_LOOK = 21
WOBBLE = (0, 2, -1, 1, -2, 3, -3)


@dataclass
class MovedClock:
    """A clock that goes on only when the test says so."""

    instant_utc: datetime

    def now_utc(self) -> datetime:
        return self.instant_utc


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock(instant_utc=datetime(2026, 3, 2, 11, tzinfo=UTC))


@pytest.fixture
def moved(location, clock: MovedClock) -> Iterator[ThreadServer]:
    """A server on that clock, of a person for whom all is offered."""
    with ThreadServer(location.folder).running(clock.now_utc(), clock) as made:
        made.introduce(zone="UTC")
        for item in HealthItem:
            made.send("PUT", f"/api/health/{item.value}", {"answer": "no"})
        yield made


@pytest.fixture
def plain(chromium: Browser) -> Iterator[Page]:
    """A page of a browser that runs no script at all."""
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 360, "height": 740}
    )
    yield context.new_page()
    context.close()


def plan(page: Page, server: ThreadServer) -> None:
    """From What helps to what it could find."""
    page.goto(f"{server.address}/helps")
    page.get_by_role("link", name="Experiments").click()
    page.get_by_role("link", name="Start an experiment").click()
    page.get_by_role("link", name="A warm compress").click()
    page.get_by_label("What exactly will you do?").fill("Ten minutes after dinner")
    page.get_by_label("How long?").select_option("14")
    page.get_by_role("button", name="See what it could find").click()


def begin(page: Page) -> None:
    page.get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Draw the lot").click()
    page.get_by_text("Today: as usual").wait_for()


def log(server: ThreadServer, clock: MovedClock, count: int) -> None:
    told = {"sites": ["calf.left"], "zone": "UTC", "count": count}
    told["instant_utc"] = (clock.instant_utc - timedelta(hours=1)).isoformat()
    server.send("PUT", f"/api/episodes/{uuid4()}", told)


def test_a_whole_experiment_without_a_script(moved, plain, clock) -> None:
    plan(plain, moved)
    assert plain.get_by_text("too few logged days").is_visible()
    begin(plain)
    address = plain.url
    for day in range(DAYS):
        arm = moved.get("/api/trial-today")["today"]["arm"]
        usual = 6 if arm == "with" else 12
        if day % 9 == 8:  # some days by hand, the others would only be more of the same
            plain.goto(moved.address)
            assert plain.get_by_text(f"Today: {arm}.").is_visible()
            plain.get_by_role("button", name="Yes", exact=True).focus()
            plain.keyboard.press("Enter")
            plain.locator("[name=followed][aria-pressed=true]").wait_for()
        if day == FIRST_LOOK - 1:
            plain.goto(address)
            assert plain.get_by_text("results are hidden").is_visible()
            assert plain.locator(".trial-result").count() == 0
        log(moved, clock, usual + WOBBLE[day % 7])
        clock.instant_utc += timedelta(days=1)
    plain.goto(address)
    assert plain.get_by_role("heading", name="Helps: this result would be rare").is_visible()
    assert plain.get_by_role("img", name="Days with and without").is_visible()
    plain.get_by_text("Looks that were taken").click()
    plain.goto(f"{moved.address}/helps/experiments")
    assert plain.get_by_text("In one of your experiments results were looked at.").is_visible()
    plain.goto(moved.address)
    assert plain.locator(".trial-line").count() == 0


def test_it_is_stopped_without_blame(moved, plain, clock) -> None:
    plan(plain, moved)
    begin(plain)
    clock.instant_utc += timedelta(days=3)
    plain.reload()
    plain.get_by_role("button", name="3 days").click()
    assert plain.get_by_text("Today: a break").is_visible()
    plain.get_by_role("button", name="Go on from today").click()
    plain.get_by_role("link", name="Stop the experiment").click()
    plain.get_by_role("button", name="Stop it today").click()
    assert plain.get_by_role("heading", name="It could not tell").is_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_last_step_is_for_every_eye_and_hand(moved, visit, width) -> None:
    page = visit(f"{moved.address}/care")
    page.set_viewport_size({"width": width, "height": 800})
    plan(page, moved)
    page.get_by_role("heading", name="What it could find").wait_for()
    assert too_small(page) == []
    assert too_close(page) == []
    assert too_wide(page) == []
    assert violations(page) == []


def test_a_fever_is_told_with_one_touch_on_a_day_with_it(moved, visit, clock) -> None:
    page = visit(f"{moved.address}/care")
    page.set_viewport_size({"width": 360, "height": 740})
    plan(page, moved)
    begin(page)
    clock.instant_utc += timedelta(days=7)
    if moved.get("/api/trial-today")["today"]["arm"] != "with":
        clock.instant_utc += timedelta(days=1)  # the other day of the pair
    page.goto(moved.address)
    page.get_by_role("button", name="I have a fever today").wait_for()
    assert too_small(page) == []
    assert too_close(page) == []
    assert too_wide(page) == []
    assert violations(page) == []
    page.get_by_role("button", name="I have a fever today").click()
    page.get_by_text("Today: leave it out").wait_for()
    assert moved.get("/api/trial-today")["today"]["note"]["excuse"] == "illness"
    assert violations(page) == []
