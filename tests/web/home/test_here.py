from __future__ import annotations

import warnings

import pytest
from fastapi import Request

from quietmuscle.base.errors import NotHereError
from quietmuscle.web import serve
from quietmuscle.web.home.here import is_here
from quietmuscle.web.home.here import only_here

with warnings.catch_warnings():
    # Starlette would rather have httpx2, a successor that is not yet everywhere.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

PROXIED = "http://diary.example.net"


def request_of(host: str, scheme: str = "http", *headers: tuple[bytes, bytes]) -> Request:
    """A request as the server hands it on."""
    return Request(
        {
            "type": "http",
            "scheme": scheme,
            "path": "/phone",
            "query_string": b"",
            "headers": [(b"host", host.encode()), *headers],
        }
    )


@pytest.mark.parametrize("host", ["localhost:8765", "127.0.0.1:8765", "127.0.0.1", "[::1]:8765"])
def test_the_computers_own_browser_is_here(host) -> None:
    assert is_here(request_of(host))
    only_here(request_of(host))


@pytest.mark.parametrize(
    ("host", "scheme"),
    [
        ("quietmuscle.local:8766", "https"),
        ("localhost:8766", "https"),
        ("diary.example.net", "http"),
        ("192.168.1.20:8765", "http"),
    ],
)
def test_a_phone_and_a_proxys_name_are_not(host, scheme) -> None:
    assert not is_here(request_of(host, scheme))
    with pytest.raises(NotHereError, match="at the computer itself"):
        only_here(request_of(host, scheme))


@pytest.mark.parametrize("name", [b"forwarded", b"x-forwarded-for", b"x-forwarded-host", b"via"])
def test_what_a_proxy_hands_on_is_not_even_under_our_own_name(name) -> None:
    assert not is_here(request_of("localhost:8765", "http", (name, b"192.168.1.77")))


def test_a_proxys_name_that_was_allowed_is_answered(location, monkeypatch) -> None:
    served = []
    monkeypatch.setattr(serve, "run", lambda server, *_more, **_options: served.append(server))
    names = ("diary.example.net",)
    serve.serve(location, port=0, open_browser=False, allow_hosts=names)
    serve.serve(location, port=0, open_browser=False)
    allowing, plain = (TestClient(each.config.app, base_url=PROXIED) for each in served)
    assert allowing.get("/static/x/y").status_code != 421
    assert plain.get("/static/x/y").status_code == 421
    for origin, status in ((PROXIED, 422), ("https://bank.example", 403)):
        answer = allowing.put("/api/settings", headers={"origin": origin}, content=b"{")
        assert answer.status_code == status
    allowing.close()
    plain.close()
