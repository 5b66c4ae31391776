"""The merging of an archive into a diary, inside one transaction."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy import delete
from sqlalchemy import insert
from sqlalchemy import select

from quietmuscle.base.wire import to_json
from quietmuscle.model.episode import Episode
from quietmuscle.model.health import Health
from quietmuscle.model.revision import EntryKind
from quietmuscle.model.settings import Person
from quietmuscle.model.settings import Settings
from quietmuscle.model.watch import WatchMemory
from quietmuscle.store.archive_check import Archive
from quietmuscle.store.attachment_links import link_attachments
from quietmuscle.store.care_checks import row_of_care_check
from quietmuscle.store.days import in_order
from quietmuscle.store.files import date_file
from quietmuscle.store.files import put_in_place
from quietmuscle.store.files import settle
from quietmuscle.store.files import whole_or_nothing
from quietmuscle.store.measurements import event_rows
from quietmuscle.store.measurements import row_of_measurement
from quietmuscle.store.preferences import keep
from quietmuscle.store.preferences import load
from quietmuscle.store.rows import row_of_attachment
from quietmuscle.store.rows import row_of_day
from quietmuscle.store.rows import row_of_episode
from quietmuscle.store.rows import row_of_lab_result
from quietmuscle.store.rows import row_of_medicine_change
from quietmuscle.store.rows import row_of_session_use
from quietmuscle.store.tables import attachment
from quietmuscle.store.tables import care_check
from quietmuscle.store.tables import day_log
from quietmuscle.store.tables import episode
from quietmuscle.store.tables import lab_result
from quietmuscle.store.tables import measured_events
from quietmuscle.store.tables import measurement
from quietmuscle.store.tables import medicine_change
from quietmuscle.store.tables import revision
from quietmuscle.store.tables import session_use
from quietmuscle.store.tables import trial
from quietmuscle.store.tables import trial_note
from quietmuscle.store.trials import row_of_note
from quietmuscle.store.trials import row_of_trial

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from sqlalchemy import Column

    from quietmuscle.model.attachment import Attachment
    from quietmuscle.model.revision import Revision
    from quietmuscle.store.archive_form import CareCheckLine
    from quietmuscle.store.archive_form import EpisodeLine
    from quietmuscle.store.archive_form import LabLine
    from quietmuscle.store.archive_form import MeasurementLine
    from quietmuscle.store.archive_form import MedicineLine
    from quietmuscle.store.archive_form import SessionLine

_AT_ONCE = 500
_DERIVED = "note_folded"  # may be spelt otherwise by another version of Unicode
T = TypeVar("T")


@dataclass(slots=True, kw_only=True)
class Merge:
    """An archive on its way into a diary, and what became of its entries so far.

    `taken` and `ours` hold the ids of entries by kind: those whose history is
    taken over, and those that we had.
    """

    connection: Connection
    archive: Archive
    files_folder: Path
    new_files: set[str]
    now_utc: datetime
    added: int = 0
    already_here: int = 0
    kept_ours: int = 0
    taken: dict[EntryKind, set[str]] = field(default_factory=lambda: defaultdict(set))
    ours: dict[EntryKind, set[str]] = field(default_factory=lambda: defaultdict(set))

    def take_in(self) -> None:
        """Take in all that the archive holds."""
        self._take_preferences()
        for episode_lines in _some(self.archive.episodes()):
            new = self._sort(EntryKind.EPISODE, episode.c.id, map(_episode_row, episode_lines))
            link_attachments(
                self.connection,
                (
                    line.entry
                    for line in episode_lines
                    if line.entry.attachments and str(line.entry.id) in new
                ),
            )
        for days in _some(self.archive.days()):
            told = (row_of_day(in_order(day)) for day in days if not day.is_empty)
            self._sort(EntryKind.DAY, day_log.c.day, told)
        for medicine_lines in _some(self.archive.medicines()):
            changes = map(_medicine_row, medicine_lines)
            self._sort(EntryKind.MEDICINE_CHANGE, medicine_change.c.id, changes)
        for session_lines in _some(self.archive.sessions()):
            uses = map(_session_row, session_lines)
            self._sort(EntryKind.SESSION_USE, session_use.c.id, uses)
        for lab_lines in _some(self.archive.labs()):
            self._sort(EntryKind.LAB_RESULT, lab_result.c.id, map(_lab_row, lab_lines))
        for check_lines in _some(self.archive.care_checks()):
            self._sort(EntryKind.CARE_CHECK, care_check.c.id, map(_check_row, check_lines))
        for measured_lines in _some(self.archive.measurements()):
            rows = map(_measurement_row, measured_lines)
            self._sort(EntryKind.MEASUREMENT, measurement.c.id, rows)
        self._take_events()
        self._take_trials()
        for revisions in _some(self.archive.revisions()):
            self._take_revisions(revisions)
        for photo in self.archive.attachments():
            self._take_attachment(photo)

    def _take_preferences(self) -> None:
        """Take settings, person, health and the watch's memory over where ours never changed.

        To have seen or skipped the first screens is no wish: who begins on a
        new computer with an import gets all settings of the old one.
        """
        settings, person = self.archive.settings(), self.archive.person()
        ours = load(self.connection, Settings)
        if replace(ours, introduced=False) == Settings() and settings != Settings():
            introduced = settings.introduced or ours.introduced
            keep(self.connection, replace(settings, introduced=introduced))
        if load(self.connection, Person) == Person() != person:
            keep(self.connection, person)
        health = self.archive.health()
        if load(self.connection, Health) == Health() != health:
            keep(self.connection, health)
        memory = self.archive.watch_memory()
        if load(self.connection, WatchMemory) == WatchMemory() != memory:
            keep(self.connection, memory)

    def _sort(
        self, kind: EntryKind, key: Column[Any], archived: Iterator[dict[str, Any]]
    ) -> set[str]:
        """Add the entries that we do not know, and count the others; the ids of those added."""
        rows = {str(row[key.name]): row for row in archived}
        query = select(key.table).where(key.in_([row[key.name] for row in rows.values()]))
        kept = {str(row[key.name]): dict(row) for row in self.connection.execute(query).mappings()}
        known = kept.keys() | self._once_kept(kind, rows.keys())
        new = rows.keys() - known
        same = sum(_is_same(kept.get(entry_id), rows[entry_id]) for entry_id in rows.keys() & known)
        self.added += len(new)
        self.already_here += same
        self.kept_ours += len(rows) - len(new) - same
        self.taken[kind] |= new
        self.ours[kind] |= rows.keys() & known
        if new:
            in_order = [row for entry_id, row in rows.items() if entry_id in new]
            self.connection.execute(insert(key.table), in_order)
        return new

    def _once_kept(self, kind: EntryKind, entry_ids: Iterable[str]) -> set[str]:
        """Which of these entries were here once, even if they are gone."""
        query = select(revision.c.entry_id).where(
            revision.c.kind == kind.value,
            revision.c.entry_id.in_(entry_ids),
            revision.c.number.is_not(None),
        )
        return set(self.connection.execute(query).scalars())

    def _take_revisions(self, revisions: list[Revision]) -> None:
        """Take over the histories of the entries added, and of those that are gone."""
        for kind in {each.kind for each in revisions}:
            ids = {each.entry_id for each in revisions if each.kind is kind}
            unsorted = ids - self.taken[kind] - self.ours[kind]
            self.ours[kind] |= self._once_kept(kind, unsorted)
            self.taken[kind] |= unsorted - self.ours[kind]
        taken = [each for each in revisions if each.entry_id in self.taken[each.kind]]
        if not taken:
            return
        # A change that did nothing here did something there: that is worth more.
        idle = revision.c.change_id.in_([each.change_id for each in taken])
        self.connection.execute(delete(revision).where(idle, revision.c.number.is_(None)))
        self.connection.execute(insert(revision), list(map(_revision_row, taken)))
        link_attachments(
            self.connection, (each.before for each in taken if isinstance(each.before, Episode))
        )

    def _take_trials(self) -> None:
        """Add the experiments that we do not know, and then what was told of their days."""
        for trial_lines in _some(self.archive.trials()):
            trials = (row_of_trial(line.entry) for line in trial_lines)
            self._sort(EntryKind.TRIAL, trial.c.id, trials)
        for note_lines in _some(self.archive.trial_notes()):
            notes = (row_of_note(line.entry) for line in note_lines)
            self._sort(EntryKind.TRIAL_NOTE, trial_note.c.id, notes)

    def _take_events(self) -> None:
        """Take over what the engine found in the measurements that were added."""
        new = self.taken[EntryKind.MEASUREMENT]
        for line in self.archive.measured_events():
            if str(line.measurement) in new:
                (row,) = event_rows(line.measurement, line.events)
                self.connection.execute(
                    insert(measured_events).values({**row, "number": line.number})
                )

    def _take_attachment(self, photo: Attachment) -> None:
        """Add a photo that we do not know; one whose file we lost gets its file back."""
        query = select(attachment.c.sha256).where(attachment.c.id == photo.id)
        ours = self.connection.execute(query).scalar_one_or_none()
        target = self.files_folder / photo.sha256
        if ours is None:
            self.connection.execute(insert(attachment).values(row_of_attachment(photo)))
        elif ours != photo.sha256 or target.exists():
            return
        if not target.exists():
            self.new_files.add(photo.sha256)
        with whole_or_nothing(self.files_folder) as (file, path):
            for chunk in self.archive.file_chunks(photo.sha256):
                file.write(chunk)
            settle(file)
            file.close()
            date_file(path, self.now_utc)
            put_in_place(path, target)


def _episode_row(line: EpisodeLine) -> dict[str, Any]:
    return {**row_of_episode(line.entry), "deleted_at_utc": line.deleted_at_utc}


def _medicine_row(line: MedicineLine) -> dict[str, Any]:
    return {**row_of_medicine_change(line.entry), "deleted_at_utc": line.deleted_at_utc}


def _check_row(line: CareCheckLine) -> dict[str, Any]:
    return {**row_of_care_check(line.entry), "deleted_at_utc": line.deleted_at_utc}


def _measurement_row(line: MeasurementLine) -> dict[str, Any]:
    return {**row_of_measurement(line.entry), "deleted_at_utc": line.deleted_at_utc}


def _lab_row(line: LabLine) -> dict[str, Any]:
    return {**row_of_lab_result(line.entry), "deleted_at_utc": line.deleted_at_utc}


def _session_row(line: SessionLine) -> dict[str, Any]:
    return {**row_of_session_use(line.entry), "deleted_at_utc": line.deleted_at_utc}


def _revision_row(each: Revision) -> dict[str, Any]:
    return {
        "change_id": each.change_id,
        "kind": each.kind.value,
        "entry_id": each.entry_id,
        "number": each.number,
        "action": each.action.value,
        "recorded_at_utc": each.recorded_at_utc,
        "before": None if each.before is None else to_json(each.before).decode(),
    }


def _is_same(ours: dict[str, Any] | None, theirs: dict[str, Any]) -> bool:
    return ours is not None and all(
        ours[name] == value for name, value in theirs.items() if name != _DERIVED
    )


def _some(lines: Iterator[T]) -> Iterator[list[T]]:
    """Lines, some at a time."""
    while some := list(islice(lines, _AT_ONCE)):
        yield some
