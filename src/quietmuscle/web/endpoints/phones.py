"""Paired phones: let in with a code from anywhere at home, listed and removed at the computer."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from typing import Self
from uuid import UUID

from fastapi import Depends
from fastapi import Request
from fastapi import Response
from pydantic import StringConstraints

from quietmuscle.base.errors import ConflictError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.model.phone import PHONE_NAME_LIMIT_CHARACTERS
from quietmuscle.model.phone import Phone
from quietmuscle.store.household import Household
from quietmuscle.web.home.door import COOKIE
from quietmuscle.web.home.door import cookie_with
from quietmuscle.web.home.here import only_here
from quietmuscle.web.home.pairing import pair
from quietmuscle.web.home.pairing import phone_of
from quietmuscle.web.house import ThisHouse
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.part import Part
from quietmuscle.web.wire import Wire

router = Part(tags=["phones"])

Code = Annotated[str, StringConstraints(max_length=200)]
PhoneName = Annotated[str, StringConstraints(max_length=PHONE_NAME_LIMIT_CHARACTERS)]


class PairToDo(Wire):
    """The code that the computer showed, and what the person calls the phone."""

    code: Code
    name: PhoneName


class PhoneWire(Wire):
    """A phone that may open the diary at home."""

    id: UUID
    name: str
    paired_at_utc: datetime

    @classmethod
    def of(cls, phone: Phone) -> Self:
        """The phone as it goes over the wire: without anything of its secret."""
        return cls(id=phone.id, name=phone.name, paired_at_utc=phone.paired_at_utc)


@router.post("/pair")
def post_pair(
    request: Request, response: Response, house: ThisHouse, wanted: PairToDo
) -> PhoneWire:
    """Let this phone in; its secret comes as a cookie. A phone that was in already is in once."""
    workspace = house.workspace
    if house.home is None or request.url.scheme != "https":
        raise ConflictError(
            Message(
                _(
                    "A phone can be let in only while Quiet Muscle is open for phones. Please "
                    "look on your computer, under More, Your phone."
                )
            )
        )
    household = Household(workspace.diary.location)
    before = phone_of(household.phones(), request.cookies.get(COOKIE, ""))
    phone, secret = pair(
        house.home.desk, household, wanted.code, wanted.name, workspace.clock.now_utc()
    )
    if before is not None:
        household.remove(before.id)
    response.headers["set-cookie"] = cookie_with(secret)
    return PhoneWire.of(phone)


@router.get("/phones", dependencies=[Depends(only_here)])
def get_phones(workspace: ThisWorkspace) -> tuple[PhoneWire, ...]:
    """The phones that were paired; only the computer itself is told."""
    phones = Household(workspace.diary.location).phones()
    return tuple(PhoneWire.of(phone) for phone in phones)


@router.delete(
    "/phones/{phone_id}",
    status_code=204,
    response_class=Response,
    dependencies=[Depends(only_here)],
)
def delete_phone(workspace: ThisWorkspace, phone_id: UUID) -> None:
    """Shut a phone out at once; only the computer itself can."""
    Household(workspace.diary.location).remove(phone_id)
