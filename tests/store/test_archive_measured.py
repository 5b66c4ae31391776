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
from entries import NOW_UTC
from measured import a_correction
from measured import a_measurement
from measured import a_missed_twitch
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
