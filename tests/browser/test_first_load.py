"""How much a phone has to fetch, and from whom."""

from __future__ import annotations

import pytest
from page_weight import kept_offline
from page_weight import load
from steps import until

MOST_BYTES = 80 * 1024
CODE = {"Script", "Stylesheet"}


@pytest.mark.parametrize("path", ["/", "/twitch", "/day"])
def test_a_first_visit_is_light_and_the_next_fetches_no_script_or_style(server, visit, path):
    page = visit("about:blank")
    first = load(page, server.address + path)
    assert {each.kind for each in first} > CODE
    weight = sum(each.wire_bytes for each in first)
    assert 0 < weight <= MOST_BYTES, sorted(first, key=lambda each: -each.wire_bytes)
    again = load(page, server.address + path)
    assert [each for each in again if each.kind in CODE and each.wire_bytes] == []


def test_with_the_worker_too_nothing_but_the_page_itself_is_fetched_again(server, visit):
    page = visit(server.address, keeps_offline=True)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    until(lambda: page.evaluate("Boolean(navigator.serviceWorker.controller)"))
    again = load(page, f"{server.address}/twitch")
    assert [each for each in again if each.kind in CODE and each.wire_bytes] == []


def test_what_is_kept_for_offline_is_light_too(server):
    kept = kept_offline(server.address)
    assert "/offline/twitch" in kept
    assert sum(kept.values()) <= 2 * MOST_BYTES, kept
