"""The words of a measurement are those of its contract."""

from __future__ import annotations

from quietmuscle.model.measurement import EventKind


def test_the_kinds_are_those_of_the_contract():
    assert [kind.value for kind in EventKind] == [
        "fasciculation",
        "voluntary",
        "tremor",
        "clonus",
        "spasm",
        "artefact",
        "other",
    ]
