from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from entries import TODAY
from entries import a_lab_result

from quietmuscle.model.lab import Analyte
from quietmuscle.model.lab import LabUnit
from quietmuscle.report.neurologist_labs import blood_results
from quietmuscle.report.neurologist_lines import Limits

LIMITS = Limits(lines=3, medicines=1, changes=1, letters=40, picture_height_mm=60)


def test_the_last_of_each_kind_with_its_own_range() -> None:
    old = a_lab_result(TODAY - timedelta(days=90), value=0.6)
    new = a_lab_result(TODAY - timedelta(days=3), value=0.82)
    section = blood_results((new, old), LIMITS, "en")
    assert section.title == "Blood results"
    (line,) = section.lines
    assert line.label == "Magnesium"
    assert line.words == "0.82 mmol/L (laboratory's range 0.7 to 1.05), 20 November 2026"


def test_half_a_range_and_none() -> None:
    result = a_lab_result()
    words = [
        blood_results((replace(result, **ends),), LIMITS, "en").lines[0].words.split(",")[0]
        for ends in (
            {"range_low": None},
            {"range_high": None},
            {"range_low": None, "range_high": None},
        )
    ]
    assert words == [
        "0.82 mmol/L (laboratory's range up to 1.05)",
        "0.82 mmol/L (laboratory's range from 0.7)",
        "0.82 mmol/L",
    ]


def test_no_more_lines_than_there_is_room_for() -> None:
    results = tuple(
        replace(a_lab_result(), analyte=analyte, unit=LabUnit.MMOL_L) for analyte in Analyte
    )
    assert len(blood_results(results, LIMITS, "en").lines) == 3
    assert blood_results((), LIMITS, "en").lines == ()
