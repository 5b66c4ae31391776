"""The course of a care check: which questions stand on which screen, one after the other.

It is made anew from the answers each time, so that who goes back and changes an
answer gets the screens that follow from it, and nothing that was answered on a
screen that no longer comes is counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from quietmuscle.advise.triage import asked_ahead
from quietmuscle.advise.triage import is_emergency
from quietmuscle.advise.triage import triage
from quietmuscle.model.care import Answer
from quietmuscle.model.care import CareResult
from quietmuscle.model.care import Tier

if TYPE_CHECKING:
    from quietmuscle.knowledge.care_rules import CareRuleset
    from quietmuscle.model.care import CareScenario

CONFIRMED = frozenset({Tier.T2, Tier.T3})
"""Where what the diary says is shown to be confirmed first; what is urgent waits for nothing."""


CALM_WITH_YES = ("adult", "medicine_list_complete", "clear_trigger")
"""What somebody for whom self-care is safe says yes to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CareStep:
    """One screen of the check.

    Beside what must be asked next, it holds what is asked anyway before self-care
    and stands on the same screen, so that nobody comes back to a screen for one
    more line.

    `from_diary` says that the diary already answers its questions with yes, and
    that they are shown to be confirmed. `at_once` are those whose yes means an
    emergency, whatever the others say.
    """

    screen: str
    questions: tuple[str, ...]
    from_diary: bool = False
    at_once: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CareCourse:
    """The screens up to the first that is not answered whole, and the result where there is none.

    `counted` are the answers that the result goes by.
    """

    steps: tuple[CareStep, ...]
    counted: Mapping[str, Answer]
    result: CareResult | None


def care_course(scenario: CareScenario, ruleset: CareRuleset) -> CareCourse:
    """The course of the check that a scenario's answers lead through.

    An emergency ends it at once, also in the middle of a screen.
    """
    course = _course(scenario, ruleset)
    before: dict[str, Answer] = {}
    steps: list[CareStep] = []
    for step in course.steps:
        at_once = _emergencies(step, replace(scenario, answers=dict(before)), ruleset)
        steps.append(replace(step, at_once=at_once))
        before |= _answers_of(step, scenario)
    return replace(course, steps=tuple(steps))


def expected_screens(scenario: CareScenario, ruleset: CareRuleset) -> int:
    """How many screens a check has if nothing more comes to light on those that are left."""
    calm = dict.fromkeys(ruleset.questions, Answer.NO)
    calm |= dict.fromkeys(CALM_WITH_YES, Answer.YES)
    answers = {**calm, **scenario.answers}
    return len(_course(replace(scenario, answers=answers), ruleset).steps)


def _course(scenario: CareScenario, ruleset: CareRuleset) -> CareCourse:
    """The course, without what would be an emergency at once: that takes as long as all else."""
    counted: dict[str, Answer] = {}
    steps: list[CareStep] = []
    while True:
        sofar = replace(scenario, answers=dict(counted))
        result = triage(sofar, ruleset)
        step = _next(result, sofar, ruleset)
        if step is None:
            return CareCourse(steps=tuple(steps), counted=counted, result=result)
        steps.append(step)
        counted |= _answers_of(step, scenario)
        if not counted.keys() >= set(step.questions):
            result = triage(replace(scenario, answers=dict(counted)), ruleset)
            return CareCourse(
                steps=tuple(steps),
                counted=counted,
                result=result if result.tier is Tier.T0 else None,
            )


def _answers_of(step: CareStep, scenario: CareScenario) -> dict[str, Answer]:
    """What was answered on a screen."""
    return {q: scenario.answers[q] for q in step.questions if q in scenario.answers}


def _next(result: CareResult, scenario: CareScenario, ruleset: CareRuleset) -> CareStep | None:
    """The next screen; None where nothing is left to ask."""
    if result.missing:
        screen = ruleset.questions[result.missing[0]].screen
        wanted = {*result.missing, *asked_ahead(scenario, ruleset)}
        questions = tuple(
            name for name, each in ruleset.questions.items()
            if name in wanted and each.screen == screen
        )  # fmt: skip
        return CareStep(screen=screen, questions=questions)
    told = _told_by_diary(result, scenario, ruleset)
    if not told:
        return None
    return CareStep(screen=ruleset.questions[told[0]].screen, questions=told, from_diary=True)


def _emergencies(step: CareStep, scenario: CareScenario, ruleset: CareRuleset) -> tuple[str, ...]:
    """The questions of a screen whose yes alone would end the check, after what came before."""

    def ends_it(question: str) -> bool:
        answers = {**scenario.answers, question: Answer.YES}
        return is_emergency(replace(scenario, answers=answers), ruleset)

    if step.from_diary:
        return ()
    return tuple(q for q in step.questions if ruleset.questions[q].red_flag and ends_it(q))


def _told_by_diary(
    result: CareResult, scenario: CareScenario, ruleset: CareRuleset
) -> tuple[str, ...]:
    """What the result rests on and only the diary has said."""
    if result.tier not in CONFIRMED:
        return ()
    decisive = {
        question
        for reason in result.reasons
        if reason.tier is result.tier
        for question in reason.questions
    }
    return tuple(
        name
        for name, question in ruleset.questions.items()
        if name in decisive and question.diary is not None and name not in scenario.answers
    )
