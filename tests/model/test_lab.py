from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.model.lab import Analyte
from quietmuscle.model.lab import LabResult
from quietmuscle.model.lab import LabUnit

GOOD: dict[str, object] = {
    "id": UUID(int=1),
    "day": date(2026, 11, 20),
    "analyte": Analyte.MAGNESIUM,
    "value": 0.8,
    "unit": LabUnit.MMOL_L,
}


@pytest.mark.parametrize("value", [0.0, -1.0, float("nan"), float("inf"), 10_001.0])
def test_a_result_is_a_number_above_nothing(value: float) -> None:
    LabResult(**GOOD)
    for name in ("value", "range_low", "range_high"):
        with pytest.raises(ValueNotUnderstoodError, match="above 0"):
            LabResult(**{**GOOD, name: value})


def test_a_range_goes_upwards() -> None:
    LabResult(**GOOD, range_low=0.7, range_high=1.1)
    with pytest.raises(ValueNotUnderstoodError, match="lower to a higher"):
        LabResult(**GOOD, range_low=1.1, range_high=0.7)


def test_days_and_notes_are_sane() -> None:
    with pytest.raises(ValueNotUnderstoodError):
        LabResult(**{**GOOD, "day": date(1, 1, 1)})
    with pytest.raises(ValueNotUnderstoodError):
        LabResult(**GOOD, note="x" * 201)
