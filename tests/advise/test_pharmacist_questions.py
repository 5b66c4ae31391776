"""Questions for the pharmacist: what the check found is asked, and nothing is told."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from quietmuscle.advise.medicine_check import check_medicines
from quietmuscle.advise.pharmacist_questions import pharmacist_questions
from quietmuscle.base.text import say
from quietmuscle.model.medicine import MedicineAction
from quietmuscle.model.medicine import MedicineChange

TODAY = date(2026, 11, 23)
STARTED, DOSE_CHANGED, STOPPED, MISSED, TAKEN = MedicineAction


def asked(*told: tuple[str, MedicineAction] | str) -> list[str]:
    changes = tuple(
        MedicineChange(
            id=UUID(int=number),
            day=TODAY,
            name=each if isinstance(each, str) else each[0],
            action=STARTED if isinstance(each, str) else each[1],
        )
        for number, each in enumerate(told)
    )
    found = pharmacist_questions(check_medicines(changes, TODAY))
    return [say(each.question) for each in found]


def test_who_takes_nothing_asks_nothing() -> None:
    assert asked() == []


@pytest.mark.parametrize(
    ("told", "question"),
    [
        (
            ("Tizanidine", "Ciprofloxacin"),
            (
                "I take Ciprofloxacin and Tizanidine. Does the prescriber know of both, "
                "and is that all right?"
            ),
        ),
        (
            ("Magnesium", "Doxycycline"),
            "How many hours should lie between Doxycycline and Magnesium?",
        ),
        (
            ("Prednisone", "Salbutamol"),
            (
                "I take Prednisone and Salbutamol. What should I watch for, "
                "and do I need a blood test?"
            ),
        ),
        (
            ("Lioresal", "Baclofen"),
            "Baclofen and Lioresal seem to be the same medicine. Should I take both?",
        ),
        (
            ("Baclofen", ("Baclofen", STOPPED)),
            "I stopped Baclofen not long ago. Was that too sudden?",
        ),
        (
            ("Baclofen", ("Baclofen", MISSED)),
            "I missed doses of Baclofen. What do I do when that happens?",
        ),
        (
            ("Wundermittel",),
            "Can Wundermittel have to do with twitching, and does it go with what else I take?",
        ),
        (
            ("Omeprazole",),
            "Omeprazole: this can lower magnesium. When was it last tested, and is a test due?",
        ),
        (
            ("Desmopressin",),
            "How much should I drink while I take Desmopressin, also in the heat?",
        ),
        (("Sertraline",), "Can Sertraline have to do with my twitching?"),
        (
            ("Sertraline", "Baclofen", "Ocrelizumab"),
            "Can one of these have to do with my twitching: Baclofen, Sertraline?",
        ),
        (
            ("Baclofen",),
            "What do I do if I run out of Baclofen, and how would it be ended one day?",
        ),
    ],
)
def test_what_was_found_is_asked(
    told: tuple[tuple[str, MedicineAction] | str, ...], question: str
) -> None:
    assert question in asked(*told)


def test_the_most_pressing_comes_first() -> None:
    first = asked("Omeprazole", "Wundermittel", "Tizanidine", "Ciprofloxacin")[0]
    assert first.startswith("I take Ciprofloxacin and Tizanidine.")


def test_a_medicine_without_a_strong_sign_is_not_accused() -> None:
    assert asked("Ocrelizumab") == []


def test_each_question_names_what_it_rests_on() -> None:
    change = MedicineChange(id=UUID(int=1), day=TODAY, name="Furosemide", action=STARTED)
    found = pharmacist_questions(check_medicines((change,), TODAY))
    assert all(each.because for each in found)
    assert {"furosemide_salts"} in [set(each.because) for each in found]


def test_a_combination_and_a_sign_of_twitching_name_their_ids() -> None:
    changes = tuple(
        MedicineChange(id=UUID(int=number), day=TODAY, name=name, action=STARTED)
        for number, name in enumerate(("Tizanidine", "Ciprofloxacin"))
    )
    found = pharmacist_questions(check_medicines(changes, TODAY))
    assert found[0].because == ("tizanidine_cyp1a2",)
    (twitching,) = (each for each in found if "to do with my twitching" in say(each.question))
    assert twitching.because
    assert "quinolones_labels" in twitching.because


def test_medicines_that_move_the_same_salt_are_asked_for_together() -> None:
    assert any(
        "Furosemide, Omeprazole: this can" in each for each in asked("Omeprazole", "Furosemide")
    )
