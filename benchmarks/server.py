"""The real server in a process of its own, and what passes between it and a browser."""

from __future__ import annotations

import http.client
import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
READY_WITHIN_S = 60
HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the server answered, and how long it took from asking to the last byte."""

    status: int
    body: bytes
    took_ms: float
    started_ms: float
    """Until the first byte of the answer."""


@dataclass(slots=True, kw_only=True)
class Server:
    """A running server, and a connection to it that is kept open."""

    process: subprocess.Popen[bytes]
    port: int
    ready_s: float
    connection: http.client.HTTPConnection

    def ask(
        self, method: str, path: str, body: bytes | None = None, kind: str = "application/json"
    ) -> Answer:
        """One request and its whole answer."""
        headers = {"Content-Type": kind} if body is not None else {}
        begin = time.perf_counter()
        self.connection.request(method, path, body=body, headers=headers)
        response = self.connection.getresponse()
        started = time.perf_counter()
        received = response.read()
        end = time.perf_counter()
        return Answer(
            status=response.status,
            body=received,
            took_ms=(end - begin) * 1000,
            started_ms=(started - begin) * 1000,
        )

    def get(self, path: str) -> Any:
        """What the API knows at an address."""
        answer = self.ask("GET", path)
        if answer.status != 200:
            raise RuntimeError(f"GET {path}: {answer.status}")
        return json.loads(answer.body)

    def resident_mb(self) -> tuple[float, float] | None:
        """The memory it holds now and at most so far; None where the system does not tell."""
        status = Path(f"/proc/{self.process.pid}/status")
        if not status.exists():
            return None
        kilobytes = dict(re.findall(r"^(Vm\w+):\s+(\d+) kB$", status.read_text(), re.MULTILINE))
        return int(kilobytes["VmRSS"]) * 1024 / 1e6, int(kilobytes["VmHWM"]) * 1024 / 1e6

    def children_mb(self) -> float:
        """The memory of all processes that it started; what they share counts twice."""
        kilobytes, waiting = 0, [self.process.pid]
        while waiting:
            for list_of in Path(f"/proc/{waiting.pop()}/task").glob("*/children"):
                for child in list_of.read_text().split():
                    waiting.append(int(child))
                    status = Path(f"/proc/{child}/status").read_text()
                    kilobytes += sum(
                        map(int, re.findall(r"^VmRSS:\s+(\d+) kB$", status, re.MULTILINE))
                    )
        return kilobytes * 1024 / 1e6


def launcher() -> tuple[list[str], str]:
    """The command that starts the app, and its name.

    `./run` where it made the environment that we run in; it would otherwise
    install first.
    """
    if list(Path(sys.prefix).glob("installed-*")):
        return [sys.executable, str(ROOT / "run")], "./run serve"
    return [sys.executable, "-P", "-m", "quietmuscle"], "python -m quietmuscle serve"


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    """A server of a folder, stopped at the end."""
    port = _free_port()
    command = [*launcher()[0], "serve", "--no-browser", "--port", str(port), "--folder"]
    surroundings = {**os.environ, "TZ": "UTC"}
    # No person sets this; with it, every start would compile all modules of ours anew.
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    begin = time.perf_counter()
    process = subprocess.Popen([*command, str(folder)], stdout=subprocess.DEVNULL, env=surroundings)
    try:
        ready_s = _wait_until_ready(process, port, begin)
        connection = http.client.HTTPConnection(HOST, port, timeout=600)
        yield Server(process=process, port=port, ready_s=ready_s, connection=connection)
        connection.close()
    finally:
        process.terminate()
        process.wait(timeout=READY_WITHIN_S)


def _wait_until_ready(process: subprocess.Popen[bytes], port: int, begin: float) -> float:
    while True:
        connection = http.client.HTTPConnection(HOST, port, timeout=READY_WITHIN_S)
        try:
            connection.request("GET", "/api/status")
            if connection.getresponse().status == 200:
                return time.perf_counter() - begin
        except OSError:
            if process.poll() is not None or time.perf_counter() - begin > READY_WITHIN_S:
                raise
        finally:
            connection.close()
        time.sleep(0.005)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        port: int = listener.getsockname()[1]
        return port


@dataclass(slots=True, kw_only=True)
class Counter:
    """A relay before the server that counts what comes back, and sees what is asked for."""

    port: int
    listener: socket.socket
    bytes_down: int = 0
    paths: list[str] = field(default_factory=list)

    def start_again(self) -> None:
        """Count from nothing."""
        self.bytes_down = 0
        self.paths = []


@contextmanager
def counted(server: Server) -> Iterator[Counter]:
    """A relay to a server, on a port of its own."""
    listener = socket.create_server((HOST, 0))
    counter = Counter(port=listener.getsockname()[1], listener=listener)

    def accept() -> None:
        while True:
            try:
                near, _address = listener.accept()
            except OSError:
                return  # closed: we are done
            far = socket.create_connection((HOST, server.port))
            for relay in (_up, _down):
                threading.Thread(target=relay, args=(counter, near, far), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield counter
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


_ASKED = re.compile(rb"^(?:GET|PUT|POST|DELETE|HEAD) (\S+) HTTP/1\.1\r$", re.MULTILINE)


def _up(counter: Counter, near: socket.socket, far: socket.socket) -> None:
    for part in _parts(near, far):
        counter.paths += [path.decode() for path in _ASKED.findall(part)]


def _down(counter: Counter, near: socket.socket, far: socket.socket) -> None:
    for part in _parts(far, near):
        counter.bytes_down += len(part)


def _parts(source: socket.socket, target: socket.socket) -> Iterator[bytes]:
    """What comes from one side, passed on to the other."""
    try:
        while part := source.recv(65536):
            yield part
            target.sendall(part)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        source.close()
        target.close()
