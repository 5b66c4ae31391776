"""Measurements as tables."""

from __future__ import annotations

import csv
import io

import pytest
from emg_conditions import RATE_HZ
from emg_conditions import condition

from quietmuscle.base.text import Message
from quietmuscle.flow.measure import measure_array
from quietmuscle.flow.measure import measured_file
from quietmuscle.flow.measure_many import Refused
from quietmuscle.flow.measured_marks import marks
from quietmuscle.flow.measured_tables import event_table
from quietmuscle.flow.measured_tables import file_table
from quietmuscle.flow.measured_tables import mark_table
from quietmuscle.model.measurement import Measurement
from quietmuscle.model.measurement import MeasurementSummary
from quietmuscle.model.recording import Modality


@pytest.fixture(scope="module")
def found():
    samples = condition("A", seed=1001).samples_uv[: round(20 * RATE_HZ)]
    return measure_array(samples, rate_hz=RATE_HZ, unit="uV")


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_each_event_is_a_row(found):
    told = rows(event_table([found, found]))
    assert len(told) == 2 * len(found.events)
    assert float(told[0]["onset_s"]) == pytest.approx(found.events[0].onset_s, abs=1e-4)
    assert told[0]["kind"] == "fasciculation"


def test_each_file_is_a_row_and_a_refused_one_has_its_reason(found):
    good, bad = rows(file_table([found, Refused(file="=x.csv", reason=Message("Not a table."))]))
    assert int(good["fasciculations"]) == found.summary.fasciculations
    assert float(good["rate_per_min"]) == pytest.approx(found.summary.rate_per_min, rel=1e-3)
    assert (bad["file"], bad["refused"], bad["modality"]) == ("'=x.csv", "Not a table.", "")


def test_marks_name_what_they_stand_beside(found):
    told = rows(mark_table(found))
    assert len(told) == len(found.events)
    assert told[0]["description"].startswith("fasciculation unit ")


def test_nothing_found_is_an_empty_table():
    empty = measured_file("x", _measurement())
    assert rows(mark_table(empty)) == []
    assert marks(empty, as_edf=True)[:1] == b"0"


def _measurement():
    return Measurement(
        modality=Modality.EMG,
        engine_version="x",
        duration_s=1.0,
        usable_s=1.0,
        quality=(),
        events=(),
        summary=MeasurementSummary(fasciculations=0, rate_per_min=0.0, rate_interval_95=(0.0, 3.0)),
    )
