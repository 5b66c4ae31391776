"""An archive that was read from its first byte to its last, and found good."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING
from typing import Any
from typing import BinaryIO
from typing import TypeVar
from typing import cast
from uuid import UUID
from zipfile import ZipFile

from quietmuscle.base.errors import ArchiveRefusedError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.wire import from_json
from quietmuscle.model.attachment import Attachment
from quietmuscle.model.day import DayLog
from quietmuscle.model.health import Health
from quietmuscle.model.revision import Action
from quietmuscle.model.revision import EntryKind
from quietmuscle.model.revision import Revision
from quietmuscle.model.revision import type_of_entry
from quietmuscle.model.settings import Person
from quietmuscle.model.settings import Settings
from quietmuscle.model.watch import WatchMemory
from quietmuscle.store.archive_form import ADDED_IN
from quietmuscle.store.archive_form import ATTACHMENTS
from quietmuscle.store.archive_form import CARE_CHECKS
from quietmuscle.store.archive_form import DAYS
from quietmuscle.store.archive_form import EPISODES
from quietmuscle.store.archive_form import FILE_NAME
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
from quietmuscle.store.archive_form import TEXT_MEMBERS
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
from quietmuscle.store.archive_measured import check_corrections
from quietmuscle.store.archive_measured import checked_history
from quietmuscle.store.archive_measured import kinds_of_events
from quietmuscle.store.archive_trials import ids_of_notes
from quietmuscle.store.archive_zip import altered
from quietmuscle.store.archive_zip import manifest_bytes
from quietmuscle.store.archive_zip import member_bytes
from quietmuscle.store.archive_zip import member_chunks
from quietmuscle.store.archive_zip import member_lines
from quietmuscle.store.archive_zip import not_an_archive
from quietmuscle.store.archive_zip import not_fitting
from quietmuscle.store.archive_zip import opened_zip
from quietmuscle.store.archive_zip import unsafe

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

    from quietmuscle.model.revision import AnyEntry

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """An archive whose manifest was read; each reading of a part checks that part anew."""

    zipped: ZipFile
    members: dict[str, Member]
    counts: Counts

    def settings(self) -> Settings:
        """The settings."""
        return self._record(SETTINGS, Settings)

    def person(self) -> Person:
        """What the person told about themselves."""
        return self._record(PERSON, Person)

    def health(self) -> Health:
        """What was told about one's health; older archives do not tell of it."""
        return self._record(HEALTH, Health) if HEALTH in self.members else Health()

    def watch_memory(self) -> WatchMemory:
        """Since when the watch is quiet; older archives do not tell of it."""
        return self._record(WATCH, WatchMemory) if WATCH in self.members else WatchMemory()

    def episodes(self) -> Iterator[EpisodeLine]:
        """The episodes, by id."""
        lines = self._lines(EPISODES, EpisodeLine, self.counts.episodes)
        return _rising(EPISODES, lines, lambda line: line.entry.id)

    def days(self) -> Iterator[DayLog]:
        """The days, in order."""
        lines = self._lines(DAYS, DayLog, self.counts.days)
        return _rising(DAYS, lines, lambda line: line.day)

    def medicines(self) -> Iterator[MedicineLine]:
        """The changes of medicines, by id."""
        lines = self._lines(MEDICINES, MedicineLine, self.counts.medicines)
        return _rising(MEDICINES, lines, lambda line: line.entry.id)

    def sessions(self) -> Iterator[SessionLine]:
        """The uses of sessions, by id; older archives have none."""
        if SESSIONS not in self.members and not self.counts.sessions:
            return iter(())
        lines = self._lines(SESSIONS, SessionLine, self.counts.sessions)
        return _rising(SESSIONS, lines, lambda line: line.entry.id)

    def labs(self) -> Iterator[LabLine]:
        """The blood results, by id; older archives have none."""
        if LABS not in self.members and not self.counts.labs:
            return iter(())
        lines = self._lines(LABS, LabLine, self.counts.labs)
        return _rising(LABS, lines, lambda line: line.entry.id)

    def care_checks(self) -> Iterator[CareCheckLine]:
        """The care checks, by id; older archives have none."""
        if CARE_CHECKS not in self.members and not self.counts.care_checks:
            return iter(())
        lines = self._lines(CARE_CHECKS, CareCheckLine, self.counts.care_checks)
        return _rising(CARE_CHECKS, lines, lambda line: line.entry.id)

    def measurements(self) -> Iterator[MeasurementLine]:
        """The measurements, by id; older archives have none."""
        if MEASUREMENTS not in self.members and not self.counts.measurements:
            return iter(())
        lines = self._lines(MEASUREMENTS, MeasurementLine, self.counts.measurements)
        return _rising(MEASUREMENTS, lines, lambda line: line.entry.id)

    def measured_events(self) -> Iterator[EventsLine]:
        """What the engine found, by measurement, each measurement's from its first line on."""
        if MEASURED_EVENTS not in self.members and not self.counts.measured_events:
            return iter(())
        lines = self._lines(MEASURED_EVENTS, EventsLine, self.counts.measured_events)
        return _rising(MEASURED_EVENTS, lines, lambda line: (line.measurement, line.number))

    def trials(self) -> Iterator[TrialLine]:
        """The experiments, by id; older archives have none."""
        if TRIALS not in self.members and not self.counts.trials:
            return iter(())
        lines = self._lines(TRIALS, TrialLine, self.counts.trials)
        return _rising(TRIALS, lines, lambda line: line.entry.id)

    def trial_notes(self) -> Iterator[TrialNoteLine]:
        """What was told of the days of experiments, by id; older archives have none."""
        if TRIAL_NOTES not in self.members and not self.counts.trial_notes:
            return iter(())
        lines = self._lines(TRIAL_NOTES, TrialNoteLine, self.counts.trial_notes)
        return _rising(TRIAL_NOTES, lines, lambda line: line.entry.id)

    def revisions(self) -> Iterator[Revision]:
        """The history, by entry, each entry's from its first change on."""
        lines = self._lines(REVISIONS, Revision, self.counts.revisions)
        return _rising(REVISIONS, lines, lambda line: (line.kind, line.entry_id, line.number))

    def attachments(self) -> Iterator[Attachment]:
        """The photos and videos, by id."""
        lines = self._lines(ATTACHMENTS, Attachment, self.counts.attachments)
        return _rising(ATTACHMENTS, lines, lambda line: line.id)

    def file_chunks(self, sha256: str) -> Iterator[bytes]:
        """The bytes of a photo or video."""
        return member_chunks(self.zipped, self.members[f"{FILES_FOLDER}{sha256}"])

    def _record(self, name: str, kind: type[T]) -> T:
        return _read_line(name, kind, member_bytes(self.zipped, self.members[name]), 1)

    def _lines(self, name: str, kind: type[T], count: int) -> Iterator[T]:
        number = 0
        for lines in member_lines(self.zipped, self.members[name]):
            yield from _read_lines(name, kind, lines, number)
            number += len(lines)
        if number != count:
            raise altered(name)


@contextmanager
def checked_archive(source: BinaryIO) -> Iterator[Archive]:
    """An archive that was looked through as a whole, and can be taken in.

    Raises ArchiveRefusedError for anything that is not as docs/reference/archive.md
    says.
    """
    with opened_zip(source) as zipped:
        archive = _open(zipped)
        _check_contents(archive)
        yield archive


def _open(zipped: ZipFile) -> Archive:
    data = manifest_bytes(zipped)
    if _version(data) > VERSION:
        raise ArchiveRefusedError(
            Message(
                _(
                    "This archive was written by a newer Quiet Muscle. Nothing was changed; "
                    "please update the program and import it again."
                )
            )
        )
    try:
        manifest = from_json(Manifest, data)
    except ValueNotUnderstoodError as error:
        raise altered(MANIFEST) from error
    members = {member.name: member for member in manifest.members}
    sizes = {info.filename: info.file_size for info in zipped.infolist()}
    del sizes[MANIFEST]
    if not all(name in TEXT_MEMBERS or FILE_NAME.fullmatch(name) for name in sizes):
        raise unsafe()
    if sizes != {name: member.size_bytes for name, member in members.items()}:
        raise altered(MANIFEST)
    expected = {name for name in TEXT_MEMBERS if ADDED_IN.get(name, 1) <= manifest.version}
    later = set(TEXT_MEMBERS) - expected
    if (
        not members.keys() >= expected
        or members.keys() & later
        or len(members) != len(manifest.members)
    ):
        raise altered(MANIFEST)
    return Archive(zipped=zipped, members=members, counts=manifest.counts)


def _read_lines(name: str, kind: type[T], lines: list[bytes], number: int) -> list[T]:
    """The objects of some lines, which follow after a number of others.

    They are read together, which is quicker; where that fails, one by one, to
    tell which line it is.
    """
    together = b"[" + b",".join(lines) + b"]"
    try:
        values: list[T] = from_json(cast("type[list[T]]", list[kind]), together)  # type: ignore[valid-type]
    except ValueNotUnderstoodError:
        values = []
    if len(values) == len(lines):
        return values
    return [_read_line(name, kind, line, place) for place, line in enumerate(lines, number + 1)]


def _read_line(name: str, kind: type[T], line: bytes, number: int) -> T:
    with _understood(name, number):
        return from_json(kind, line)


def _version(manifest: bytes) -> int:
    """The version of an archive's form; the one thing that every version will say alike."""
    try:
        content = json.loads(manifest)
    except (ValueError, RecursionError) as error:
        raise not_an_archive() from error
    version = content.get("version") if isinstance(content, dict) else None
    if not isinstance(version, int) or content.get("format") != FORMAT:
        raise not_an_archive()
    return version


def _check_contents(archive: Archive) -> None:
    """Read everything once, and hold that the parts fit each other."""
    archive.settings()
    archive.person()
    archive.health()
    archive.watch_memory()
    episodes = {str(line.entry.id) for line in archive.episodes()}
    days = {line.day.isoformat() for line in archive.days()}
    medicines = {str(line.entry.id) for line in archive.medicines()}
    present = {
        EntryKind.EPISODE: episodes,
        EntryKind.DAY: days,
        EntryKind.MEDICINE_CHANGE: medicines,
        EntryKind.SESSION_USE: {str(line.entry.id) for line in archive.sessions()},
        EntryKind.LAB_RESULT: {str(line.entry.id) for line in archive.labs()},
        EntryKind.CARE_CHECK: {str(line.entry.id) for line in archive.care_checks()},
        EntryKind.MEASUREMENT: {str(line.entry.id) for line in archive.measurements()},
        EntryKind.TRIAL: {str(line.entry.id) for line in archive.trials()},
    }
    notes = (line.entry for line in archive.trial_notes())
    present[EntryKind.TRIAL_NOTE] = ids_of_notes(notes, present[EntryKind.TRIAL])
    kinds = kinds_of_events(archive.measured_events(), present[EntryKind.MEASUREMENT])
    check_corrections(MEASUREMENTS, (line.entry for line in archive.measurements()), kinds)
    for (kind, entry_id), history in groupby(
        archive.revisions(), key=lambda revision: (revision.kind, revision.entry_id)
    ):
        told = checked_history(history, kinds)
        _check_history(kind, entry_id, told, is_present=entry_id in present[kind])
    _check_files(archive)


def _check_history(
    kind: EntryKind, entry_id: str, history: Iterator[Revision], *, is_present: bool
) -> None:
    """Hold that a history counts from one, and belongs to an entry or to one that is gone."""
    is_day = kind is EntryKind.DAY  # which may become empty, and is never purged
    last: Revision | None = None
    for number, revision in enumerate(history, start=1):
        before = revision.before
        if (
            revision.number != number
            or (last is not None and last.action is Action.PURGED)
            or (before is not None and not (is_present or is_day))
            or (before is not None and _kind_and_id(before) != (kind, entry_id))
        ):
            raise not_fitting(REVISIONS)
        last = revision
    purged = last is not None and last.action is Action.PURGED
    if purged if is_day else purged == is_present:
        raise not_fitting(REVISIONS)
    # One that is present has the very id that we spelt from the entry.
    if not (is_present or _is_entry_id(kind, entry_id)):
        raise not_fitting(REVISIONS)


def _kind_and_id(entry: AnyEntry) -> tuple[EntryKind, str]:
    kind = next(kind for kind, kept in type_of_entry.items() if isinstance(entry, kept))
    return kind, entry.day.isoformat() if isinstance(entry, DayLog) else str(entry.id)


def _is_entry_id(kind: EntryKind, entry_id: str) -> bool:
    """Whether an id is spelt in the one way in which ids are kept."""
    try:
        if kind is EntryKind.DAY:
            return date.fromisoformat(entry_id).isoformat() == entry_id
        return str(UUID(entry_id)) == entry_id
    except ValueError:
        return False


def _check_files(archive: Archive) -> None:
    """Hold that each photo has its file, each file its photo, and that all are whole."""
    named = set()
    for attachment in archive.attachments():
        member = archive.members.get(f"{FILES_FOLDER}{attachment.sha256}")
        if member is None or (member.size_bytes, member.sha256) != (
            attachment.size_bytes,
            attachment.sha256,
        ):
            raise not_fitting(ATTACHMENTS)
        named.add(member.name)
    if named != archive.members.keys() - set(TEXT_MEMBERS):
        raise not_fitting(ATTACHMENTS)
    for name in sorted(named):
        for _chunk in archive.file_chunks(name.removeprefix(FILES_FOLDER)):
            pass


def _rising(name: str, lines: Iterator[T], key: Callable[[T], Any]) -> Iterator[T]:
    """The same lines, each of which must come after the one before it."""
    last = None
    for line in lines:
        this = key(line)
        if last is not None and not last < this:
            raise not_fitting(name)
        last = this
        yield line


@contextmanager
def _understood(name: str, number: int) -> Iterator[None]:
    """A stretch of reading a line, in which what cannot be kept is a refusal."""
    try:
        yield
    except ValueNotUnderstoodError as error:
        raise ArchiveRefusedError(
            Message(
                _(
                    "This archive holds something that cannot be kept ({member}, line {number}): "
                    "{reason} Nothing was changed."
                ),
                {"member": name, "number": number, "reason": error.message},
            )
        ) from error
