"""What a person does on the pages, and what they then see, for tests in a browser."""

from __future__ import annotations

import re
import time
from collections import defaultdict
from datetime import date
from datetime import datetime
from datetime import timedelta
from typing import TYPE_CHECKING
from typing import Any
from typing import TypeVar
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Callable

    from diary_server import Asker
    from playwright.sync_api import Locator
    from playwright.sync_api import Page

SOON_S = 10
PAUSE_S = 0.05
LONDON = ZoneInfo("Europe/London")
Found = TypeVar("Found")


def today() -> date:
    """The day that a person in London means now; their new day starts at 04:00."""
    return (datetime.now(LONDON) - timedelta(hours=4)).date()


def until(look: Callable[[], Found], page: Page | None = None, within_s: float = SOON_S) -> Found:
    """What is looked for, as soon as it is there and true.

    Give the page where the test answers some of its requests itself: it can do
    so only while it waits for the browser.
    """
    deadline = time.monotonic() + within_s
    while True:
        found = look()
        if found:
            return found
        assert time.monotonic() < deadline, f"still {found!r}"
        if page is None:
            time.sleep(PAUSE_S)
        else:
            page.wait_for_timeout(PAUSE_S * 1000)


def episodes(server: Asker) -> list[dict[str, Any]]:
    """The entries that the diary holds, newest first."""
    found: list[dict[str, Any]] = server.get("/api/episodes")["episodes"]
    return found


def newest(server: Asker) -> dict[str, Any]:
    """The newest entry; while there is none, all that is asked of it is None."""
    return defaultdict(lambda: None, *episodes(server)[:1])


def on_body(page: Page, site: str) -> Locator:
    """The place on the picture of the body that takes the touch."""
    return page.locator(f"#picture .view:visible [data-site='{site}'] .hit").first


def chosen(page: Page) -> set[str]:
    """The places that the picture shows as chosen."""
    pressed = page.locator("#picture .view-front [aria-pressed='true']")
    return set(pressed.evaluate_all("(all) => all.map((each) => each.dataset.site)"))


def saved_words(page: Page, beginning: str) -> str:
    """The line that says what is saved, once it begins so."""
    line = page.locator("#saved-words").filter(has_text=re.compile("^" + re.escape(beginning)))
    line.wait_for()
    return line.inner_text()
