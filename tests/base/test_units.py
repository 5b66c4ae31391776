from __future__ import annotations

import pytest

from quietmuscle.base.units import UnitSystem
from quietmuscle.base.units import fluid_shown


@pytest.mark.parametrize(
    ("amount_ml", "system", "shown"),
    [
        (1500, UnitSystem.METRIC, (1500, "ml")),
        (249.6, UnitSystem.METRIC, (250, "ml")),
        (0, UnitSystem.US, (0, "fl oz")),
        (500, UnitSystem.US, (17, "fl oz")),
        (1000, UnitSystem.US, (34, "fl oz")),
        (1500, UnitSystem.US, (51, "fl oz")),
        (2500, UnitSystem.US, (85, "fl oz")),
    ],
)
def test_fluids_are_shown_in_the_units_a_person_reads(amount_ml, system, shown):
    assert fluid_shown(amount_ml, system) == shown


def test_a_fluid_ounce_is_its_share_of_a_gallon():
    # A US gallon is 231 cubic inches and 128 fluid ounces; an inch is 25.4 mm.
    assert fluid_shown(231 * 2.54**3, UnitSystem.US) == (128, "fl oz")
