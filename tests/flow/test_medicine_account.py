"""What programs are told about medicines, in a fixed order."""

from __future__ import annotations

import pytest

from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.wire import to_json
from quietmuscle.flow.medicine_account import medicine_told
from quietmuscle.flow.medicine_account import search_told
from quietmuscle.knowledge.medicines import medicines


def test_every_medicine_is_told_and_becomes_json() -> None:
    for entry in medicines():
        told = medicine_told(entry.id)
        assert set(told.classes) == entry.classes
        assert f'"id":"{entry.id}"'.encode() in to_json(told)


def test_kinds_come_in_the_order_of_their_list() -> None:
    assert [str(kind) for kind in medicine_told("citalopram").classes] == [
        "antidepressant",
        "ssri",
        "serotonergic",
        "qt_prolonging",
        "hyponatraemia_risk",
        "fluid_caution",
    ]


def test_an_unknown_medicine_is_one_to_ask_about() -> None:
    with pytest.raises(NotFoundError, match="ask your pharmacist"):
        medicine_told("wundermittel")


def test_a_search_names_what_was_asked() -> None:
    assert search_told("").found == ()
    assert search_told("lioresal").found[0].found_by == "Lioresal"
