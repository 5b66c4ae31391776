"""Files that leave the diary and come back: the page for the neurologist, archives, backups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.flow import archive as flow_archive
from quietmuscle.flow import backups as flow_backups
from quietmuscle.flow.files import write_whole

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from quietmuscle.flow.files import WrittenFile
    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.report.neurologist_page import NeurologistPage
    from quietmuscle.store.archive_in import ImportSummary
    from quietmuscle.store.archive_out import ArchiveSummary
    from quietmuscle.store.backup_files import Backup


def report(
    diary: Workspace, file: Path, *, last: date | None = None, ask_medicines: bool = False
) -> NeurologistPage:
    """The page for the neurologist as a PDF in a file; what it was made of.

    It tells of the six weeks that end with `last`, or with today. What there is to
    ask about the medicines stands on it only with `ask_medicines`.
    """
    from quietmuscle.flow.neurologist_page import askable_questions
    from quietmuscle.flow.neurologist_page import gather
    from quietmuscle.flow.neurologist_page import neurologist_page

    asked = askable_questions(diary, last_day=last) if ask_medicines else ()
    ask = frozenset(each.mark for each in asked)
    write_whole(file, neurologist_page(diary, last_day=last, ask=ask))
    return gather(diary, last_day=last, ask=ask)


def export(diary: Workspace, file: Path) -> ArchiveSummary:
    """The whole diary written into one file, which is there whole or not at all."""
    return flow_archive.export_to_file(diary, file)


def tables(diary: Workspace, file: Path) -> WrittenFile:
    """The entries and the days as two tables in CSV, in one ZIP file."""
    from quietmuscle.flow.spreadsheet import spreadsheet_zip

    return write_whole(file, spreadsheet_zip(diary))


def import_(diary: Workspace, file: Path) -> ImportSummary:
    """An exported file taken into the diary, all of it or nothing; what is here stays."""
    return flow_archive.import_from_file(diary, file)


def backup(diary: Workspace) -> Backup:
    """A backup, made now."""
    return flow_backups.back_up(diary)


def backups(diary: Workspace) -> tuple[Backup, ...]:
    """All backups, the newest first."""
    return flow_backups.backups(diary.diary.location)


def restore(diary: Workspace, name: str) -> Backup:
    """A backup brought back by its name; the backup made of what it replaced."""
    return flow_backups.restore(diary.diary.location, diary.clock, name)
