"""A stretch in which a muscle is at work."""

from __future__ import annotations

from dataclasses import dataclass

from quietmuscle.model.measurement import EventDetail
from quietmuscle.model.measurement import EventKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """A stretch of sustained activity, with its rhythm where it has one.

    A spasm is `UNSURE` because a contraction that is willed looks alike.
    """

    start_s: float
    stop_s: float
    kind: EventKind
    rhythm_hz: float | None
    detail: EventDetail | None = None
