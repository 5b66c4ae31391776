"""Where the system's Chromium is, and how tests start it."""

from __future__ import annotations

from pathlib import Path

PLACES = (Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium"))
"""First the one without windows, which opens a page in half of the time."""

CHROMIUM = next((place for place in PLACES if place.exists()), PLACES[-1])
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
)
