"""The History pages: the calendar, the list with its search, a day, the bin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query
from fastapi import Request
from fastapi.responses import HTMLResponse
from pydantic import BeforeValidator

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.flow import history
from quietmuscle.flow.measurements import deleted_measurements
from quietmuscle.flow.place import today_of
from quietmuscle.knowledge.sites import codes_within
from quietmuscle.knowledge.sites import regions
from quietmuscle.knowledge.sites import sites_of
from quietmuscle.model.corrected import SummedMeasurement
from quietmuscle.model.day import EARLIEST_DAY
from quietmuscle.model.day import LATEST_DAY
from quietmuscle.model.day import check_day
from quietmuscle.model.episode import FeltKind
from quietmuscle.model.query import EpisodePage
from quietmuscle.model.query import EpisodeQuery
from quietmuscle.model.site import BodySite
from quietmuscle.report.dates import WEEKDAYS
from quietmuscle.report.measured_words import MODALITIES
from quietmuscle.report.measured_words import headline
from quietmuscle.web.cursor import read_cursor
from quietmuscle.web.cursor import spell_cursor
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.page import device_zone
from quietmuscle.web.page import page
from quietmuscle.web.part import Part

router = Part(prefix="/history")

ENTRIES_A_PAGE = 50


def _none_where_empty(text: object) -> object:
    """Take a field that a form sends empty as one that was left out."""
    return text or None


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is searched for, as it stands in the form."""

    words: str
    site: str
    kind: str
    first: str
    last: str

    @property
    def is_empty(self) -> bool:
        """Whether everything is shown."""
        return not (self.words or self.site or self.kind or self.first or self.last)

    def address(self, after: str) -> str:
        """The address of a page of what is found."""
        asked = {
            "words": self.words,
            "site": self.site,
            "kind": self.kind,
            "first": self.first,
            "last": self.last,
            "after": after,
        }
        return "/history/list?" + urlencode({name: text for name, text in asked.items() if text})


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteGroup:
    """A region of the body with the places within it, for a list to choose from."""

    region: BodySite
    sites: tuple[BodySite, ...]


@router.get("", response_class=HTMLResponse)
def calendar(
    request: Request, workspace: ThisWorkspace, month: str = "", look: str = ""
) -> HTMLResponse:
    """A month, each day with its count and a link."""
    today = today_of(workspace, device_zone(request))
    first = read_month(month) if month else today.replace(day=1)
    calm = workspace.diary.preferences.settings().calm_mode
    return page(
        request,
        "history.html",
        place="more",
        today=today,
        month=history.calendar_month(workspace, first, device_zone(request)),
        weekdays=WEEKDAYS,
        hidden=calm and not look,
    )


@router.get("/list", response_class=HTMLResponse)
def entries(  # noqa: PLR0913, PLR0917 - the fields of a search form
    request: Request,
    workspace: ThisWorkspace,
    words: Annotated[str, Query(max_length=200)] = "",
    site: Annotated[str, Query(max_length=40)] = "",
    kind: Annotated[FeltKind | None, BeforeValidator(_none_where_empty)] = None,
    first: str = "",
    last: str = "",
    after: str = "",
) -> HTMLResponse:
    """All entries or those that are searched for, newest first, a page at a time."""
    first_day = read_day(first) if first else None
    last_day = read_day(last) if last else None
    turned = first_day is not None and last_day is not None and first_day > last_day
    measured: tuple[SummedMeasurement, ...] = ()
    if turned:  # said beside the form, which keeps what was typed
        found = EpisodePage(episodes=(), next=None)
    else:
        query = EpisodeQuery(
            words=words.strip(),
            site_codes=codes_within(site) if site else (),
            kind=kind,
            first_day=first_day,
            last_day=last_day,
            after=read_cursor(after) if after else None,
            limit=ENTRIES_A_PAGE,
        )
        found = history.find_episodes(workspace, query)
    search = Search(
        words=words.strip(), site=site, kind=kind.value if kind else "", first=first, last=last
    )
    if not (turned or after or search.is_empty):
        measured = history.find_measurements(workspace, query)
    return page(
        request,
        "history_list.html",
        place="more",
        search=search,
        found=found,
        measured=measured,
        turned=turned,
        paged=bool(after),
        newest=search.address(""),
        older=search.address(spell_cursor(found.next)) if found.next else None,
        site_groups=site_groups(),
        kinds=tuple(FeltKind),
    )


@router.get("/bin", response_class=HTMLResponse)
def deleted(request: Request, workspace: ThisWorkspace, after: str = "") -> HTMLResponse:
    """Entries and measurements that were deleted, and can be taken back for 30 days."""
    query = EpisodeQuery(
        deleted=True, after=read_cursor(after) if after else None, limit=ENTRIES_A_PAGE
    )
    found = history.find_episodes(workspace, query)
    return page(
        request,
        "history_bin.html",
        place="more",
        found=found,
        measured=() if after else deleted_measurements(workspace),
        modalities=MODALITIES,
        older=f"/history/bin?after={spell_cursor(found.next)}" if found.next else None,
    )


@router.get("/{day}", response_class=HTMLResponse)
def one_day(request: Request, workspace: ThisWorkspace, day: str) -> HTMLResponse:
    """A day as it was told: its entries and its answers."""
    told = history.history_day(workspace, read_day(day), device_zone(request))
    return page(
        request,
        "history_day.html",
        place="more",
        told=told,
        calm=workspace.diary.preferences.settings().calm_mode,
        measured_words=lambda each: headline(each.kept.result, each.summary.corrected),
        earlier=told.day.fromordinal(told.day.toordinal() - 1) if told.day > EARLIEST_DAY else None,
        later=told.day.fromordinal(told.day.toordinal() + 1) if told.day < LATEST_DAY else None,
    )


def site_groups() -> tuple[SiteGroup, ...]:
    """The regions with their places, from head to foot."""
    return tuple(SiteGroup(region=each, sites=sites_of(each.code)) for each in regions())


def read_day(text: str) -> date:
    """The day that an address names."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise _not_a_day(text) from error
    check_day(day)
    return day


def read_month(text: str) -> date:
    """The first day of the month that an address names, such as 2026-11."""
    return read_day(f"{text}-01")


def _not_a_day(text: str) -> ValueNotUnderstoodError:
    return ValueNotUnderstoodError(
        Message(_("This is not a date: {text}. It is written as 2026-11-23."), {"text": text[:60]})
    )
