"""What a phone's browser sees of the server."""

from __future__ import annotations

import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from figures import Figure
from figures import quantile
from server import ROOT
from server import Server
from server import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser
    from playwright.sync_api import BrowserContext

PLACES = (Path("/usr/bin/chromium"), Path("/usr/bin/chromium-headless-shell"))
CHROMIUM = next((place for place in PLACES if place.exists()), PLACES[0])
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
)
AXE = ROOT / "tests" / "browser" / "vendor" / "axe.min.js"
PHONE, DESK = (360, 740), (1280, 800)
NAMES = (
    ("first load of a phone page", "kB on the wire", 80.0),
    ("script and style of the second load", "kB on the wire", 0.0),
    ("opening to saved", "s", 5.0),
    ("taps from opening to saved", "taps", 2.0),
    ("axe-core violations", "", 0.0),
    ("pages that scroll sideways at 200 %", "", 0.0),
)


def browser_figures(server: Server, pages: list[str], openings: int) -> list[Figure]:
    """Everything that is measured in a browser, or why it is not."""
    missing = _what_is_missing()
    if missing:
        return left_out(missing)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        try:
            return [
                _first_load(chromium, server),
                _second_load(chromium, server),
                *_opening_to_saved(chromium, server, openings),
                _violations(chromium, server, pages),
                _sideways(chromium, server, pages),
            ]
        finally:
            chromium.close()


def left_out(why: str) -> list[Figure]:
    """The figures of a browser, not measured."""
    return [
        Figure(name=name, value=None, unit=unit, target=target, how=why)
        for name, unit, target in NAMES
    ]


def _what_is_missing() -> str:
    try:
        import playwright  # noqa: F401
    except ImportError:
        return "Playwright is missing; ./run test brings it"
    return "" if CHROMIUM.exists() else f"there is no {CHROMIUM}"


@contextmanager
def _device(
    chromium: Browser, *, worker: bool, size: tuple[int, int] = PHONE, **more: Any
) -> Iterator[BrowserContext]:
    """A device with an empty memory."""
    context = chromium.new_context(
        viewport={"width": size[0], "height": size[1]},
        timezone_id="Europe/London",
        locale="en-GB",
        has_touch=size == PHONE,
        is_mobile=size == PHONE,
        service_workers="allow" if worker else "block",
        **more,
    )
    try:
        yield context
    finally:
        context.close()


def _first_load(chromium: Browser, server: Server) -> Figure:
    with counted(server) as counter, _device(chromium, worker=False) as device:
        page = device.new_page()
        page.goto(f"http://127.0.0.1:{counter.port}/", wait_until="networkidle")
        name, unit, target = NAMES[0]
        how = f"Chromium, {PHONE[0]} px, empty cache, {len(counter.paths)} requests with headers"
        return Figure(name=name, value=counter.bytes_down / 1000, unit=unit, target=target, how=how)


def _second_load(chromium: Browser, server: Server) -> Figure:
    with counted(server) as counter, _device(chromium, worker=True) as device:
        page = device.new_page()
        address = f"http://127.0.0.1:{counter.port}/"
        page.goto(address, wait_until="networkidle")
        page.wait_for_function("navigator.serviceWorker.ready.then(() => true)")
        page.wait_for_load_state("networkidle")
        page.close()
        kept = counter.bytes_down / 1000
        counter.start_again()
        page = device.new_page()
        page.goto(address, wait_until="networkidle")
        again = [path for path in counter.paths if path.split("?")[0].endswith((".js", ".css"))]
        name, unit, target = NAMES[1]
        return Figure(
            name=name,
            value=counter.bytes_down / 1000 if again else 0,
            unit=unit,
            target=target,
            how=f"{len(again)} of {len(counter.paths)} requests; the whole page took "
            f"{counter.bytes_down / 1000:.1f} kB, and {kept:.0f} kB the first time with all that "
            "is kept for offline",
        )


def _opening_to_saved(chromium: Browser, server: Server, openings: int) -> list[Figure]:
    took, taps = [], 0
    for _opening in range(openings):
        with _device(chromium, worker=True) as device:
            page = device.new_page()
            begin = time.perf_counter()
            page.goto(f"http://127.0.0.1:{server.port}/")
            page.locator('a[href="/twitch"]').first.tap()
            place = page.locator("#twitch [data-site]:visible").first
            with page.expect_response(
                lambda answer: answer.request.method == "PUT" and "/api/episodes/" in answer.url
            ) as saving:
                place.tap()
            if saving.value.status != 200:
                raise RuntimeError(f"the twitch was not saved: {saving.value.status}")
            page.locator("#saved-acts").wait_for(state="visible")
            took.append(time.perf_counter() - begin)
            taps = 2
    how = f"from an address to the server's answer, worst of {openings} cold openings"
    return [
        Figure(name=NAMES[2][0], value=quantile(took, 1), unit="s", target=5.0, how=how),
        Figure(name=NAMES[3][0], value=taps, unit="taps", target=2.0, how="“Twitching now”, place"),
    ]


def _violations(chromium: Browser, server: Server, pages: list[str]) -> Figure:
    name, unit, target = NAMES[4]
    if not AXE.exists():
        return Figure(name=name, value=None, unit=unit, target=target, how="axe.min.js is missing")
    script, found, looks = AXE.read_text("utf-8"), [], 0
    for size in (PHONE, DESK):
        with _device(chromium, worker=False, size=size, bypass_csp=True) as device:
            page = device.new_page()
            for path in pages:
                page.goto(f"http://127.0.0.1:{server.port}{path}", wait_until="networkidle")
                page.evaluate(script)
                for colours in ("light", "dark"):
                    page.emulate_media(color_scheme=colours)
                    rules = page.evaluate(
                        "axe.run().then((all) => all.violations.map((v) => v.id))"
                    )
                    found += [f"{rule} at {path}" for rule in rules]
                    looks += 1
    how = f"{looks} looks: {len(pages)} pages, light and dark, 360 and 1280 px"
    worst = f"; first: {found[0]}" if found else ""
    return Figure(name=name, value=len(found), unit=unit, target=target, how=how + worst)


def _sideways(chromium: Browser, server: Server, pages: list[str]) -> Figure:
    wide = []
    # 200 % zoom halves the pixels that a page has.
    with _device(chromium, worker=False, size=(360 // 2, 740 // 2)) as device:
        page = device.new_page()
        for path in pages:
            page.goto(f"http://127.0.0.1:{server.port}{path}", wait_until="networkidle")
            if page.evaluate(
                "document.documentElement.scrollWidth > document.documentElement.clientWidth"
            ):
                wide.append(path)
    name, unit, target = NAMES[5]
    how = f"{len(pages)} pages at 360 px" + (f"; first: {wide[0]}" if wide else "")
    return Figure(name=name, value=len(wide), unit=unit, target=target, how=how)
