"""Uses of guided sessions, for the pages and for programs."""

from __future__ import annotations

from typing import Annotated
from typing import Self
from uuid import UUID

from pydantic import Field
from pydantic import StrictInt
from pydantic import StringConstraints

from quietmuscle.flow import session_uses
from quietmuscle.flow.session_uses import SessionDraft
from quietmuscle.model.session_use import LONGEST_S
from quietmuscle.model.session_use import MOST_STEPS
from quietmuscle.model.session_use import SessionEnd
from quietmuscle.model.session_use import SessionUse
from quietmuscle.web.change import ChangeId
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.part import Part
from quietmuscle.web.wire import Day
from quietmuscle.web.wire import Instant
from quietmuscle.web.wire import Wire

router = Part(prefix="/session-uses", tags=["sessions"])

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Score = Annotated[StrictInt, Field(ge=0, le=10)]
Zone = Annotated[str, StringConstraints(max_length=64)]


class _UseFields(Wire):
    session: Code = Field(description="Such as settle, or night_cramp.")
    ended: SessionEnd
    steps_done: tuple[Code, ...] = Field(default=(), max_length=MOST_STEPS)
    lasted_s: StrictInt | None = Field(default=None, ge=0, le=LONGEST_S)
    bother_before_0_10: Score | None = None
    bother_after_0_10: Score | None = None


class SessionToKeep(_UseFields):
    """A use as the device tells it: with the instant at which it began."""

    began_at_utc: Instant
    zone: Zone | None = Field(default=None, description="Where the device was.")

    def draft(self, use_id: UUID) -> SessionDraft:
        """The use that is told, under its id."""
        return SessionDraft(
            id=use_id,
            session=self.session,
            began_at_utc=self.began_at_utc,
            zone=self.zone,
            ended=self.ended,
            steps_done=self.steps_done,
            lasted_s=self.lasted_s,
            bother_before_0_10=self.bother_before_0_10,
            bother_after_0_10=self.bother_after_0_10,
        )


class SessionUseWire(_UseFields):
    """A use as it is kept."""

    id: UUID
    began_at_utc: Instant
    zone: Zone
    day: Day

    @classmethod
    def of(cls, use: SessionUse) -> Self:
        """The use as it goes over the wire."""
        return cls(
            id=use.id,
            began_at_utc=use.moment.instant_utc,
            zone=use.moment.zone,
            day=use.moment.logical_day,
            session=use.session,
            ended=use.ended,
            steps_done=use.steps_done,
            lasted_s=use.lasted_s,
            bother_before_0_10=use.bother_before_0_10,
            bother_after_0_10=use.bother_after_0_10,
        )


class SessionUsesWire(Wire):
    """All uses, the newest first."""

    uses: tuple[SessionUseWire, ...]


@router.get("")
def get_session_uses(workspace: ThisWorkspace) -> SessionUsesWire:
    """All uses of guided sessions, the newest first."""
    return SessionUsesWire(uses=tuple(map(SessionUseWire.of, session_uses.session_uses(workspace))))


@router.get("/{use_id}")
def get_session_use(workspace: ThisWorkspace, use_id: UUID) -> SessionUseWire:
    """One use."""
    return SessionUseWire.of(session_uses.session_use(workspace, use_id))


@router.put("/{use_id}")
def put_session_use(
    workspace: ThisWorkspace, change_id: ChangeId, use_id: UUID, told: SessionToKeep
) -> SessionUseWire:
    """Keep a use, or alter the one with the same id: while it runs it is unfinished."""
    saved = session_uses.record_session(workspace, told.draft(use_id), change_id=change_id)
    return SessionUseWire.of(saved.entry)


@router.delete("/{use_id}")
def delete_session_use(
    workspace: ThisWorkspace, change_id: ChangeId, use_id: UUID
) -> SessionUseWire:
    """Put a use into the bin, from which it can be taken for 30 days."""
    saved = session_uses.delete_session(workspace, use_id, change_id=change_id)
    return SessionUseWire.of(saved.entry)


@router.post("/{use_id}/restore")
def restore_session_use(
    workspace: ThisWorkspace, change_id: ChangeId, use_id: UUID
) -> SessionUseWire:
    """Take a use out of the bin."""
    saved = session_uses.restore_session(workspace, use_id, change_id=change_id)
    return SessionUseWire.of(saved.entry)
