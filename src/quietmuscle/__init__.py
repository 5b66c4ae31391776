"""Quiet Muscle: a calm notebook for people with MS whose muscles twitch."""

from __future__ import annotations

__version__ = "0.1.0"
