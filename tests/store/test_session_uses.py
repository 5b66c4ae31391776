"""The uses of sessions; test_keeping.py holds what they share with other entries."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from archives import archive_of
from archives import manifest_of
from archives import packed
from archives import parts_of
from archives import take_in
from archives import truthful
from archives import with_manifest
from entries import NOW_UTC
from entries import a_session_use
from entries import an_id
from entries import session_uses
from hypothesis import given
from hypothesis import settings
from shelves import fill
from shelves import put_session

from quietmuscle.model.care import Answer
from quietmuscle.model.health import Health
from quietmuscle.model.watch import WatchMemory
from quietmuscle.store.archive_form import ADDED_IN
from quietmuscle.store.wipe import wipe

if TYPE_CHECKING:
    from quietmuscle.model.session_use import SessionUse
    from quietmuscle.store.diary import Diary


def test_uses_come_newest_first_without_those_in_the_bin(any_diary: Diary) -> None:
    early, late = a_session_use(NOW_UTC - timedelta(hours=3)), a_session_use()
    binned = a_session_use()
    for use in (early, late, binned):
        put_session(any_diary, use)
    any_diary.sessions.delete(binned.id, change_id=an_id(), recorded_at_utc=NOW_UTC)
    assert any_diary.sessions.all() == (late, early)
    any_diary.sessions.restore(binned.id, change_id=an_id(), recorded_at_utc=NOW_UTC)
    assert any_diary.sessions.all() == (binned, late, early)


@given(use=session_uses())
@settings(max_examples=40, deadline=None)
def test_all_that_a_use_can_be_is_kept(shared_diary: Diary, use: SessionUse) -> None:
    put_session(shared_diary, use)
    assert shared_diary.sessions.get(use.id) == use


def test_export_wipe_and_import_bring_all_of_it_back(any_diary: Diary) -> None:
    fill(any_diary)
    archive, uses = archive_of(any_diary), any_diary.sessions.all()
    assert len(uses) == 2
    wipe(any_diary)
    assert any_diary.sessions.all() == ()
    assert any_diary.preferences.health() == Health()
    take_in(any_diary, archive, NOW_UTC)
    assert any_diary.sessions.all() == uses
    assert any_diary.preferences.health() == Health(numb_skin=Answer.YES, pump=Answer.DONT_KNOW)
    assert any_diary.preferences.watch_memory().urgent == ("T1 S06",)
    assert archive_of(any_diary) == archive


def test_our_own_use_and_health_stay_when_an_archive_differs(any_diary: Diary) -> None:
    use = a_session_use(after=1)
    put_session(any_diary, use)
    any_diary.preferences.put_health(Health(numb_skin=Answer.YES))
    any_diary.preferences.put_watch_memory(WatchMemory(quiet_since=NOW_UTC.date()))
    archive = archive_of(any_diary)
    wipe(any_diary)
    ours = a_session_use(entry_id=use.id, after=9)
    put_session(any_diary, ours)
    any_diary.preferences.put_health(Health(numb_skin=Answer.NO))
    aside = WatchMemory(quiet_since=NOW_UTC.date() - timedelta(days=2))
    any_diary.preferences.put_watch_memory(aside)
    summary = take_in(any_diary, archive, NOW_UTC)
    assert (summary.added, summary.kept_ours) == (0, 1)
    assert any_diary.sessions.get(use.id) == ours
    assert any_diary.preferences.health() == Health(numb_skin=Answer.NO)
    assert any_diary.preferences.watch_memory() == aside


def test_an_archive_from_before_there_were_sessions_is_taken_in(any_diary: Diary) -> None:
    put_session(any_diary, a_session_use())
    parts = parts_of(archive_of(any_diary))
    wipe(any_diary)
    revisions = parts["revisions.ndjson"]
    old = {
        name: b"" if content == revisions else content
        for name, content in parts.items()
        if name not in ADDED_IN
    }
    manifest = manifest_of(truthful(old))
    counts = {
        name: count
        for name, count in manifest["counts"].items()
        if f"{name}.ndjson" not in ADDED_IN
    }
    take_in(any_diary, packed(with_manifest(truthful(old), version=2, counts=counts)), NOW_UTC)
    assert any_diary.sessions.all() == ()
