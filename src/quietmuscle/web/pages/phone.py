"""Your phone: let one in, let it trust this computer, shut it out. At the computer alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import Depends
from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.responses import RedirectResponse
from fastapi.responses import Response

from quietmuscle.flow import preferences
from quietmuscle.flow.place import zone_of
from quietmuscle.store.household import Household
from quietmuscle.web.home.here import only_here
from quietmuscle.web.home.home import Home
from quietmuscle.web.home.qr import qr_svg
from quietmuscle.web.house import ThisHouse
from quietmuscle.web.page import device_zone
from quietmuscle.web.page import page
from quietmuscle.web.part import Part

router = Part(prefix="/phone", dependencies=[Depends(only_here)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """What a phone needs to come in: an address, a code, and until when it is good."""

    address: str
    picture: str
    short_code: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneLine:
    """A paired phone as it is listed, with the time on the person's wall clock."""

    id: UUID
    name: str
    at: datetime


@router.get("", response_class=HTMLResponse)
def phone(request: Request, house: ThisHouse) -> HTMLResponse:
    """A code for a phone, and the phones that may come in."""
    workspace = house.workspace
    zone = zone_of(preferences.settings(workspace), device_zone(request))
    return page(
        request,
        "phone.html",
        place="more",
        home=house.home,
        invitation=_invitation(house.home, workspace.clock.now_utc(), zone),
        phones=tuple(
            PhoneLine(id=each.id, name=each.name, at=each.paired_at_utc.astimezone(zone))
            for each in Household(workspace.diary.location).phones()
        ),
    )


@router.get("/trust", response_class=HTMLResponse)
def phone_trust(request: Request, house: ThisHouse) -> Response:
    """How a phone comes to trust this computer, and the fingerprint to compare."""
    home = house.home
    host = home.presence.best_host if home else None
    if home is None or host is None:
        return RedirectResponse("/phone", status_code=303)
    address = home.trust_address(host)
    return page(
        request,
        "phone_trust.html",
        place="more",
        address=address,
        picture=qr_svg(address),
        diary_address=home.address(host),
        certificate=home.presence.certificate,
    )


def _invitation(home: Home | None, now_utc: datetime, zone: ZoneInfo) -> Invitation | None:
    """A fresh code with its address; None where no phone would find it."""
    host = home.presence.best_host if home else None
    if home is None or host is None:
        return None
    offer = home.desk.offer(now_utc)
    address = f"{home.address(host)}/pair"
    return Invitation(
        address=address,
        picture=qr_svg(f"{address}#{offer.code}"),
        short_code=offer.short_code_shown,
        until=offer.until_utc.astimezone(zone),
    )
