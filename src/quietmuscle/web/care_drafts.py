"""Care checks that are under way: their answers, kept in memory and nowhere else.

The browser holds a random name of its check in a cookie. So no answer stands in
an address or a log, and the browser's own "back" finds each screen as it was.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from datetime import timedelta
from threading import Lock
from uuid import UUID

from quietmuscle.model.care import Answer

MOST_DRAFTS = 20
KEPT_FOR = timedelta(hours=12)
TAKEN_UP_WITHIN = timedelta(minutes=30)
"""So long after a check began, its answers count; after it, things may have changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CareDraft:
    """A check under way: for which diary, when it began, and its answers so far.

    `check_id` is the id under which it will be kept in the diary, if at all.
    `touched_at_utc` is when it was last answered. `instead` says that it was
    begun in place of one whose answers had grown old, `kept` that it stands in
    the diary as it is here.
    """

    name: str
    check_id: UUID
    diary_id: UUID
    began_at_utc: datetime
    touched_at_utc: datetime
    answers: Mapping[str, Answer] = field(default_factory=dict)
    finished: bool = False
    instead: bool = False
    kept: bool = False


@dataclass(slots=True)
class CareDrafts:
    """The checks under way on all devices, the oldest forgotten first."""

    _drafts: dict[str, CareDraft] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def get(self, name: str, diary_id: UUID, now_utc: datetime) -> CareDraft | None:
        """The check of a name, unless it is of another diary or was left long ago."""
        with self._lock:
            draft = self._drafts.get(name)
        if draft is None or draft.diary_id != diary_id:
            return None
        return draft if now_utc - draft.touched_at_utc <= KEPT_FOR else None

    def put(self, draft: CareDraft) -> None:
        """Keep a check as it is now."""
        with self._lock:
            self._drafts.pop(draft.name, None)
            self._drafts[draft.name] = draft
            while len(self._drafts) > MOST_DRAFTS:
                del self._drafts[next(iter(self._drafts))]


def is_of_now(began_at_utc: datetime, now_utc: datetime) -> bool:
    """Whether the answers of a check that began then still count."""
    return timedelta(0) <= now_utc - began_at_utc <= TAKEN_UP_WITHIN


def new_name() -> str:
    """A name that nobody can guess."""
    return secrets.token_urlsafe(24)
