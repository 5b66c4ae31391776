"""Two diaries that open at the same address, one after the other: each gets its own entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from diary_server import DiaryServer
from steps import episodes
from steps import on_body
from steps import saved_words
from steps import until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from nursery import Nursery


@pytest.fixture
def demo(far_server: DiaryServer, nursery: Nursery, tmp_path: Path) -> Iterator[DiaryServer]:
    """Another diary for the same address, not yet opened."""
    made = DiaryServer(tmp_path / "demo", far_server.port, nursery)
    yield made
    made.kill()


def test_what_waits_for_one_diary_is_not_sent_to_another_at_the_same_address(
    far_server, demo, visit
):
    page = visit(f"{far_server.address}/twitch", keeps_offline=True)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    far_server.stop()
    on_body(page, "hand.right").tap()
    saved_words(page, "Saved. Right hand, ")
    page.get_by_text("Waiting to be sent: 1").wait_for()

    demo.start("--demo").introduce()
    # The page that is still open is of the real diary: the made-up one refuses what it sends.
    with page.expect_response("**/api/episodes/**") as answer:
        page.evaluate("window.dispatchEvent(new Event('online'))")
    assert answer.value.status == 421
    page.goto(demo.address)
    page.get_by_text("This is a made-up diary").wait_for()
    assert page.locator("#entries li").count() == 0, "another diary's entries are not shown here"
    page.get_by_text("Waiting to be sent: 1").tap()
    page.get_by_text("These wait for another diary").wait_for()
    assert "Right hand" in page.locator("#elsewhere-list").inner_text()
    assert not page.locator("#queue").is_visible()
    page.goto(f"{demo.address}/twitch")
    on_body(page, "foot.left").tap()
    until(lambda: [each["sites"] for each in episodes(demo)] == [["foot.left"]])
    demo.stop()

    far_server.start()
    page.goto(far_server.address)
    until(lambda: [each["sites"] for each in episodes(far_server)] == [["hand.right"]])
    page.locator("#waiting-line").wait_for(state="hidden")
    (entry,) = episodes(far_server)
    assert len(far_server.get(f"/api/episodes/{entry['id']}/revisions")) == 1


def test_what_waits_for_another_diary_can_be_discarded_and_that_undone(far_server, demo, visit):
    page = visit(f"{far_server.address}/twitch")
    far_server.stop()
    on_body(page, "hand.right").tap()
    page.get_by_text("Waiting to be sent: 1").wait_for()
    demo.start("--demo").introduce()
    page.goto(f"{demo.address}/waiting")
    line = page.locator("#elsewhere-list li")
    line.get_by_role("button", name="Discard").tap()
    page.locator("#nothing").wait_for()
    page.locator("#toast").get_by_role("button", name="Undo").tap()
    line.wait_for()
    assert episodes(demo) == []


def test_wiping_one_diary_leaves_what_waits_for_another(far_server, demo, visit):
    page = visit(f"{far_server.address}/twitch")
    far_server.stop()
    on_body(page, "hand.right").tap()
    page.get_by_text("Waiting to be sent: 1").wait_for()
    demo.start().introduce()
    page.goto(f"{demo.address}/data/wipe")
    page.locator("#sure").check()
    page.locator("#gone").tap()
    page.locator("#done").wait_for()
    demo.stop()
    far_server.start()
    page.goto(far_server.address)
    until(lambda: [each["sites"] for each in episodes(far_server)] == [["hand.right"]])
