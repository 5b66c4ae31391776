"""The real server in a process of its own, for tests that stop, kill and restart it.

    python diary_server.py FOLDER PORT [--die-after-commit] [--demo]

With --die-after-commit it ends, as if killed, at its first change: after the
change is kept and before the device hears of it.
"""

from __future__ import annotations

import faulthandler
import json
import os
import socket
import subprocess
import sys
import threading
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from typing import TYPE_CHECKING
from typing import Any
from typing import Self

from nursery import Child
from nursery import Nursery

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from starlette.types import ASGIApp
    from starlette.types import Receive
    from starlette.types import Scope
    from starlette.types import Send

    from quietmuscle.base.clock import Clock

READY_WITHIN_S = 30


@dataclass
class Asker:
    """What a test asks of a server, and tells it."""

    folder: Path
    port: int = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, path: str) -> str:
        """The text at an address of it."""
        with urllib.request.urlopen(self.address + path) as answer:
            text: str = answer.read().decode()
            return text

    def send(self, method: str, path: str, body: object = None) -> Any:
        """What the server answers to a change."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self.address + path,
            data=data,
            method=method,
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request) as answer:
            return json.loads(answer.read())

    def get(self, path: str) -> Any:
        """What the API knows at an address."""
        return json.loads(self.ask(path))

    def introduce(self, **settings: object) -> Self:
        """Have the first screens seen, and settings as they are wished."""
        self.send("PUT", "/api/settings", {"introduced": True, **settings})
        return self


@dataclass
class DiaryServer(Asker):
    """A server in a process of its own, that can be stopped, killed and started again.

    It starts as a fresh program, or much quicker out of a nursery.
    """

    nursery: Nursery | None = None
    process: subprocess.Popen[str] | Child | None = None

    def start(self, *flags: str) -> DiaryServer:
        """Start it, and wait until it answers."""
        self.port = self.port or free_port()
        said = self._begin(__file__, [str(self.folder), str(self.port), *flags])
        line = said.readline()
        assert self.address in line, f"the server did not start: {line!r}"
        return self

    def _begin(self, script: str, words: list[str]) -> IO[str]:
        """Start a helper's `main`; what it says."""
        if self.nursery:
            self.process = self.nursery.start(Path(script).stem, words)
        else:
            command = [sys.executable, script, *words]
            self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        return self.process.stdout

    def kill(self) -> None:
        """End it as a power cut would, if it runs."""
        if self.process is not None:
            self.process.kill()
            self._gone()

    def stop(self) -> None:
        """Ask it to end, as a person would."""
        if self.process is not None:
            self.process.terminate()
            self._gone()

    def wait_until_it_dies(self) -> None:
        self._gone()

    def _gone(self) -> None:
        assert self.process is not None
        self.process.communicate(timeout=READY_WITHIN_S)
        self.process = None


@dataclass
class ThreadServer(Asker):
    """A server in this process: there at once, for tests in which it just runs."""

    @contextmanager
    def running(self, now_utc: datetime, clock: Clock | None = None) -> Iterator[Self]:
        """The server, from its start to its end; on a clock of the test's own if it has one."""
        from sensors_here import SensorsHere

        from quietmuscle.base.clock import SystemClock
        from quietmuscle.flow.workspace import Workspace
        from quietmuscle.store.diary import open_diary
        from quietmuscle.store.location import Location
        from quietmuscle.web.app import make_app
        from quietmuscle.web.assets import load_assets
        from quietmuscle.web.house import House
        from quietmuscle.web.serve import listener_at
        from quietmuscle.web.serve import server_of

        diary = open_diary(Location(folder=self.folder), now_utc)
        workspace = Workspace(diary=diary, clock=clock or SystemClock())
        house = House(workspace=workspace, assets=load_assets(), sensors=SensorsHere())
        app = make_app(house)
        with listener_at(0) as listener, house.measuring.open(workspace):
            listener.listen(64)
            self.port = listener.getsockname()[1]
            server = server_of(app)
            thread = threading.Thread(
                target=server.run, kwargs={"sockets": [listener]}, daemon=True
            )
            thread.start()
            try:
                yield self
            finally:
                server.should_exit = True
                thread.join(READY_WITHIN_S)
                diary.close()
                if thread.is_alive():
                    faulthandler.dump_traceback()
                    raise AssertionError("the server did not end")


def free_port() -> int:
    """A port that nobody has just now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def main(words: list[str]) -> None:
    """Serve until asked to stop."""
    from quietmuscle.store.location import Location
    from quietmuscle.web import app
    from quietmuscle.web.serve import serve

    folder, port, *flags = words
    if "--die-after-commit" in flags:
        make_app = app.make_app
        app.make_app = lambda *arguments: _dies_after_commit(make_app(*arguments))
    serve(Location(folder=Path(folder)), port=int(port), open_browser=False, demo="--demo" in flags)


def _dies_after_commit(whole: ASGIApp) -> ASGIApp:
    async def dying(scope: Scope, receive: Receive, send: Send) -> None:
        async def last_words(message: Any) -> None:
            if scope["method"] != "GET":
                os._exit(137)
            await send(message)

        await whole(scope, receive, last_words)

    return dying


if __name__ == "__main__":
    main(sys.argv[1:])
