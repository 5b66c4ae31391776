"""The last step of how a twitch arises, reckoned in a process that ends when nobody asks any more.

What it measures with brings libraries of 50 MB. A process keeps those until it ends, so the
pages, which are open for weeks, would hold them because somebody once looked at one page.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from typing import TYPE_CHECKING
from typing import NamedTuple

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from quietmuscle.flow.why_answers import FeltAnswer

IDLE_S = 300.0
"""So long the process waits for the next position of a slider: somebody may be reading."""

ANSWER_S = 20.0
"""An answer takes well below a second; after so long the process hangs and is ended."""


class _Helper(NamedTuple):
    """A process that answers, and our end of the line to it."""

    process: BaseProcess
    line: Connection


class SensorHelper:
    """A process that answers the last step; started when first needed, and again when it ended."""

    def __init__(self, idle_s: float = IDLE_S, answer_s: float = ANSWER_S) -> None:
        self._idle_s = idle_s
        self._answer_s = answer_s
        self._lock = threading.Lock()
        self._helper: _Helper | None = None

    def bring(self) -> None:
        """Have the process started and ready by the time that it is asked."""
        with self._lock:
            self._ready()

    def felt_and_seen(self, *values: float) -> FeltAnswer:
        """What `flow.why.felt_and_seen` answers to positions of its three sliders.

        Raises EOFError where the process breaks down twice at it.
        """
        with self._lock:
            try:
                return self._asked(values)
            except (EOFError, OSError):  # it ended since it was last asked
                self._end()
                return self._asked(values)

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._end()

    def _asked(self, values: tuple[float, ...]) -> FeltAnswer:
        helper = self._ready()
        helper.line.send(values)
        if not helper.line.poll(self._answer_s):
            self._end()  # it hangs; whoever waits for the lock shall not
            raise EOFError
        answer: FeltAnswer = helper.line.recv()
        return answer

    def _ready(self) -> _Helper:
        if self._helper is None or not self._helper.process.is_alive():
            self._end()
            context = multiprocessing.get_context("spawn")
            ours, theirs = context.Pipe()
            process = context.Process(target=answer, args=(theirs, self._idle_s), daemon=True)
            process.start()
            theirs.close()
            self._helper = _Helper(process, ours)
        return self._helper

    def _end(self) -> None:
        if self._helper is not None:
            self._helper.line.close()
            self._helper.process.terminate()
            self._helper.process.join()
            self._helper = None


def answer(line: Connection, idle_s: float) -> None:
    """What the process does: answer until nobody asked for so long, or whoever asked is gone."""
    # Ctrl and C in a terminal is for the pages, which then end this.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from quietmuscle.flow import why  # only there: it brings much

    why.bring_sensors()
    while line.poll(idle_s):
        try:
            values = line.recv()
        except EOFError:
            return
        line.send(why.felt_and_seen(*values))
