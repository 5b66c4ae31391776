"""Where in a film it twitched, and each twitch again: slower, and beside it magnified."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Annotated
from typing import Literal
from uuid import UUID

from fastapi import Query
from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.responses import Response
from markupsafe import Markup

from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.text import Message
from quietmuscle.flow.film_replay import FORMS
from quietmuscle.flow.film_replay import GAP_PX
from quietmuscle.flow.film_replay import MP4
from quietmuscle.flow.film_replay import TIMES_SLOWER
from quietmuscle.flow.film_replay import WEBM
from quietmuscle.flow.film_replay import filmed
from quietmuscle.flow.film_replay import twitches_of
from quietmuscle.flow.measurements import recording_path
from quietmuscle.measure.crop import crop_around
from quietmuscle.report.film_heat import film_heat
from quietmuscle.report.film_heat import in_words
from quietmuscle.report.film_heat import places_of
from quietmuscle.report.measured_words import moment_words
from quietmuscle.report.measured_words import sure_words
from quietmuscle.web.byte_range import bytes_asked_for
from quietmuscle.web.house import ThisHouse
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.page import page
from quietmuscle.web.part import Part

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.corrected import ShownEvent

router = Part(prefix="/measure")

CLIPS_A_PAGE = 10
PICTURE_PX = 320
TIMES_LARGER = 8
"""As `measure.magnify` makes it, which brings libraries that a page does without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipLine:
    """A twitch in the list: its number, when, how sure the program is, and its clip's size."""

    number: int
    at: str
    sure: Message | None
    has_place: bool
    width: int
    height: int


@router.get("/{measurement_id}/film", response_class=HTMLResponse)
def film_page(
    request: Request,
    workspace: ThisWorkspace,
    measurement_id: UUID,
    part: Annotated[int, Query(ge=1, le=100_000)] = 1,
    look: str = "",
) -> HTMLResponse:
    """Where in the film it twitched, and its twitches to be played again, ten a page."""
    whole = filmed(workspace, measurement_id)
    settings = workspace.diary.preferences.settings()
    twitches = twitches_of(whole)
    places, size = places_of(twitches), whole.kept.recording.picture_px
    gone = _gone(workspace, measurement_id)
    pages = max(1, -(-len(twitches) // CLIPS_A_PAGE))
    number = min(part, pages)
    first = (number - 1) * CLIPS_A_PAGE
    picture = ""
    if places and size:
        picture = film_heat(
            places,
            size,
            still=None if gone else f"/measure/{measurement_id}/film/still",
            width_px=PICTURE_PX,
            language=settings.language,
            id_prefix="film-heat",
        )
    return page(
        request,
        "measure_result_film.html",
        place="measure",
        kept=whole.kept,
        calm=settings.calm_mode and not look,
        look=bool(look),
        gone=gone,
        picture=Markup(picture),  # noqa: S704 - our own drawing
        parts=in_words(places, size) if picture and size else (),
        unplaced=len(twitches) - len(places),
        lines=tuple(
            _line(one, first + offset + 1, size)
            for offset, one in enumerate(twitches[first : first + CLIPS_A_PAGE])
        ),
        number=number,
        pages=pages,
        larger=TIMES_LARGER,
        slower=TIMES_SLOWER,
        forms=FORMS,
    )


@router.get("/{measurement_id}/film/still")
def still(request: Request, house: ThisHouse, measurement_id: UUID) -> Response:
    """A picture of the film, in grey."""
    body = house.replays.still(house.workspace, measurement_id)
    return bytes_asked_for(request, body, "image/png", f"quiet-muscle-{measurement_id}.png")


@router.get("/{measurement_id}/film/twitch/{number}")
def twitch(
    request: Request,
    house: ThisHouse,
    measurement_id: UUID,
    number: int,
    form: Literal["mp4", "webm"] = "mp4",
) -> Response:
    """A twitch again, slower: as filmed at the left, magnified at the right."""
    written = WEBM if form == WEBM.name else MP4
    body = house.replays.clip(house.workspace, measurement_id, number, written)
    name = f"quiet-muscle-{measurement_id}-{number}.{form}"
    return bytes_asked_for(request, body, written.media_type, name)


def _gone(workspace: Workspace, measurement_id: UUID) -> Message | None:
    """Why there is no film to look into; None where it is here."""
    try:
        recording_path(workspace, measurement_id)
    except NotFoundError as error:
        return error.message
    return None


def _line(one: ShownEvent, number: int, size: tuple[int, int] | None) -> ClipLine:
    place = None if one.machine is None else one.machine.location_px
    crop = crop_around(size or (640, 480), place)
    return ClipLine(
        number=number,
        at=moment_words(one.onset_s),
        sure=None if one.machine is None else sure_words(one.machine.confidence),
        has_place=place is not None,
        width=2 * crop.width + GAP_PX,
        height=crop.height,
    )
