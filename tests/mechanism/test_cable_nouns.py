"""What may be asked of a fibre, and what is refused."""

from __future__ import annotations

import pytest

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.mechanism.cable_nouns import Axon
from quietmuscle.mechanism.cable_nouns import CableRun
from quietmuscle.mechanism.cable_nouns import Damage
from quietmuscle.mechanism.cable_nouns import Shock
from quietmuscle.mechanism.cable_nouns import Surroundings


def test_damage_knows_its_internodes():
    assert list(Damage(first_internode=9, internodes=3).places) == [9, 10, 11]
    assert not Damage(lamellae_left=0.05).is_remodelled
    assert Damage(sodium_s_per_cm2=0.1).is_remodelled
    assert Damage(slow_inward_s_per_cm2=0.001).is_remodelled


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda: Damage(lamellae_left=0.0), "lamellae_left was tried from 0.005 to 1"),
        (lambda: Damage(slow_inward_s_per_cm2=0.01), r"from 0 to 0\.001 S/cm²"),
        (lambda: Damage(internodes=6), "from 0 to 5"),
        (lambda: Surroundings(temperature_c=46.0), "from 30 to 45 °C; 46 lies outside"),
        (lambda: Surroundings(potassium_mmol=2.0), r"from 3 to 5\.5 mmol/l"),
        (lambda: CableRun(duration_ms=10.0, step_us=25.0), r"from 0\.5 to 10 µs"),
        (lambda: CableRun(duration_ms=3000.0), "from 1 to 2000 ms"),
        (lambda: CableRun(duration_ms=2000.0, step_us=1.0), "400000 is the most"),
        (lambda: Shock(node=1, start_ms=0.0, size_na=30.0), "from -20 to 20 nA"),
        (lambda: Axon(nodes=100), "5 to 61 nodes"),
        (lambda: Axon(nodes=11, damage=Damage(first_internode=9)), "lie within it"),
        (lambda: Axon(shocks=(Shock(node=21, start_ms=1.0),)), "lie within it"),
    ],
)
def test_what_was_never_tried_is_refused(wrong, words):
    with pytest.raises(ValueNotUnderstoodError, match=words):
        wrong()
