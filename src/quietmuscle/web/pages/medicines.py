"""The Medicines pages: what is taken, and one change to tell or to alter.

What is known of medicines stands on the pages of medicine_review.py.
"""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Depends
from fastapi import Query
from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.responses import RedirectResponse
from fastapi.responses import Response

from quietmuscle.advise.medicine_check import checked
from quietmuscle.base.ids import new_id
from quietmuscle.flow import medicines
from quietmuscle.flow.medicine_review import medicine_check
from quietmuscle.flow.place import today_of
from quietmuscle.knowledge.facts import fact
from quietmuscle.knowledge.medicines import Medicine
from quietmuscle.knowledge.medicines import medicine_or_none
from quietmuscle.model.medicine import MedicineAction
from quietmuscle.model.medicine import same_name
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.page import device_zone
from quietmuscle.web.page import page
from quietmuscle.web.part import Part
from quietmuscle.web.sent_form import sent_fields

router = Part(prefix="/medicines")


@router.get("", response_class=HTMLResponse)
def all_medicines(request: Request, workspace: ThisWorkspace) -> HTMLResponse:
    """What is taken now, what was, and every change that was told."""
    told = medicines.medicine_list(workspace)
    return page(
        request,
        "medicines.html",
        place="more",
        taken=tuple(checked(course) for course in told.courses if course.stopped_on is None),
        stopped=tuple(course for course in told.courses if course.stopped_on is not None),
        changes=told.changes,
        none_on=told.none_on,
        unknown=told.unknown,
        check=medicine_check(workspace, device_zone(request)),
        keep=fact("keep_medicines"),
    )


async def _wish(request: Request) -> str:
    """Which of its buttons a form was sent with."""
    return dict(await sent_fields(request, 1)).get("do", "")


@router.post("/none", response_class=HTMLResponse)
def no_medicines(
    request: Request, workspace: ThisWorkspace, wish: Annotated[str, Depends(_wish)]
) -> Response:
    """Keep, or take back, that no medicines are taken."""
    if wish == "take_back":
        medicines.take_back_no_medicines(workspace)
    else:
        medicines.tell_no_medicines(workspace, device_zone(request))
    return RedirectResponse("/medicines", status_code=303)


@router.get("/new", response_class=HTMLResponse)
def new_change(
    request: Request,
    workspace: ThisWorkspace,
    name: Annotated[str, Query(max_length=200)] = "",
    catalogue: Annotated[str | None, Query(max_length=64)] = None,
    action: MedicineAction = MedicineAction.STARTED,
) -> HTMLResponse:
    """The form for a change that is not told yet."""
    today = today_of(workspace, device_zone(request))
    return page(
        request,
        "medicine.html",
        place="more",
        today=today,
        change=None,
        medicine_id=new_id(workspace.clock.now_utc()),
        name=name,
        catalogued=_catalogued(workspace, name)
        if catalogue is None
        else medicine_or_none(catalogue),
        taken_at="",
        action=action,
        actions=tuple(MedicineAction),
        names=_names(workspace),
        keep=fact("keep_medicines"),
    )


@router.get("/{medicine_id}", response_class=HTMLResponse)
def one_change(
    request: Request,
    workspace: ThisWorkspace,
    medicine_id: UUID,
    catalogue: Annotated[str | None, Query(max_length=64)] = None,
) -> HTMLResponse:
    """The form for a change that was told, to alter or to delete it.

    `catalogue` is a medicine of our list that is offered for it; it counts once it is saved.
    """
    change = medicines.medicine_change(workspace, medicine_id)
    return page(
        request,
        "medicine.html",
        place="more",
        change=change,
        medicine_id=change.id,
        name=change.name,
        catalogued=medicine_or_none(catalogue or change.catalogue_id),
        taken_at="" if change.moment is None else f"{change.moment.local:%H:%M}",
        action=change.action,
        actions=tuple(MedicineAction),
        names=_names(workspace),
        keep=fact("keep_medicines"),
    )


def _catalogued(workspace: ThisWorkspace, name: str) -> Medicine | None:
    """The medicine of our list that was chosen for a name before."""
    for course in medicines.medicine_list(workspace).courses:
        if name and same_name(course.name, name):
            return medicine_or_none(course.catalogue_id)
    return None


def _names(workspace: ThisWorkspace) -> tuple[str, ...]:
    """The names that were told before, to choose from."""
    return tuple(dict.fromkeys(each.name for each in medicines.medicine_list(workspace).courses))
