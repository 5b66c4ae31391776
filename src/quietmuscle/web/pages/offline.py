"""What a phone keeps for when the computer is out of reach: shell, worker, name and icon."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from quietmuscle.base.text import _
from quietmuscle.base.text import catalogue
from quietmuscle.web.house import ThisHouse
from quietmuscle.web.house import workspace_of
from quietmuscle.web.page import page
from quietmuscle.web.pages.care import care
from quietmuscle.web.pages.day import day_shell
from quietmuscle.web.pages.earlier import earlier_shell
from quietmuscle.web.pages.helps import helps_shell
from quietmuscle.web.pages.measure import film_shell
from quietmuscle.web.pages.measure import measure_shell
from quietmuscle.web.pages.measure import phone_shell
from quietmuscle.web.pages.session import session_shell
from quietmuscle.web.pages.today import today_shell
from quietmuscle.web.pages.twitch import closer_looks
from quietmuscle.web.pages.twitch import twitch_shell
from quietmuscle.web.pages.waiting import waiting
from quietmuscle.web.part import Part

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable

    from quietmuscle.web.assets import Assets

router = Part()

PAPER = "#faf8f4"
OTHERWISE = "/offline/page"
CLOSER = "/offline/closer"
TWINS = {
    "": "/offline/today",
    "twitch": "/offline/twitch",
    "day": "/offline/day",
    "earlier": "/offline/earlier",
    "waiting": "/waiting",
    "helps": "/offline/helps",
    "session": "/offline/session",
    "care": "/care",
    "care/check": OTHERWISE,  # not the page whose button leads to it
    "care/checks": OTHERWISE,
    "measure": "/offline/measure",
    "measure/film": "/offline/film",
    "measure/phone": "/offline/motion",
}
"""For a page's whole address, or for its first part: the page that stands in for it."""

_FILE = re.compile(r'"/static/[0-9a-f]+/([^"#?]+)')


def page_shell(request: Request) -> HTMLResponse:
    """The page that stands in for all others: it says what works and what must wait."""
    return page(request, "offline.html", place="")


SHELLS: dict[str, Callable[[Request], HTMLResponse]] = {
    "/offline/today": today_shell,
    "/offline/twitch": twitch_shell,
    "/offline/day": day_shell,
    "/offline/earlier": earlier_shell,
    "/offline/helps": helps_shell,
    "/offline/session": session_shell,
    "/offline/measure": measure_shell,
    "/offline/film": film_shell,
    "/offline/motion": phone_shell,
    OTHERWISE: page_shell,
    CLOSER: closer_looks,
    "/waiting": waiting,
    "/care": lambda request: care(request, workspace_of(request)),
}


@router.get("/offline/{name}", response_class=HTMLResponse)
def shell(request: Request, name: str) -> HTMLResponse:
    """A page of the shell: as its online twin, without anything of the diary."""
    make = SHELLS.get(f"/offline/{name}")
    if make is None:
        raise HTTPException(404)
    return make(request)


@router.get("/sw.js")
def worker(request: Request, house: ThisHouse) -> Response:
    """The service worker, told what to keep; its text changes when any of that does."""
    bodies = [bytes(make(request).body) for make in SHELLS.values()]
    kept = {
        "cache": f"quiet-muscle-{hashlib.sha256(b''.join(bodies)).hexdigest()[:16]}",
        "pages": TWINS,
        "otherwise": OTHERWISE,
        "parts": [CLOSER, TWINS["twitch"]],  # other kept pages take the body from it
        "files": [house.assets.address(name) for name in files_of(bodies, house.assets)],
        "folder": f"/static/{house.assets.version}/",
    }
    text = f"const SHELL = {json.dumps(kept, indent=1)};\n\n".encode()
    return Response(
        text + house.assets.files["sw.js"].body,
        media_type="text/javascript; charset=utf-8",
        headers={"cache-control": "no-cache"},
    )


@router.get("/manifest.webmanifest")
def manifest(house: ThisHouse) -> Response:
    """What a phone needs to know to put the app on its home screen."""
    language = house.workspace.diary.preferences.settings().language
    words = catalogue(language).gettext
    icons = [
        {"src": house.assets.address(f"icon-{size}.png"), "sizes": f"{size}x{size}"}
        for size in (192, 512)
    ]
    described = {
        "id": "/",
        "name": "Quiet Muscle",
        "short_name": "Quiet Muscle",
        "description": words(_("A calm notebook for people with MS whose muscles twitch.")),
        "lang": language,
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [{**icon, "type": "image/png", "purpose": "any"} for icon in icons],
        "shortcuts": [
            {"name": words(_("Twitching now")), "url": "/twitch", "icons": icons[:1]},
            {"name": words(_("How was the day?")), "url": "/day", "icons": icons[:1]},
        ],
    }
    return Response(
        json.dumps(described, ensure_ascii=False),
        media_type="application/manifest+json",
        headers={"cache-control": "no-cache"},
    )


def files_of(bodies: Iterable[bytes], assets: Assets) -> list[str]:
    """The files that pages need: those they name, and the scripts that these import."""
    named = {name for body in bodies for name in _FILE.findall(body.decode())}
    scripts = {name for name in named if name.endswith(".js")}
    return sorted(named.union(*(assets.modules(name) for name in scripts)))
