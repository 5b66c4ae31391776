"""What the diary needs from time to time while it is open: a daily backup, an empty bin."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import structlog

from quietmuscle.flow.backups import take_care
from quietmuscle.flow.trends import bring_in_parts
from quietmuscle.web.logs import places_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quietmuscle.flow.workspace import Workspace

EVERY_S = 3600
READY_S = 1.0
"""How long after the start the pages have the computer for themselves."""

log = structlog.get_logger("quietmuscle.web")


@contextmanager
def keep_up(
    workspace: Workspace, every_s: float = EVERY_S, ready_s: float = READY_S
) -> Iterator[None]:
    """A stretch of time in which the diary is looked after: at once, and then every hour.

    Soon after its beginning, when the first page is out, it also brings in
    what the first look at Trends will need.
    """
    stopped = threading.Event()

    def hourly() -> None:
        look_after(workspace)
        if not stopped.wait(ready_s):
            with _faults_noted():
                bring_in_parts()
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
    with _faults_noted():
        care = take_care(workspace)
        if care.backup is not None:
            made = care.backup
            log.info("backup_made", reason=made.reason.value, size_bytes=made.size_bytes)
        if care.purged:
            log.info("bin_emptied", entries=care.purged)


@contextmanager
def _faults_noted() -> Iterator[None]:
    try:
        yield
    except Exception as fault:  # noqa: BLE001 - whatever it is, the next hour tries again
        trace = places_of(fault.__traceback__)
        log.error("upkeep_failed", kind=type(fault).__name__, trace=trace)  # noqa: TRY400 - no words of the fault
