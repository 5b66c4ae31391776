"""What a result of the care check rests on, as it is shown beside its card."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from quietmuscle.advise.known import known_of
from quietmuscle.advise.truth import Truth
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.flow.care_check import diary_words
from quietmuscle.knowledge.care_rules import care_ruleset
from quietmuscle.model.care import Answer
from quietmuscle.model.care import CareProfile

if TYPE_CHECKING:
    from quietmuscle.advise.known import Known
    from quietmuscle.knowledge.care_questions import CareQuestion
    from quietmuscle.model.care import CareScenario

FROM_LIST = _("Your medicine list says yes to: {question}")
FROM_PROFILE = _("What you told about yourself says yes to: {question}")
ORDINARY = frozenset({"adult", "medicine_list_complete"})
"""Questions whose yes is no sign of anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CareAccount:
    """What was said in a check, and what was known without asking.

    `contradictions` are questions that the medicine list answers otherwise than
    the person did; `own_contradictions` those where what they told about
    themselves does.
    """

    said_yes: tuple[Message, ...]
    not_known: tuple[Message, ...]
    known: tuple[Message, ...]
    contradictions: tuple[Message, ...]
    own_contradictions: tuple[Message, ...] = ()


def care_account(scenario: CareScenario) -> CareAccount:
    """The account of a scenario: its answers, and what diary and lists say."""
    questions = care_ruleset().questions
    known = known_of(scenario, questions)
    by_list = known_of(replace(scenario, profile=CareProfile()), questions)
    told = {
        name: questions[name].message
        for name in questions
        if name in scenario.answers and name not in ORDINARY
    }
    return CareAccount(
        said_yes=tuple(
            words for name, words in told.items() if scenario.answers[name] is Answer.YES
        ),
        not_known=tuple(
            words for name, words in told.items() if scenario.answers[name] is Answer.DONT_KNOW
        ),
        known=tuple(
            _known_words(question, scenario, by_list)
            for name, question in questions.items()
            if name not in ORDINARY
            and name not in scenario.answers
            and known.truth(name) is Truth.YES
        ),
        contradictions=tuple(questions[name].message for name in by_list.contradictions),
        own_contradictions=tuple(
            questions[name].message
            for name in known.contradictions
            if name not in by_list.contradictions
        ),
    )


def _known_words(question: CareQuestion, scenario: CareScenario, by_list: Known) -> Message:
    """What answered a question with yes in the person's place.

    `by_list` is what is known without what the person told about themselves.
    """
    if question.diary is not None:
        return diary_words(question.diary, scenario.diary)
    words = FROM_LIST if by_list.truth(question.id) is Truth.YES else FROM_PROFILE
    return Message(words, {"question": question.message})
