"""The form of an archive, version 7, as docs/reference/archive.md describes it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from quietmuscle.model.care_check import CareCheck
from quietmuscle.model.episode import Episode
from quietmuscle.model.kept_measurement import KeptMeasurement
from quietmuscle.model.kept_trial import KeptTrial
from quietmuscle.model.kept_trial import TrialNote
from quietmuscle.model.lab import LabResult
from quietmuscle.model.measurement import Event
from quietmuscle.model.medicine import MedicineChange
from quietmuscle.model.moment import check_instant
from quietmuscle.model.session_use import SessionUse

FORMAT = "quietmuscle-archive"
VERSION = 7

MANIFEST = "manifest.json"
SETTINGS = "settings.json"
PERSON = "person.json"
HEALTH = "health.json"
WATCH = "watch.json"
EPISODES = "episodes.ndjson"
DAYS = "days.ndjson"
MEDICINES = "medicines.ndjson"
SESSIONS = "sessions.ndjson"
LABS = "labs.ndjson"
CARE_CHECKS = "care_checks.ndjson"
MEASUREMENTS = "measurements.ndjson"
MEASURED_EVENTS = "measured_events.ndjson"
TRIALS = "trials.ndjson"
TRIAL_NOTES = "trial_notes.ndjson"
REVISIONS = "revisions.ndjson"
ATTACHMENTS = "attachments.ndjson"
FILES_FOLDER = "attachments/"

TEXT_MEMBERS = (
    SETTINGS,
    PERSON,
    HEALTH,
    WATCH,
    EPISODES,
    DAYS,
    MEDICINES,
    SESSIONS,
    LABS,
    CARE_CHECKS,
    MEASUREMENTS,
    MEASURED_EVENTS,
    TRIALS,
    TRIAL_NOTES,
    REVISIONS,
    ATTACHMENTS,
)
"""The members that every archive has beside its manifest."""

ADDED_IN = {
    HEALTH: 3,
    SESSIONS: 3,
    LABS: 3,
    CARE_CHECKS: 3,
    WATCH: 4,
    MEASUREMENTS: 4,
    MEASURED_EVENTS: 4,
    TRIALS: 5,
    TRIAL_NOTES: 5,
}
"""Members that older archives lack: the version that brought each of them."""

FILE_NAME = re.compile(r"attachments/[0-9a-f]{64}")

MOST_MEMBERS = 200_000
MOST_LINES = 2_000_000
LONGEST_LINE_BYTES = 1_048_576
LARGEST_MANIFEST_BYTES = 64 * 1_048_576
LARGEST_DIRECTORY_BYTES = 64 * 1_048_576
MOST_GROWTH = 100
FREE_GROWTH_BYTES = 64 * 1_048_576
"""All that is packed may unpack to 100 times its packed size and 64 MiB more, never beyond."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many of each kind an archive holds."""

    episodes: int
    days: int
    medicines: int
    revisions: int
    attachments: int
    sessions: int = 0
    labs: int = 0
    care_checks: int = 0
    measurements: int = 0
    measured_events: int = 0
    trials: int = 0
    trial_notes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file in the archive."""

    name: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What an archive says of itself."""

    format: str
    version: int
    app_version: str
    counts: Counts
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeLine:
    """An episode, and since when it is in the bin, if it is."""

    entry: Episode
    deleted_at_utc: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse a time that no clock shows."""
        if self.deleted_at_utc is not None:
            check_instant(self.deleted_at_utc)


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicineLine:
    """A change of medicine, and since when it is in the bin, if it is."""

    entry: MedicineChange
    deleted_at_utc: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse a time that no clock shows."""
        if self.deleted_at_utc is not None:
            check_instant(self.deleted_at_utc)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLine:
    """A use of a session, and since when it is in the bin, if it is."""

    entry: SessionUse
    deleted_at_utc: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse a time that no clock shows."""
        if self.deleted_at_utc is not None:
            check_instant(self.deleted_at_utc)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabLine:
    """A blood result, and since when it is in the bin, if it is."""

    entry: LabResult
    deleted_at_utc: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse a time that no clock shows."""
        if self.deleted_at_utc is not None:
            check_instant(self.deleted_at_utc)


@dataclass(frozen=True, slots=True, kw_only=True)
class CareCheckLine:
    """A care check, and since when it is in the bin, if it is."""

    entry: CareCheck
    deleted_at_utc: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse a time that no clock shows."""
        if self.deleted_at_utc is not None:
            check_instant(self.deleted_at_utc)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurementLine:
    """A measurement, and since when it is in the bin, if it is."""

    entry: KeptMeasurement
    deleted_at_utc: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse a time that no clock shows."""
        if self.deleted_at_utc is not None:
            check_instant(self.deleted_at_utc)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsLine:
    """Some of the events that the engine found; `number` counts a measurement's lines from 0."""

    measurement: UUID
    number: int
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialLine:
    """An experiment."""

    entry: KeptTrial


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialNoteLine:
    """What was told of a day of an experiment."""

    entry: TrialNote
