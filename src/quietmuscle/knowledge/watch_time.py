"""How long a muscle is watched before one may say that it was still."""

from __future__ import annotations

NONE_SEEN_S = 90.0
"""Seconds. With a needle in the muscle the first twitch came within them, in people with
motor neurone disease (source R59). Surface EMG needs about 70, ultrasound up to 81. For a
film and a phone nobody measured it: there it is our judgement (fact measuring_how_long)."""
