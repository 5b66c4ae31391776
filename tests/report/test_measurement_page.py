"""One measurement as a page."""

from __future__ import annotations

import re

import pytest

from quietmuscle.model.measurement import Event
from quietmuscle.model.measurement import EventDetail
from quietmuscle.model.measurement import EventKind
from quietmuscle.report.measurement_page import MOST_EVENTS
from quietmuscle.report.measurement_page import measurement_page


def event(at, **more):
    given = {"kind": EventKind.FASCICULATION, "unit_id": 0, "channel": "<b>", **more}
    return Event(onset_s=at, duration_s=0.01, confidence=0.9, amplitude=80.0,
                 amplitude_unit="uV", **given)  # fmt: skip


def page(events):
    return measurement_page("<script>x.edf", ["So & so."], events, 60.0, "en")


def test_the_page_has_sentences_a_time_line_and_a_table():
    told = page(
        [event(1.0), event(5.0, kind=EventKind.VOLUNTARY, detail=EventDetail.TONIC, unit_id=2)]
    )
    assert "<p>So &amp; so.</p>" in told
    assert told.count("<tr>") == 3
    assert "twitches, shape 0" in told
    assert told.count("the muscle at work, steadily<") == 2, "in the time line and the table"
    assert "<td>80 µV</td>" in told
    assert "<svg" in told


@pytest.mark.parametrize("detail", [None, *EventDetail])
@pytest.mark.parametrize("kind", EventKind)
def test_no_code_of_ours_is_read_by_people(kind, detail):
    told = page([event(1.0, kind=kind, detail=detail)])
    assert not re.search(r"\b[a-z]+_[a-z]+\b", told)
    assert not re.search(r">[^<]*\b(fasciculation|artefact|voluntary|tonic)\b", told)


def test_a_shape_has_the_number_that_it_has_in_the_tables():
    told = page([event(1.0, unit_id=4)])
    assert "twitches, shape 4<" in told
    assert "<td>4</td>" in told
    assert "<td>5</td>" not in told


def test_nothing_in_it_runs_or_comes_from_elsewhere():
    told = page([event(1.0)])
    assert "<script" not in told
    assert "<b>" not in told
    assert "http" not in told.replace("http-equiv", "")
    assert "default-src 'none'" in told


def test_a_long_table_is_cut_and_says_so():
    told = page([event(0.01 * n) for n in range(MOST_EVENTS + 5)])
    assert told.count("<tr>") == MOST_EVENTS + 1
    assert str(MOST_EVENTS + 5) in told


def test_without_events_there_is_no_table():
    assert "<table" not in page([])
