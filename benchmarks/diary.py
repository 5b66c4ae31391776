"""Every figure that we promise of the diary, measured in one run.

    ./run python benchmarks/diary.py                    ten years, 100,000 entries
    ./run python benchmarks/diary.py --episodes 2000    a quick look

Figures of a browser need Chromium and Playwright, which `./run test` brings.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import json
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from browser import browser_figures
from browser import left_out
from figures import Beside
from figures import Figure
from figures import machine
from figures import print_figures
from figures import quantile
from figures import write_json
from peers import besides
from peers import rows_of
from quietmuscle.base.clock import SystemClock
from quietmuscle.flow.record import EpisodeDraft
from quietmuscle.flow.record import record_episode
from quietmuscle.flow.workspace import Workspace
from quietmuscle.model.site import read_site
from quietmuscle.store.diary import open_diary
from quietmuscle.web.routers import ENDPOINTS
from quietmuscle.web.routers import PAGES
from server import launcher
from server import running
from ten_years import make_diary

if TYPE_CHECKING:
    from quietmuscle.store.location import Location
    from server import Server

WHOLE = 100_000
SMALL = 10_000
NOT_WALKED = ("/api/export", "/api/import")


def main() -> int:
    """Measure everything and print it."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--episodes", type=int, default=WHOLE)
    busy = others_at_work()
    asked.add_argument("--json", type=Path, help="keep the figures in this file, too")
    some = asked.add_mutually_exclusive_group()
    some.add_argument("--no-browser", action="store_true", help="leave out what needs one")
    some.add_argument("--only-browser", action="store_true", help="leave out all else")
    wishes = asked.parse_args()
    effort = Effort.of(wishes.episodes)
    with tempfile.TemporaryDirectory(prefix="quietmuscle-figures-") as folder:
        place = Path(folder)
        say(f"making ten years with {wishes.episodes} entries")
        location = make_diary(place / "diary", wishes.episodes)
        if wishes.only_browser:
            with running(location.folder) as server:
                figures, instead = in_a_browser(server, effort), []
        else:
            figures, instead = all_figures(place, location, effort, browser=not wishes.no_browser)
    sys.stdout.write(f"{wishes.episodes} entries in ten years; {machine()}\n{busy}\n")
    print_figures(figures, instead)
    if wishes.json:
        write_json(wishes.json, figures, instead)
    return 0


def all_figures(
    place: Path, location: Location, effort: Effort, *, browser: bool
) -> tuple[list[Figure], list[Beside]]:
    """All that is measured, and what it would take to do it otherwise."""
    figures = [saves_in_process(location, effort), starts(location, effort)]
    say("asking the server")
    with running(location.folder) as server:
        figures += [saves_over_http(server, effort), *looks(server, effort)]
        export, archive = export_figure(server)
        figures += [export, memory(server)]
        if browser:
            figures += in_a_browser(server, effort)
        else:
            figures += left_out("left out, as it was wished")
    say("importing")
    figures += imports(place, archive)
    say("doing it otherwise")
    diary = open_diary(location, datetime.now(UTC))
    rows = rows_of(diary)
    diary.close()
    instead = besides(
        place,
        rows,
        save_p95_ms=value_of(figures, "save over HTTP, p95"),
        trends_ms=value_of(figures, "Trends, p95"),
        export_s=value_of(figures, "export"),
    )
    return figures, instead


def in_a_browser(server: Server, effort: Effort) -> list[Figure]:
    """What a phone's browser sees of the server."""
    say("opening a browser")
    return browser_figures(server, pages_of(server)[: effort.pages], effort.openings)


def others_at_work() -> str:
    """A warning where the computer was busy with something else before we began."""
    if not hasattr(os, "getloadavg"):
        return ""
    busy = os.getloadavg()[0]
    return f"(others were at work: {busy:.1f} on average wanted a core)\n" if busy > 0.5 else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How often things are done: less in a quick look."""

    saves: int
    looks: int
    starts: int
    pages: int | None
    openings: int

    @classmethod
    def of(cls, episodes: int) -> Effort:
        """The effort that a diary of this size is worth."""
        if episodes < SMALL:
            return cls(saves=40, looks=8, starts=1, pages=1, openings=1)
        return cls(saves=500, looks=100, starts=7, pages=None, openings=5)


def say(words: str) -> None:
    """Tell what is under way, where it does not get into the tables."""
    sys.stderr.write(f"{words} …\n")
    sys.stderr.flush()


def value_of(figures: list[Figure], name: str) -> float:
    """What was measured under a name."""
    found = next(figure.value for figure in figures if figure.name == name)
    return float("nan") if found is None else found


def saves_in_process(location: Location, effort: Effort) -> Figure:
    """Saving as the command line and the library do it."""
    diary = open_diary(location, datetime.now(UTC))
    workspace = Workspace(diary=diary, clock=SystemClock())
    places = (read_site("calf.left"),)
    took = []
    for _save in range(effort.saves):
        draft = EpisodeDraft(id=uuid4(), sites=places)
        begin = time.perf_counter()
        record_episode(workspace, draft, change_id=uuid4())
        took.append((time.perf_counter() - begin) * 1000)
    diary.close()
    gc.collect()
    how = (
        f"{effort.saves} new entries, each on the disk before it returns; median {median(took)} ms"
    )
    return Figure(
        name="save in process, p95", value=quantile(took, 0.95), unit="ms", target=20, how=how
    )


def starts(location: Location, effort: Effort) -> Figure:
    """How long it takes from the command to the first answer."""
    took = []
    for _start in range(effort.starts):
        with running(location.folder) as server:
            took.append(server.ready_s)
    name = launcher()[1]
    how = f"{name}, process start to first 200; median of {effort.starts}, worst {max(took):.2f} s"
    return Figure(
        name="server ready, warm", value=quantile(took, 0.5), unit="s", target=1.5, how=how
    )


def saves_over_http(server: Server, effort: Effort) -> Figure:
    """Saving as a phone does it."""
    took = []
    body = json.dumps({"sites": ["calf.left"], "zone": "Europe/London", "count": 2}).encode()
    for _save in range(effort.saves):
        answer = server.ask("PUT", f"/api/episodes/{uuid4()}", body)
        if answer.status != 200:
            raise RuntimeError(f"a save was refused: {answer.status} {answer.body.decode()}")
        took.append(answer.took_ms)
    how = f"{effort.saves} PUTs on one connection, asking to last byte; median {median(took)} ms"
    return Figure(
        name="save over HTTP, p95", value=quantile(took, 0.95), unit="ms", target=20, how=how
    )


def looks(server: Server, effort: Effort) -> list[Figure]:
    """The two pages that are looked at most, and what programs get instead."""
    first = server.ask("GET", "/trends")
    how = "the first GET /trends after a start, when its parts are brought in"
    found = [Figure(name="Trends, the first look", value=first.took_ms, unit="ms", how=how)]
    for name, path, target, times in (
        ("Today", "/", 50.0, effort.looks),
        ("Trends", "/trends", 300.0, effort.looks // 4),
        ("Trends over ten years", "/trends?range=all", 300.0, effort.looks // 8),
        ("Today for programs", "/api/today", None, effort.looks),
        ("Trends for programs", "/api/trends", None, effort.looks // 4),
        ("History", "/history", None, effort.looks // 4),
    ):
        answers = [server.ask("GET", path) for _look in range(times)]
        status = answers[0].status
        took = [answer.took_ms for answer in answers]
        how = f"GET {path}, {times} times over HTTP; median {median(took)} ms"
        found.append(
            Figure(
                name=f"{name}, p95",
                value=quantile(took, 0.95) if status == 200 else None,
                unit="ms",
                target=target,
                how=how if status == 200 else f"GET {path} answers {status}",
            )
        )
    return found


def export_figure(server: Server) -> tuple[Figure, bytes]:
    """The archive, and how long it takes to get it."""
    answer = server.ask("GET", "/api/export")
    how = f"GET /api/export to its last byte, {len(answer.body) / 1e6:.1f} MB with the history"
    if answer.status != 200:
        raise RuntimeError(f"the export was refused: {answer.status}")
    figure = Figure(name="export", value=answer.took_ms / 1000, unit="s", target=20, how=how)
    return figure, answer.body


def imports(place: Path, archive: bytes) -> list[Figure]:
    """The archive taken into an empty diary, and whether it comes out as it went in."""
    with running(place / "other") as server:
        answer = server.ask("POST", "/api/import", archive, "application/zip")
        if answer.status != 200:
            raise RuntimeError(f"the import was refused: {answer.status} {answer.body.decode()}")
        added = json.loads(answer.body)["added"]
        again = server.ask("GET", "/api/export").body
        peak = server.resident_mb()
    same = hashlib.sha256(again).digest() == hashlib.sha256(archive).digest()
    how = f"POST /api/import into an empty diary, {added} entries added"
    found = [
        Figure(name="import", value=answer.took_ms / 1000, unit="s", target=20, how=how),
        Figure(
            name="archives that differ after a round trip",
            value=0 if same else 1,
            unit="",
            target=0,
            how="SHA-256 of the export and of the export after the import",
        ),
    ]
    if peak:
        how = "the most that the importing server held"
        found.append(Figure(name="memory while importing", value=peak[1], unit="MB", how=how))
    return found


def memory(server: Server) -> Figure:
    """What the server holds after all pages were looked at and an export was made."""
    walked = [*addresses(PAGES), *(f"/api{path}" for path in addresses(ENDPOINTS))]
    for path in walked:
        if path not in NOT_WALKED:
            server.ask("GET", path)
    server.ask("GET", "/api/export")
    held = server.resident_mb()
    if held is None:
        how = "this system does not tell"
        return Figure(name="resident memory", value=None, unit="MB", target=200, how=how)
    how = (
        f"after {len(walked)} pages and answers and an export; at most {held[1]:.0f} MB; "
        f"processes that it started hold {server.children_mb():.0f} MB then"
    )
    return Figure(name="resident memory", value=held[0], unit="MB", target=200, how=how)


def pages_of(server: Server) -> list[str]:
    """The addresses of what a person reads: not pictures, workers and the like."""
    return [
        path
        for path in addresses(PAGES)
        if server.ask("GET", path).body.lstrip().lower().startswith(b"<!doctype html")
    ]


def addresses(routers: object) -> list[str]:
    """The addresses of pages or of the API that can be asked for as they stand."""
    return sorted(
        route.path
        for router in routers
        for route in router.routes
        if "GET" in route.methods and "{" not in route.path
    )


def median(values: list[float]) -> str:
    """The middle of the values, for a sentence."""
    return f"{quantile(values, 0.5):.1f}"


if __name__ == "__main__":
    sys.exit(main())
