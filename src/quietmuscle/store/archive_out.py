"""Writing a diary's archive: the same diary always gives the same bytes."""

from __future__ import annotations

import errno
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any
from typing import BinaryIO
from zipfile import ZIP_DEFLATED
from zipfile import ZIP_STORED
from zipfile import ZipFile
from zipfile import ZipInfo

from sqlalchemy import select

from quietmuscle import __version__
from quietmuscle.base.errors import DiskFullError
from quietmuscle.base.errors import StorageError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.wire import to_json
from quietmuscle.model.health import Health
from quietmuscle.model.settings import Person
from quietmuscle.model.settings import Settings
from quietmuscle.model.watch import WatchMemory
from quietmuscle.store.archive_form import ATTACHMENTS
from quietmuscle.store.archive_form import CARE_CHECKS
from quietmuscle.store.archive_form import DAYS
from quietmuscle.store.archive_form import EPISODES
from quietmuscle.store.archive_form import FILES_FOLDER
from quietmuscle.store.archive_form import FORMAT
from quietmuscle.store.archive_form import HEALTH
from quietmuscle.store.archive_form import LABS
from quietmuscle.store.archive_form import MANIFEST
from quietmuscle.store.archive_form import MEASURED_EVENTS
from quietmuscle.store.archive_form import MEASUREMENTS
from quietmuscle.store.archive_form import MEDICINES
from quietmuscle.store.archive_form import PERSON
from quietmuscle.store.archive_form import REVISIONS
from quietmuscle.store.archive_form import SESSIONS
from quietmuscle.store.archive_form import SETTINGS
from quietmuscle.store.archive_form import TRIAL_NOTES
from quietmuscle.store.archive_form import TRIALS
from quietmuscle.store.archive_form import VERSION
from quietmuscle.store.archive_form import WATCH
from quietmuscle.store.archive_form import CareCheckLine
from quietmuscle.store.archive_form import Counts
from quietmuscle.store.archive_form import EpisodeLine
from quietmuscle.store.archive_form import EventsLine
from quietmuscle.store.archive_form import LabLine
from quietmuscle.store.archive_form import Manifest
from quietmuscle.store.archive_form import MeasurementLine
from quietmuscle.store.archive_form import MedicineLine
from quietmuscle.store.archive_form import Member
from quietmuscle.store.archive_form import SessionLine
from quietmuscle.store.archive_form import TrialLine
from quietmuscle.store.archive_form import TrialNoteLine
from quietmuscle.store.care_checks import care_check_of_row
from quietmuscle.store.measurements import events_of_row
from quietmuscle.store.measurements import measurement_of_row
from quietmuscle.store.preferences import load
from quietmuscle.store.revisions import changes
from quietmuscle.store.revisions import revision_of_row
from quietmuscle.store.rows import attachment_of_row
from quietmuscle.store.rows import day_of_row
from quietmuscle.store.rows import episode_of_row
from quietmuscle.store.rows import lab_result_of_row
from quietmuscle.store.rows import medicine_change_of_row
from quietmuscle.store.rows import session_use_of_row
from quietmuscle.store.tables import attachment
from quietmuscle.store.tables import care_check
from quietmuscle.store.tables import day_log
from quietmuscle.store.tables import episode
from quietmuscle.store.tables import lab_result
from quietmuscle.store.tables import measured_events
from quietmuscle.store.tables import measurement
from quietmuscle.store.tables import medicine_change
from quietmuscle.store.tables import session_use
from quietmuscle.store.tables import trial
from quietmuscle.store.tables import trial_note
from quietmuscle.store.trials import note_of_row
from quietmuscle.store.trials import trial_of_row

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection
    from sqlalchemy import RowMapping
    from sqlalchemy import Select

    from quietmuscle.model.attachment import Attachment
    from quietmuscle.store.diary import Diary

_ROWS_AT_ONCE = 1000
_CHUNK_BYTES = 256 * 1024
_EARLIEST_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_PLAIN_FILE = 0o600 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveSummary:
    """What went into an archive.

    `missing_files` counts photos and videos whose file is gone or damaged;
    they are left out.
    """

    counts: Counts
    missing_files: int


def write_archive(diary: Diary, target: BinaryIO) -> ArchiveSummary:
    """Write the whole diary, with its bin and its history, as it is at one instant."""
    with diary.database.reading() as connection, ZipFile(_Forward(target), "w") as zipped:
        archive = _Archive(zipped=zipped, members=[])
        archive.add(SETTINGS, [to_json(load(connection, Settings), indent=2)])
        archive.add(PERSON, [to_json(load(connection, Person), indent=2)])
        archive.add(HEALTH, [to_json(load(connection, Health), indent=2)])
        archive.add(WATCH, [to_json(load(connection, WatchMemory), indent=2)])
        episodes = archive.add(EPISODES, _episodes(connection))
        days = archive.add(DAYS, _days(connection))
        medicines = archive.add(MEDICINES, _medicines(connection))
        sessions = archive.add(SESSIONS, _sessions(connection))
        labs = archive.add(LABS, _labs(connection))
        care_checks = archive.add(CARE_CHECKS, _care_checks(connection))
        measurements = archive.add(MEASUREMENTS, _measurements(connection))
        found = archive.add(MEASURED_EVENTS, _measured_events(connection))
        trials = archive.add(TRIALS, _trials(connection))
        trial_notes = archive.add(TRIAL_NOTES, _trial_notes(connection))
        revisions = archive.add(REVISIONS, _revisions(connection))
        kept = [attachment_of_row(row) for row in _rows(connection, _all_attachments())]
        sound = _sound_files(diary.location.attachments_folder, kept)
        attachments = archive.add(
            ATTACHMENTS, (to_json(each) for each in kept if each.sha256 in sound)
        )
        for sha256 in sorted(sound):
            archive.add_file(sha256, sound[sha256])
        counts = Counts(
            episodes=episodes,
            days=days,
            medicines=medicines,
            sessions=sessions,
            labs=labs,
            care_checks=care_checks,
            measurements=measurements,
            measured_events=found,
            trials=trials,
            trial_notes=trial_notes,
            revisions=revisions,
            attachments=attachments,
        )
        archive.close(counts)
    return ArchiveSummary(counts=counts, missing_files=len(kept) - attachments)


class _Forward:
    """A file that can only be written to its end.

    Zip files come out a little differently where one can go back; so that
    the bytes are the same for a disk and for a browser, nobody can.
    """

    def __init__(self, target: BinaryIO) -> None:
        self._target = target

    def write(self, data: bytes, /) -> int:
        """Pass the bytes on."""
        try:
            return self._target.write(data)
        except OSError as error:
            raise _not_written(error) from error

    def flush(self) -> None:
        """Pass on that all is written."""
        self._target.flush()

    def close(self) -> None:
        """Leave the file open: it is its owner's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Archive:
    """An archive while it is written."""

    zipped: ZipFile
    members: list[Member]

    def add(self, name: str, lines: Iterable[bytes]) -> int:
        """Write lines as a member; how many they were."""
        count = 0

        def chunks() -> Iterator[bytes]:
            nonlocal count
            waiting = bytearray()
            for line in lines:
                count += 1
                waiting += line
                waiting += b"\n"
                if len(waiting) >= _CHUNK_BYTES:
                    yield bytes(waiting)
                    waiting.clear()
            yield bytes(waiting)

        self.members.append(self._write(_info(name, ZIP_DEFLATED), chunks()))
        return count

    def add_file(self, sha256: str, path: Path) -> None:
        """Write a photo or video as a member; it is packed already."""
        info = _info(f"{FILES_FOLDER}{sha256}", ZIP_STORED)
        with path.open("rb") as file:
            self.members.append(self._write(info, iter(lambda: file.read(_CHUNK_BYTES), b"")))

    def close(self, counts: Counts) -> None:
        """Write the manifest: it comes last, since it knows all the others."""
        manifest = Manifest(
            format=FORMAT,
            version=VERSION,
            app_version=__version__,
            counts=counts,
            members=tuple(sorted(self.members, key=lambda member: member.name)),
        )
        self._write(_info(MANIFEST, ZIP_DEFLATED), [to_json(manifest, indent=2), b"\n"])

    def _write(self, info: ZipInfo, chunks: Iterable[bytes]) -> Member:
        digest = hashlib.sha256()
        size = 0
        with self.zipped.open(info, "w", force_zip64=True) as member:
            for chunk in chunks:
                member.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        return Member(name=info.filename, size_bytes=size, sha256=digest.hexdigest())


def _not_written(error: OSError) -> StorageError:
    if error.errno == errno.ENOSPC:
        return DiskFullError(
            Message(
                _(
                    "There is no room left on the disk for the archive. Your diary is safe; "
                    "please make some room, or choose another place for the file."
                )
            )
        )
    return StorageError(
        Message(
            _("The archive could not be written: {reason}. Your diary is safe."),
            {"reason": error.strerror or type(error).__name__},
        )
    )


def _info(name: str, compression: int) -> ZipInfo:
    info = ZipInfo(name, _EARLIEST_ZIP_TIME)
    info.create_system = _UNIX
    info.external_attr = _PLAIN_FILE
    info.compress_type = compression
    return info


def _rows(connection: Connection, query: Select[Any]) -> Iterator[RowMapping]:
    streamed = query.execution_options(yield_per=_ROWS_AT_ONCE)
    return iter(connection.execute(streamed).mappings())


def _episodes(connection: Connection) -> Iterator[bytes]:
    for row in _rows(connection, select(episode).order_by(episode.c.id)):
        yield to_json(EpisodeLine(entry=episode_of_row(row), deleted_at_utc=row["deleted_at_utc"]))


def _days(connection: Connection) -> Iterator[bytes]:
    for row in _rows(connection, select(day_log).order_by(day_log.c.day)):
        yield to_json(day_of_row(row))


def _medicines(connection: Connection) -> Iterator[bytes]:
    for row in _rows(connection, select(medicine_change).order_by(medicine_change.c.id)):
        change = medicine_change_of_row(row)
        yield to_json(MedicineLine(entry=change, deleted_at_utc=row["deleted_at_utc"]))


def _sessions(connection: Connection) -> Iterator[bytes]:
    for row in _rows(connection, select(session_use).order_by(session_use.c.id)):
        use = session_use_of_row(row)
        yield to_json(SessionLine(entry=use, deleted_at_utc=row["deleted_at_utc"]))


def _care_checks(connection: Connection) -> Iterator[bytes]:
    for row in _rows(connection, select(care_check).order_by(care_check.c.id)):
        check = care_check_of_row(row)
        yield to_json(CareCheckLine(entry=check, deleted_at_utc=row["deleted_at_utc"]))


def _labs(connection: Connection) -> Iterator[bytes]:
    for row in _rows(connection, select(lab_result).order_by(lab_result.c.id)):
        result = lab_result_of_row(row)
        yield to_json(LabLine(entry=result, deleted_at_utc=row["deleted_at_utc"]))


def _measurements(connection: Connection) -> Iterator[bytes]:
    for row in _rows(connection, select(measurement).order_by(measurement.c.id)):
        kept = measurement_of_row(row)
        yield to_json(MeasurementLine(entry=kept, deleted_at_utc=row["deleted_at_utc"]))


def _measured_events(connection: Connection) -> Iterator[bytes]:
    of, number = measured_events.c.measurement_id, measured_events.c.number
    for row in _rows(connection, select(measured_events).order_by(of, number)):
        yield to_json(
            EventsLine(
                measurement=row["measurement_id"], number=row["number"], events=events_of_row(row)
            )
        )


def _trials(connection: Connection) -> Iterator[bytes]:
    for row in _rows(connection, select(trial).order_by(trial.c.id)):
        yield to_json(TrialLine(entry=trial_of_row(row)))


def _trial_notes(connection: Connection) -> Iterator[bytes]:
    for row in _rows(connection, select(trial_note).order_by(trial_note.c.id)):
        yield to_json(TrialNoteLine(entry=note_of_row(row)))


def _revisions(connection: Connection) -> Iterator[bytes]:
    for row in _rows(connection, changes()):
        yield to_json(revision_of_row(row))


def _all_attachments() -> Select[Any]:
    return select(attachment).order_by(attachment.c.id)


def _sound_files(folder: Path, kept: list[Attachment]) -> dict[str, Path]:
    """The files that are there and still hold what was put into them."""
    names = sorted({each.sha256 for each in kept})
    paths = {name: folder / name for name in names}
    return {name: path for name, path in paths.items() if path.is_file() and _sha256(path) == name}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
