"""What was recorded when: the history of each entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from quietmuscle.model.care_check import CareCheck
from quietmuscle.model.day import DayLog
from quietmuscle.model.episode import Episode
from quietmuscle.model.kept_measurement import KeptMeasurement
from quietmuscle.model.kept_trial import KeptTrial
from quietmuscle.model.kept_trial import TrialNote
from quietmuscle.model.lab import LabResult
from quietmuscle.model.medicine import MedicineChange
from quietmuscle.model.moment import check_instant
from quietmuscle.model.session_use import SessionUse


class EntryKind(StrEnum):
    """The kinds of entries that keep a history."""

    EPISODE = "episode"
    DAY = "day"
    MEDICINE_CHANGE = "medicine_change"
    SESSION_USE = "session_use"
    LAB_RESULT = "lab_result"
    CARE_CHECK = "care_check"
    MEASUREMENT = "measurement"
    TRIAL = "trial"
    TRIAL_NOTE = "trial_note"


class Action(StrEnum):
    """What was done to an entry."""

    CREATED = "created"
    EDITED = "edited"
    DELETED = "deleted"
    RESTORED = "restored"
    PURGED = "purged"


AnyEntry: TypeAlias = (
    Episode
    | DayLog
    | MedicineChange
    | SessionUse
    | LabResult
    | CareCheck
    | KeptMeasurement
    | KeptTrial
    | TrialNote
)
"""Whatever keeps a history."""

type_of_entry: dict[EntryKind, type[AnyEntry]] = {
    EntryKind.EPISODE: Episode,
    EntryKind.DAY: DayLog,
    EntryKind.MEDICINE_CHANGE: MedicineChange,
    EntryKind.SESSION_USE: SessionUse,
    EntryKind.LAB_RESULT: LabResult,
    EntryKind.CARE_CHECK: CareCheck,
    EntryKind.MEASUREMENT: KeptMeasurement,
    EntryKind.TRIAL: KeptTrial,
    EntryKind.TRIAL_NOTE: TrialNote,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One change of one entry.

    `change_id` is made by the device that made the change; the same change
    sent twice is kept once. `before` is the entry as it was before the change,
    or None where there was none. A purge blanks `before` in all revisions of
    the entry and leaves the ids, so that a late copy cannot bring it back.
    """

    change_id: UUID
    kind: EntryKind
    entry_id: str
    number: int
    recorded_at_utc: datetime
    action: Action
    before: AnyEntry | None = None

    def __post_init__(self) -> None:
        """Refuse a time of recording that no clock shows."""
        check_instant(self.recorded_at_utc)
