"""What the server writes down about itself: ids and counts, never what a person told.

A log lands in terminals, in bug reports and in screenshots. So a line holds
only an event's name and plain values; of a fault it holds the kind and the
places in the code, not the message, which may quote a note or an answer.
"""

from __future__ import annotations

import logging
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from typing import TextIO
from uuid import UUID

import structlog

if TYPE_CHECKING:
    from types import TracebackType

    from structlog.typing import EventDict
    from structlog.typing import WrappedLogger

HIDDEN = "(hidden)"
_PLAIN = re.compile(r"[\w.:/{}+-]{0,300}")
_OUR_KEYS = frozenset({"event", "level", "timestamp"})


def configure_logs(stream: TextIO | None = None) -> None:
    """Send every log line of this process, ours and the libraries', through one narrow gate.

    In a terminal a person sits, who is told of faults only.
    """
    target = sys.stderr if stream is None else stream
    lowest = logging.WARNING if target.isatty() else logging.INFO
    structlog.configure(
        processors=[
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            only_ids_and_counts,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(lowest),
        logger_factory=structlog.PrintLoggerFactory(target),
        cache_logger_on_first_use=False,
    )
    logging.captureWarnings(capture=True)
    root = logging.getLogger()
    root.handlers = [PlacesOnly(logging.WARNING)]
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "asyncio"):
        library = logging.getLogger(name)
        library.handlers = []
        library.propagate = True


def only_ids_and_counts(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
    """The line without any value that could be a sentence that somebody wrote."""
    return {key: _plain(key, value) for key, value in line.items()}


class PlacesOnly(logging.Handler):
    """Lines of libraries: who, where in the code, and what kind of fault."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line; the library's own words are left out."""
        kind, trace = "", ""
        if record.exc_info:
            kind = record.exc_info[0].__name__ if record.exc_info[0] else ""
            trace = places_of(record.exc_info[2])
        structlog.get_logger("quietmuscle.web").warning(
            "library_line",
            library=record.name,
            place=f"{Path(record.pathname).name}:{record.lineno}",
            kind=kind,
            trace=trace,
        )


def places_of(trace: TracebackType | None) -> str:
    """The places in the code that a fault came through, such as app.py:12+episodes.py:80."""
    places = []
    while trace is not None:
        places.append(f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return "+".join(places[-8:])


def _plain(key: str, value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, UUID):
        return str(value)
    if key in _OUR_KEYS or (isinstance(value, str) and _PLAIN.fullmatch(value)):
        return value
    return HIDDEN
