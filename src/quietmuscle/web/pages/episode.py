"""The page of one entry: all its details to edit, and what was recorded when."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import fields
from datetime import date
from datetime import datetime
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import Request
from fastapi.responses import HTMLResponse

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.wire import to_json
from quietmuscle.flow import history
from quietmuscle.flow import preferences
from quietmuscle.flow.history import FieldChange
from quietmuscle.flow.history import Version
from quietmuscle.flow.place import today_of
from quietmuscle.flow.place import zone_of
from quietmuscle.knowledge.sites import regions
from quietmuscle.knowledge.sites import site_name
from quietmuscle.knowledge.sites import sites_of
from quietmuscle.model.episode import Episode
from quietmuscle.model.moment import Moment
from quietmuscle.model.revision import Action
from quietmuscle.model.site import BodySite
from quietmuscle.model.site import SiteRef
from quietmuscle.model.words import words_of
from quietmuscle.report.dates import MONTHS
from quietmuscle.web.details import details
from quietmuscle.web.endpoints.attachments import ATTACHMENT_LIMIT_BYTES
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.page import device_zone
from quietmuscle.web.page import page
from quietmuscle.web.part import Part

router = Part()

NAMES = {
    "moment": _("Time"),
    "sites": _("Place"),
    "kind": _("What it felt like"),
    "count": _("How many twitches"),
    "intensity_0_10": _("How strong"),
    "bother_0_10": _("How much it bothers you"),
    "lasted": _("How long one lasted"),
    "painful": _("Does it hurt?"),
    "weak": _("Is the place weak?"),
    "stiff": _("Is the place stiff?"),
    "doing": _("What you were doing"),
    "note": _("Note"),
    "attachments": _("Photos and videos"),
}
ACTIONS = {
    Action.CREATED: _("Recorded"),
    Action.EDITED: _("Changed"),
    Action.DELETED: _("Deleted"),
    Action.RESTORED: _("Taken back"),
}
NOTE_SHOWN_CHARACTERS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceGroup:
    """The places of one region with their sides, for a list to choose from."""

    region: BodySite
    places: tuple[SiteRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """One altered detail: its name, and its words before and after."""

    name: str
    before: tuple[Message, ...]
    after: tuple[Message, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """What was done to the entry at one time, on the wall clock of the person.

    `to_bring_back` is the entry as it was then told, as JSON to be sent again.
    """

    words: str
    at: datetime
    changes: tuple[ChangeLine, ...]
    to_bring_back: str | None


@router.get("/episode/{episode_id}", response_class=HTMLResponse)
def episode_page(request: Request, workspace: ThisWorkspace, episode_id: UUID) -> HTMLResponse:
    """An entry to look at, to edit, to delete."""
    told = history.episode_history(workspace, episode_id)
    zone = zone_of(preferences.settings(workspace), device_zone(request))
    return page(
        request,
        "episode.html",
        place="more",
        today=today_of(workspace, device_zone(request)),
        episode=told.episode,
        attachments=told.attachments,
        limit_bytes=ATTACHMENT_LIMIT_BYTES,
        details=details(told.episode),
        place_groups=place_groups(),
        versions=tuple(version_line(version, zone) for version in told.versions),
    )


def place_groups() -> tuple[PlaceGroup, ...]:
    """Every place that can be chosen, region by region, from head to foot."""
    return tuple(
        PlaceGroup(
            region=region,
            places=tuple(
                SiteRef(site.code, side)
                for site in (region, *sites_of(region.code))
                for side in site.sides
            ),
        )
        for region in regions()
    )


def version_line(version: Version, zone: ZoneInfo) -> VersionLine:
    """What was done, in words."""
    return VersionLine(
        words=ACTIONS[version.action],
        at=version.recorded_at_utc.astimezone(zone),
        changes=tuple(change_line(change) for change in version.changes),
        to_bring_back=None if version.told is None else retold(version.told),
    )


def retold(episode: Episode) -> str:
    """All that an entry tells, as a device would tell it."""
    moment = episode.moment
    when = {"instant_utc": moment.instant_utc} if moment.time_known else {"day": moment.logical_day}
    told = {
        "zone": moment.zone,
        **when,
        **{field.name: getattr(episode, field.name) for field in fields(Episode)},
        "sites": tuple(str(place) for place in episode.sites),
    }
    del told["id"], told["moment"]
    return to_json(told).decode()


def change_line(change: FieldChange) -> ChangeLine:
    """An altered detail in words."""
    return ChangeLine(
        name=NAMES[change.name], before=value_words(change.before), after=value_words(change.after)
    )


def value_words(value: object) -> tuple[Message, ...]:
    """A detail's value in words; several words for several places."""
    if value is None or value in {"", ()}:
        return (Message(_("not told")),)
    if isinstance(value, tuple):
        return _several_words(value)
    return (_one_word(value),)


def _several_words(values: tuple[object, ...]) -> tuple[Message, ...]:
    places = tuple(site_name(each) for each in values if isinstance(each, SiteRef))
    return places or (
        Message(_("{count} photo or video"), {}, _("{count} photos or videos"), len(values)),
    )


def _one_word(value: object) -> Message:
    message = Message("{number}", {"number": value})
    match value:
        case bool():
            message = Message(_("Yes") if value else _("No"))
        case StrEnum():
            message = Message(words_of(value))
        case Moment():
            message = _moment_words(value)
        case str():
            whole = len(value) <= NOTE_SHOWN_CHARACTERS
            text = value if whole else value[:NOTE_SHOWN_CHARACTERS] + "…"
            message = Message("{text}", {"text": text})
    return message


def _moment_words(moment: Moment) -> Message:
    if not moment.time_known:
        return Message(_("{date}, time not told"), {"date": _date_words(moment.logical_day)})
    return Message(
        _("{date} at {time}"),
        {"date": _date_words(moment.local.date()), "time": f"{moment.local:%H:%M}"},
    )


def _date_words(day: date) -> Message:
    month = Message(MONTHS[day.month - 1])
    return Message(_("{day} {month} {year}"), {"day": day.day, "month": month, "year": day.year})
