"""What one asks of the diary, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import datetime
from uuid import UUID

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.model.checks import NAME_LIMIT_CHARACTERS
from quietmuscle.model.checks import check_text
from quietmuscle.model.day import check_day
from quietmuscle.model.episode import Episode
from quietmuscle.model.episode import FeltKind
from quietmuscle.model.moment import check_instant
from quietmuscle.model.site import SiteRef

LARGEST_PAGE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """A place in the list of entries: just after this one, going back in time."""

    instant_utc: datetime
    id: UUID

    def __post_init__(self) -> None:
        """Refuse a time that is not in UTC."""
        check_instant(self.instant_utc)


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeQuery:
    """Which entries: a range of logical days, words of the note, a place, a kind.

    An entry fits the place where it has any of the site codes. It fits the
    words where its note has them or where it is at one of the places that they
    name (`places_named`).

    `deleted` asks for the entries in the bin instead of those kept.
    """

    first_day: date | None = None
    last_day: date | None = None
    words: str = ""
    places_named: tuple[SiteRef, ...] = ()
    site_codes: tuple[str, ...] = ()
    kind: FeltKind | None = None
    deleted: bool = False
    after: Cursor | None = None
    limit: int = 50

    def __post_init__(self) -> None:
        """Refuse pages of no or of endless length, and days and words that no entry has."""
        for day in (self.first_day, self.last_day):
            if day is not None:
                check_day(day)
        if (
            self.first_day is not None
            and self.last_day is not None
            and self.first_day > self.last_day
        ):
            raise ValueNotUnderstoodError(
                Message(
                    _("The first day, {first}, is later than the last, {last}. Please change one."),
                    {"first": self.first_day, "last": self.last_day},
                )
            )
        if not 1 <= self.limit <= LARGEST_PAGE:
            raise ValueNotUnderstoodError(
                Message(_("A page holds 1 to {most} entries."), {"most": LARGEST_PAGE})
            )
        check_text(self.words, NAME_LIMIT_CHARACTERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodePage:
    """Entries, newest first, and where the next page begins (None at the end)."""

    episodes: tuple[Episode, ...]
    next: Cursor | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteCount:
    """How many twitches a place had; an entry of two places counts at both."""

    site: SiteRef
    twitches: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """How much of each kind a diary holds, without what is in the bin."""

    entries: int
    measurements: int
    medicine_changes: int
    blood_results: int
    sessions: int
    care_checks: int
    experiments: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HourCount:
    """How many twitches fell into an hour of a weekday (0 is Monday), local time."""

    weekday: int
    hour: int
    twitches: int
