"""Photos and videos of entries: their bytes go in and come out as they are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from typing import Annotated
from typing import Self
from uuid import UUID

from anyio import from_thread
from fastapi import Query
from fastapi import Request
from fastapi.responses import FileResponse
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from quietmuscle.base.errors import ConflictError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.flow.record import attach
from quietmuscle.flow.workspace import Workspace
from quietmuscle.model.attachment import Attachment
from quietmuscle.web.change import ChangeId
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.media import KNOWN
from quietmuscle.web.media import NEEDED_BYTES
from quietmuscle.web.media import MediaType
from quietmuscle.web.media import media_type
from quietmuscle.web.media import media_type_named
from quietmuscle.web.part import Part
from quietmuscle.web.wire import Absent
from quietmuscle.web.wire import Wire

router = Part(tags=["attachments"])

ATTACHMENT_LIMIT_BYTES = 500 * 1024 * 1024
_BYTES = {"schema": {"type": "string", "format": "binary"}}
_UNKNOWN = MediaType(name="application/octet-stream", suffix="bin")


class AttachmentWire(Wire):
    """A photo or video as it is kept."""

    id: UUID
    sha256: str
    media_type: str
    size_bytes: int
    added_at_utc: datetime

    @classmethod
    def of(cls, attachment: Attachment) -> Self:
        """The photo or video as it goes over the wire, without its bytes."""
        return cls.model_validate(attachment)


@router.put(
    "/attachments/{attachment_id}",
    openapi_extra={"requestBody": {"required": True, "content": {"*/*": _BYTES}}},
)
async def put_attachment(
    request: Request,
    workspace: ThisWorkspace,
    change_id: ChangeId,
    attachment_id: UUID,
    episode: Annotated[UUID | Absent, Query(description="The entry to tie it to.")] = None,
) -> AttachmentWire:
    """Keep a photo or video, sent as it is; what it is, is told from its bytes."""

    def keep() -> Attachment:
        kept = _keep(workspace, attachment_id, _chunks(request))
        if episode is not None:
            attach(workspace, episode, attachment_id, change_id=change_id)
        return kept

    try:
        return AttachmentWire.of(await run_in_threadpool(keep))
    except ClientDisconnect:
        raise ConflictError(Message(_("The photo or video did not arrive whole."))) from None


@router.get(
    "/attachments/{attachment_id}",
    response_class=FileResponse,
    responses={200: {"description": "The bytes.", "content": {"*/*": _BYTES}}},
)
def get_attachment(workspace: ThisWorkspace, attachment_id: UUID) -> FileResponse:
    """The bytes of a photo or video; parts of it can be asked for (Range)."""
    shelf = workspace.diary.attachments
    kind = media_type_named(shelf.get(attachment_id).media_type) or _UNKNOWN
    return FileResponse(
        shelf.path(attachment_id),
        media_type=kind.name,
        filename=f"quiet-muscle-{attachment_id}.{kind.suffix}",
        content_disposition_type="attachment" if kind is _UNKNOWN else "inline",
        headers={"cache-control": "no-store"},
    )


def _keep(workspace: Workspace, attachment_id: UUID, chunks: Iterator[bytes]) -> Attachment:
    """The photo or video kept; refused where its bytes are nothing that we know."""
    first = b""
    for chunk in chunks:
        first += chunk
        if len(first) >= NEEDED_BYTES:
            break
    kind = media_type(first)
    if kind is None:
        raise ValueNotUnderstoodError(
            Message(
                _(
                    "This is not a photo or video that can be kept here. "
                    "These can: {kinds}. Your entry is safe."
                ),
                {"kinds": ", ".join(kind.suffix.upper() for kind in KNOWN)},
            )
        )
    return workspace.diary.attachments.put(
        attachment_id,
        kind.name,
        chain((first,), chunks),
        added_at_utc=workspace.clock.now_utc(),
        limit_bytes=ATTACHMENT_LIMIT_BYTES,
    )


def _chunks(request: Request) -> Iterator[bytes]:
    """The body piece by piece, read from a thread while the server waits for the next."""
    stream = request.stream()
    while (chunk := from_thread.run(anext, stream, None)) is not None:
        yield chunk
