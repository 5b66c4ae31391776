"""A real PostgreSQL for tests, started from the system's own programs."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import psycopg

if TYPE_CHECKING:
    from collections.abc import Iterator

MISSING = (
    "PostgreSQL's server programs are missing; on Debian: apt install postgresql "
    "(tests of the SQLite diary run without it)."
)
_DEBIAN = Path("/usr/lib/postgresql")
_START_LIMIT_S = 60
_CAN_CHOOSE = 150_000
_QUICK = {  # what a test loses in a power cut, it can lose
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "32MB",
    "autovacuum": "off",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresServer:
    """A server that listens on a socket in its own folder, and nowhere else."""

    socket_folder: Path

    def url(self, database: str) -> str:
        """The address of one of its databases."""
        return f"postgresql://tester@/{database}?host={self.socket_folder}"

    @contextmanager
    def fresh_database(self, template: str = "template0") -> Iterator[str]:
        """The address of a copy of a database, empty by default, dropped at the end."""
        name = f"diary_{secrets.token_hex(8)}"
        with self._connected() as server:
            # Where nothing is forced onto the disk, to copy files is half of the work.
            copied = "STRATEGY FILE_COPY" if server.info.server_version >= _CAN_CHOOSE else ""
            server.execute(f"CREATE DATABASE {name} TEMPLATE {template} {copied}")
        try:
            yield self.url(name)
        finally:
            with self._connected() as server:
                server.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def _connected(self) -> psycopg.Connection[Any]:
        return psycopg.connect(self.url("postgres"), autocommit=True)


def find_programs() -> Path | None:
    """The folder of the newest server's programs, or None."""
    if os.name == "nt":  # no sockets in folders there
        return None
    by_version = sorted(
        (folder for folder in _DEBIAN.glob("*/bin") if folder.parent.name.isdigit()),
        key=lambda folder: int(folder.parent.name),
        reverse=True,
    )
    on_path = [Path(found).parent for found in (shutil.which("initdb"),) if found]
    for folder in (*by_version, *on_path):
        if (folder / "initdb").is_file() and (folder / "postgres").is_file():
            return folder
    return None


@contextmanager
def running_server(programs: Path) -> Iterator[PostgresServer]:
    """A server on a new, empty data folder, stopped and removed at the end."""
    # A socket's path may be 107 characters long, so pytest's own folder will not do, but the one
    # that it lies in will: it may be in memory, where a database is copied in half of the time.
    folder = Path(tempfile.mkdtemp(prefix="qm-pg-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")))
    user = _unprivileged_user()
    if user:
        shutil.chown(folder, user=user["user"], group=user["group"])
    try:
        subprocess.run(
            [
                programs / "initdb",
                *("--pgdata", folder / "data", "--username", "tester", "--auth", "trust"),
                *("--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"),
            ],
            check=True,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            **user,
        )
        with _server_process(programs, folder, user) as process:
            server = PostgresServer(socket_folder=folder)
            _wait_until_ready(server, process, folder)
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _server_process(
    programs: Path, folder: Path, user: dict[str, Any]
) -> Iterator[subprocess.Popen[bytes]]:
    options = [option for pair in _QUICK.items() for option in ("-c", "=".join(pair))]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [
                programs / "postgres",
                *("-D", folder / "data", "-k", folder, "-c", "listen_addresses="),
                *options,
            ],
            cwd=folder,
            stdout=log,
            stderr=log,
            **user,
        )
        try:
            yield process
        finally:
            process.send_signal(3)  # SIGQUIT: stop at once
            process.wait(timeout=_START_LIMIT_S)


def _wait_until_ready(
    server: PostgresServer, process: subprocess.Popen[bytes], folder: Path
) -> None:
    end = time.monotonic() + _START_LIMIT_S
    while True:
        try:
            psycopg.connect(server.url("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > end:
                raise AssertionError((folder / "log").read_text(errors="replace")) from None
            time.sleep(0.05)
        else:
            return


def _unprivileged_user() -> dict[str, Any]:
    """Who shall run the server: ourselves, or somebody else if we are root, whom it refuses."""
    if os.geteuid() != 0:
        return {}
    import pwd

    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise AssertionError("There is neither a user postgres nor a user nobody.")
