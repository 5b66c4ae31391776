"""Which constants an EMG was measured with is kept, and no change of one goes unseen."""

from __future__ import annotations

import pkgutil
from typing import TYPE_CHECKING

import numpy as np
from emg_conditions import source_of

from quietmuscle import measure
from quietmuscle.measure import emg
from quietmuscle.measure import templates
from quietmuscle.measure.emg import measure_emg
from quietmuscle.measure.emg_parameters import STEPS
from quietmuscle.measure.emg_parameters import constants_of
from quietmuscle.measure.emg_parameters import emg_parameters

if TYPE_CHECKING:
    import pytest

SOURCE = source_of(np.random.default_rng(1).normal(0, 5, (4096, 2)), 2048.0)
NOT_OF_EMG = ("accel", "video")
OF_LOOKING = {"emg_trace", "envelope", "magnify", "crop"}
OWN = {"emg", "emg_pieces"}
"""Their constants are told by name."""
NO_STEPS = {"change", "corrected", "rate", "usable_time", "activity_nouns", "emg_parameters"}
NO_STEPS |= OF_LOOKING | OWN


def told() -> dict[str, float]:
    return dict(emg_parameters(SOURCE.header, emg.OWN_PARAMETERS))


def test_a_measurement_holds_them() -> None:
    found = measure_emg(SOURCE)
    assert found.parameters == emg_parameters(SOURCE.header, emg.OWN_PARAMETERS)
    kept = dict(found.parameters)
    assert len(kept) == len(found.parameters)
    assert (kept["rate_hz"], kept["channels"], kept["sure_z"]) == (2048.0, 2.0, 5.2)


def test_any_constant_that_changes_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    before = told()["constants_crc32"]
    assert before == told()["constants_crc32"]
    monkeypatch.setattr(templates, "SHIFT_S", 0.006)
    assert told()["constants_crc32"] != before


def test_every_step_of_emg_is_among_them() -> None:
    steps = {each.__name__.rpartition(".")[2] for each in STEPS}
    modules = {
        each.name for each in pkgutil.iter_modules(measure.__path__)
        if not each.name.startswith(NOT_OF_EMG)
    }  # fmt: skip
    assert modules - NO_STEPS == steps
    named = {name for name, _value in constants_of(templates)}
    assert {"templates.HALF_S.0", "templates.MOST_UNITS.0"} <= named
