"""The watch over the diary: why it may suggest a care check, and when it last did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class WatchReason(StrEnum):
    """What in the diary speaks for a care check, the most serious first."""

    URGENT_BY_RULES = "urgent_by_rules"
    """Diary and medicine list alone already call for help today."""
    WEAK_OR_STIFF = "weak_or_stiff"
    PAINFUL = "painful"
    MEDICINE_CHANGED = "medicine_changed"
    MORE_PLACES = "more_places"
    DISTURBED = "disturbed"
    RISING = "rising"
    LASTING = "lasting"

    @property
    def seriousness(self) -> int:
        """3 for what cannot wait, 2 for what is shown in calm mode too, 1 for the others."""
        if self is WatchReason.URGENT_BY_RULES:
            return 3
        return 2 if self is WatchReason.WEAK_OR_STIFF else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchMemory:
    """Since when the watch is quiet, and the reasons that it is quiet about.

    It is told when the suggestion is set aside and when a check was done.
    `urgent` names what called for help today or now; anything else that does is new.
    """

    quiet_since: date | None = None
    reasons: tuple[WatchReason, ...] = ()
    urgent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """The one suggestion to do the care check, with its reasons, the most serious first.

    `urgent` names what calls for help today or now.
    """

    reasons: tuple[WatchReason, ...]
    urgent: tuple[str, ...] = ()
