"""Every page of the app, for tests that look at all of them. A new page is added here."""

from __future__ import annotations

from full_diary import an_id

ADDRESSES = (
    "/",
    "/about",
    "/care",
    "/data",
    "/data/backups",
    "/data/wipe",
    "/day",
    "/day/2026-11-20",
    "/earlier",
    f"/episode/{an_id(0)}",
    "/history",
    "/history/2026-11-20",
    "/history/bin",
    "/history/list",
    "/history/list?words=stairs&site=lower_leg",
    "/medicines",
    "/medicines/new",
    f"/medicines/{an_id(10_000)}",
    "/more",
    "/no-such-page",
    "/offline/day",
    "/offline/earlier",
    "/offline/page",
    "/offline/today",
    "/offline/twitch",
    "/pair",
    "/phone",
    "/phone/trust",
    "/report",
    "/settings",
    "/trends",
    "/trends?range=1y&item=caffeine&rows=2",
    "/twitch",
    "/twitch?day=2026-11-20",
    "/waiting",
    "/welcome",
    "/welcome/data",
    "/welcome/wishes",
)
NO_PAGES = {"/manifest.webmanifest", "/sw.js"}
"""What the pages' routers serve beside pages."""
