"""What became of a change that was sent to the diary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic
from typing import TypeVar

from quietmuscle.model.revision import Action

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved(Generic[Entry]):
    """An entry as it is now kept, and what the change did.

    An `action` of None means that nothing had to be done: the same change had
    arrived before, or it changes nothing.
    """

    entry: Entry
    action: Action | None
