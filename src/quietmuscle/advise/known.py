"""What is known of each question: from answers, medicines, diary and profile.

An answer of "yes" holds. A "no" gives way to a medicine list that says
otherwise, and "I am of age" gives way to an age under 18. What was not asked
may be known from elsewhere, and then only towards "yes": that a diary is silent
about pain does not mean that there was none. Two things may say "no" unasked: a
list of medicines that was called complete and holds only medicines we know, and
what the person told about themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quietmuscle.advise.truth import Truth
from quietmuscle.knowledge.care_questions import LIST_COMPLETE
from quietmuscle.knowledge.care_questions import MedicineSign
from quietmuscle.knowledge.care_questions import MedicineSignKind
from quietmuscle.model.care import ADULT_FROM_YEARS
from quietmuscle.model.care import LASTING_FROM_DAYS
from quietmuscle.model.care import OLDER_FROM_YEARS
from quietmuscle.model.care import Answer
from quietmuscle.model.care import CareProfile
from quietmuscle.model.care import CareScenario
from quietmuscle.model.care import DiaryExtract
from quietmuscle.model.care import TakenMedicine

if TYPE_CHECKING:
    from quietmuscle.knowledge.care_questions import CareQuestion

ADULT = "adult"

_ANSWERS = {Answer.YES: Truth.YES, Answer.NO: Truth.NO, Answer.DONT_KNOW: Truth.UNKNOWN}
_SAYING = {Truth.YES: Answer.YES, Truth.NO: Answer.NO}


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of the questions of one scenario.

    `truths` has a value for every question. `to_ask` holds, for a question that
    is unknown and was not asked, the question to ask in its place: itself, or
    the one that settles it first.
    """

    truths: Mapping[str, Truth]
    to_ask: Mapping[str, str]
    contradictions: tuple[str, ...]

    def truth(self, question: str) -> Truth:
        """The truth of a question."""
        return self.truths[question]

    def ask(self, question: str) -> str | None:
        """The question to ask for an unknown one; None where asking was in vain."""
        return self.to_ask.get(question)

    def bounds(self, question: str) -> tuple[Truth, Truth]:
        """The least and the most that the truth of a question can come to by asking."""
        if question in self.to_ask:
            return Truth.NO, Truth.YES
        return self.truths[question], self.truths[question]


def known_of(scenario: CareScenario, questions: Mapping[str, CareQuestion]) -> Known:
    """What a scenario says of each question."""
    truths: dict[str, Truth] = {}
    to_ask: dict[str, str] = {}
    contradictions: list[str] = []
    for question in questions.values():
        answer = scenario.answers.get(question.id)
        elsewhere = _from_elsewhere(question, scenario)
        overruled = _overrules(elsewhere, question)
        if overruled and answer not in {None, Answer.DONT_KNOW, _SAYING[elsewhere]}:
            contradictions.append(question.id)
        if answer is not None and not overruled:
            truths[question.id] = _ANSWERS[answer]
        elif elsewhere is not Truth.UNKNOWN:
            truths[question.id] = elsewhere
        elif question.only_if is not None and truths[question.only_if] is not Truth.YES:
            truths[question.id] = truths[question.only_if]
            if question.only_if in to_ask:
                to_ask[question.id] = to_ask[question.only_if]
            elif truths[question.only_if] is Truth.UNKNOWN:
                to_ask[question.id] = question.id
        else:
            truths[question.id] = Truth.UNKNOWN
            to_ask[question.id] = _asked_first(question, scenario)
    return Known(truths=truths, to_ask=to_ask, contradictions=tuple(contradictions))


def _overrules(elsewhere: Truth, question: CareQuestion) -> bool:
    """Whether what is known otherwise is believed over an answer: the cautious side is."""
    if question.medicines:
        return elsewhere is Truth.YES
    return question.profile == ADULT and elsewhere is Truth.NO


def _asked_first(question: CareQuestion, scenario: CareScenario) -> str:
    """The question that settles one: whether the list is complete, where that would do."""
    would_do = (
        question.medicines
        and not question.more_than_medicines
        and question.profile is None
        and scenario.medicines is not None
        and LIST_COMPLETE not in scenario.answers
        and not any(_may_matter(question.medicines, taken) for taken in scenario.medicines)
    )
    return LIST_COMPLETE if would_do else question.id


def _from_elsewhere(question: CareQuestion, scenario: CareScenario) -> Truth:
    """What is known without its answer: one yes is enough, a no must be said by all."""
    found = []
    if question.medicines:
        found.append(_from_medicines(question, scenario))
    if question.diary is not None:
        found.append(_from_diary(question.diary, scenario.diary))
    if question.profile is not None:
        found.append(_from_profile(question.profile, scenario.profile))
    return max(found, default=Truth.UNKNOWN)


def _from_medicines(question: CareQuestion, scenario: CareScenario) -> Truth:
    taken = scenario.medicines
    if taken is None:
        return Truth.UNKNOWN
    first_days_ago = scenario.diary.days_since_first_twitch
    for sign in question.medicines:
        if any(_shows(sign, medicine, first_days_ago) for medicine in taken):
            return Truth.YES
    if question.more_than_medicines or scenario.answers.get(LIST_COMPLETE) is not Answer.YES:
        return Truth.UNKNOWN
    if any(_may_matter(question.medicines, medicine) for medicine in taken):
        return Truth.UNKNOWN
    return Truth.NO


def _may_matter(signs: tuple[MedicineSign, ...], medicine: TakenMedicine) -> bool:
    """Whether a medicine is of the kinds asked for, or of kinds that we do not know."""
    return any(_is_of(sign, medicine, unknown=True) for sign in signs)


def _is_of(sign: MedicineSign, medicine: TakenMedicine, *, unknown: bool) -> bool:
    if sign.classes is None:
        return True
    if medicine.classes is None:
        return unknown
    return bool(sign.classes & medicine.classes)


def _shows(sign: MedicineSign, medicine: TakenMedicine, first_days_ago: int | None) -> bool:
    """Whether the medicine surely answers the question with yes."""
    if not _is_of(sign, medicine, unknown=False):
        return False
    if sign.kind is MedicineSignKind.TAKING:
        stopped, started = medicine.stopped_days_ago, medicine.started_days_ago
        taken = stopped is None or stopped <= sign.days
        return taken and (
            sign.at_least_days == 0 or (started is not None and started >= sign.at_least_days)
        )
    days = [medicine.stopped_days_ago, medicine.missed_days_ago]
    if sign.kind is MedicineSignKind.CHANGED:
        days = [medicine.started_days_ago, medicine.changed_days_ago, medicine.stopped_days_ago]
    known = [day for day in days if day is not None]
    if not sign.before_twitch:
        return any(day <= sign.days for day in known)
    return first_days_ago is not None and any(
        0 <= day - first_days_ago <= sign.days for day in known
    )


def _from_diary(name: str, diary: DiaryExtract) -> Truth:
    """What the diary says of a question: yes, or nothing."""
    first, places = diary.days_since_first_twitch, diary.places_last_14_days
    says = {
        "over_2_weeks": first is not None and first > LASTING_FROM_DAYS,
        "more_than_one_place": places is not None and places > 1,
        "painful": diary.painful_last_14_days is True,
        "weak_or_stiff": diary.weak_or_stiff_last_14_days is True,
        "disturbs_most_days": diary.disturbed_most_days is True,
    }
    return Truth.YES if says[name] else Truth.UNKNOWN


def _from_profile(name: str, profile: CareProfile) -> Truth:
    """What the person told about themselves."""
    age = profile.age_years
    says = {
        "adult": None if age is None else age >= ADULT_FROM_YEARS,
        "age_45_or_over": None if age is None else age >= OLDER_FROM_YEARS,
        "pregnant": profile.late_pregnancy or profile.pregnant,
        "late_pregnancy": profile.late_pregnancy,
        "kidney_disease": profile.kidney_disease,
    }[name]
    if says is None:
        return Truth.UNKNOWN
    return Truth.YES if says else Truth.NO
