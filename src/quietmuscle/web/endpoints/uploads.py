"""Recordings that are sent to be measured: they come in piece by piece, and wait their turn."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from contextlib import suppress
from typing import Annotated
from typing import Self
from typing import TypeVar
from uuid import UUID

from anyio import from_thread
from fastapi import Header
from fastapi import Query
from fastapi import Request
from fastapi import Response
from fastapi.exceptions import RequestValidationError
from pydantic import Field
from pydantic import StrictBool
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from quietmuscle.base.errors import ConflictError
from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.flow.measurements import check_known
from quietmuscle.flow.measurements import moment_of
from quietmuscle.flow.measuring import recording_limit_bytes
from quietmuscle.model.kept_measurement import MadeWith
from quietmuscle.model.kept_measurement import Posture
from quietmuscle.model.recording import Modality
from quietmuscle.model.site import read_site
from quietmuscle.model.upload import Upload
from quietmuscle.model.upload import UploadState
from quietmuscle.model.upload import UploadStatus
from quietmuscle.web.change import ChangeId
from quietmuscle.web.house import House
from quietmuscle.web.house import ThisHouse
from quietmuscle.web.part import Part
from quietmuscle.web.wire import Day
from quietmuscle.web.wire import Instant
from quietmuscle.web.wire import Note
from quietmuscle.web.wire import PlaceText
from quietmuscle.web.wire import Wire

router = Part(prefix="/measurements/uploads", tags=["measurements"])

T = TypeVar("T")
CONTROL_LIMIT_BYTES = 20_000_000
_BODY = {
    "requestBody": {
        "required": True,
        "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}},
    }
}
DETAILS_LIMIT = 16_000
"""Signs of a header, of which servers between may bear few; a long note is told afterwards."""


class RecordingTold(Wire):
    """What is told of a recording that is sent: JSON in the header Recording-Details.

    It names health, places and files, and an address would be written into logs:
    so nothing of it stands there. Without instant and day it was made now;
    without `modality` its content decides; `rate_hz` and `unit` are for files
    that are silent. The numbers alone are kept, if not wished else.
    """

    name: Annotated[str, Field(min_length=1, max_length=200)]
    made_with: MadeWith
    modality: Modality | None = None
    rate_hz: Annotated[float, Field(gt=0, le=10_000_000, allow_inf_nan=False)] | None = None
    unit: Annotated[str, Field(max_length=20)] | None = None
    places: tuple[PlaceText, ...] = Field(default=(), max_length=40)
    instant_utc: Instant | None = None
    day: Day | None = None
    zone: Annotated[str, Field(max_length=64)] | None = None
    note: Note = ""
    posture: Posture | None = None
    keep_recording: StrictBool = False


Details = Annotated[
    str,
    Header(
        alias="Recording-Details",
        max_length=DETAILS_LIMIT,
        description=(
            "What is known of the recording, as JSON (RecordingTold): name and made_with, and "
            "where wished modality, rate_hz, unit, places, instant_utc, day, zone, note, posture, "
            "keep_recording. Other letters than ASCII as UTF-8 or \\u escapes."
        ),
    ),
]


def read_details(header: str) -> RecordingTold:
    """What the header tells; refused as a body of the same content would be."""
    with suppress(UnicodeError):  # which the server read as if each byte were a letter
        header = header.encode("latin-1").decode()
    try:
        return RecordingTold.model_validate_json(header)
    except ValidationError as error:
        faults = [{**each, "loc": ("body", *each["loc"])} for each in error.errors()]
        raise RequestValidationError(faults) from None


class UploadWire(Wire):
    """How far a recording is. Once it is done it is kept, and `page` shows its measurement.

    `sentence` says why it was refused; `needs` names what has to be told with it
    (`rate_hz`) so that it can be measured. `remarks` are to be said of the file.
    `is_held` says that it failed, perhaps by a fault of the program, and is still
    here: POST to its address and `/again`, or DELETE it with `held`.
    """

    id: UUID
    state: UploadState
    progress: float
    sentence: str
    needs: tuple[str, ...]
    remarks: tuple[str, ...]
    is_held: bool
    page: str | None

    @classmethod
    def of(cls, status: UploadStatus, language: str) -> Self:
        """The upload as it goes over the wire."""
        return cls(
            id=status.id,
            state=status.state,
            progress=status.progress,
            sentence="" if status.reason is None else say(status.reason, language),
            needs=status.needs,
            remarks=tuple(say(remark, language) for remark in status.remarks),
            is_held=status.is_held,
            page=f"/measure/{status.id}" if status.state is UploadState.DONE else None,
        )


class UploadsWire(Wire):
    """All uploads since the program was started."""

    uploads: tuple[UploadWire, ...]


@router.get("")
def get_uploads(house: ThisHouse) -> UploadsWire:
    """The recordings that wait, are measured, or are done with."""
    language = _language(house)
    return UploadsWire(
        uploads=tuple(UploadWire.of(each, language) for each in house.measuring.statuses())
    )


@router.put("/{upload_id}", status_code=202, openapi_extra=_BODY)
async def put_upload(
    request: Request, house: ThisHouse, change_id: ChangeId, upload_id: UUID, details: Details
) -> UploadWire:
    """Send a recording, as it is, to be measured and kept; the numbers alone, if not wished else.

    The same one sent twice is measured once.
    """
    del change_id  # the answer's header names it; the upload's own id makes it idempotent
    told = read_details(details)

    def take() -> UploadStatus:
        workspace = house.workspace
        try:
            known = house.measuring.status(workspace, upload_id)
        except NotFoundError:
            sites = tuple(map(read_site, told.places))
            for site in sites:
                check_known(site)
            upload = Upload(
                id=upload_id,
                name=told.name,
                made_with=told.made_with,
                moment=moment_of(
                    workspace, instant_utc=told.instant_utc, day=told.day, zone=told.zone
                ),
                modality=told.modality,
                rate_hz=told.rate_hz,
                unit=told.unit,
                sites=sites,
                note=told.note,
                posture=told.posture,
                keep_recording=told.keep_recording,
            )
            with house.measuring.arriving(upload_id):
                arrived = workspace.diary.recordings.put(
                    upload, _chunks(request), limit_bytes=recording_limit_bytes(workspace)
                )
                return house.measuring.add(workspace, arrived)
        for _chunk in _chunks(request):
            pass  # who sends hears the answer only once all is sent
        return known

    return UploadWire.of(await _taken(take), _language(house))


@router.put("/{upload_id}/control", status_code=204, openapi_extra=_BODY)
async def put_control(
    request: Request, house: ThisHouse, change_id: ChangeId, upload_id: UUID
) -> Response:
    """Send a recording of the same sensor at rest, before the one that it belongs to."""

    def take() -> None:
        if house.measuring.is_over(house.workspace, upload_id):
            for _chunk in _chunks(request):
                pass  # nothing would come for it, so it is not kept
            return
        house.workspace.diary.recordings.put_control(
            upload_id, _chunks(request), limit_bytes=CONTROL_LIMIT_BYTES
        )

    await _taken(take)
    return Response(status_code=204, headers={"Change-Id": str(change_id)})


@router.get("/{upload_id}")
def get_upload(house: ThisHouse, upload_id: UUID) -> UploadWire:
    """How far a recording is."""
    return UploadWire.of(house.measuring.status(house.workspace, upload_id), _language(house))


@router.delete("/{upload_id}")
def delete_upload(
    house: ThisHouse,
    change_id: ChangeId,
    upload_id: UUID,
    held: Annotated[bool, Query(description="Also let go of one that is held.")] = False,  # noqa: FBT002 - a query
) -> UploadWire:
    """Stop the measuring of a recording; nothing of it is kept. What is done stays.

    One that is still on its way is not measured once it arrives.
    """
    del change_id
    status = house.measuring.stop(house.workspace, upload_id, also_held=held)
    return UploadWire.of(status, _language(house))


@router.post("/{upload_id}/again")
def measure_again(house: ThisHouse, change_id: ChangeId, upload_id: UUID) -> UploadWire:
    """Try a recording again that failed and is still here."""
    del change_id
    return UploadWire.of(house.measuring.again(house.workspace, upload_id), _language(house))


async def _taken(take: Callable[[], T]) -> T:
    """What comes of a body; one that breaks off is refused, and leaves nothing."""
    try:
        return await run_in_threadpool(take)
    except ClientDisconnect:
        raise ConflictError(Message(_("The recording did not arrive whole."))) from None


def _language(house: House) -> str:
    return house.workspace.diary.preferences.settings().language


def _chunks(request: Request) -> Iterator[bytes]:
    """The body piece by piece, read from a thread while the server waits for the next."""
    stream = request.stream()
    while (chunk := from_thread.run(anext, stream, None)) is not None:
        yield chunk
