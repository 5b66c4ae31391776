"""A file of this computer measured and kept in the diary, in one go."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import zipfile
from contextlib import contextmanager
from contextlib import nullcontext
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from quietmuscle.base.ids import new_id
from quietmuscle.capture.isolated import in_isolation
from quietmuscle.flow.keep_measured import keep_measured
from quietmuscle.flow.measure import MeasuredFile
from quietmuscle.flow.measure import measured_file
from quietmuscle.flow.measured_change import change_of
from quietmuscle.flow.measurements import check_known
from quietmuscle.flow.measurements import summed
from quietmuscle.flow.measuring import measure_upload
from quietmuscle.model.kept_measurement import MadeWith
from quietmuscle.model.kept_measurement import Posture
from quietmuscle.model.measured_change import MeasuredChange
from quietmuscle.model.upload import Upload

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.moment import Moment
    from quietmuscle.model.recording import Modality
    from quietmuscle.model.site import SiteRef

_CHUNK_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """What was found in a file, and under which id it is kept.

    `change` is what changed since the last measurement that may be compared.
    """

    id: UUID
    recording_is_kept: bool
    measured: MeasuredFile
    change: MeasuredChange | None = None


def measure_and_keep(  # noqa: PLR0913 - what is known of the file, and what is wished
    workspace: Workspace,
    path: Path,
    *,
    moment: Moment,
    sites: tuple[SiteRef, ...] = (),
    modality: Modality | None = None,
    rate_hz: float | None = None,
    unit: str | None = None,
    control: Path | None = None,
    note: str = "",
    posture: Posture | None = None,
    keep_recording: bool = False,
    progress: Callable[[float], None] | None = None,
) -> KeptFile:
    """The measurement of a file, kept; by default its numbers alone.

    It is measured in a process of its own. Raises ValueNotUnderstoodError as
    `measure_file` does; then the diary is as it was.
    """
    for site in sites:
        check_known(site)
    upload = Upload(
        id=new_id(workspace.clock.now_utc()),
        name=path.name[-200:],
        made_with=MadeWith.FILE,
        moment=moment,
        modality=modality,
        rate_hz=rate_hz,
        unit=unit,
        sites=sites,
        note=note,
        posture=posture,
        keep_recording=keep_recording,
    )
    found = in_isolation(measure_upload, path, upload, control, on_progress=progress)
    with _in_one_file(path) if keep_recording else nullcontext(path) as whole:
        digest = hashlib.sha256()
        for chunk in _chunks(whole):
            digest.update(chunk)
        upload = replace(
            upload,
            name=whole.name[-200:],
            sha256=digest.hexdigest(),
            size_bytes=whole.stat().st_size,
        )
        kept = keep_measured(workspace, upload, found, _chunks(whole))
    return KeptFile(
        id=kept.id,
        recording_is_kept=kept.recording.is_kept,
        measured=measured_file(path.name, found.measurement, found.remarks),
        change=change_of(workspace, summed(kept)),
    )


@contextmanager
def _in_one_file(path: Path) -> Iterator[Path]:
    """The recording as one file: of a record in several, a ZIP file that holds all of them."""
    from quietmuscle.capture.kinds import FileKind
    from quietmuscle.capture.kinds import kind_of
    from quietmuscle.capture.wfdb import files_of_record

    if kind_of(path) is not FileKind.WFDB:
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="quietmuscle-") as folder:
        packed = Path(folder) / f"{path.stem}.zip"
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for each in files_of_record(path):
                # Always the same date, so that the same record is the same file.
                with archive.open(_member(each.name), "w") as to, each.open("rb") as file:
                    shutil.copyfileobj(file, to, _CHUNK_BYTES)
        yield packed


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            yield chunk


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name)
    member.compress_type = zipfile.ZIP_DEFLATED
    return member
