"""Twitches and days: kept, answered, counted and read."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from quietmuscle.api.diaries import day_or_today
from quietmuscle.api.diaries import new_change
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.ids import new_id
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.zone import in_utc
from quietmuscle.flow.day import DayRecord
from quietmuscle.flow.day import day_record
from quietmuscle.flow.entries import every_entry
from quietmuscle.flow.record import EpisodeDraft
from quietmuscle.flow.record import answer_day
from quietmuscle.flow.record import record_episode
from quietmuscle.flow.record import say_none
from quietmuscle.knowledge.sites import codes_within
from quietmuscle.model.day import DayItem
from quietmuscle.model.day import DayLog
from quietmuscle.model.day import check_day
from quietmuscle.model.query import EpisodeQuery
from quietmuscle.model.site import SiteRef
from quietmuscle.model.site import read_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from datetime import datetime

    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.day import DayCount
    from quietmuscle.model.episode import Doing
    from quietmuscle.model.episode import Episode
    from quietmuscle.model.episode import FeltKind
    from quietmuscle.model.episode import Lasted


def log(  # noqa: PLR0913 - each detail is an argument
    diary: Workspace,
    *places: SiteRef | str,
    when: datetime | None = None,
    on: date | None = None,
    zone: str | None = None,
    kind: FeltKind | None = None,
    count: int | None = None,
    intensity_0_10: int | None = None,
    bother_0_10: int | None = None,
    lasted: Lasted | None = None,
    painful: bool | None = None,
    weak: bool | None = None,
    stiff: bool | None = None,
    doing: Doing | None = None,
    note: str = "",
) -> Episode:
    """A twitch at one or more places, such as "calf.left", kept as a new entry.

    `when` is an aware instant; `on` is a day of which the hour is not known;
    with neither it is now. `zone` is where it was, if not where the diary is.
    """
    now_utc = diary.clock.now_utc()
    draft = EpisodeDraft(
        id=new_id(now_utc),
        sites=tuple(read_site(each) if isinstance(each, str) else each for each in places),
        instant_utc=None if when is None else in_utc(when),
        day=on,
        zone=zone,
        kind=kind,
        count=count,
        intensity_0_10=intensity_0_10,
        bother_0_10=bother_0_10,
        lasted=lasted,
        painful=painful,
        weak=weak,
        stiff=stiff,
        doing=doing,
        note=note,
    )
    return record_episode(diary, draft, change_id=draft.id).entry


def log_none(diary: Workspace, on: date | None = None) -> DayLog:
    """A day without twitches: today, or the one given."""
    return say_none(
        diary, day_or_today(diary, on), none_today=True, change_id=new_change(diary)
    ).entry


def answer(
    diary: Workspace, item: DayItem | str, value: int | None, on: date | None = None
) -> DayLog:
    """An item of a day answered, today's or another's; None takes the answer back."""
    try:
        known = DayItem(item)
    except ValueError:
        raise ValueNotUnderstoodError(
            Message(
                _("There is no item {item}; the items are {items}."),
                {"item": str(item)[:60], "items": ", ".join(DayItem)},
            )
        ) from None
    return answer_day(
        diary, day_or_today(diary, on), known, value, change_id=new_change(diary)
    ).entry


def day(diary: Workspace, on: date | None = None) -> DayRecord:
    """A day with its count, its answers and its entries: today, or the one given."""
    return day_record(diary, day_or_today(diary, on))


def counts(diary: Workspace, first: date, last: date) -> tuple[DayCount, ...]:
    """The count of every day of a range; `twitches` is None where nobody said."""
    for end in (first, last):
        check_day(end)
    return diary.diary.tallies.counts(first, last)


def history(  # noqa: PLR0913 - each limit is an argument
    diary: Workspace,
    *,
    first: date | None = None,
    last: date | None = None,
    words: str = "",
    site: str | None = None,
    deleted: bool = False,
    limit: int | None = None,
) -> Iterator[Episode]:
    """The entries that fit, newest first; read from the diary as they are asked for."""
    query = EpisodeQuery(
        first_day=first,
        last_day=last,
        words=words,
        site_codes=() if site is None else codes_within(site),
        deleted=deleted,
    )
    return islice(every_entry(diary, query), limit)
