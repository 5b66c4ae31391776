"""The shelf of measurements; test_keeping.py holds what it shares with the others."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from archives import archive_of
from archives import changed_line
from archives import manifest_of
from archives import packed
from archives import parts_of
from archives import take_in
from archives import truthful
from archives import with_manifest
from entries import NOW_UTC
from entries import an_id
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from measured import a_correction
from measured import a_measurement
from measured import events
from measured import measurements
from measured import some_events
from shelves import add_photo
from shelves import put_measurement

from quietmuscle.base.errors import ArchiveRefusedError
from quietmuscle.model.query import Cursor
from quietmuscle.model.revision import EntryKind
from quietmuscle.store.archive_form import ADDED_IN
from quietmuscle.store.archive_in import read_archive
from quietmuscle.store.measurements import EVENTS_A_ROW
from quietmuscle.store.purge import purge_deleted
from quietmuscle.store.wipe import wipe

if TYPE_CHECKING:
    from quietmuscle.model.kept_measurement import KeptMeasurement
    from quietmuscle.model.measurement import Event
    from quietmuscle.store.diary import Diary

LATER_UTC = NOW_UTC + timedelta(days=31)


def with_recording(kept: KeptMeasurement) -> KeptMeasurement:
    return replace(kept, recording=replace(kept.recording, is_kept=True))


def test_the_newest_come_first_page_by_page_without_those_in_the_bin(any_diary: Diary) -> None:
    kept = [a_measurement(NOW_UTC - timedelta(days=days)) for days in (0, 0, 1, 5)]
    binned = a_measurement(NOW_UTC - timedelta(days=2))
    for each in (*reversed(kept), binned):
        put_measurement(any_diary, each)
    shelf = any_diary.measurements
    shelf.delete(binned.id, change_id=an_id(), recorded_at_utc=NOW_UTC)

    newest = sorted(kept, key=lambda each: (each.moment.instant_utc, each.id), reverse=True)
    assert list(shelf.find()) == newest
    first = shelf.find(limit=2)
    after = Cursor(instant_utc=first[-1].moment.instant_utc, id=first[-1].id)
    assert [*first, *shelf.find(after=after)] == newest
    yesterday = kept[2].moment.logical_day
    assert shelf.find(from_day=yesterday, to_day=yesterday) == (kept[2],)
    assert shelf.find(deleted=True) == (binned,)
    oldest, today = (kept[each].moment.logical_day for each in (3, 0))
    assert shelf.days(oldest, today) == {oldest, yesterday, today}
    assert shelf.days(yesterday, yesterday) == {yesterday}

    shelf.restore(binned.id, change_id=an_id(), recorded_at_utc=NOW_UTC)
    assert len(shelf.find()) == 5


@given(kept=measurements(), found=st.lists(events(), max_size=3).map(tuple))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_all_that_a_measurement_can_be_is_kept(
    shared_diary: Diary, kept: KeptMeasurement, found: tuple[Event, ...]
) -> None:
    kept = replace(kept, id=an_id())  # of one that is there already, what was found stays
    shared_diary.measurements.put(kept, found, change_id=an_id(), recorded_at_utc=NOW_UTC)
    assert shared_diary.measurements.get(kept.id) == kept
    assert shared_diary.measurements.events(kept.id) == found


def test_what_the_engine_found_is_never_changed(any_diary: Diary) -> None:
    kept, many = a_measurement(), some_events() * EVENTS_A_ROW
    shelf = any_diary.measurements
    shelf.put(kept, many, change_id=an_id(), recorded_at_utc=NOW_UTC)
    corrected = replace(kept, corrections=(a_correction(),))
    shelf.put(corrected, some_events(), change_id=an_id(), recorded_at_utc=NOW_UTC)
    assert shelf.get(kept.id) == corrected
    assert shelf.events(kept.id) == many


def test_each_correction_leaves_what_was_said_before_in_the_history(any_diary: Diary) -> None:
    kept = a_measurement()
    put_measurement(any_diary, kept)
    corrected = replace(kept, corrections=(a_correction(),))
    for state in (corrected, kept):  # told, and taken back
        any_diary.measurements.change(
            kept.id, lambda _b, s=state: s, change_id=an_id(), recorded_at_utc=NOW_UTC
        )
    history = any_diary.revisions.of(EntryKind.MEASUREMENT, str(kept.id))
    assert [each.before for each in history] == [None, kept, corrected]


def test_measurements_and_recordings_are_exported_wiped_and_brought_back(any_diary: Diary) -> None:
    kept = with_recording(a_measurement(twitches=3))
    any_diary.measurements.put(
        kept, some_events() * EVENTS_A_ROW, change_id=an_id(), recorded_at_utc=NOW_UTC
    )
    add_photo(any_diary, b"the film", kept.id)
    archive = archive_of(any_diary)
    assert parts_of(archive)["measurements.ndjson"].count(b"\n") == 1
    assert parts_of(archive)["measured_events.ndjson"].count(b"\n") == 5
    wipe(any_diary)
    assert any_diary.measurements.find() == ()
    assert any_diary.measurements.events(kept.id) == ()
    assert read_archive(any_diary, io.BytesIO(archive), now_utc=NOW_UTC).added == 1
    assert any_diary.measurements.find() == (kept,)
    assert any_diary.measurements.events(kept.id) == some_events() * EVENTS_A_ROW
    with any_diary.attachments.open(kept.id) as film:
        assert film.read() == b"the film"
    assert archive_of(any_diary) == archive


def test_what_is_here_keeps_its_own_events(diary: Diary) -> None:
    kept = a_measurement()
    put_measurement(diary, kept)
    archive = archive_of(diary)
    assert take_in(diary, archive, NOW_UTC).already_here == 1
    assert diary.measurements.events(kept.id) == some_events()


def test_an_archive_of_version_3_is_taken_in(any_diary: Diary) -> None:
    parts = parts_of(archive_of(any_diary))
    old = {name: content for name, content in parts.items() if ADDED_IN.get(name, 1) <= 3}
    manifest = manifest_of(truthful(old))
    counts = {n: c for n, c in manifest["counts"].items() if not n.startswith("measure")}
    take_in(any_diary, packed(with_manifest(truthful(old), version=3, counts=counts)), NOW_UTC)
    assert any_diary.measurements.find() == ()


@pytest.mark.parametrize(
    "wrong",
    [{"number": 1}, {"events": []}, {"measurement": "019ab000-0000-7000-8000-000000000000"}],
)
def test_events_that_fit_no_measurement_are_refused(diary: Diary, wrong) -> None:
    put_measurement(diary, a_measurement())
    parts = parts_of(archive_of(diary))
    name = "measured_events.ndjson"
    bad = truthful({**parts, name: changed_line(parts[name], 0, **wrong)})
    with pytest.raises(ArchiveRefusedError, match="do not fit"):
        take_in(diary, packed(bad), NOW_UTC)


def test_more_events_in_a_line_than_a_row_holds_are_refused(diary: Diary) -> None:
    put_measurement(diary, a_measurement())
    parts = parts_of(archive_of(diary))
    name = "measured_events.ndjson"
    many = json.loads(parts[name])["events"][:1] * (EVENTS_A_ROW + 1)
    bad = truthful({**parts, name: changed_line(parts[name], 0, events=many)})
    with pytest.raises(ArchiveRefusedError, match="do not fit"):
        take_in(diary, packed(bad), NOW_UTC)


def test_it_is_known_whether_a_measurement_lies_in_the_bin(any_diary: Diary) -> None:
    kept = a_measurement()
    assert any_diary.measurements.is_in_bin(kept.id) is None
    put_measurement(any_diary, kept)
    assert any_diary.measurements.is_in_bin(kept.id) is False
    any_diary.measurements.delete(kept.id, change_id=an_id(), recorded_at_utc=LATER_UTC)
    assert any_diary.measurements.is_in_bin(kept.id) is True


def test_a_recording_stays_as_long_as_its_measurement_wants_it(diary: Diary) -> None:
    wanted, numbers_only = with_recording(a_measurement()), a_measurement()
    for each in (wanted, numbers_only):
        put_measurement(diary, each)
        add_photo(diary, str(each.id).encode(), each.id)
    purge_deleted(diary, LATER_UTC)
    assert [each.id for each in diary.attachments.known((wanted.id, numbers_only.id))] == [
        wanted.id
    ]

    diary.measurements.delete(wanted.id, change_id=an_id(), recorded_at_utc=LATER_UTC)
    purge_deleted(diary, LATER_UTC)
    assert diary.attachments.path(wanted.id).is_file()  # it can still come back
    purge_deleted(diary, LATER_UTC + timedelta(days=31))
    assert diary.attachments.known((wanted.id,)) == ()
    assert diary.measurements.events(wanted.id) == ()
    assert not list(diary.location.attachments_folder.iterdir())


def test_a_line_of_an_archive_stays_far_below_the_longest_allowed(diary: Diary) -> None:
    diary.measurements.put(
        a_measurement(),
        some_events()[:1] * EVENTS_A_ROW,
        change_id=an_id(),
        recorded_at_utc=NOW_UTC,
    )
    line = parts_of(archive_of(diary))["measured_events.ndjson"]
    assert len(line) < 200_000
    assert len(json.loads(line)["events"]) == EVENTS_A_ROW
