"""Uses of sessions: told twice, changed, deleted, ahead of time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from entries import NOW_UTC
from entries import an_id

from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.flow.session_uses import SessionDraft
from quietmuscle.flow.session_uses import delete_session
from quietmuscle.flow.session_uses import record_session
from quietmuscle.flow.session_uses import restore_session
from quietmuscle.flow.session_uses import session_use
from quietmuscle.flow.session_uses import session_uses
from quietmuscle.model.session_use import SessionEnd
from quietmuscle.model.settings import Settings

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace


def a_draft() -> SessionDraft:
    return SessionDraft(
        id=an_id(),
        session="settle",
        began_at_utc=NOW_UTC,
        ended=SessionEnd.UNFINISHED,
        bother_before_0_10=5,
    )


def test_a_use_is_told_when_it_begins_and_again_when_it_ends(workspace: Workspace) -> None:
    draft = a_draft()
    begun = record_session(workspace, draft, change_id=an_id()).entry
    workspace.diary.preferences.put_settings(Settings(zone="Asia/Kathmandu"))
    done = replace(draft, ended=SessionEnd.FINISHED, lasted_s=60, bother_after_0_10=5)
    record_session(workspace, done, change_id=an_id())
    (use,) = session_uses(workspace)
    assert use == session_use(workspace, draft.id)
    assert use.moment == begun.moment
    assert (use.ended, use.change) == (SessionEnd.FINISHED, 0)


def test_the_zone_is_the_devices_or_else_the_settings(workspace: Workspace) -> None:
    workspace.diary.preferences.put_settings(Settings(zone="Asia/Kathmandu"))
    at_home = record_session(workspace, a_draft(), change_id=an_id()).entry
    away = record_session(workspace, replace(a_draft(), zone="Asia/Tokyo"), change_id=an_id()).entry
    assert (at_home.moment.zone, away.moment.zone) == ("Asia/Kathmandu", "Asia/Tokyo")


def test_a_use_that_is_still_to_come_is_refused(workspace: Workspace) -> None:
    draft = replace(a_draft(), began_at_utc=NOW_UTC + timedelta(days=9))
    with pytest.raises(ValueNotUnderstoodError):
        record_session(workspace, draft, change_id=an_id())
    assert session_uses(workspace) == ()


def test_a_deleted_use_can_be_taken_back(workspace: Workspace) -> None:
    draft = a_draft()
    record_session(workspace, draft, change_id=an_id())
    delete_session(workspace, draft.id, change_id=an_id())
    assert session_uses(workspace) == ()
    with pytest.raises(NotFoundError):
        session_use(workspace, draft.id)
    restore_session(workspace, draft.id, change_id=an_id())
    assert len(session_uses(workspace)) == 1
