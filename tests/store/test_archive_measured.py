"""An archive whose corrections are of events that it does not hold is refused as a whole."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from archives import Parts
from archives import archive_of
from archives import changed_line
from archives import packed
from archives import parts_of
from archives import take_in
from archives import truthful
from archives import with_manifest
from entries import NOW_UTC
from measured import a_correction
from measured import a_measurement
from measured import a_missed_twitch
from measured import a_stretch
from measured import some_events
from shelves import put_measurement

from quietmuscle.base.errors import ArchiveRefusedError
from quietmuscle.store.archive_form import EventsLine
from quietmuscle.store.archive_measured import check_corrections
from quietmuscle.store.archive_measured import kinds_of_events
from quietmuscle.store.measurements import EVENTS_A_ROW

if TYPE_CHECKING:
    from collections.abc import Callable

    from quietmuscle.store.diary import Diary

CORRECTION = a_correction()


@pytest.fixture
def parts(diary: Diary) -> Parts:
    """A measurement that was corrected, twice."""
    kept = a_measurement()
    put_measurement(diary, kept)
    put_measurement(diary, replace(kept, corrections=(CORRECTION, a_missed_twitch())))
    put_measurement(diary, replace(kept, corrections=(CORRECTION,)))
    return parts_of(archive_of(diary))


def with_correction(parts: Parts, member: str, number: int, **changed: object) -> Parts:
    """The same archive, in which one correction says something else."""
    line = json.loads(parts[member].splitlines()[number])
    entry = line["entry"] if "entry" in line else line["before"]
    entry["corrections"][0] |= changed
    return truthful({**parts, member: changed_line(parts[member], number, **line)})


@pytest.mark.parametrize(
    ("event", "was"), [(5, "fasciculation"), (199_999, "fasciculation"), (1, "fasciculation")]
)
@pytest.mark.parametrize(
    ("member", "number"), [("measurements.ndjson", 0), ("revisions.ndjson", 2)]
)
def test_a_correction_of_an_event_that_is_not_there_is_refused(
    parts: Parts, diary: Diary, event: int, was: str, member: str, number: int
) -> None:
    spoilt = with_correction(parts, member, number, event=event, was=was)
    with pytest.raises(ArchiveRefusedError, match=r"Nothing was changed") as refusal:
        take_in(diary, packed(spoilt), NOW_UTC)
    assert f"({member})" in str(refusal.value)
    assert parts_of(archive_of(diary)) == parts


@pytest.mark.parametrize("wrong", [{"twitches": 0}, {"stop_event": 9}, {"first_event": 1}])
def test_a_stretch_that_does_not_fit_its_events_is_refused(
    diary: Diary, wrong: dict[str, int]
) -> None:
    put_measurement(diary, replace(a_measurement(), left_out=(a_stretch(),)))
    whole = parts_of(archive_of(diary))
    line = json.loads(whole["measurements.ndjson"])
    line["entry"]["left_out"][0] |= wrong
    spoilt = changed_line(whole["measurements.ndjson"], 0, **line)
    with pytest.raises(ArchiveRefusedError, match=r"Nothing was changed"):
        take_in(diary, packed(truthful({**whole, "measurements.ndjson": spoilt})), NOW_UTC)
    assert parts_of(archive_of(diary)) == whole


def test_a_measurement_of_version_6_comes_with_nothing_left_out(
    parts: Parts, any_diary: Diary
) -> None:
    def older(line: bytes) -> bytes:
        told = json.loads(line)
        for name in ("entry", "before"):
            if told.get(name):
                told[name].pop("left_out")
        return json.dumps(told).encode() + b"\n"

    old = {
        name: b"".join(map(older, parts[name].splitlines()))
        for name in ("measurements.ndjson", "revisions.ndjson")
    }
    take_in(any_diary, packed(with_manifest(truthful(parts | old), version=6)), NOW_UTC)
    (kept,) = any_diary.measurements.find()
    assert (kept.left_out, len(kept.corrections)) == ((), 1)


def test_corrections_that_fit_are_taken(parts: Parts, diary: Diary) -> None:
    assert take_in(diary, packed(parts), NOW_UTC).already_here == 1


@pytest.mark.parametrize(
    "spoil",
    [
        lambda line: replace(line, number=1),
        lambda line: replace(line, events=()),
        lambda line: replace(line, events=line.events * EVENTS_A_ROW),
    ],
)
def test_events_that_do_not_count_from_nothing_are_refused(
    spoil: Callable[[EventsLine], EventsLine],
) -> None:
    kept = a_measurement(corrections=(CORRECTION,))
    line = EventsLine(measurement=kept.id, number=0, events=some_events())
    kinds = kinds_of_events([line], {str(kept.id)})
    check_corrections("x", [kept], kinds)
    with pytest.raises(ArchiveRefusedError):
        kinds_of_events([spoil(line)], {str(kept.id)})
    with pytest.raises(ArchiveRefusedError):
        kinds_of_events([line], set())
    with pytest.raises(ArchiveRefusedError):
        check_corrections("x", [kept], {})
