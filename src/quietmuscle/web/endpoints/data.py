"""The whole diary out, in, and gone, for pages and programs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import BinaryIO
from typing import Literal

from fastapi import Request
from fastapi import Response
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from quietmuscle.base.errors import ArchiveRefusedError
from quietmuscle.base.errors import ConflictError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.flow import archive
from quietmuscle.flow import spreadsheet
from quietmuscle.flow import wipe
from quietmuscle.flow.place import today_of
from quietmuscle.store.faults import plain_faults
from quietmuscle.web.house import House
from quietmuscle.web.house import ThisHouse
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.page import device_zone
from quietmuscle.web.part import Part
from quietmuscle.web.wire import Wire

router = Part(tags=["data"])

CHUNK_BYTES = 256 * 1024
_ARCHIVE = {"schema": {"type": "string", "format": "binary"}}

_TABLE: dict[int | str, dict[str, object]] = {
    200: {"description": "The table.", "content": {"text/csv": {"schema": {"type": "string"}}}}
}


class ImportWire(Wire):
    """What became of an archive's entries; `kept_ours` were here with another value and stayed.

    `stopped_trials`: experiments that were stopped, as a newer one runs.
    """

    added: int
    already_here: int
    kept_ours: int
    stopped_trials: int


class WipeToDo(Wire):
    """The word without which nothing is wiped."""

    everything: Literal[True]


@router.get(
    "/export",
    response_class=StreamingResponse,
    responses={200: {"description": "The archive.", "content": {"application/zip": _ARCHIVE}}},
)
def get_export(request: Request, workspace: ThisWorkspace) -> StreamingResponse:
    """The whole diary in one file, which any later version can take in again."""
    with plain_faults(workspace.diary.location):
        # Beside the diary: the system's own place for such files may be small.
        file = TemporaryFile(dir=workspace.diary.location.folder)  # noqa: SIM115 - _parts closes it
    try:
        archive.export_diary(workspace, file)
        length = file.tell()
    except BaseException:
        file.close()
        raise
    name = f"quietmuscle-{today_of(workspace, device_zone(request))}.zip"
    headers = {
        "content-disposition": f'attachment; filename="{name}"',
        "content-length": f"{length}",
    }
    return StreamingResponse(_parts(file), media_type="application/zip", headers=headers)


@router.post(
    "/import",
    openapi_extra={"requestBody": {"required": True, "content": {"application/zip": _ARCHIVE}}},
)
async def post_import(request: Request, house: ThisHouse) -> ImportWire:
    """Take an archive in: all of it or nothing; what is here already stays as it is."""
    location = house.workspace.diary.location
    with (
        _alone(house),
        plain_faults(location),
        TemporaryFile(dir=location.folder) as file,
    ):
        try:
            async for chunk in request.stream():
                await run_in_threadpool(file.write, chunk)
        except ClientDisconnect:
            raise ArchiveRefusedError(
                Message(_("The file did not arrive whole. Nothing was changed."))
            ) from None
        file.seek(0)
        summary = await run_in_threadpool(archive.import_diary, house.workspace, file)
    return ImportWire.model_validate(summary)


@router.get("/episodes.csv", response_class=StreamingResponse, responses=_TABLE)
def get_episodes_csv(workspace: ThisWorkspace) -> StreamingResponse:
    """All entries as a table for a spreadsheet, newest first."""
    return _table("quietmuscle-entries.csv", spreadsheet.episodes_csv(workspace))


@router.get("/days.csv", response_class=StreamingResponse, responses=_TABLE)
def get_days_csv(workspace: ThisWorkspace) -> StreamingResponse:
    """Each day with its count and its answers as a table for a spreadsheet."""
    return _table("quietmuscle-days.csv", spreadsheet.days_csv(workspace))


@router.get("/sessions.csv", response_class=StreamingResponse, responses=_TABLE)
def get_sessions_csv(workspace: ThisWorkspace) -> StreamingResponse:
    """The uses of guided sessions as a table for a spreadsheet, newest first."""
    return _table("quietmuscle-sessions.csv", spreadsheet.sessions_csv(workspace))


@router.get("/medicines.csv", response_class=StreamingResponse, responses=_TABLE)
def get_medicines_csv(workspace: ThisWorkspace) -> StreamingResponse:
    """The changes of medicines as a table for a spreadsheet, by day."""
    return _table("quietmuscle-medicines.csv", spreadsheet.medicines_csv(workspace))


@router.get("/labs.csv", response_class=StreamingResponse, responses=_TABLE)
def get_labs_csv(workspace: ThisWorkspace) -> StreamingResponse:
    """All blood results as a table, for a spreadsheet."""
    return _table("quietmuscle-blood-results.csv", spreadsheet.labs_csv(workspace))


@router.get("/measurements.csv", response_class=StreamingResponse, responses=_TABLE)
def get_measurements_csv(workspace: ThisWorkspace) -> StreamingResponse:
    """The measurements as a table, the program's count and the corrected one."""
    return _table("quietmuscle-measurements.csv", spreadsheet.measurements_csv(workspace))


@router.post("/wipe", status_code=204, response_class=Response)
def post_wipe(house: ThisHouse, wanted: WipeToDo) -> None:  # noqa: ARG001 - to be sent is enough
    """Delete everything for good: entries, settings, photos, histories and backups."""
    with house.measuring.resting(house.workspace, for_good=True):
        wipe.wipe_diary(house.workspace)


@contextmanager
def _alone(house: House) -> Iterator[None]:
    """A stretch of time in which no other import runs."""
    if not house.importing.acquire(blocking=False):
        raise ConflictError(
            Message(_("Another import is under way. Please wait until it is done."))
        )
    try:
        yield
    finally:
        house.importing.release()


def _table(name: str, lines: Iterator[bytes]) -> StreamingResponse:
    """A table that is sent while it is read."""
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(_in_chunks(lines), media_type="text/csv", headers=headers)


def _in_chunks(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Lines in larger pieces: to hand over each by itself takes longer than to make it."""
    chunk = bytearray()
    for line in lines:
        chunk += line
        if len(chunk) >= CHUNK_BYTES:
            yield bytes(chunk)
            chunk.clear()
    yield bytes(chunk)


def _parts(file: BinaryIO) -> Iterator[bytes]:
    """The file piece by piece, closed and gone at the end."""
    with file:
        file.seek(0)
        while part := file.read(CHUNK_BYTES):
            yield part
