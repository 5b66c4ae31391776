from __future__ import annotations

import gc
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import ExitStack
from contextlib import suppress

import pytest
from diary_server import DiaryServer
from diary_server import free_port

import quietmuscle
from quietmuscle.base.errors import FolderInUseError
from quietmuscle.base.errors import PortTakenError
from quietmuscle.store.diary import Diary
from quietmuscle.store.location import Location
from quietmuscle.store.lock import server_lock
from quietmuscle.web import serve as serving
from quietmuscle.web.serve import serve

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are those of Unix")


def test_a_server_answers_at_once_and_closes_in_good_order(tmp_path):
    server = DiaryServer(tmp_path / "diary").start()
    assert server.get("/api/status")["entries"] == 0
    server.process.send_signal(signal.SIGTERM)
    server.process.communicate(timeout=20)
    assert server.process.returncode == 0
    with server_lock_of(tmp_path / "diary"):
        pass


def test_ctrl_c_ends_it_without_a_fuss(tmp_path):
    server = DiaryServer(tmp_path / "diary").start()
    server.process.send_signal(signal.SIGINT)
    server.process.communicate(timeout=20)
    assert server.process.returncode == 0


def test_on_a_terminal_it_says_where_it_is_and_how_to_stop_and_no_more(tmp_path, nursery):
    folder = tmp_path / "diary"
    server = DiaryServer(folder, nursery=nursery).start()
    server.introduce()
    server.stop()
    shutil.rmtree(folder / "backups", ignore_errors=True)  # so that it wants one, and logs it
    reader, terminal = os.openpty()
    words = ["serve", "--no-browser", "--port", "0", "--folder", str(folder)]
    process = subprocess.Popen(
        [sys.executable, "-m", "quietmuscle", *words], stdout=terminal, stderr=terminal
    )
    os.close(terminal)
    seen = b""
    while seen.count(b"\n") < 2:
        seen += os.read(reader, 1000)
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=20) == 0
    with suppress(OSError):  # the end, as Linux tells it
        while more := os.read(reader, 1000):
            seen += more
    os.close(reader)
    where, how, rest = seen.decode().split("\r\n")
    assert where.startswith("Quiet Muscle is open at http://127.0.0.1:")
    assert (how, rest) == ("To stop: press Ctrl and C", "")


def server_lock_of(folder):
    return server_lock(Location(folder=folder))


def test_a_server_that_was_killed_leaves_the_folder_and_the_port_free(tmp_path, nursery):
    server = DiaryServer(tmp_path / "diary", nursery=nursery).start()
    server.kill()
    server.start()
    assert server.get("/api/status")["app"] == "quietmuscle"
    server.stop()


def test_two_servers_do_not_share_a_folder(location):
    with server_lock(location), pytest.raises(FolderInUseError, match="already open"):
        serve(location, port=0, open_browser=False)


def test_a_port_that_is_taken_is_said_in_a_sentence(location):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTakenError) as refusal:
            serve(location, port=port, open_browser=False)
    assert str(refusal.value).startswith(f"Port {port} cannot be used on this computer")
    with server_lock(location):
        pass


def test_the_socket_is_this_computers_alone():
    with serving.listener_at(0) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"
        listener.listen()
        with pytest.raises(PortTakenError):
            serving.listener_at(listener.getsockname()[1])


@pytest.fixture
def told(location, monkeypatch):
    """What a server that runs in this process says and opens until it is stopped."""
    opened = []
    monkeypatch.setattr(serving.webbrowser, "open", opened.append)
    monkeypatch.setattr("quietmuscle.web.logs.configure_logs", lambda: None)
    return opened


def test_small_answers_go_out_without_a_pause():
    # asyncio turns the system's 40 ms of waiting off only for sockets named TCP.
    with serving.listener_at(0) as listener:
        assert listener.proto == socket.IPPROTO_TCP


def test_it_says_where_it_is_and_opens_the_browser_there(location, told, monkeypatch):
    said = []
    servers = []
    server_of = serving.server_of

    def remembered(app):
        servers.append(server_of(app))
        return servers[-1]

    monkeypatch.setattr(serving, "server_of", remembered)
    thread = threading.Thread(
        target=serve, args=(location,), kwargs={"port": 0, "demo": True, "tell": said.append}
    )
    thread.start()
    deadline = time.monotonic() + 20
    while not (told and said) and time.monotonic() < deadline:
        time.sleep(0.02)
    (address,) = told
    assert said == [f"Quiet Muscle is open at {address}\nTo stop: press Ctrl and C"]
    with urllib.request.urlopen(f"{address}/api/status") as answer:
        assert json.loads(answer.read())["demo"] is True
        assert "server" not in {name.lower() for name in answer.headers}
    servers[0].should_exit = True
    thread.join(20)
    assert not thread.is_alive()


def test_what_was_opened_is_closed_when_the_start_fails(location, monkeypatch):
    closed = []

    def fails(_workspace):
        raise OSError("no")

    def remember(diary):
        closed.append(diary)

    monkeypatch.setattr("quietmuscle.web.upkeep.keep_up", fails)
    monkeypatch.setattr("quietmuscle.web.logs.configure_logs", lambda: None)
    monkeypatch.setattr(Diary, "close", remember)
    with pytest.raises(OSError, match="no"):
        serve(location, port=0, open_browser=False)
    assert len(closed) == 1
    with server_lock(location):
        pass


def test_a_line_goes_out_at_once(capsys):
    serving.print_line("Quiet Muscle is open")
    assert capsys.readouterr().out == "Quiet Muscle is open\n"


def test_the_diary_is_closed_with_the_keys(location):
    with ExitStack() as keys:
        workspace = serving.open_workspace(location, keys)
        assert workspace.diary.tallies.entries() == 0


def test_nothing_heavy_is_imported_until_the_server_starts():
    code = (
        "import sys, quietmuscle.web.serve; print([name for name in HEAVY if name in sys.modules])"
    )
    heavy = ("fastapi", "uvicorn", "sqlalchemy", "alembic", "pydantic", "jinja2", "scipy", "numpy")
    done = subprocess.run(
        [sys.executable, "-c", code.replace("HEAVY", repr(heavy))],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"


def test_a_free_port_is_free():
    with serving.listener_at(free_port()):
        pass


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_program_is_told_in_one_line_of_json_where_it_is_open(tmp_path, command):
    words = [sys.executable, "-m", "quietmuscle", command, "--json", "--no-browser", "--port", "0"]
    words += ["--folder", str(tmp_path)]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            told = json.loads(process.stdout.readline())
            with urllib.request.urlopen(f"{told['address']}/api/status") as answer:
                status = json.loads(answer.read())
        finally:
            process.terminate()
        assert process.stdout.read() == ""
    demo = command == "demo"
    assert told == {
        "address": f"http://127.0.0.1:{told['port']}",
        "port": told["port"],
        "folder": str(tmp_path / "demo" if demo else tmp_path),
        "demo": demo,
        "version": quietmuscle.__version__,
    }
    assert status["demo"] is demo


def test_waste_is_looked_for_once_the_pages_are_open(location, told, monkeypatch):
    looked, set_aside = [], []
    server_of = serving.server_of

    def look():
        looked.append(gc.isenabled())
        set_aside.append(gc.get_freeze_count())

    def watched(app):
        server = server_of(app)
        look()
        server.run = lambda **_told: look()
        return server

    monkeypatch.setattr(serving, "server_of", watched)
    serve(location, port=0, open_browser=False, tell=lambda _words: None)
    assert looked == [False, True]
    assert set_aside[1] > set_aside[0]
    assert gc.isenabled()


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_a_request_to_end_that_comes_early_is_not_lost(location, asked):
    before = signal.getsignal(asked)
    serve(location, port=0, open_browser=False, tell=lambda _words: signal.raise_signal(asked))
    assert signal.getsignal(asked) is before
    with server_lock(location):
        pass
