"""What the diary needs from time to time while it is open: a daily backup, an empty bin."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import structlog

from quietmuscle.flow.backups import take_care
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
    try:
        care = take_care(workspace)
        if care.backup is not None:
            made = care.backup
            log.info("backup_made", reason=made.reason.value, size_bytes=made.size_bytes)
        if care.purged:
            log.info("bin_emptied", entries=care.purged)
    except Exception as fault:  # noqa: BLE001 - whatever it is, the next hour tries again
        trace = places_of(fault.__traceback__)
        log.error("upkeep_failed", kind=type(fault).__name__, trace=trace)  # noqa: TRY400 - no words of the fault
