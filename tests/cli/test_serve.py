from __future__ import annotations

import click
import pytest

from quietmuscle.cli import serve


def test_without_a_word_it_serves(cli, server, in_london) -> None:
    assert cli().code == 0
    assert server.calls == [
        {
            "location": in_london,
            "port": 8765,
            "open_browser": True,
            "demo": False,
            "tell": click.echo,
            "allow_hosts": (),
            "as_json": False,
        }
    ]


def test_its_options_need_no_word_either(cli, server, tmp_path) -> None:
    assert cli("--port", "9000", "--no-browser", "--folder", str(tmp_path / "other")).code == 0
    (call,) = server.calls
    assert (call["port"], call["open_browser"]) == (9000, False)
    assert call["location"].folder == tmp_path / "other"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_this_computer_may_be_named(cli, server, host) -> None:
    assert cli("serve", "--host", host).code == 0
    assert len(server.calls) == 1


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "example.org", ""])
def test_no_other_computer_is_let_in(cli, server, host) -> None:
    told = cli("serve", "--host", host)
    assert told.code == 2
    assert told.err.startswith("quietmuscle: Quiet Muscle opens to this computer only, not at")
    assert told.err.count("\n") == 1
    assert server.calls == []


def test_a_port_that_cannot_be_is_refused(cli) -> None:
    assert cli("serve", "--port", "70000").code == 2


def test_the_port_is_the_one_of_the_pages() -> None:
    from quietmuscle.web.serve import DEFAULT_PORT

    assert serve.DEFAULT_PORT == DEFAULT_PORT


def test_a_proxy_may_be_named_and_is_warned_of(cli, server) -> None:
    told = cli("serve", "--allow-host", "Diary.Example.net.", "--allow-host", "pc.tail1234.ts.net")
    assert told.code == 0
    assert server.calls[0]["allow_hosts"] == ("diary.example.net", "pc.tail1234.ts.net")
    assert told.out.count("must ask who comes, and let nobody else through") == 2
    assert "Requests for diary.example.net are answered as if they were yours" in told.out


@pytest.mark.parametrize(
    "name",
    [
        "",
        "*",
        "*.example.net",
        "example",
        "192.168.1.5",
        "::1",
        "https://diary.example.net",
        "diary.example.net:443",
        "diary.example.net/",
        "a" * 64 + ".net",
        "a." * 127 + "net",
        "größe.net",
    ],
)
def test_what_is_no_name_of_a_proxy_is_refused(cli, server, name) -> None:
    told = cli("serve", "--allow-host", name)
    assert told.code == 2
    assert "written like diary.example.net" in told.err
    assert server.calls == []


def test_a_program_may_ask_for_json_and_then_hears_nothing_else(cli, server) -> None:
    told = cli("serve", "--json", "--allow-host", "diary.example.net")
    assert told.code == 0
    assert server.calls[0]["as_json"] is True
    assert told.out == ""
    assert "diary.example.net" in told.err
