"""A page that stays open while a new day begins, at 04:00."""

from __future__ import annotations

from datetime import UTC
from datetime import datetime
from datetime import time
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from steps import until

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def day():
    """A day that has long passed, so that neither it nor the next one lies ahead."""
    return datetime.now(UTC).date() - timedelta(days=5)


def at(day, clock: str) -> datetime:
    """An instant on the wall clock of London."""
    return datetime.combine(day, time.fromisoformat(clock), LONDON)


def none_told(server, day) -> bool | None:
    return server.get(f"/api/days/{day}")["none_today"]


@pytest.fixture
def page(server, visit, day):
    """Today's page, opened shortly before the day ends."""
    page = visit(f"{server.address}/care")
    page.clock.set_fixed_time(at(day + timedelta(days=1), "03:59"))
    page.goto(server.address)
    return page


def test_undo_is_of_the_day_that_was_told_also_when_a_new_one_has_begun(server, page, day):
    page.get_by_role("button", name="None today").tap()
    until(lambda: none_told(server, day))
    page.clock.set_fixed_time(at(day + timedelta(days=1), "04:01"))
    page.locator("#toast").get_by_role("button", name="Undo").tap()
    until(lambda: not none_told(server, day))


def test_taking_it_back_is_of_the_day_that_was_told(server, page, day):
    page.get_by_role("button", name="None today").tap()
    until(lambda: none_told(server, day))
    page.clock.set_fixed_time(at(day + timedelta(days=1), "04:01"))
    page.get_by_role("button", name="Take it back").tap()
    until(lambda: not none_told(server, day))


def test_a_page_that_comes_back_into_sight_on_a_new_day_is_made_anew(page, day):
    page.clock.set_fixed_time(at(day + timedelta(days=1), "04:01"))
    with page.expect_navigation():
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_a_page_that_stays_in_sight_is_made_anew_when_a_new_day_begins(server, visit, day):
    page = visit(f"{server.address}/care")
    page.clock.install(time=at(day + timedelta(days=1), "03:58"))
    page.goto(server.address)
    page.get_by_role("button", name="None today").wait_for()
    page.evaluate("window.stayed = true")
    page.clock.fast_forward("00:45")
    assert page.evaluate("window.stayed")
    with page.expect_navigation():
        page.clock.fast_forward("02:00")
