"""Uses of guided sessions: kept, changed, deleted, and read again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from quietmuscle.base.zone import read_zone
from quietmuscle.flow.place import zone_of
from quietmuscle.flow.record import check_not_ahead
from quietmuscle.model.moment import moment_at
from quietmuscle.model.session_use import SessionEnd
from quietmuscle.model.session_use import SessionUse

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.saved import Saved


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionDraft:
    """A use of a session as a device sends it; `zone` is where the device was."""

    id: UUID
    session: str
    began_at_utc: datetime
    ended: SessionEnd
    zone: str | None = None
    steps_done: tuple[str, ...] = ()
    lasted_s: int | None = None
    bother_before_0_10: int | None = None
    bother_after_0_10: int | None = None


def record_session(
    workspace: Workspace, draft: SessionDraft, *, change_id: UUID
) -> Saved[SessionUse]:
    """A use kept: a new one, or another value of the one with the same id.

    One that begins at the same instant as before keeps its moment, whatever the
    settings say by now.
    """
    settings = workspace.diary.preferences.settings()
    zone = read_zone(draft.zone) if draft.zone else zone_of(settings)
    moment = moment_at(draft.began_at_utc, zone, settings.day_start)
    check_not_ahead(workspace, moment.logical_day)

    def told(before: SessionUse | None) -> SessionUse:
        same = before is not None and before.moment.instant_utc == draft.began_at_utc
        return SessionUse(
            id=draft.id,
            moment=before.moment if before is not None and same else moment,
            session=draft.session,
            ended=draft.ended,
            steps_done=draft.steps_done,
            lasted_s=draft.lasted_s,
            bother_before_0_10=draft.bother_before_0_10,
            bother_after_0_10=draft.bother_after_0_10,
        )

    return workspace.diary.sessions.change(
        draft.id, told, change_id=change_id, recorded_at_utc=workspace.clock.now_utc()
    )


def session_uses(workspace: Workspace) -> tuple[SessionUse, ...]:
    """All uses that are not in the bin, the newest first."""
    return workspace.diary.sessions.all()


def session_use(workspace: Workspace, use_id: UUID) -> SessionUse:
    """One use by its id; NotFoundError where there is none."""
    return workspace.diary.sessions.get(use_id)


def delete_session(workspace: Workspace, use_id: UUID, *, change_id: UUID) -> Saved[SessionUse]:
    """A use put into the bin, from which it can be taken for 30 days."""
    return workspace.diary.sessions.delete(
        use_id, change_id=change_id, recorded_at_utc=workspace.clock.now_utc()
    )


def restore_session(workspace: Workspace, use_id: UUID, *, change_id: UUID) -> Saved[SessionUse]:
    """A use taken out of the bin."""
    return workspace.diary.sessions.restore(
        use_id, change_id=change_id, recorded_at_utc=workspace.clock.now_utc()
    )
