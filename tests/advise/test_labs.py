from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quietmuscle.advise.labs import Lies
from quietmuscle.advise.labs import lab_reading
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.knowledge.lab_ranges import lab_range
from quietmuscle.model.care import Tier
from quietmuscle.model.lab import Analyte
from quietmuscle.model.lab import LabResult
from quietmuscle.model.lab import LabUnit


def result(
    analyte: Analyte,
    value: float,
    unit: LabUnit = LabUnit.MMOL_L,
    low: float | None = None,
    high: float | None = None,
) -> LabResult:
    return LabResult(
        id=UUID(int=1),
        day=date(2026, 11, 20),
        analyte=analyte,
        value=value,
        unit=unit,
        range_low=low,
        range_high=high,
    )


def test_the_own_laboratorys_range_counts_first() -> None:
    common = lab_reading(result(Analyte.POTASSIUM, 5.2))
    assert (common.lies, common.own_range, common.high) == (Lies.ABOVE, False, 5.0)
    own = lab_reading(result(Analyte.POTASSIUM, 5.2, low=3.5, high=5.3))
    assert (own.lies, own.own_range, own.high) == (Lies.WITHIN, True, 5.3)
    half = lab_reading(result(Analyte.POTASSIUM, 3.4, high=5.3))
    assert (half.lies, half.low, half.own_range) == (Lies.BELOW, 3.5, True)
    other_half = lab_reading(result(Analyte.POTASSIUM, 5.2, low=3.6))
    assert (other_half.lies, other_half.high) == (Lies.ABOVE, 5.0)


def test_the_ends_of_a_range_lie_within_it() -> None:
    assert lab_reading(result(Analyte.SODIUM, 133)).lies is Lies.WITHIN
    assert lab_reading(result(Analyte.SODIUM, 146)).lies is Lies.WITHIN


def test_a_value_in_us_units_is_read_in_them() -> None:
    reading = lab_reading(result(Analyte.CALCIUM, 9.4, LabUnit.MG_DL))
    assert (reading.lies, reading.looks_like) == (Lies.WITHIN, ())
    assert (reading.low, reading.high) == pytest.approx((8.6, 10.3), abs=0.02)
    assert reading.mmol_l == pytest.approx(2.345, abs=0.001)


@pytest.mark.parametrize(
    ("analyte", "value", "unit", "other"),
    [
        (Analyte.CALCIUM, 9.4, LabUnit.MMOL_L, (LabUnit.MG_DL,)),
        (Analyte.CALCIUM, 2.35, LabUnit.MG_DL, (LabUnit.MMOL_L,)),
        (Analyte.MAGNESIUM, 2.0, LabUnit.MMOL_L, (LabUnit.MG_DL, LabUnit.MEQ_L)),
        (Analyte.MAGNESIUM, 0.8, LabUnit.MG_DL, (LabUnit.MMOL_L,)),
        (Analyte.CALCIUM_ADJUSTED, 4.8, LabUnit.MMOL_L, (LabUnit.MEQ_L,)),
    ],
)
def test_a_value_that_is_usual_in_another_unit_is_asked_about(
    analyte: Analyte, value: float, unit: LabUnit, other: tuple[LabUnit, ...]
) -> None:
    assert lab_reading(result(analyte, value, unit)).looks_like == other


def test_a_range_in_another_unit_is_asked_about() -> None:
    reading = lab_reading(result(Analyte.CALCIUM, 2.3, LabUnit.MMOL_L, 8.6, 10.3))
    assert reading.looks_like == (LabUnit.MG_DL,)


def test_an_unusual_value_with_its_own_usual_range_is_not_asked_about() -> None:
    reading = lab_reading(result(Analyte.MAGNESIUM, 0.33, LabUnit.MMOL_L, 0.7, 1.1))
    assert reading.looks_like == ()
    assert reading.danger is not None


@pytest.mark.parametrize(
    ("analyte", "value", "tier", "fact"),
    [
        (Analyte.POTASSIUM, 2.8, Tier.T1, "labs_danger_potassium_low"),
        (Analyte.POTASSIUM, 6.2, Tier.T1, "labs_danger_potassium_high"),
        (Analyte.POTASSIUM, 6.7, Tier.T0, "labs_danger_potassium_severe"),
        (Analyte.CALCIUM_ADJUSTED, 1.8, Tier.T0, "labs_danger_calcium_low"),
    ],
)
def test_a_danger_line_leads_to_help(analyte: Analyte, value: float, tier: Tier, fact: str) -> None:
    danger = lab_reading(result(analyte, value, low=0.1, high=9.0)).danger
    assert danger is not None
    assert (danger.tier, danger.fact.id) == (tier, fact)


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueNotUnderstoodError, match="cannot be"):
        lab_reading(result(Analyte.POTASSIUM, 45))
    with pytest.raises(ValueNotUnderstoodError, match="not given in mg/dL"):
        lab_reading(result(Analyte.SODIUM, 140, LabUnit.MG_DL))


@given(
    st.sampled_from(Analyte).flatmap(
        lambda analyte: st.tuples(
            st.just(analyte),
            st.floats(*lab_range(analyte).possible_mmol_l),
            st.sampled_from(lab_range(analyte).units),
        )
    )
)
def test_the_unit_changes_nothing_about_the_danger(told: tuple[Analyte, float, LabUnit]) -> None:
    analyte, mmol_l, unit = told
    known = lab_range(analyte)
    plain = lab_reading(result(analyte, mmol_l))
    scale = known.shown(1.0, unit)
    other = lab_reading(result(analyte, mmol_l * scale, unit)) if scale != 1 else plain
    assert other.mmol_l == pytest.approx(mmol_l)
    near_a_line = any(
        abs(mmol_l - edge) < 1e-9
        for line in known.danger
        for edge in (line.under, line.over, line.starting)
        if edge is not None
    )
    assert near_a_line or other.danger == plain.danger


def test_half_a_range_says_nothing_about_the_unit() -> None:
    assert lab_reading(result(Analyte.CALCIUM, 2.3, low=9.0)).looks_like == ()


def test_a_number_that_is_usual_in_its_own_unit_is_not_asked_about() -> None:
    assert lab_reading(result(Analyte.MAGNESIUM, 2.0, LabUnit.MG_DL)).looks_like == ()
