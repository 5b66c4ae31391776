"""Which strategies suit this person, which only with care, and which do not, with reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from quietmuscle.knowledge.about_health import FEVER
from quietmuscle.knowledge.about_health import health_question
from quietmuscle.knowledge.limits import Limit
from quietmuscle.knowledge.limits import LimitEffect
from quietmuscle.knowledge.limits import limits
from quietmuscle.knowledge.strategies import strategies
from quietmuscle.model.care import Answer
from quietmuscle.model.health import HealthItem
from quietmuscle.model.medicine_class import MedicineClass

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from quietmuscle.model.health import Health

MEDICINES = "medicines"
"""What is still to be told where the list of medicines is not known to be complete."""


NO_COUNTS_FOR = timedelta(days=180)
"""So long a "no" about one's health is believed; then it is asked again. Judgement: it is the
half year that the question about blood clots looks back over."""

PREGNANT_NO_COUNTS_FOR = timedelta(days=28)
"""So long a "no" about a pregnancy is believed. Judgement: one may begin within weeks."""


class Suits(StrEnum):
    """Whether something is offered to this person."""

    OFFERED = "offered"
    WITH_CARE = "with_care"
    CHECK_FIRST = "check_first"
    NOT_OFFERED = "not_offered"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenClasses:
    """The classes of all medicines that are taken.

    `complete` is false where nobody said that it is, or a medicine on it is not in
    ours: then no class may be ruled out.
    """

    classes: frozenset[MedicineClass]
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Suitability:
    """One strategy for this person.

    `reasons` are ids of the facts that forbid it, or that stand beside its
    steps. `to_ask` are items of about_health.toml, or "medicines", that must be
    told before it can be offered.
    """

    strategy: str
    suits: Suits
    reasons: tuple[str, ...]
    to_ask: tuple[str, ...]


def still_counting(health: Health, today: date) -> Health:
    """What was told about one's health, without each "no" that may no longer be true.

    A "no" to what a session asks each time, such as a blood clot, is believed on
    its day alone; that to a pregnancy for four weeks; any other for half a year.
    One of no known day is not believed. A "yes" stays until it is taken back.
    """
    for item in HealthItem:
        told_on = health.day_of(item)
        counts = _no_counts_for(item)
        if health.answer(item) is Answer.NO and (
            told_on is None or not timedelta() <= today - told_on <= counts
        ):
            health = health.with_answer(item, None, today)
    return health


def _no_counts_for(item: HealthItem) -> timedelta:
    if health_question(item).each_time:
        return timedelta()
    return PREGNANT_NO_COUNTS_FOR if item is HealthItem.PREGNANT else NO_COUNTS_FOR


def suitability(
    health: Health, medicines: TakenClasses, *, fever: Answer | None = None
) -> tuple[Suitability, ...]:
    """Every strategy for this person, in the order of the table.

    What is not known is never a no: a strategy that could harm is not offered
    before it was asked, and a caution stands until it was ruled out.
    """
    return tuple(_of(each.id, health, medicines, fever) for each in strategies())


def _of(
    strategy: str, health: Health, medicines: TakenClasses, fever: Answer | None
) -> Suitability:
    held = [
        (limit, _holds(limit, health, medicines, fever))
        for limit in limits()
        if limit.strategy == strategy
    ]
    against = [each for each in held if each[0].effect is LimitEffect.NOT_OFFERED]
    forbidden = _facts(limit for limit, holds in against if holds is Answer.YES)
    if forbidden:
        return Suitability(strategy=strategy, suits=Suits.NOT_OFFERED, reasons=forbidden, to_ask=())
    cautions = _facts(
        limit
        for limit, holds in held
        if limit.effect is LimitEffect.WITH_CARE and holds is not Answer.NO
    )
    to_ask = tuple(
        dict.fromkeys(limit.item or MEDICINES for limit, holds in against if holds is not Answer.NO)
    )
    suits = Suits.CHECK_FIRST if to_ask else Suits.WITH_CARE if cautions else Suits.OFFERED
    return Suitability(strategy=strategy, suits=suits, reasons=cautions, to_ask=to_ask)


def _holds(limit: Limit, health: Health, medicines: TakenClasses, fever: Answer | None) -> Answer:
    """Whether a limit holds for this person; what was not told is not known."""
    if limit.medicine_class is not None:
        if limit.medicine_class in medicines.classes:
            return Answer.YES
        return Answer.NO if medicines.complete else Answer.DONT_KNOW
    told = fever if limit.item == FEVER else health.answer(HealthItem(str(limit.item)))
    return Answer.DONT_KNOW if told is None else told


def _facts(found: Iterable[Limit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(limit.fact.id for limit in found))
