"""A care check that the person kept: what was asked, what was said, what came of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.model.care import Answer
from quietmuscle.model.care import Tier
from quietmuscle.model.moment import Moment

MOST_ANSWERS = 300
_QUESTION = re.compile(r"[a-z][a-z0-9_]{0,59}")
_RULE = re.compile(r"[A-Z][0-9]{2}")
_VERSION = re.compile(r"[0-9A-Za-z.]{1,20}")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckAnswer:
    """An answer that was given in a check, by the question's id."""

    question: str
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class CareCheck:
    """A check and its result, as they were on that day.

    `known` are questions that diary, medicine list or profile answered with yes
    without being asked; `contradictions` those where the medicine list spoke
    against the answer, and was believed. Ids of questions and rules are those of
    `ruleset_version`; a later version may not know them any more.
    """

    id: UUID
    moment: Moment
    tier: Tier
    rules: tuple[str, ...]
    answers: tuple[CheckAnswer, ...]
    known: tuple[str, ...] = ()
    contradictions: tuple[str, ...] = ()
    ruleset_version: str

    def __post_init__(self) -> None:
        """Refuse ids that no table of ours has, and the same answer twice."""
        asked = [each.question for each in self.answers]
        ids = (*asked, *self.known, *self.contradictions)
        if (
            len(ids) > MOST_ANSWERS
            or len(set(asked)) != len(asked)
            or not all(map(_QUESTION.fullmatch, ids))
            or not all(map(_RULE.fullmatch, self.rules))
            or not _VERSION.fullmatch(self.ruleset_version)
        ):
            raise ValueNotUnderstoodError(Message(_("This care check cannot be read.")))

    def answer(self, question: str) -> Answer | None:
        """What was said to a question, or known without asking; None where neither."""
        said = next((each.answer for each in self.answers if each.question == question), None)
        if question in self.contradictions or (said is None and question in self.known):
            return Answer.YES
        return said
