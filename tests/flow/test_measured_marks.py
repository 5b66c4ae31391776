"""Marks beside a recording."""

from __future__ import annotations

import io

import pytest
from edfio import read_edf
from emg_conditions import RATE_HZ
from emg_conditions import condition

from quietmuscle.flow.measure import measure_array
from quietmuscle.flow.measured_marks import marks


@pytest.fixture(scope="module")
def found():
    samples = condition("A", seed=1001).samples_uv[: round(20 * RATE_HZ)]
    return measure_array(samples, rate_hz=RATE_HZ, unit="uV")


def test_an_edf_plus_file_holds_each_event(found):
    read = read_edf(io.BytesIO(marks(found, as_edf=True))).annotations
    assert read[0].text == f"measured: {found.engine_version}"
    assert len(read) == 1 + len(found.events)
    assert [each.onset for each in read[1:]] == pytest.approx(
        [each.onset_s for each in found.events], abs=1e-4
    )


def test_else_it_is_a_table(found):
    assert marks(found, as_edf=False).splitlines()[0] == b"onset,duration,description"
