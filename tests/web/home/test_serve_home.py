from __future__ import annotations

import http.client
import json
import socket
import ssl
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from handshake import device_that_trusts
from home_server import HomeServer
from home_server import pretended_home

from quietmuscle import __version__
from quietmuscle.base.errors import FolderInUseError
from quietmuscle.base.errors import PortTakenError
from quietmuscle.store.household import Household
from quietmuscle.store.location import Location
from quietmuscle.store.lock import server_lock
from quietmuscle.web.home import serve_home as module
from quietmuscle.web.home.door import COOKIE
from quietmuscle.web.home.home import Announced
from quietmuscle.web.home.serve_home import serve_home

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "quietmuscle.local"


class Device:
    """A phone that finds our name at this computer, and trusts what it was told to."""

    def __init__(self, port: int, authority_der: bytes) -> None:
        self.port = port
        self.tls = device_that_trusts(authority_der)
        self.cookie = ""

    def ask(self, method: str, path: str, body: object = None) -> http.client.HTTPResponse:
        raw = socket.create_connection(("127.0.0.1", self.port), timeout=20)
        connection = http.client.HTTPConnection(NAME, self.port)
        connection.sock = self.tls.wrap_socket(raw, server_hostname=NAME)
        headers = {"cookie": self.cookie, "content-type": "application/json"}
        text = None if body is None else json.dumps(body)
        connection.request(method, path, text, headers)
        answer = connection.getresponse()
        answer.text = answer.read().decode()
        connection.close()
        return answer


def certificate_of(trust_port: int) -> bytes:
    """What the plain page hands out."""
    connection = http.client.HTTPConnection("127.0.0.1", trust_port, timeout=20)
    headers = {"host": f"{NAME}:{trust_port}"}
    connection.request("GET", "/quietmuscle-home.crt", headers=headers)
    der = connection.getresponse().read()
    connection.close()
    return der


@pytest.fixture
def server(tmp_path, nursery) -> Iterator[HomeServer]:
    """The real thing, in a process of its own."""
    made = HomeServer(tmp_path / "diary", nursery=nursery).start()
    yield made
    made.stop()


def test_a_phone_is_let_in_and_keeps_the_diary(server) -> None:
    assert f"Phones find it at {server.home_address}" in server.said
    server.introduce()
    der = certificate_of(server.trust_port)
    phone = Device(server.home_port, der)
    assert phone.ask("GET", "/").headers["location"] == "/pair"
    assert phone.ask("GET", "/api/today").status == 401
    assert server.get("/api/phones") == []

    page = server.ask("/phone")
    code = page.partition('class="code">')[2].partition("<")[0]
    answer = phone.ask("POST", "/api/pair", {"code": code, "name": "Ada's phone"})
    assert answer.status == 200
    phone.cookie = answer.headers["set-cookie"].partition(";")[0]
    assert phone.cookie.startswith(f"{COOKIE}=")
    assert phone.ask("GET", "/").status == 200
    assert phone.ask("PUT", "/api/days/2026-11-20/none", {"none_today": True}).status == 200
    assert server.get("/api/days/2026-11-20")["none_today"] is True

    server.stop()
    server.start()  # what was paired stays paired, and trusted
    assert certificate_of(server.trust_port) == der
    assert phone.ask("GET", "/api/today").status == 200
    (kept,) = server.get("/api/phones")
    Household(Location(folder=server.folder)).remove(UUID(kept["id"]))
    assert phone.ask("GET", "/api/today").status == 401


def test_who_does_not_trust_us_is_warned(server) -> None:
    other = Device(server.home_port, certificate_of(server.trust_port))
    other.tls = ssl.create_default_context()
    with pytest.raises(ssl.SSLCertVerificationError):
        other.ask("GET", "/")


def test_it_ends_in_good_order_when_it_is_asked(tmp_path) -> None:
    server = HomeServer(tmp_path / "diary").start()
    process = server.process
    server.stop()
    assert process.returncode == 0
    with server_lock(Location(folder=server.folder)):
        pass


@pytest.fixture
def opened(location, monkeypatch):
    """The server in this process, open for as long as `meanwhile` takes."""

    def open_it(meanwhile=lambda _told: None, **options) -> list[str]:
        told: list[str] = []

        def run(server, listener, *, open_browser, tell, line_of) -> None:
            assert open_browser is False
            address = f"http://127.0.0.1:{listener.getsockname()[1]}"
            tell("open" if line_of is module.opened_words else line_of(address))
            meanwhile(told)
            listener.close()

        monkeypatch.setattr(module, "run", run)
        ports = {"port": 0, "home_port": 0, "trust_port": 0, "surroundings": pretended_home()}
        serve_home(location, open_browser=False, tell=told.append, **ports | options)
        return told

    return open_it


def test_it_says_where_phones_find_it(opened) -> None:
    told = opened()
    assert told[0].startswith(f"Phones find it at https://{NAME}:")
    assert "under More, Your phone" in told[0]
    assert told[1:] == ["open"]


def test_a_program_is_told_one_line(opened, location) -> None:
    (line,) = opened(as_json=True)
    told = json.loads(line)
    assert told == {
        "address": f"http://127.0.0.1:{told['port']}",
        "port": told["port"],
        "phones": f"https://{NAME}:{told['home_port']}",
        "home_port": told["home_port"],
        "trust_port": told["trust_port"],
        "folder": str(location.folder),
        "version": __version__,
    }


def test_a_terminal_gets_a_picture_with_a_code(opened) -> None:
    picture, words, _open = opened(with_picture=True)
    assert set(picture) <= set("█▀▄ \n")
    assert len(picture.splitlines()) > 20
    assert "point its camera at this picture within ten minutes" in words
    assert f"https://{NAME}:" in words
    assert "/pair on it and type " in words


@pytest.mark.parametrize(
    ("announced", "words"),
    [
        ("taken", "Another computer in this network has the name quietmuscle.local"),
        ("no", "The network could not be told the name quietmuscle.local"),
    ],
)
def test_it_says_why_the_address_is_one_of_numbers(opened, announced, words) -> None:
    unheard = replace(
        pretended_home(), beacon=lambda _addresses, _port: nullcontext(Announced(announced))
    )
    told = opened(surroundings=unheard)
    assert words in told[0]
    assert "https://127.0.0.1:" in told[1]


def test_without_a_network_it_says_so(opened) -> None:
    nowhere = replace(
        pretended_home(),
        look=lambda: replace(pretended_home().look(), addresses=()),
    )
    told = opened(surroundings=nowhere)
    assert told[0].startswith("This computer is in no home network just now.")


@pytest.mark.parametrize("which", ["port", "home_port", "trust_port"])
def test_a_port_that_is_taken_is_a_clear_refusal(opened, location, which) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        with pytest.raises(PortTakenError, match=f"Port {taken} cannot be used"):
            opened(**{which: taken})
    assert not location.household_folder.exists()
    assert opened()[-1] == "open"


def test_one_folder_is_open_once(opened) -> None:
    def again(_told) -> None:
        with pytest.raises(FolderInUseError):
            opened()

    assert opened(meanwhile=again)[-1] == "open"


def test_the_real_surroundings_are_this_computers() -> None:
    from quietmuscle.web.home.beacon import beacon
    from quietmuscle.web.home.network import this_network

    real = module._real()
    assert (real.look, real.beacon) == (this_network, beacon)
