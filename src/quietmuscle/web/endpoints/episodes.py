"""Entries of twitches, for the pages and for programs."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from typing import Self
from uuid import UUID

from fastapi import Query
from pydantic import Field
from pydantic import StrictBool
from pydantic import StrictInt

from quietmuscle.flow import record
from quietmuscle.flow.record import EpisodeDraft
from quietmuscle.knowledge.sites import codes_within
from quietmuscle.model.episode import MOST_ATTACHMENTS
from quietmuscle.model.episode import MOST_SITES
from quietmuscle.model.episode import MOST_TWITCHES
from quietmuscle.model.episode import Doing
from quietmuscle.model.episode import Episode
from quietmuscle.model.episode import FeltKind
from quietmuscle.model.episode import Lasted
from quietmuscle.model.query import LARGEST_PAGE
from quietmuscle.model.query import EpisodeQuery
from quietmuscle.model.revision import Action
from quietmuscle.model.revision import EntryKind
from quietmuscle.model.revision import Revision
from quietmuscle.model.site import read_site
from quietmuscle.web.change import ChangeId
from quietmuscle.web.cursor import CURSOR_FORM
from quietmuscle.web.cursor import read_cursor
from quietmuscle.web.cursor import spell_cursor
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.part import Part
from quietmuscle.web.wire import Absent
from quietmuscle.web.wire import Day
from quietmuscle.web.wire import Instant
from quietmuscle.web.wire import Note
from quietmuscle.web.wire import PlaceText
from quietmuscle.web.wire import Wire

router = Part(tags=["episodes"])

Score = Annotated[StrictInt, Field(ge=0, le=10)]


class EpisodeToKeep(Wire):
    """A twitch as a device tells it. What is left out was not told."""

    sites: tuple[PlaceText, ...] = Field(
        min_length=1, max_length=MOST_SITES, json_schema_extra={"uniqueItems": True}
    )
    instant_utc: Instant | None = Field(
        default=None, description="When it was. With neither this nor `day`, it was now."
    )
    day: Day | None = Field(default=None, description="The day, where the time is not known.")
    zone: str | None = Field(
        default=None, max_length=60, description="Where the device was, such as Europe/London."
    )
    kind: FeltKind | None = None
    count: Annotated[StrictInt, Field(ge=1, le=MOST_TWITCHES)] | None = None
    intensity_0_10: Score | None = None
    bother_0_10: Score | None = None
    lasted: Lasted | None = None
    painful: StrictBool | None = None
    weak: StrictBool | None = None
    stiff: StrictBool | None = None
    doing: Doing | None = None
    note: Note = ""
    attachments: tuple[UUID, ...] | None = Field(
        default=None,
        max_length=MOST_ATTACHMENTS,
        description="Photos and videos; left out, they stay as they are.",
    )

    def draft(self, episode_id: UUID) -> EpisodeDraft:
        """The twitch that is told, under its id."""
        return EpisodeDraft(
            id=episode_id,
            sites=tuple(read_site(place) for place in self.sites),
            instant_utc=self.instant_utc,
            day=self.day,
            zone=self.zone,
            kind=self.kind,
            count=self.count,
            intensity_0_10=self.intensity_0_10,
            bother_0_10=self.bother_0_10,
            lasted=self.lasted,
            painful=self.painful,
            weak=self.weak,
            stiff=self.stiff,
            doing=self.doing,
            note=self.note,
            attachments=self.attachments,
        )


class EpisodeWire(Wire):
    """A twitch as it is kept."""

    id: UUID
    sites: tuple[PlaceText, ...]
    instant_utc: datetime
    zone: str
    offset_s: int
    logical_day: Day
    time_known: bool
    kind: FeltKind | None
    count: int | None
    intensity_0_10: int | None
    bother_0_10: int | None
    lasted: Lasted | None
    painful: bool | None
    weak: bool | None
    stiff: bool | None
    doing: Doing | None
    note: str
    attachments: tuple[UUID, ...]

    @classmethod
    def of(cls, episode: Episode) -> Self:
        """The entry as it goes over the wire."""
        moment = episode.moment
        return cls(
            id=episode.id,
            sites=tuple(str(place) for place in episode.sites),
            instant_utc=moment.instant_utc,
            zone=moment.zone,
            offset_s=moment.offset_s,
            logical_day=moment.logical_day,
            time_known=moment.time_known,
            kind=episode.kind,
            count=episode.count,
            intensity_0_10=episode.intensity_0_10,
            bother_0_10=episode.bother_0_10,
            lasted=episode.lasted,
            painful=episode.painful,
            weak=episode.weak,
            stiff=episode.stiff,
            doing=episode.doing,
            note=episode.note,
            attachments=episode.attachments,
        )


class EpisodesWire(Wire):
    """Entries, newest first; `next` asks for those that follow, null at the end."""

    episodes: tuple[EpisodeWire, ...]
    next: str | None


class RevisionWire(Wire):
    """One change of an entry, with the entry as it was before."""

    change_id: UUID
    number: int
    recorded_at_utc: datetime
    action: Action
    before: EpisodeWire | None

    @classmethod
    def of(cls, revision: Revision) -> Self:
        """The change as it goes over the wire."""
        before = revision.before
        return cls(
            change_id=revision.change_id,
            number=revision.number,
            recorded_at_utc=revision.recorded_at_utc,
            action=revision.action,
            before=EpisodeWire.of(before) if isinstance(before, Episode) else None,
        )


@router.get("/episodes")
def get_episodes(  # noqa: PLR0913 - each is one question of the query string
    workspace: ThisWorkspace,
    *,
    first_day: Day | Absent = None,
    last_day: Day | Absent = None,
    words: Annotated[str, Query(max_length=200)] = "",
    site: Annotated[str | Absent, Query(max_length=40)] = None,
    kind: FeltKind | Absent = None,
    deleted: bool = False,
    after: Annotated[str | Absent, Query(pattern=CURSOR_FORM, max_length=80)] = None,
    limit: Annotated[int, Query(ge=1, le=LARGEST_PAGE)] = 50,
) -> EpisodesWire:
    """Entries, newest first: of a range of days, with words in the note, at a site, of a kind.

    A region, such as lower_leg, stands for all sites within it.
    """
    found = workspace.diary.episodes.find(
        EpisodeQuery(
            first_day=first_day,
            last_day=last_day,
            words=words,
            site_codes=() if site is None else codes_within(site),
            kind=kind,
            deleted=deleted,
            after=None if after is None else read_cursor(after),
            limit=limit,
        )
    )
    return EpisodesWire(
        episodes=tuple(EpisodeWire.of(episode) for episode in found.episodes),
        next=None if found.next is None else spell_cursor(found.next),
    )


@router.get("/episodes/{episode_id}")
def get_episode(workspace: ThisWorkspace, episode_id: UUID) -> EpisodeWire:
    """One entry."""
    return EpisodeWire.of(workspace.diary.episodes.get(episode_id))


@router.put("/episodes/{episode_id}")
def put_episode(
    workspace: ThisWorkspace, change_id: ChangeId, episode_id: UUID, told: EpisodeToKeep
) -> EpisodeWire:
    """Keep an entry, or alter the one with the same id."""
    saved = record.record_episode(workspace, told.draft(episode_id), change_id=change_id)
    return EpisodeWire.of(saved.entry)


@router.delete("/episodes/{episode_id}")
def delete_episode(workspace: ThisWorkspace, change_id: ChangeId, episode_id: UUID) -> EpisodeWire:
    """Put an entry into the bin, from which it can be taken for 30 days."""
    saved = record.delete_episode(workspace, episode_id, change_id=change_id)
    return EpisodeWire.of(saved.entry)


@router.post("/episodes/{episode_id}/restore")
def restore_episode(workspace: ThisWorkspace, change_id: ChangeId, episode_id: UUID) -> EpisodeWire:
    """Take an entry out of the bin."""
    saved = record.restore_episode(workspace, episode_id, change_id=change_id)
    return EpisodeWire.of(saved.entry)


@router.get("/episodes/{episode_id}/revisions")
def get_revisions(workspace: ThisWorkspace, episode_id: UUID) -> tuple[RevisionWire, ...]:
    """What was done to an entry and when, oldest first; none for an id we do not know."""
    revisions = workspace.diary.revisions.of(EntryKind.EPISODE, str(episode_id))
    return tuple(RevisionWire.of(revision) for revision in revisions)
