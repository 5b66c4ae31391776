"""A diary that is open: its shelves, and how it is opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quietmuscle.store.attachments import AttachmentShelf
from quietmuscle.store.backup import make_backup_in_turn
from quietmuscle.store.backup_files import BackupReason
from quietmuscle.store.care_checks import CareCheckShelf
from quietmuscle.store.damage import refuse_damage
from quietmuscle.store.days import DayShelf
from quietmuscle.store.engine import Database
from quietmuscle.store.engine import connect_database
from quietmuscle.store.episodes import EpisodeShelf
from quietmuscle.store.faults import plain_faults
from quietmuscle.store.files import make_folder
from quietmuscle.store.labs import LabShelf
from quietmuscle.store.location import Location
from quietmuscle.store.lock import upkeep_lock
from quietmuscle.store.measurements import MeasurementShelf
from quietmuscle.store.medicines import MedicineShelf
from quietmuscle.store.migrating import HEAD
from quietmuscle.store.migrating import migrate
from quietmuscle.store.migrating import version_of
from quietmuscle.store.preferences import PreferenceShelf
from quietmuscle.store.recordings import RecordingShelf
from quietmuscle.store.revisions import RevisionShelf
from quietmuscle.store.session_uses import SessionShelf
from quietmuscle.store.tallies import TallyShelf
from quietmuscle.store.trial_answers import TrialAnswerShelf
from quietmuscle.store.trials import TrialShelf

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary:
    """An open diary: a shelf for each kind of thing that it keeps.

    `database` is for the keeper's own tools; the doors use the shelves.
    """

    location: Location
    database: Database
    episodes: EpisodeShelf
    days: DayShelf
    medicines: MedicineShelf
    sessions: SessionShelf
    labs: LabShelf
    care_checks: CareCheckShelf
    measurements: MeasurementShelf
    trials: TrialShelf
    trial_answers: TrialAnswerShelf
    recordings: RecordingShelf
    preferences: PreferenceShelf
    attachments: AttachmentShelf
    revisions: RevisionShelf
    tallies: TallyShelf

    def close(self) -> None:
        """Let go of the database; what was saved is safe in any case."""
        self.database.close()


def open_diary(location: Location, now_utc: datetime) -> Diary:
    """The diary of a location, made where there is none.

    A diary of an older version is backed up and then migrated. Raises
    DamagedDiaryError, and changes nothing, where the file is damaged.
    """
    with plain_faults(location):
        make_folder(location.folder)
    if location.database_url is None:
        refuse_damage(location)
    database = connect_database(location)
    try:
        _bring_up_to_date(database, now_utc)
    except BaseException:
        database.close()
        raise
    return Diary(
        location=location,
        database=database,
        episodes=EpisodeShelf(database),
        days=DayShelf(database),
        medicines=MedicineShelf(database),
        sessions=SessionShelf(database),
        labs=LabShelf(database),
        care_checks=CareCheckShelf(database),
        measurements=MeasurementShelf(database),
        trials=TrialShelf(database),
        trial_answers=TrialAnswerShelf(database),
        recordings=RecordingShelf(location),
        preferences=PreferenceShelf(database),
        attachments=AttachmentShelf(database),
        revisions=RevisionShelf(database),
        tallies=TallyShelf(database),
    )


def _bring_up_to_date(database: Database, now_utc: datetime) -> None:
    """Migrate an older database, or fill an empty one; others wait meanwhile."""
    with database.reading() as connection:
        if version_of(connection) == HEAD:
            return
    with upkeep_lock(database.location):
        with database.reading() as connection:
            version = version_of(connection)
        if version not in (None, HEAD):
            make_backup_in_turn(database.location, BackupReason.MIGRATION, now_utc)
        with database.migrating() as connection:
            migrate(connection)
