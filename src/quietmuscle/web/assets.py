"""The files of the pages (scripts, styles, pictures) and the hash that names them."""

from __future__ import annotations

import hashlib
import mimetypes
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_IMPORT = re.compile(r'(?:from|import) "\./([^"]+)"')
STATIC_FOLDER = Path(__file__).resolve().parent / "static"
TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file of the pages, ready to be sent."""

    body: bytes
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assets:
    """All files of the pages; `version` changes when any byte of them does.

    The version is part of each address, so a browser may keep a file for ever.
    """

    version: str
    files: dict[str, Asset]

    def address(self, name: str) -> str:
        """The address of a file, such as /static/1f2e3d4c/app.js."""
        if name not in self.files:
            raise KeyError(name)
        return f"/static/{self.version}/{name}"

    def modules(self, name: str) -> tuple[str, ...]:
        """A script and all scripts that it imports, each once, the script itself first."""
        found: dict[str, None] = {}
        wanted = [name]
        while wanted:
            script = wanted.pop()
            if script not in found:
                found[script] = None
                wanted += _IMPORT.findall(self.files[script].body.decode())
        return tuple(found)


@lru_cache(maxsize=1)
def load_assets() -> Assets:
    """The files as they lie in the package."""
    files = {
        path.relative_to(STATIC_FOLDER).as_posix(): Asset(
            body=path.read_bytes(),
            media_type=TYPES.get(path.suffix)
            or mimetypes.guess_type(path.name)[0]
            or "application/octet-stream",
        )
        for path in sorted(STATIC_FOLDER.rglob("*"))
        if path.is_file()
    }
    digest = hashlib.sha256()
    for name, asset in files.items():
        digest.update(name.encode() + b"\0" + asset.body + b"\0")
    return Assets(version=digest.hexdigest()[:12], files=files)
