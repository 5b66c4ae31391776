"""Getting a diary out, whole, and in again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import BinaryIO

from quietmuscle.base.ids import new_id
from quietmuscle.flow.files import folder_for
from quietmuscle.flow.place import today_of
from quietmuscle.store.faults import plain_faults
from quietmuscle.store.files import put_in_place
from quietmuscle.store.files import settle
from quietmuscle.store.files import whole_or_nothing
from quietmuscle.store.location import Location

if TYPE_CHECKING:
    from pathlib import Path

    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.store.archive_in import ImportSummary
    from quietmuscle.store.archive_out import ArchiveSummary


def export_diary(workspace: Workspace, target: BinaryIO) -> ArchiveSummary:
    """The whole diary, written as an archive; the same diary gives the same bytes."""
    from quietmuscle.store.archive_out import write_archive

    return write_archive(workspace.diary, target)


def export_to_file(workspace: Workspace, path: Path) -> ArchiveSummary:
    """The whole diary in a file of its own, which is there whole or not at all.

    A file of that name is replaced. Raises StorageError where its folder is not there.
    """
    folder = folder_for(path)
    with plain_faults(Location(folder=folder)), whole_or_nothing(folder) as (file, part):
        summary = export_diary(workspace, file)
        settle(file)
        file.close()
        put_in_place(part, path.absolute())
        return summary


def import_diary(workspace: Workspace, source: BinaryIO) -> ImportSummary:
    """An archive taken into the diary, all of it or nothing; what we have stays ours.

    Of two experiments that then run at once, the older one is stopped where the
    newer one began. Raises ArchiveRefusedError, and changes nothing, for anything
    that is not a whole and sound archive.
    """
    from quietmuscle.store.archive_in import read_archive

    now = workspace.clock.now_utc()
    summary = read_archive(workspace.diary, source, now_utc=now)
    stopped = workspace.diary.trials.stop_overtaken(
        today_of(workspace), new_id=lambda: new_id(now), recorded_at_utc=now
    )
    return replace(summary, stopped_trials=stopped)


def import_from_file(workspace: Workspace, path: Path) -> ImportSummary:
    """An archive in a file, taken into the diary."""
    with plain_faults(Location(folder=path.absolute().parent)), path.open("rb") as source:
        return import_diary(workspace, source)
