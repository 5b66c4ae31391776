"""Earlier care checks: the list, and one of them as it was."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated
from uuid import UUID

from fastapi import Query
from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.responses import RedirectResponse
from fastapi.responses import Response

from quietmuscle.base.ids import new_id
from quietmuscle.flow import care_checks
from quietmuscle.flow.care_check import check_course
from quietmuscle.knowledge.care_rules import care_ruleset
from quietmuscle.knowledge.countries import country
from quietmuscle.model.care import Tier
from quietmuscle.web.cursor import read_cursor
from quietmuscle.web.cursor import spell_cursor
from quietmuscle.web.house import ThisHouse
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.page import device_zone
from quietmuscle.web.page import page
from quietmuscle.web.pages.care_check import Draft
from quietmuscle.web.part import Part
from quietmuscle.web.wire import Absent

router = Part()


@router.get("/care/checks", response_class=HTMLResponse)
def checks(
    request: Request,
    workspace: ThisWorkspace,
    after: Annotated[str | Absent, Query(max_length=100)] = None,
) -> HTMLResponse:
    """The checks that were kept, the newest first."""
    found = care_checks.kept_checks(workspace, read_cursor(after) if after else None)
    return page(
        request,
        "care_checks.html",
        place="care",
        checks=found.checks,
        tier_name=care_checks.tier_name,
        older=f"/care/checks?after={spell_cursor(found.next)}" if found.next else None,
        newest=after is None,
    )


@router.post("/care/checks", response_class=HTMLResponse)
def keep(request: Request, house: ThisHouse, draft: Draft) -> Response:
    """Keep the check that this browser has just finished."""
    if draft is None:
        return RedirectResponse("/care/check", status_code=303)
    if draft.kept:  # tapped twice
        return RedirectResponse(f"/care/checks/{draft.check_id}", status_code=303)
    zone = device_zone(request)
    _scenario, course = check_course(house.workspace, draft.answers, zone)
    if course.result is None:
        return RedirectResponse("/care/check/result", status_code=303)
    scenario, _course = check_course(house.workspace, course.counted, zone)
    check = care_checks.check_of(
        house.workspace,
        draft.check_id,
        scenario,
        course.result,
        device_zone=zone,
        answered_at_utc=draft.touched_at_utc,
    )
    change_id = new_id(house.workspace.clock.now_utc())
    care_checks.keep_check(house.workspace, check, change_id=change_id)
    house.care_drafts.put(replace(draft, kept=True))
    return RedirectResponse(f"/care/checks/{check.id}", status_code=303)


@router.get("/care/checks/{check_id}", response_class=HTMLResponse)
def one_check(request: Request, workspace: ThisWorkspace, check_id: UUID) -> HTMLResponse:
    """A check as it was; it says nothing about now."""
    check = care_checks.kept_check(workspace, check_id)
    chosen = workspace.diary.preferences.settings().country
    return page(
        request,
        "care_kept.html",
        place="care",
        check=check,
        card=care_checks.kept_card(check, chosen),
        country=country(chosen),
        account=care_checks.kept_account(check),
        urgent=check.tier in {Tier.T0, Tier.T1},
        dated=care_ruleset().dated,
        same_rules=check.ruleset_version == care_ruleset().version,
    )


@router.post("/care/checks/{check_id}/delete", response_class=HTMLResponse)
def delete(request: Request, workspace: ThisWorkspace, check_id: UUID) -> HTMLResponse:
    """Put a check into the bin, and offer to take it back."""
    change_id = new_id(workspace.clock.now_utc())
    check = care_checks.delete_check(workspace, check_id, change_id=change_id).entry
    return page(request, "care_deleted.html", place="care", check=check)


@router.post("/care/checks/{check_id}/restore", response_class=HTMLResponse)
def restore(workspace: ThisWorkspace, check_id: UUID) -> Response:
    """Take a check back out of the bin."""
    change_id = new_id(workspace.clock.now_utc())
    care_checks.restore_check(workspace, check_id, change_id=change_id)
    return RedirectResponse(f"/care/checks/{check_id}", status_code=303)
