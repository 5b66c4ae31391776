"""The language that a browser asks for, among those that we have."""

from __future__ import annotations

MOST_READ = 20


def language_asked_for(header: str, known: tuple[str, ...]) -> str | None:
    """The best of the known languages that an Accept-Language header names, or None."""
    wishes: list[tuple[float, str]] = []
    for part in header.split(",")[:MOST_READ]:
        name, _semicolon, weight = part.partition(";")
        try:
            share = float(weight.strip().removeprefix("q=")) if weight else 1.0
        except ValueError:
            continue
        wishes.append((share, name.strip().lower().partition("-")[0]))
    best_first = sorted(wishes, key=lambda wish: -wish[0])
    return next((name for share, name in best_first if share > 0 and name in known), None)
