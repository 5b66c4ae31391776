"""Looking back: a month, a day, the list of entries, and what became of one."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import fields
from dataclasses import replace
from datetime import date
from datetime import datetime
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from quietmuscle.flow.measurements import MOST_OF_A_DAY as MEASURED_OF_A_DAY
from quietmuscle.flow.measurements import measurements_between
from quietmuscle.flow.measurements import summed
from quietmuscle.flow.place import today_of
from quietmuscle.knowledge.site_search import places_named
from quietmuscle.model.attachment import Attachment
from quietmuscle.model.corrected import SummedMeasurement
from quietmuscle.model.day import DayCount
from quietmuscle.model.day import DayLog
from quietmuscle.model.day import DayQuestion
from quietmuscle.model.day import day_question
from quietmuscle.model.episode import Episode
from quietmuscle.model.query import EpisodePage
from quietmuscle.model.query import EpisodeQuery
from quietmuscle.model.revision import Action
from quietmuscle.model.revision import EntryKind
from quietmuscle.store.rows import folded

if TYPE_CHECKING:
    from uuid import UUID

    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.kept_measurement import KeptMeasurement
    from quietmuscle.model.revision import Revision
    from quietmuscle.model.site import SiteRef

DAYS_OF_A_WEEK = 7
TELLING = frozenset({Action.CREATED, Action.EDITED})
MOST_LOOKED_THROUGH = 5000
MOST_MEASURED_FOUND = 50
MOST_OF_A_DAY = 200
"""How many entries the page of one day shows; the list has the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """A day of the calendar: its count, whether it lies ahead, and whether there was measured."""

    count: DayCount
    ahead: bool
    measured: bool = False

    @property
    def day(self) -> date:
        """The date."""
        return self.count.day


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarMonth:
    """A month in weeks from Monday to Sunday; None where another month's days lie.

    `earlier` and `later` are the first days of the months beside it, or None
    where there is nothing to be seen.
    """

    first: date
    weeks: tuple[tuple[CalendarDay | None, ...], ...]
    earlier: date | None
    later: date | None
    twitches: int
    days_logged: int

    @property
    def has_measured(self) -> bool:
        """Whether there was measured on any of its days."""
        return any(cell.measured for week in self.weeks for cell in week if cell is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryDay:
    """A day as it was told: its entries, newest first, and its answers."""

    day: date
    count: DayCount
    log: DayLog
    questions: tuple[DayQuestion, ...]
    episodes: tuple[Episode, ...]
    more: bool
    ahead: bool
    measured: tuple[SummedMeasurement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One detail of an entry that a change altered: its name, before and after."""

    name: str
    before: object
    after: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What was done to an entry at one time, and which details it altered.

    `told` is the entry as it was then told, where that differs from what it is
    now; else, and after a purge, None.
    """

    action: Action
    recorded_at_utc: datetime
    changes: tuple[FieldChange, ...]
    told: Episode | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeHistory:
    """An entry, those of its photos and videos that are here, and its history (oldest first)."""

    episode: Episode
    attachments: tuple[Attachment, ...]
    versions: tuple[Version, ...]


def calendar_month(
    workspace: Workspace, first: date, device_zone: str | None = None
) -> CalendarMonth:
    """The month that begins on this day."""
    today = today_of(workspace, device_zone)
    tallies = workspace.diary.tallies
    last = _next_month(first) - timedelta(days=1)
    measured = workspace.diary.measurements.days(first, last)
    days = [
        CalendarDay(count=c, ahead=c.day > today, measured=c.day in measured)
        for c in tallies.counts(first, last)
    ]
    cells: list[CalendarDay | None] = [None] * first.weekday() + [*days]
    cells += [None] * (-len(cells) % DAYS_OF_A_WEEK)
    oldest = tallies.first_day()
    older_measured = workspace.diary.measurements.find(to_day=first - timedelta(days=1), limit=1)
    has_earlier = bool(older_measured) or (oldest is not None and oldest < first)
    newest = max(tallies.last_day() or today, today)
    told = [day.count.twitches for day in days if day.count.twitches is not None]
    return CalendarMonth(
        first=first,
        weeks=tuple(
            tuple(cells[place : place + DAYS_OF_A_WEEK])
            for place in range(0, len(cells), DAYS_OF_A_WEEK)
        ),
        earlier=_month_before(first) if has_earlier else None,
        later=_next_month(first) if newest > last else None,
        twitches=sum(told),
        days_logged=len(told),
    )


def history_day(workspace: Workspace, day: date, device_zone: str | None = None) -> HistoryDay:
    """One day with its entries and answers.

    The questions are those that the person chose, and any other that was
    answered on that day.
    """
    diary = workspace.diary
    log = diary.days.get(day)
    chosen = diary.preferences.settings().day_items
    answered = tuple(answer.item for answer in log.answers if answer.item not in chosen)
    found = diary.episodes.find(EpisodeQuery(first_day=day, last_day=day, limit=MOST_OF_A_DAY))
    return HistoryDay(
        day=day,
        count=diary.tallies.counts(day, day)[0],
        log=log,
        questions=tuple(day_question(item) for item in (*chosen, *answered)),
        episodes=found.episodes,
        more=found.next is not None,
        ahead=day > today_of(workspace, device_zone),
        measured=measurements_between(workspace, day, day, MEASURED_OF_A_DAY),
    )


def find_episodes(workspace: Workspace, query: EpisodeQuery) -> EpisodePage:
    """The entries that fit, newest first; words may also name places in the person's language."""
    if query.words:
        language = workspace.diary.preferences.settings().language
        query = replace(query, places_named=places_named(query.words, language))
    return workspace.diary.episodes.find(query)


def find_measurements(workspace: Workspace, query: EpisodeQuery) -> tuple[SummedMeasurement, ...]:
    """The newest measurements that fit what entries are searched for.

    The words may stand in the note or the file's name, or name a place. What it
    felt like is told of entries only: no measurement fits that.
    """
    if query.kind is not None:
        return ()
    language = workspace.diary.preferences.settings().language
    named = set(places_named(query.words, language))
    found = workspace.diary.measurements.find(
        from_day=query.first_day, to_day=query.last_day, limit=MOST_LOOKED_THROUGH
    )
    fitting = (each for each in found if _fits(each, query, named))
    return tuple(map(summed, islice(fitting, MOST_MEASURED_FOUND)))


def _fits(kept: KeptMeasurement, query: EpisodeQuery, named: set[SiteRef]) -> bool:
    words = folded(query.words)
    told = words in folded(kept.note) or words in folded(kept.recording.name)
    at_site = not query.site_codes or any(site.code in query.site_codes for site in kept.sites)
    return at_site and (told or not named.isdisjoint(kept.sites))


def episode_history(workspace: Workspace, episode_id: UUID) -> EpisodeHistory:
    """An entry and what became of it; NotFoundError where there is none or it is in the bin."""
    diary = workspace.diary
    episode = diary.episodes.get(episode_id)
    revisions = diary.revisions.of(EntryKind.EPISODE, str(episode_id))
    return EpisodeHistory(
        episode=episode,
        attachments=diary.attachments.known(episode.attachments),
        versions=_versions(revisions, episode),
    )


def _versions(revisions: tuple[Revision, ...], now: Episode) -> tuple[Version, ...]:
    """What each change did: it lies between what it found and what the next one found."""
    states = [revision.before for revision in revisions] + [now]
    return tuple(
        Version(
            action=revision.action,
            recorded_at_utc=revision.recorded_at_utc,
            changes=(
                _differences(before, after)
                if revision.action is Action.EDITED
                and isinstance(before, Episode)
                and isinstance(after, Episode)
                else ()
            ),
            told=(
                after
                if revision.action in TELLING and isinstance(after, Episode) and after != now
                else None
            ),
        )
        for revision, before, after in zip(revisions, states, states[1:], strict=False)
    )


def _differences(before: Episode, after: Episode) -> tuple[FieldChange, ...]:
    """The details in which two versions of an entry differ."""
    return tuple(
        FieldChange(name=field.name, before=old, after=new)
        for field in fields(Episode)
        if (old := getattr(before, field.name)) != (new := getattr(after, field.name))
    )


def _next_month(first: date) -> date:
    return (first.replace(day=1) + timedelta(days=32)).replace(day=1)


def _month_before(first: date) -> date:
    return (first.replace(day=1) - timedelta(days=1)).replace(day=1)
