from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from quietmuscle.web.assets import STATIC_FOLDER
from quietmuscle.web.assets import load_assets

if TYPE_CHECKING:
    from starlette.testclient import TestClient


def test_every_file_is_sent_as_it_lies_in_the_package(client: TestClient):
    assets = load_assets()
    for path in STATIC_FOLDER.rglob("*"):
        if path.is_file():
            name = path.relative_to(STATIC_FOLDER).as_posix()
            answer = client.get(assets.address(name))
            assert answer.content == path.read_bytes(), name
            assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("app.js", "text/javascript; charset=utf-8"),
        ("app.css", "text/css; charset=utf-8"),
        ("icon.svg", "image/svg+xml"),
        ("icon-192.png", "image/png"),
    ],
)
def test_a_file_says_what_it_is(name: str, media_type: str):
    assert load_assets().files[name].media_type == media_type


def test_an_unknown_file_has_no_address():
    with pytest.raises(KeyError):
        load_assets().address("nothing.js")


@pytest.mark.parametrize(
    "path", ["/static/old/app.js", "/static/{version}/nothing.js", "/static/{version}/../page.py"]
)
def test_other_versions_and_other_files_are_not_sent(client: TestClient, path: str):
    assert client.get(path.format(version=load_assets().version)).status_code == 404


def test_a_script_names_all_that_it_needs_once():
    modules = load_assets().modules("courier.js")
    assert modules[0] == "courier.js"
    assert {"outbox.js", "api.js"} <= set(modules)
    assert len(modules) == len(set(modules))


def test_pages_are_sent_compressed_and_the_api_is_not(client: TestClient):
    with client.stream("GET", "/care", headers={"accept-encoding": "gzip"}) as answer:
        assert answer.headers["content-encoding"] == "gzip"
        assert b"</html>" in gzip.decompress(b"".join(answer.iter_raw()))
    answer = client.get("/api", headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in answer.headers
