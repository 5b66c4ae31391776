"""What the diary needs from time to time while it is open: a daily backup, an empty bin."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import structlog

from quietmuscle.store.backup import BackupReason
from quietmuscle.store.backup import daily_backup_due
from quietmuscle.store.backup import make_backup
from quietmuscle.store.purge import purge_deleted
from quietmuscle.web.logs import places_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quietmuscle.flow.workspace import Workspace

EVERY_S = 3600

log = structlog.get_logger("quietmuscle.web")


@contextmanager
def keep_up(workspace: Workspace, every_s: float = EVERY_S) -> Iterator[None]:
    """A stretch of time in which the diary is looked after: at once, and then every hour."""
    stopped = threading.Event()

    def hourly() -> None:
        look_after(workspace)
        while not stopped.wait(every_s):
            look_after(workspace)

    thread = threading.Thread(target=hourly, name="upkeep", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()


def look_after(workspace: Workspace) -> None:
    """Do once what is due; a fault is written down, and the diary stays open."""
    diary, now_utc = workspace.diary, workspace.clock.now_utc()
    try:
        if daily_backup_due(diary.location, now_utc):
            backup = make_backup(diary.location, BackupReason.DAILY, now_utc)
            log.info("backup_made", reason=backup.reason.value, size_bytes=backup.size_bytes)
        purged = purge_deleted(diary, now_utc)
        if purged:
            log.info("bin_emptied", entries=purged)
    except Exception as fault:  # noqa: BLE001 - whatever it is, the next hour tries again
        trace = places_of(fault.__traceback__)
        log.error("upkeep_failed", kind=type(fault).__name__, trace=trace)  # noqa: TRY400 - no words of the fault
