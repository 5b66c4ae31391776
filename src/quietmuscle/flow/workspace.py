"""What a use case works with: an open diary and a clock."""

from __future__ import annotations

from dataclasses import dataclass

from quietmuscle.base.clock import Clock
from quietmuscle.store.diary import Diary


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """An open diary and a clock, made once by a door and handed to use cases."""

    diary: Diary
    clock: Clock
