from __future__ import annotations

from dataclasses import replace
from datetime import date
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quietmuscle.advise.suitability import MEDICINES
from quietmuscle.advise.suitability import Suitability
from quietmuscle.advise.suitability import Suits
from quietmuscle.advise.suitability import TakenClasses
from quietmuscle.advise.suitability import still_counting
from quietmuscle.advise.suitability import suitability
from quietmuscle.knowledge.facts import fact
from quietmuscle.knowledge.strategies import strategies
from quietmuscle.model.care import Answer
from quietmuscle.model.health import Health
from quietmuscle.model.health import HealthItem
from quietmuscle.model.medicine_class import MedicineClass

NONE_TAKEN = TakenClasses(classes=frozenset(), complete=True)
HEALTHY = Health(**{item.value: Answer.NO for item in HealthItem})
ORDER = [Suits.OFFERED, Suits.WITH_CARE, Suits.CHECK_FIRST, Suits.NOT_OFFERED]


def of(
    strategy: str,
    health: Health = HEALTHY,
    medicines: TakenClasses = NONE_TAKEN,
    fever: Answer | None = Answer.NO,
) -> Suitability:
    return next(
        each for each in suitability(health, medicines, fever=fever) if each.strategy == strategy
    )


TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("item", "days_ago", "believed"),
    [
        ("blood_clot", 0, True),
        ("blood_clot", 1, False),
        ("fracture_or_sore", 1, False),
        ("numb_skin", 0, True),
        ("numb_skin", 180, True),
        ("numb_skin", 181, False),
        ("numb_skin", -1, False),
        ("pregnant", 28, True),
        ("pregnant", 29, False),
    ],
)
def test_a_no_is_believed_for_a_time_alone(item, days_ago, believed) -> None:
    told_on = TODAY - timedelta(days=days_ago)
    told = Health().with_answer(HealthItem(item), Answer.NO, told_on)
    told = told.with_answer(HealthItem.TRAUMA, Answer.YES, told_on)
    counting = still_counting(told, TODAY)
    assert counting.answer(HealthItem(item)) is (Answer.NO if believed else None)
    assert counting.day_of(HealthItem(item)) == (told_on if believed else None)
    assert counting.trauma is Answer.YES


def test_a_no_of_no_known_day_is_asked_again_and_a_yes_stays() -> None:
    old = replace(HEALTHY, blood_clot=Answer.YES, pump=Answer.DONT_KNOW)
    assert still_counting(old, TODAY) == Health(blood_clot=Answer.YES, pump=Answer.DONT_KNOW)


@pytest.mark.parametrize(
    ("strategy", "item"),
    [("massage", "blood_clot"), ("warm_compress", "numb_skin"), ("stretching", "fracture_or_sore")],
)
def test_what_could_harm_is_asked_again_before_it_is_offered(strategy, item) -> None:
    told = HEALTHY
    for each in HealthItem:
        told = told.with_answer(each, Answer.NO, TODAY)
    assert of(strategy, still_counting(told, TODAY)).suits is Suits.OFFERED
    later = still_counting(told, TODAY + timedelta(days=181))
    assert of(strategy, later).suits is Suits.CHECK_FIRST
    assert item in of(strategy, later).to_ask


def test_who_has_nothing_is_offered_everything() -> None:
    found = suitability(HEALTHY, NONE_TAKEN, fever=Answer.NO)
    assert [each.strategy for each in found] == [each.id for each in strategies()]
    assert {each.suits for each in found} == {Suits.OFFERED}


@pytest.mark.parametrize(
    ("strategy", "item", "reason"),
    [
        ("fluids", "heart_failure", "fluids_heart"),
        ("fluids", "kidney_disease", "fluids_kidney"),
        ("fluids", "low_sodium", "fluids_low_sodium"),
        ("magnesium", "kidney_disease", "magnesium_kidney"),
        ("warm_compress", "numb_skin", "warm_numb"),
        ("warm_compress", "heat_sensitive", "warm_heat"),
        ("slow_breathing", "co2_retention", "breathing_co2"),
        ("massage", "blood_clot", "massage_clot"),
        ("stretching", "fracture_or_sore", "stretching_injury"),
    ],
)
def test_what_could_harm_is_not_offered_and_says_why(strategy: str, item: str, reason: str) -> None:
    with_it = of(strategy, replace(HEALTHY, **{item: Answer.YES}))
    assert (with_it.suits, with_it.reasons) == (Suits.NOT_OFFERED, (reason,))
    assert with_it.to_ask == ()
    for unknown in (None, Answer.DONT_KNOW):
        not_known = of(strategy, replace(HEALTHY, **{item: unknown}))
        assert not_known.suits is Suits.CHECK_FIRST
        assert item in not_known.to_ask


def test_a_caution_stands_until_it_is_ruled_out() -> None:
    for told in (Answer.YES, Answer.DONT_KNOW, None):
        found = of("stretching", replace(HEALTHY, balance_trouble=told))
        assert found.suits is Suits.WITH_CARE
        assert found.reasons == ("stretching_balance",)


@pytest.mark.parametrize(
    "taken",
    [MedicineClass.DESMOPRESSIN, MedicineClass.HYPONATRAEMIA_RISK, MedicineClass.FLUID_CAUTION],
)
def test_a_medicine_forbids_drinking_more(taken: MedicineClass) -> None:
    found = of("fluids", medicines=TakenClasses(classes=frozenset({taken}), complete=False))
    assert found.suits is Suits.NOT_OFFERED
    assert len(found.reasons) == 1


def test_an_unknown_medicine_is_asked_about_before_drinking_more() -> None:
    unknown = TakenClasses(classes=frozenset(), complete=False)
    assert of("fluids", medicines=unknown).to_ask == (MEDICINES,)
    assert of("potassium_calcium", medicines=unknown).suits is Suits.CHECK_FIRST
    assert of("sleep", medicines=unknown).suits is Suits.OFFERED


def test_a_fever_forbids_warmth_and_exercise() -> None:
    for strategy in ("warm_compress", "exercise", "yoga"):
        assert of(strategy, fever=Answer.YES).suits is Suits.NOT_OFFERED
        assert of(strategy, fever=None).to_ask == ("fever",)


answers = st.sampled_from([None, *Answer])
healths = st.builds(Health, **{item.value: answers for item in HealthItem})
taken = st.builds(
    TakenClasses, classes=st.frozensets(st.sampled_from(MedicineClass)), complete=st.booleans()
)


@given(healths, taken, answers, st.sampled_from(HealthItem))
def test_knowing_less_or_having_more_never_offers_more(
    health: Health, medicines: TakenClasses, fever: Answer | None, item: HealthItem
) -> None:
    steps = [replace(health, **{item.value: told}) for told in (Answer.NO, None, Answer.YES)]
    ranks = [
        [ORDER.index(each.suits) for each in suitability(step, medicines, fever=fever)]
        for step in steps
    ]
    assert all(a <= b <= c for a, b, c in zip(*ranks, strict=True))


@given(healths, taken, answers, st.sampled_from(MedicineClass))
def test_one_more_medicine_never_offers_more(
    health: Health, medicines: TakenClasses, fever: Answer | None, more: MedicineClass
) -> None:
    before = suitability(health, medicines, fever=fever)
    after = suitability(health, replace(medicines, classes=medicines.classes | {more}), fever=fever)
    for one, other in zip(before, after, strict=True):
        assert ORDER.index(one.suits) <= ORDER.index(other.suits)


@given(healths, taken, answers)
def test_every_refusal_gives_its_reason(
    health: Health, medicines: TakenClasses, fever: Answer | None
) -> None:
    for each in suitability(health, medicines, fever=fever):
        assert all(fact(reason).sources for reason in each.reasons)
        assert (each.suits is Suits.CHECK_FIRST) == bool(each.to_ask)
        if each.suits in {Suits.NOT_OFFERED, Suits.WITH_CARE}:
            assert each.reasons
