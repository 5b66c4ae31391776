"""A process that holds all parts of the server in memory, from which servers start at once.

    python nursery.py SOCKET

To import the parts takes a second of a processor, and tests start dozens of
servers. Each is a fork of this process: a process of its own that can be
stopped and killed like any other.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import socket
import subprocess
import sys
import traceback
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

WITHIN_S = 120
MOST_BYTES = 10_000


@dataclass
class Child:
    """A server's process, with what the tests use of a `Popen`."""

    nursery: Nursery
    pid: int
    stdout: IO[str]

    def kill(self) -> None:
        """End it as a power cut would."""
        os.kill(self.pid, signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        os.kill(self.pid, signal.SIGTERM)

    def communicate(self, timeout: float) -> None:
        """Wait until it has ended."""
        self.nursery.wait(self.pid, timeout)
        self.stdout.close()


@dataclass
class Nursery:
    """Where servers are asked for."""

    line: socket.socket

    def start(self, module: str, words: list[str]) -> Child:
        """A new process in which `main(words)` of a helper runs; what it prints can be read."""
        reader, writer = os.pipe()
        socket.send_fds(self.line, [json.dumps([module, *words]).encode()], [writer])
        os.close(writer)
        return Child(self, self._answer(WITHIN_S), os.fdopen(reader, encoding="utf-8"))

    def wait(self, pid: int, timeout: float) -> None:
        """Wait until a process has ended, and let its number go."""
        self.line.send(json.dumps(pid).encode())
        assert self._answer(timeout) == pid

    def _answer(self, timeout: float) -> int:
        self.line.settimeout(timeout)
        answer: int = json.loads(self.line.recv(MOST_BYTES))
        return answer


@contextmanager
def running_nursery() -> Iterator[Nursery]:
    """A nursery of our own; it ends with us, however we end."""
    ours, its = socket.socketpair()
    with ours:
        process = subprocess.Popen(
            [sys.executable, __file__, str(its.fileno())],
            pass_fds=[its.fileno()],
            stdin=subprocess.DEVNULL,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},  # only a process of one thread forks
        )
        its.close()
        yield Nursery(ours)
    process.wait(WITHIN_S)


def main() -> None:
    """Start a server for each list of words, and wait for the end of each number's process."""
    line = socket.socket(fileno=int(sys.argv[1]))
    bring_in_everything()
    gc.collect()
    gc.freeze()
    while True:
        asked, passed, _flags, _address = socket.recv_fds(line, MOST_BYTES, 1)
        if not asked:
            return
        told = json.loads(asked)
        if isinstance(told, int):
            os.waitpid(told, 0)
            line.send(json.dumps(told).encode())
            continue
        pid = os.fork()
        if not pid:
            line.close()
            os.dup2(passed[0], 1)
            os.close(passed[0])
            _live(*told)
        os.close(passed[0])
        line.send(json.dumps(pid).encode())


def bring_in_everything() -> None:
    """Import what servers import, by doing once what they do before they listen."""
    import diary_server
    import home_server

    from quietmuscle.base.clock import SystemClock
    from quietmuscle.flow.trends import bring_in_parts
    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.knowledge.check import check_tables
    from quietmuscle.store.diary import open_diary
    from quietmuscle.store.location import Location
    from quietmuscle.web.app import make_app
    from quietmuscle.web.assets import load_assets
    from quietmuscle.web.home import keeper
    from quietmuscle.web.home import serve_home
    from quietmuscle.web.house import House
    from quietmuscle.web.serve import server_of

    del diary_server, home_server, keeper, serve_home
    check_tables()
    bring_in_parts()
    with TemporaryDirectory() as folder:
        diary = open_diary(Location(folder=Path(folder)), datetime.now(UTC))
        workspace = Workspace(diary=diary, clock=SystemClock())
        server_of(make_app(House(workspace=workspace, assets=load_assets()))).config.load()
        diary.close()


def _live(module: str, *words: str) -> None:
    """Be a server, and end with it."""
    code = 1
    try:
        importlib.import_module(module).main(list(words))
        code = 0
    except BaseException:  # noqa: BLE001 - nothing of the nursery's own may go on in its child
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
