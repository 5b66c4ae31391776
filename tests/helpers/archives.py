"""Archives for tests: written, taken apart, and put together again, also wrongly."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from typing import TYPE_CHECKING
from typing import Any

from quietmuscle.store.archive_in import read_archive
from quietmuscle.store.archive_out import write_archive

if TYPE_CHECKING:
    from datetime import datetime

    from quietmuscle.store.archive_in import ImportSummary
    from quietmuscle.store.diary import Diary

Parts = dict[str, bytes]


def archive_of(diary: Diary) -> bytes:
    """The archive of a diary."""
    target = io.BytesIO()
    write_archive(diary, target)
    return target.getvalue()


def take_in(diary: Diary, archive: bytes, now_utc: datetime) -> ImportSummary:
    """An archive, imported."""
    return read_archive(diary, io.BytesIO(archive), now_utc=now_utc)


def parts_of(archive: bytes) -> Parts:
    """The members of an archive, by name."""
    with zipfile.ZipFile(io.BytesIO(archive)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def manifest_of(parts: Parts) -> dict[str, Any]:
    """What an archive says of itself."""
    return json.loads(parts["manifest.json"])


def with_manifest(parts: Parts, **changed: object) -> Parts:
    """The same parts with a manifest that says something else."""
    return {**parts, "manifest.json": json.dumps(manifest_of(parts) | changed).encode()}


def truthful(parts: Parts) -> Parts:
    """The same parts with a manifest that fits them: as somebody would who knows the format."""
    members = [
        {"name": name, "size_bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in parts.items()
        if name != "manifest.json"
    ]
    counts = {
        name: parts.get(f"{name}.ndjson", b"").count(b"\n")
        for name in (
            "episodes",
            "days",
            "medicines",
            "sessions",
            "labs",
            "care_checks",
            "measurements",
            "measured_events",
            "trials",
            "trial_notes",
            "revisions",
            "attachments",
        )
    }
    return with_manifest(parts, members=members, counts=counts)


def packed(parts: Parts, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Parts as a zip file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as zipped:
        for name, content in parts.items():
            stored = name.startswith("attachments/")
            zipped.writestr(name, content, zipfile.ZIP_STORED if stored else compression)
    return target.getvalue()


def changed_line(content: bytes, number: int, /, **changed: object) -> bytes:
    """Lines of JSON, one of which says something else."""
    lines = content.splitlines(keepends=True)
    lines[number] = json.dumps(json.loads(lines[number]) | changed).encode() + b"\n"
    return b"".join(lines)
