"""The warning signs on the page for the neurologist."""

from __future__ import annotations

from dataclasses import replace

from entries import a_care_check

from quietmuscle.knowledge.care_rules import care_ruleset
from quietmuscle.model.care import Answer
from quietmuscle.model.care_check import CareCheck
from quietmuscle.model.care_check import CheckAnswer
from quietmuscle.report.neurologist_flags import FLAGS
from quietmuscle.report.neurologist_flags import red_flags


def check(**told: Answer) -> CareCheck:
    answers = tuple(CheckAnswer(question=name, answer=answer) for name, answer in told.items())
    return replace(a_care_check(), answers=answers, known=())


def shown(found: CareCheck) -> dict[str, str]:
    return {line.label: line.words for line in red_flags(found, "en").lines}


ALL = {question: Answer.NO for _name, questions in FLAGS for question in questions}


def test_without_a_check_nothing_is_said() -> None:
    assert red_flags(None, "en").lines == ()


def test_the_date_of_the_check_stands_above() -> None:
    assert red_flags(check(), "en").title == "Warning signs, care check of 23 November 2026"


def test_what_was_not_asked_or_not_sure_is_not_known() -> None:
    everything = ", ".join(name for name, _questions in FLAGS)
    assert shown(check()) == {"not known": everything}
    assert shown(check(**ALL)) == {"no": everything}
    unsure = shown(check(**{**ALL, "vision": Answer.DONT_KNOW}))
    assert unsure["not known"] == "vision"
    assert "vision" not in unsure["no"]


def test_one_yes_is_a_yes() -> None:
    told = shown(check(**{**ALL, "infection": Answer.YES, "breathing": Answer.YES}))
    assert told["yes"] == "breathing, fever or infection"
    assert shown(replace(check(**ALL), known=("place_weak_or_stiff",)))["no"].startswith("weakness")
    assert shown(replace(check(), known=("place_weak_or_stiff",)))["yes"] == "weakness or wasting"


def test_every_question_is_a_red_flag_of_the_table() -> None:
    assert ALL.keys() <= set(care_ruleset().red_flags)
