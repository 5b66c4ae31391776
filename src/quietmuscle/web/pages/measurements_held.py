"""Recordings that could not be measured and are still here: again, saved, or let go."""

from __future__ import annotations

from uuid import UUID

from fastapi.responses import FileResponse
from fastapi.responses import RedirectResponse
from fastapi.responses import Response

from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.web.house import ThisHouse
from quietmuscle.web.part import Part

router = Part(prefix="/measure/held")


@router.post("/{upload_id}/again")
def try_again(house: ThisHouse, upload_id: UUID) -> Response:
    """Try a recording again that could not be measured and is still here."""
    house.measuring.again(house.workspace, upload_id)
    return RedirectResponse("/measure", status_code=303)


@router.post("/{upload_id}/delete")
def let_go(house: ThisHouse, upload_id: UUID) -> Response:
    """Let go of a recording that could not be measured."""
    house.measuring.stop(house.workspace, upload_id, also_held=True)
    return RedirectResponse("/measure/kept", status_code=303)


@router.get("/{upload_id}/recording", response_class=FileResponse)
def save_held(house: ThisHouse, upload_id: UUID) -> FileResponse:
    """The bytes of a recording that could not be measured, to be saved."""
    for upload, _status in house.measuring.held():
        path = house.workspace.diary.recordings.path(upload_id)
        if upload.id == upload_id and path.is_file():
            return FileResponse(
                path,
                media_type="application/octet-stream",
                filename=upload.name,
                headers={"X-Content-Type-Options": "nosniff"},
            )
    raise NotFoundError(Message(_("There is no such recording. Please send it again.")))
