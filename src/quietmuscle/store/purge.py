"""What is deleted for good: the bin after 30 days, and photos and recordings of no entry."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete
from sqlalchemy import exists
from sqlalchemy import select
from sqlalchemy import update

from quietmuscle.base.ids import new_id
from quietmuscle.model.revision import Action
from quietmuscle.store.attachments import remove_unshared_files
from quietmuscle.store.care_checks import CARE_CHECKS
from quietmuscle.store.episodes import EPISODES
from quietmuscle.store.faults import plain_faults
from quietmuscle.store.files import PART_PREFIX
from quietmuscle.store.journal import Change
from quietmuscle.store.journal import write_down
from quietmuscle.store.labs import LAB_RESULTS
from quietmuscle.store.measurements import MEASUREMENTS
from quietmuscle.store.medicines import MEDICINES
from quietmuscle.store.session_uses import SESSION_USES
from quietmuscle.store.tables import attachment
from quietmuscle.store.tables import attachment_use
from quietmuscle.store.tables import measurement
from quietmuscle.store.tables import revision

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy import Connection

    from quietmuscle.store.diary import Diary
    from quietmuscle.store.keeping import Entry
    from quietmuscle.store.keeping import EntryTable

KEPT_IN_BIN = timedelta(days=30)
_ABANDONED_AFTER_S = 24 * 60 * 60


def purge_deleted(
    diary: Diary, now_utc: datetime, draw: Callable[[int], int] = secrets.randbits
) -> int:
    """Delete for good what has been in the bin for 30 days; how many entries it was.

    Their histories lose what the entries held and keep the ids, so that a late
    copy of a change cannot bring one back. Photos and videos go that were added
    30 days ago and that no entry names, neither as it is nor as it once was.
    """
    before = now_utc - KEPT_IN_BIN
    with diary.database.writing() as connection:
        purged = (
            _purge(connection, EPISODES, before, now_utc, draw)
            + _purge(connection, MEDICINES, before, now_utc, draw)
            + _purge(connection, SESSION_USES, before, now_utc, draw)
            + _purge(connection, LAB_RESULTS, before, now_utc, draw)
            + _purge(connection, CARE_CHECKS, before, now_utc, draw)
            + _purge(connection, MEASUREMENTS, before, now_utc, draw)
        )
        _forget_unused_attachments(connection, before)
    _remove_files_of_nobody(diary, now_utc, before)
    diary.database.empty_log()  # also of what an earlier time had to leave there
    return purged


def _purge(
    connection: Connection,
    entries: EntryTable[Entry],
    before: datetime,
    now_utc: datetime,
    draw: Callable[[int], int],
) -> int:
    table = entries.table
    due = table.c.deleted_at_utc <= before
    gone = connection.execute(select(table.c.id).where(due)).scalars().all()
    for entry_id in gone:
        change = Change(
            change_id=new_id(now_utc, draw),
            kind=entries.kind,
            entry_id=str(entry_id),
            recorded_at_utc=now_utc,
        )
        write_down(connection, change, Action.PURGED, None)
        connection.execute(
            update(revision)
            .where(revision.c.kind == change.kind.value, revision.c.entry_id == change.entry_id)
            .values(before=None)
        )
    connection.execute(delete(table).where(due))
    return len(gone)


def _forget_unused_attachments(connection: Connection, before: datetime) -> None:
    used = exists().where(attachment_use.c.attachment_id == attachment.c.id)
    measured = exists().where(
        measurement.c.id == attachment.c.id, measurement.c.recording_is_kept.is_(True)
    )
    old = attachment.c.added_at_utc <= before
    connection.execute(delete(attachment).where(old, ~used, ~measured))


def _remove_files_of_nobody(diary: Diary, now_utc: datetime, before: datetime) -> None:
    """Remove the files of photos that are gone, and what a crash left half written.

    After going back to a backup, the photos that it does not know wait for 30
    days, so that one can go forth again.
    """
    folder = diary.location.attachments_folder
    with plain_faults(diary.location):
        files = list(folder.iterdir()) if folder.is_dir() else []
        for path in files:
            age_s = now_utc.timestamp() - path.stat().st_mtime
            if path.name.startswith(PART_PREFIX) and age_s > _ABANDONED_AFTER_S:
                path.unlink(missing_ok=True)
    with diary.database.reading() as connection:
        kept = set(connection.execute(select(attachment.c.sha256)).scalars())
    names = {path.name for path in files if not path.name.startswith(PART_PREFIX)}
    remove_unshared_files(diary.database, names - kept, last_wanted_until=before)
