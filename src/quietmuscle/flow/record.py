"""Telling the diary something: a twitch, a day's answer, an undo."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import datetime
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.zone import logical_day
from quietmuscle.base.zone import read_zone
from quietmuscle.flow.place import zone_of
from quietmuscle.knowledge.sites import known
from quietmuscle.model.episode import Doing
from quietmuscle.model.episode import Episode
from quietmuscle.model.episode import FeltKind
from quietmuscle.model.episode import Lasted
from quietmuscle.model.moment import moment_at
from quietmuscle.model.moment import moment_on
from quietmuscle.model.site import SiteRef

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.day import DayItem
    from quietmuscle.model.day import DayLog
    from quietmuscle.model.moment import Moment
    from quietmuscle.model.saved import Saved
    from quietmuscle.model.settings import Settings

AHEAD_AT_MOST = timedelta(days=2)
"""How far ahead of our clock an entry may lie: another zone, and a clock that is a little off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeDraft:
    """A twitch as a device sends it.

    Give `instant_utc` where the time is known, or `day` where only the day is.
    With neither, a new entry is of now and an edited one keeps its time.
    Without `attachments`, an edited one keeps those that it has.
    `zone` is where the device was; without it, the settings' zone is meant.
    """

    id: UUID
    sites: tuple[SiteRef, ...]
    instant_utc: datetime | None = None
    day: date | None = None
    zone: str | None = None
    kind: FeltKind | None = None
    count: int | None = None
    intensity_0_10: int | None = None
    bother_0_10: int | None = None
    lasted: Lasted | None = None
    painful: bool | None = None
    weak: bool | None = None
    stiff: bool | None = None
    doing: Doing | None = None
    note: str = ""
    attachments: tuple[UUID, ...] | None = None


def record_episode(workspace: Workspace, draft: EpisodeDraft, *, change_id: UUID) -> Saved[Episode]:
    """A twitch kept: a new entry, or an edit of the one with the same id."""
    for place in draft.sites:
        if not known(place):
            raise ValueNotUnderstoodError(
                Message(_("We do not know the body site {code}."), {"code": str(place)})
            )
    now_utc = workspace.clock.now_utc()
    settings = workspace.diary.preferences.settings()

    def told(before: Episode | None) -> Episode:
        moment = _moment(draft, before, settings, now_utc)
        attachments = before.attachments if before else ()
        return Episode(
            id=draft.id,
            moment=moment,
            sites=draft.sites,
            kind=draft.kind,
            count=draft.count,
            intensity_0_10=draft.intensity_0_10,
            bother_0_10=draft.bother_0_10,
            lasted=draft.lasted,
            painful=draft.painful,
            weak=draft.weak,
            stiff=draft.stiff,
            doing=draft.doing,
            note=draft.note,
            attachments=attachments if draft.attachments is None else draft.attachments,
        )

    return workspace.diary.episodes.change(
        draft.id, told, change_id=change_id, recorded_at_utc=now_utc
    )


def delete_episode(workspace: Workspace, episode_id: UUID, *, change_id: UUID) -> Saved[Episode]:
    """An entry put into the bin, from which it can be taken for 30 days."""
    return workspace.diary.episodes.delete(
        episode_id, change_id=change_id, recorded_at_utc=workspace.clock.now_utc()
    )


def restore_episode(workspace: Workspace, episode_id: UUID, *, change_id: UUID) -> Saved[Episode]:
    """An entry taken out of the bin."""
    return workspace.diary.episodes.restore(
        episode_id, change_id=change_id, recorded_at_utc=workspace.clock.now_utc()
    )


def attach(
    workspace: Workspace, episode_id: UUID, attachment_id: UUID, *, change_id: UUID
) -> Saved[Episode]:
    """A photo or video tied to an entry."""

    def tied(episode: Episode | None) -> Episode:
        if episode is None:
            raise NotFoundError(Message(_("There is no such entry. It may have been deleted.")))
        if attachment_id in episode.attachments:
            return episode
        return replace(episode, attachments=(*episode.attachments, attachment_id))

    return workspace.diary.episodes.change(
        episode_id, tied, change_id=change_id, recorded_at_utc=workspace.clock.now_utc()
    )


def answer_day(
    workspace: Workspace, day: date, item: DayItem, value: int | None, *, change_id: UUID
) -> Saved[DayLog]:
    """One item of a day answered; a value of None takes the answer back."""
    check_not_ahead(workspace, day)
    return workspace.diary.days.answer(
        day, item, value, change_id=change_id, recorded_at_utc=workspace.clock.now_utc()
    )


def say_none(
    workspace: Workspace, day: date, *, none_today: bool, change_id: UUID
) -> Saved[DayLog]:
    """A day without twitches told, or that taken back.

    Refused with ConflictError while the day holds entries.
    """
    check_not_ahead(workspace, day)
    return workspace.diary.days.say_none(
        day,
        none_today,
        change_id=change_id,
        recorded_at_utc=workspace.clock.now_utc(),
        against_entries=False,
    )


def _moment(
    draft: EpisodeDraft, episode: Episode | None, settings: Settings, now_utc: datetime
) -> Moment:
    """The moment that a draft means.

    An edit that leaves the time alone keeps the moment as it was recorded, so
    that a later change of the day's start moves nothing.
    """
    before = episode and episode.moment
    zone = read_zone(draft.zone) if draft.zone else zone_of(settings)
    if draft.instant_utc is not None:
        if before and before.time_known and before.instant_utc == draft.instant_utc:
            return before
        moment = moment_at(draft.instant_utc, zone, settings.day_start)
    elif draft.day is not None:
        if before and not before.time_known and before.logical_day == draft.day:
            return before
        moment = moment_on(draft.day, zone, settings.day_start)
    elif before:
        return before
    else:
        moment = moment_at(now_utc, zone, settings.day_start)
    _refuse_ahead(moment.logical_day, settings, now_utc)
    return moment


def check_not_ahead(workspace: Workspace, day: date) -> None:
    """Refuse days that are still to come."""
    _refuse_ahead(day, workspace.diary.preferences.settings(), workspace.clock.now_utc())


def _refuse_ahead(day: date, settings: Settings, now_utc: datetime) -> None:
    latest = now_utc + AHEAD_AT_MOST
    if day > logical_day(latest, zone_of(settings), settings.day_start):
        raise ValueNotUnderstoodError(
            Message(_("{day} is still to come. Please choose today or a day before."), {"day": day})
        )
