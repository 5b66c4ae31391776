"""How many bytes a page takes over the network, for tests and benchmarks."""

from __future__ import annotations

import gzip
import json
import urllib.request
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

SETTLED_MS = 5000
"""So long a page has for what it asks for after its start; its clock is turned on by that."""

QUIET_MS = 300
"""So long nothing more is asked for, by the clock on the wall, before a page counts as loaded."""


@dataclass(frozen=True)
class Fetched:
    """One thing that a page fetched: its kind, and its bytes on the wire with their headers."""

    url: str
    kind: str
    wire_bytes: int


def load(page: Page, address: str) -> list[Fetched]:
    """All that a page fetches while it is opened; what a cache gives counts no bytes."""
    session = page.context.new_cdp_session(page)
    responses: dict[str, dict[str, Any]] = {}
    fetched: list[Fetched] = []

    under_way: set[str] = set()

    def begun(event: dict[str, Any]) -> None:
        under_way.add(event["requestId"])

    def noted(event: dict[str, Any]) -> None:
        responses[event["requestId"]] = event

    def failed(event: dict[str, Any]) -> None:
        under_way.discard(event["requestId"])

    def finished(event: dict[str, Any]) -> None:
        under_way.discard(event["requestId"])
        response = responses.get(event["requestId"])
        if response is None:
            return
        told = response["response"]
        cached = told.get("fromDiskCache") or told.get("fromServiceWorker")
        size = 0 if cached else int(event["encodedDataLength"])
        fetched.append(Fetched(told["url"], response["type"], size))

    session.on("Network.requestWillBeSent", begun)
    session.on("Network.responseReceived", noted)
    session.on("Network.loadingFinished", finished)
    session.on("Network.loadingFailed", failed)
    session.send("Network.enable")
    page.clock.install()
    page.goto(address)
    page.clock.run_for(SETTLED_MS)
    known = -1
    while known != len(fetched) or under_way:
        known = len(fetched)
        page.wait_for_timeout(QUIET_MS)
    session.detach()
    return fetched


def kept_offline(address: str) -> dict[str, int]:
    """What the service worker fetches in the background, each with its gzipped bytes."""
    script = _get(f"{address}/sw.js").decode()
    start = script.index("{")
    kept, _end = json.JSONDecoder().raw_decode(script[start:])
    paths = {*kept["files"], *kept["parts"], *kept["pages"].values(), kept["otherwise"]}
    return {path: _compressed_size(_get(address + path)) for path in sorted(paths)}


def _get(url: str) -> bytes:
    with urllib.request.urlopen(url) as answer:
        body: bytes = answer.read()
        return body


def _compressed_size(body: bytes) -> int:
    return len(gzip.compress(body, 6))
