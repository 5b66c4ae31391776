"""What others wrote lies in folders named vendor, each file with its name, licence and hash."""

from __future__ import annotations

import hashlib
import tomllib
from typing import TYPE_CHECKING

from repository import shown
from repository import tracked_files

if TYPE_CHECKING:
    from pathlib import Path

LIST = "vendor.toml"
KEYS = {"name", "version", "licence", "source", "sha256"}


def unlisted(folder: Path) -> list[str]:
    """What is wrong with a vendor folder: files not told of, altered, or gone."""
    listing = folder / LIST
    if not listing.exists():
        return [f"{folder.name} has no {LIST}"]
    told = tomllib.loads(listing.read_text("utf-8"))
    here = {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.is_file() and path != listing
    }
    wrong = [f"{name} is not listed" for name in sorted(here.keys() - told.keys())]
    wrong += [f"{name} is gone" for name in sorted(told.keys() - here.keys())]
    for name in sorted(here.keys() & told.keys()):
        lacks = KEYS - told[name].keys()
        wrong += [f"{name} lacks {key}" for key in sorted(lacks)]
        digest = hashlib.sha256(here[name].read_bytes()).hexdigest()
        if not lacks and told[name]["sha256"] != digest:
            wrong.append(f"{name} was altered")
    return wrong


def test_each_vendored_file_is_told_of() -> None:
    folders = {
        parent for path in tracked_files() for parent in path.parents if parent.name == "vendor"
    }
    assert {shown(folder): wrong for folder in folders if (wrong := unlisted(folder))} == {}


def test_what_is_wrong_is_found(tmp_path: Path) -> None:
    assert unlisted(tmp_path) == [f"{tmp_path.name} has no vendor.toml"]
    (tmp_path / "a.js").write_bytes(b"a")
    listing = tmp_path / LIST
    listing.write_text('["b.js"]\nname = "b"\n', "utf-8")
    assert unlisted(tmp_path) == ["a.js is not listed", "b.js is gone"]
    told = 'name = "a"\nversion = "1"\nlicence = "MIT"\nsource = "https://example.org"\n'
    listing.write_text(f'["a.js"]\n{told}', "utf-8")
    assert unlisted(tmp_path) == ["a.js lacks sha256"]
    listing.write_text(f'["a.js"]\n{told}sha256 = "{"0" * 64}"\n', "utf-8")
    assert unlisted(tmp_path) == ["a.js was altered"]
    digest = hashlib.sha256(b"a").hexdigest()
    listing.write_text(f'["a.js"]\n{told}sha256 = "{digest}"\n', "utf-8")
    assert unlisted(tmp_path) == []
