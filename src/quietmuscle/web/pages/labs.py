"""The Blood results pages: what was measured, and one result to enter or to alter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Query
from fastapi import Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from quietmuscle.base.ids import new_id
from quietmuscle.base.text import Message
from quietmuscle.base.text import say
from quietmuscle.flow import labs
from quietmuscle.flow.labs import ReadResult
from quietmuscle.flow.place import today_of
from quietmuscle.knowledge.facts import fact
from quietmuscle.knowledge.lab_ranges import LabRange
from quietmuscle.knowledge.lab_ranges import lab_range
from quietmuscle.knowledge.lab_ranges import lab_ranges
from quietmuscle.model.lab import Analyte
from quietmuscle.model.lab import LabUnit
from quietmuscle.report.lab_picture import lab_picture
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.page import device_zone
from quietmuscle.web.page import page
from quietmuscle.web.part import Part

router = Part(prefix="/labs")

NOTES = ("labs_own_range", "labs_not_alone", "labs_how")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One result with its picture and its words."""

    read: ReadResult
    known: LabRange
    where: Message
    picture: Markup | None


@router.get("", response_class=HTMLResponse)
def all_labs(request: Request, workspace: ThisWorkspace) -> HTMLResponse:
    """Every result, the newest first, with where it lies in its range."""
    language = workspace.diary.preferences.settings().language
    return page(
        request,
        "labs.html",
        place="more",
        results=tuple(_shown(each, language) for each in labs.lab_results(workspace)),
        ranges=lab_ranges(),
        notes=tuple(fact(each) for each in NOTES),
    )


@router.get("/new", response_class=HTMLResponse)
def new_lab(
    request: Request,
    workspace: ThisWorkspace,
    analyte: Annotated[Analyte, Query()] = Analyte.MAGNESIUM,
) -> HTMLResponse:
    """The form for a result that is not told yet."""
    return _form(request, workspace, None, new_id(workspace.clock.now_utc()), analyte)


@router.get("/{result_id}", response_class=HTMLResponse)
def one_lab(request: Request, workspace: ThisWorkspace, result_id: UUID) -> HTMLResponse:
    """The form for a result that was told, to alter or to delete it."""
    read = labs.lab_result(workspace, result_id)
    return _form(request, workspace, read, result_id, read.result.analyte)


def _form(
    request: Request,
    workspace: ThisWorkspace,
    read: ReadResult | None,
    result_id: UUID,
    analyte: Analyte,
) -> HTMLResponse:
    return page(
        request,
        "lab.html",
        place="more",
        today=today_of(workspace, device_zone(request)),
        result=None if read is None else read.result,
        result_id=result_id,
        analyte=analyte,
        ranges=lab_ranges(),
        units=tuple(LabUnit),
        own_range=fact("labs_own_range"),
        looks_like=fact("labs_unit_seems_other"),
    )


def _shown(read: ReadResult, language: str) -> Shown:
    result, reading = read.result, read.reading
    known, where = lab_range(result.analyte), labs.where_words(read)
    if reading is None:
        return Shown(read=read, known=known, where=where, picture=None)
    words = f"{result.value:g} {result.unit.value}. {say(where, language)}"
    picture = lab_picture(result.value, reading.low, reading.high, words)
    return Shown(
        read=read,
        known=known,
        where=where,
        picture=Markup(picture),  # noqa: S704 - made by us, every value escaped
    )
