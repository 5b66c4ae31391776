"""Recordings on their way: each lies as a file in the diary's folder until it is measured.

What arrived whole outlives a restart; what did not is removed at the next start.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import BinaryIO

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.wire import from_json
from quietmuscle.base.wire import to_json
from quietmuscle.model.upload import Upload
from quietmuscle.store.faults import plain_faults
from quietmuscle.store.files import PART_PREFIX
from quietmuscle.store.files import date_of_file
from quietmuscle.store.files import put_in_place
from quietmuscle.store.files import settle
from quietmuscle.store.files import whole_or_nothing
from quietmuscle.store.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path
    from uuid import UUID

_CHUNK_BYTES = 1024 * 1024
_ORDER, _RECORDING, _CONTROL = "json", "recording", "control"
LONELY_FOR_S = 24 * 3600.0
"""How long a control recording waits for the recording that it belongs to."""


@dataclass(frozen=True, slots=True)
class RecordingShelf:
    """The recordings that arrived and are not yet measured.

    Of each there is a file with its bytes, then one that says what it is: only
    with both it has arrived. A recording of the sensor at rest may lie beside.
    """

    location: Location

    def put(self, upload: Upload, chunks: Iterable[bytes], *, limit_bytes: int) -> Upload:
        """Keep a recording until it is measured; the upload with its size and SHA-256.

        The bytes go to the disk piece by piece. Raises ValueNotUnderstoodError
        where there are none, or more than the limit.
        """
        sha256, size = self._write(self._path(upload.id, _RECORDING), chunks, limit_bytes)
        arrived = replace(upload, sha256=sha256, size_bytes=size)
        self.note(arrived)
        return arrived

    def put_control(self, upload_id: UUID, chunks: Iterable[bytes], *, limit_bytes: int) -> None:
        """Keep the recording of a sensor at rest, until the one that it belongs to is measured."""
        self._write(self._path(upload_id, _CONTROL), chunks, limit_bytes)

    def note(self, upload: Upload) -> None:
        """Write down what is known of a recording."""
        path = self._path(upload.id, _ORDER)
        with plain_faults(self.location), whole_or_nothing(path.parent) as (file, part):
            file.write(to_json(upload))
            settle(file)
            file.close()
            put_in_place(part, path)

    def waiting(self) -> tuple[Upload, ...]:
        """All that arrived whole, in the order of their ids; damaged ones are left out."""
        found = []
        with plain_faults(self.location):
            for path in sorted(self._files()):
                if path.suffix != f".{_ORDER}":
                    continue
                with suppress(ValueNotUnderstoodError):
                    upload = from_json(Upload, path.read_bytes())
                    if self.path(upload.id).is_file():
                        found.append(upload)
        return tuple(found)

    def path(self, upload_id: UUID) -> Path:
        """Where the bytes of a recording lie."""
        return self._path(upload_id, _RECORDING)

    def control(self, upload_id: UUID) -> Path | None:
        """Where the recording at rest lies, if there is one."""
        path = self._path(upload_id, _CONTROL)
        return path if path.is_file() else None

    def chunks(self, upload_id: UUID) -> Iterator[bytes]:
        """The bytes of a recording, piece by piece."""
        with self.path(upload_id).open("rb") as file:
            while chunk := file.read(_CHUNK_BYTES):
                yield chunk

    def remove(self, upload_id: UUID) -> None:
        """Remove a recording and all that lies beside it; first what says that it arrived."""
        with plain_faults(self.location):
            for part in (_ORDER, _RECORDING, _CONTROL):
                self._path(upload_id, part).unlink(missing_ok=True)

    def tidy(self, now_utc: datetime) -> None:
        """Remove what a crash left: halves of files, and files that belong to nothing.

        To be called while nothing is on its way, as at the start of a server.
        """
        arrived = {str(upload.id) for upload in self.waiting()}
        with plain_faults(self.location):
            for path in self._files():
                age_s = (now_utc - date_of_file(path)).total_seconds()
                is_lonely_control = path.suffix == f".{_CONTROL}" and age_s < LONELY_FOR_S
                if path.name.startswith(PART_PREFIX) or not (
                    path.stem in arrived or is_lonely_control
                ):
                    path.unlink(missing_ok=True)

    def _files(self) -> list[Path]:
        folder = self.location.incoming_folder
        return list(folder.iterdir()) if folder.is_dir() else []

    def _path(self, upload_id: UUID, part: str) -> Path:
        return self.location.incoming_folder / f"{upload_id}.{part}"

    def _write(self, path: Path, chunks: Iterable[bytes], limit_bytes: int) -> tuple[str, int]:
        with plain_faults(self.location), whole_or_nothing(path.parent) as (file, part):
            told = _copied(file, chunks, limit_bytes)
            settle(file)
            file.close()
            put_in_place(part, path)
        return told


def _copied(file: BinaryIO, chunks: Iterable[bytes], limit_bytes: int) -> tuple[str, int]:
    """Write the bytes down; their SHA-256 and how many they were."""
    digest = hashlib.sha256()
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit_bytes:
            raise ValueNotUnderstoodError(
                Message(
                    _(
                        "This recording is too large: {most} MB is the most. It was not measured. "
                        "Please choose a shorter one; the limit can be raised in the settings."
                    ),
                    {"most": limit_bytes // 1_000_000},
                )
            )
        digest.update(chunk)
        file.write(chunk)
    if size == 0:
        raise ValueNotUnderstoodError(
            Message(_("This recording is empty. Please choose the file that holds it."))
        )
    return digest.hexdigest(), size
