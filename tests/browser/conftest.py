"""Chromium, a real server, and pages of any size and colours to look at."""

from __future__ import annotations

import os
from datetime import UTC
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from typing import Literal

import pytest
from chromium import ARGUMENTS
from chromium import CHROMIUM
from diary_server import DiaryServer
from diary_server import ThreadServer
from full_diary import fill
from full_diary import keep_measurements
from full_diary import keep_trials

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

    from nursery import Nursery
    from playwright.sync_api import Browser
    from playwright.sync_api import BrowserContext
    from playwright.sync_api import ConsoleMessage
    from playwright.sync_api import Page

    from quietmuscle.store.location import Location

OUR_ADDRESSES = (
    "http://127.0.0.1:",
    "http://localhost:",
    "http://quietmuscle.local:",
    "https://quietmuscle.local:",
    "blob:",
    "data:",
)
SMALL = 700
MISSING = (
    "There is no Chromium here, so pages are not tested in a browser. "
    "On Debian and Ubuntu: apt install chromium"
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, so that they can be chosen or left out."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser; one for each process of tests."""
    if not CHROMIUM.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def phone(chromium: Browser, visit: Visitor, tmp_path: Path) -> Callable[[], BrowserContext]:
    """A phone that can be switched off and on: each call opens its browser, cold."""

    def switch_on() -> BrowserContext:
        context = chromium.browser_type.launch_persistent_context(
            tmp_path / "phone", executable_path=CHROMIUM, args=list(ARGUMENTS), **device()
        )
        visit.watch(context)
        return context

    return switch_on


@pytest.fixture
def server(location: Location, now_utc: datetime) -> Iterator[ThreadServer]:
    """A server of a new diary whose first screens were seen."""
    with ThreadServer(location.folder).running(now_utc) as made:
        yield made.introduce()


@pytest.fixture(scope="session")
def full_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ThreadServer]:
    """A server whose diary has entries, answers, a medicine: to look at, not to change."""
    folder = tmp_path_factory.mktemp("full") / "diary"
    keep_measurements(folder)
    keep_trials(folder)
    with ThreadServer(folder).running(datetime.now(UTC)) as made:
        fill(made.introduce())
        yield made


@pytest.fixture
def far_server(nursery: Nursery, tmp_path: Path) -> Iterator[DiaryServer]:
    """A server in a process of its own, which a test may kill."""
    made = DiaryServer(tmp_path / "far", nursery=nursery).start().introduce()
    yield made
    made.kill()


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visitor]:
    """A way to open pages, which at the end holds that none had a fault or left this computer."""
    visitor = Visitor(chromium)
    yield visitor
    visitor.leave()


@pytest.fixture(scope="module")
def onlooker(chromium: Browser) -> Iterator[Onlooker]:
    """Who looks at many pages, one after the other, with the same devices."""
    made = Onlooker(Visitor(chromium))
    yield made
    made.visitor.leave()


@pytest.fixture
def look_at(onlooker: Onlooker) -> Iterator[Onlooker]:
    """A way to open pages that are only looked at: much quicker than a new device for each."""
    yield onlooker
    onlooker.visitor.assert_no_fault()


def device(width: int = 360, height: int = 740) -> dict[str, Any]:
    """A phone or a desk in London."""
    return {
        "viewport": {"width": width, "height": height},
        "timezone_id": "Europe/London",
        "locale": "en-GB",
        "has_touch": width < SMALL,
        "is_mobile": width < SMALL,
    }


class Visitor:
    """A person with a device of any size, who comes with an empty memory each time."""

    def __init__(self, chromium: Browser) -> None:
        self.chromium = chromium
        self.contexts: list[BrowserContext] = []
        self.faults: list[str] = []
        self.requests: list[str] = []

    def __call__(
        self,
        address: str,
        *,
        width: int = 360,
        height: int = 740,
        colours: Literal["light", "dark"] = "light",
        keeps_offline: bool = False,
        **more: Any,
    ) -> Page:
        """A page at an address, on a device of its own."""
        context = self.chromium.new_context(
            **{
                **device(width, height),
                "color_scheme": colours,
                "service_workers": "allow" if keeps_offline else "block",
                **more,
            }
        )
        self.watch(context)
        page = context.new_page()
        page.goto(address)
        return page

    def watch(self, context: BrowserContext) -> None:
        """Note what its pages ask for and what goes wrong in them."""
        context.set_default_timeout(10_000)
        self.contexts.append(context)
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("weberror", lambda fault: self.faults.append(str(fault.error)))
        context.on("console", self._note)

    def _note(self, message: ConsoleMessage) -> None:
        # That a server does not answer is what some tests are about.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.faults.append(message.text)

    def hosts(self) -> set[str]:
        """The computers and ports that were asked over the network."""
        return {url.split("/")[2] for url in self.requests if url.startswith("http")}

    def leave(self) -> None:
        for context in self.contexts:
            context.close()
        self.assert_no_fault()

    def assert_no_fault(self) -> None:
        """Hold that no page had a fault or left this computer, and begin anew."""
        requests, faults = self.requests[:], self.faults[:]
        self.requests.clear()
        self.faults.clear()
        away = [url for url in requests if not url.startswith(OUR_ADDRESSES)]
        assert away == [], "a page asked another computer"
        assert faults == []


class Onlooker:
    """Somebody who looks at pages and changes nothing: one device of a size serves for all."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.pages: dict[tuple[int, int, float], Page] = {}

    def __call__(
        self,
        address: str,
        *,
        width: int = 360,
        height: int = 740,
        device_scale_factor: float = 1,
    ) -> Page:
        """The page at an address, on the device of this size as it is when it is new."""
        size = (width, height, device_scale_factor)
        if size not in self.pages:
            self.pages[size] = self.visitor(
                "about:blank", width=width, height=height, device_scale_factor=device_scale_factor
            )
        page = self.pages[size]
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="light", reduced_motion="no-preference")
        page.goto(address)
        return page
