"""The id of the diary that a change was made for: another diary does not take it.

Two diaries may open at the same address one after the other, the made-up one
and the real one, and share what waits in the browser.
"""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Header
from fastapi import Request

from quietmuscle.base.errors import OtherDiaryError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.web.guard import READING
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.wire import Absent

OTHER_DIARY = _(
    "This was made for another diary than the one that is open now. Nothing was changed; "
    "please load the page again to see which diary is open."
)
HEADER = Header(
    alias="Diary-Id",
    description="The id of the diary that a change is meant for; another diary refuses it."
    " A program may leave it out.",
)


def same_diary(
    request: Request, workspace: ThisWorkspace, diary_id: Annotated[UUID | Absent, HEADER] = None
) -> None:
    """Refuse a change that names another diary than this one."""
    if request.method in READING or diary_id is None:
        return
    if diary_id != workspace.diary.preferences.diary_id():
        raise OtherDiaryError(Message(OTHER_DIARY))
