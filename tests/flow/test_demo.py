from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC
from datetime import date
from datetime import datetime
from io import BytesIO
from uuid import UUID
from uuid import uuid4

import pytest
import tzlocal

from quietmuscle.base.clock import StoppedClock
from quietmuscle.flow.archive import export_diary
from quietmuscle.flow.demo import demo_location
from quietmuscle.flow.demo import fill_demo
from quietmuscle.flow.record import EpisodeDraft
from quietmuscle.flow.record import record_episode
from quietmuscle.flow.today import today
from quietmuscle.flow.workspace import Workspace
from quietmuscle.model.medicine import medicine_courses
from quietmuscle.model.query import EpisodeQuery
from quietmuscle.model.revision import EntryKind
from quietmuscle.model.settings import Settings
from quietmuscle.model.site import Side
from quietmuscle.model.site import SiteRef
from quietmuscle.store.diary import open_diary
from quietmuscle.store.location import Location
from quietmuscle.store.location import default_folder

TODAY = date(2026, 11, 23)
LATE = StoppedClock(instant_utc=datetime(2026, 11, 23, 22, 30, tzinfo=UTC))


@pytest.fixture(autouse=True)
def _in_london(monkeypatch):
    monkeypatch.setattr(tzlocal, "get_localzone_name", lambda: "Europe/London")


@pytest.fixture
def late(workspace):
    """The evening of the same day."""
    return replace(workspace, clock=LATE)


def digest(workspace):
    archive = BytesIO()
    export_diary(workspace, archive)
    return hashlib.sha256(archive.getvalue()).hexdigest()


def test_the_demo_is_never_the_real_diary(tmp_path, monkeypatch):
    assert demo_location() == Location(folder=default_folder() / "demo")
    monkeypatch.setenv("QUIETMUSCLE_HOME", str(tmp_path))
    monkeypatch.setenv("QUIETMUSCLE_DATABASE_URL", "postgresql://somewhere/real")
    assert demo_location() == Location(folder=tmp_path / "demo", database_url=None)
    assert demo_location(tmp_path / "other") == Location(folder=tmp_path / "other" / "demo")


def test_a_year_is_there_to_look_at(late):
    assert fill_demo(late)
    tallies = late.diary.tallies
    assert tallies.first_day() == date(2025, 11, 24)
    assert tallies.last_day() <= TODAY
    assert 800 < tallies.entries() < 3000
    counts = tallies.counts(date(2025, 11, 24), date(2026, 11, 22))
    assert len(counts) == 364
    assert sum(count.twitches is None for count in counts) > 10
    assert sum(count.twitches == 0 for count in counts) > 5
    assert late.diary.preferences.settings() == Settings(introduced=True)
    assert "made up" in late.diary.preferences.person().name
    (course,) = medicine_courses(late.diary.medicines.all())
    assert course.started_on < date(2025, 11, 24) < course.changed_on < TODAY


def test_its_first_page_has_something_to_show(late):
    fill_demo(late)
    page = today(late)
    assert page.day == TODAY
    assert len(page.last_episodes) == 5
    assert page.log.is_empty


def test_nothing_lies_ahead(workspace):
    fill_demo(workspace)
    now_utc = workspace.clock.now_utc()
    newest = workspace.diary.episodes.find(EpisodeQuery(limit=1)).episodes[0]
    assert newest.moment.instant_utc <= now_utc
    assert workspace.diary.days.get(TODAY).is_empty


def test_every_entry_has_the_history_that_saving_it_would_have_left(late):
    fill_demo(late)
    for entry in late.diary.episodes.find(EpisodeQuery(limit=20)).episodes:
        (first,) = late.diary.revisions.of(EntryKind.EPISODE, str(entry.id))
        assert first.recorded_at_utc <= LATE.instant_utc
    for medicine in late.diary.medicines.all():
        assert len(late.diary.revisions.of(EntryKind.MEDICINE_CHANGE, str(medicine.id))) == 1


def test_two_runs_give_the_same_diary_bit_for_bit(late, tmp_path):
    fill_demo(late)
    other = open_diary(Location(folder=tmp_path / "other"), LATE.instant_utc)
    try:
        again = Workspace(diary=other, clock=LATE)
        fill_demo(again)
        assert digest(again) == digest(late)
    finally:
        other.close()


def test_another_seed_gives_another_diary(late):
    fill_demo(late)
    before = digest(late)
    late.diary.episodes.delete(
        late.diary.episodes.find(EpisodeQuery(limit=1)).episodes[0].id,
        change_id=uuid4(),
        recorded_at_utc=LATE.instant_utc,
    )
    tomorrow = replace(late, clock=StoppedClock(instant_utc=datetime(2026, 11, 24, 22, tzinfo=UTC)))
    fill_demo(tomorrow, seed=77)
    assert digest(tomorrow) != before


def try_out(workspace):
    draft = EpisodeDraft(id=UUID(int=1), sites=(SiteRef("calf", Side.LEFT),))
    record_episode(workspace, draft, change_id=uuid4())


def test_on_the_same_day_what_was_tried_out_stays(workspace, late):
    assert fill_demo(workspace)
    try_out(workspace)
    before = digest(workspace)
    assert not fill_demo(late)
    assert digest(late) == before


def test_on_another_day_the_year_is_made_anew(late):
    fill_demo(late)
    try_out(late)
    tomorrow = replace(late, clock=StoppedClock(instant_utc=datetime(2026, 11, 24, 22, tzinfo=UTC)))
    assert fill_demo(tomorrow)
    assert late.diary.tallies.first_day() == date(2025, 11, 25)
    ids = {entry.id for entry in late.diary.episodes.find(EpisodeQuery(limit=500)).episodes}
    assert UUID(int=1) not in ids
