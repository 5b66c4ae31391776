from __future__ import annotations

import sys

import click
import pytest

from quietmuscle.cli import home


def test_it_opens_the_diary_here_and_for_phones(cli, server, home_server, in_london) -> None:
    assert cli("home").code == 0
    assert home_server.calls == [
        {
            "location": in_london,
            "port": 8765,
            "home_port": 8766,
            "trust_port": 8767,
            "open_browser": True,
            "with_picture": False,
            "tell": click.echo,
            "as_json": False,
        }
    ]
    assert server.calls == []


def test_ports_folder_and_browser_are_ones_own_choice(cli, home_server, tmp_path) -> None:
    words = ["--port", "1", "--home-port", "2", "--trust-port", "3", "--no-browser"]
    assert cli("home", *words, "--folder", str(tmp_path / "other")).code == 0
    (call,) = home_server.calls
    assert (call["port"], call["home_port"], call["trust_port"]) == (1, 2, 3)
    assert call["open_browser"] is False
    assert call["location"].folder == tmp_path / "other"


def test_a_terminal_gets_a_picture(cli, home_server, monkeypatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert cli("home").code == 0
    assert home_server.calls[0]["with_picture"] is True


def test_a_program_gets_one_line_and_no_picture(cli, home_server, monkeypatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert cli("home", "--json").code == 0
    (call,) = home_server.calls
    assert (call["as_json"], call["with_picture"]) == (True, False)


@pytest.mark.parametrize("option", ["--port", "--home-port", "--trust-port"])
@pytest.mark.parametrize("port", ["-1", "65536", "https"])
def test_a_port_that_cannot_be_is_refused(cli, home_server, option, port) -> None:
    assert cli("home", option, port).code == 2
    assert home_server.calls == []


def test_the_ports_are_those_of_the_pages() -> None:
    from quietmuscle.web.home import serve_home

    assert home.DEFAULT_HOME_PORT == serve_home.DEFAULT_HOME_PORT
    assert home.DEFAULT_TRUST_PORT == serve_home.DEFAULT_TRUST_PORT
