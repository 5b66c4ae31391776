"""The id of the change that a request makes: by it, the same change is kept once."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Depends
from fastapi import Header
from fastapi import Response

from quietmuscle.base.ids import new_id
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.wire import Absent

HEADER = Header(
    alias="Change-Id",
    description="An id (UUIDv7) made by the device. The same change sent twice is kept once."
    " A program that sends none gets a fresh one.",
)


def change_id_of(
    workspace: ThisWorkspace, response: Response, change_id: Annotated[UUID | Absent, HEADER] = None
) -> UUID:
    """The id that the request carries, or a fresh one.

    The answer names it again: by that, a device knows that it was this diary
    that kept the change, and not some other program at the same address.
    """
    kept = change_id or new_id(workspace.clock.now_utc())
    response.headers["Change-Id"] = str(kept)
    return kept


ChangeId = Annotated[UUID, Depends(change_id_of)]
