"""The page for the neurologist, for pages and programs."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from fastapi import Request
from fastapi import Response
from pydantic import StringConstraints

from quietmuscle.flow.neurologist_page import neurologist_page
from quietmuscle.flow.place import today_of
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.page import device_zone
from quietmuscle.web.part import Part
from quietmuscle.web.wire import Absent
from quietmuscle.web.wire import Day

router = Part(tags=["report"])

LAST = Query(description="The last day of its six weeks; today where left out.")
ASK = Query(
    max_length=100,
    description="Marks of the questions about medicines to print; the page Report names them.",
)
SAVE = Query(max_length=1, description="With 1 it is to be saved as a file, else looked at.")
_PDF = {"schema": {"type": "string", "format": "binary"}}


@router.get(
    "/report.pdf",
    response_class=Response,
    responses={200: {"description": "One A4 page.", "content": {"application/pdf": _PDF}}},
)
def get_report(
    request: Request,
    workspace: ThisWorkspace,
    last: Annotated[Day | Absent, LAST] = None,
    ask: Annotated[list[Annotated[str, StringConstraints(max_length=16)]] | Absent, ASK] = None,
    save: Annotated[str, SAVE] = "",
) -> Response:
    """One page with the last six weeks, to hand to a neurologist or an MS nurse."""
    zone = device_zone(request)
    name = f"quietmuscle-{last or today_of(workspace, zone)}.pdf"
    return Response(
        neurologist_page(workspace, last_day=last, device_zone=zone, ask=ask or ()),
        media_type="application/pdf",
        headers={"content-disposition": f'{"attachment" if save else "inline"}; filename="{name}"'},
    )
