"""The pages of measuring as a test uses them: a computer that answers, a place that is chosen."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from typing import Any

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from playwright.sync_api import Route

UPLOADS = "**/api/measurements/uploads/**"


def answer(page: Page, *states: dict[str, Any]) -> list[str]:
    """Answer uploads as a computer would whose measuring goes through these states."""
    asked: list[str] = []
    left = list(states)

    def reply(route: Route) -> None:
        request = route.request
        told = request.headers.get("recording-details", "")
        asked.append(f"{request.method} {request.url} {told}".rstrip())
        state = left[0] if len(left) == 1 or request.method == "PUT" else left.pop(0)
        route.fulfill(
            status=202,
            headers={"Change-Id": request.headers.get("change-id", "")},
            body=json.dumps({"progress": 0.5, "sentence": "", "page": None, **state}),
        )

    page.route(UPLOADS, reply)
    return asked


def choose_in_list(page: Page) -> None:
    """The left calf, found in the list."""
    page.locator('button[data-way="list"]').click()
    page.locator("#place-search").fill("calf")
    page.locator('#list [data-site="calf.left"]').click()
