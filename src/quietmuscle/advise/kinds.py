"""What kind of twitch it may be: answers against the descriptions of look-alikes.

The rule is plain counting, so that each result can be explained. A look-alike
fits when every sign that it needs was told and nothing speaks against it. It
fits partly when more speaks for it than against, and nothing rules it out.
What only an examination can tell never fits. This is no diagnosis.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from enum import auto
from typing import TYPE_CHECKING

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.knowledge.kinds import KindSign
from quietmuscle.knowledge.kinds import kind_question
from quietmuscle.knowledge.kinds import kind_questions
from quietmuscle.knowledge.kinds import kind_signs
from quietmuscle.knowledge.lookalikes import lookalikes
from quietmuscle.model.kinds import Fit
from quietmuscle.model.kinds import KindAnswer
from quietmuscle.model.kinds import KindFinding
from quietmuscle.model.kinds import KindOutcome
from quietmuscle.model.kinds import KindReason
from quietmuscle.model.kinds import KindResult

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quietmuscle.knowledge.kinds import KindQuestion
    from quietmuscle.knowledge.lookalikes import Lookalike


class _Says(Enum):
    """What the answers to one question say about one look-alike."""

    NEEDED = auto()
    FOR = auto()
    NOTHING = auto()
    AGAINST = auto()
    RULED_OUT = auto()
    NOT_TOLD = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    sign: KindSign
    says: _Says


def kinds(answers: Iterable[KindAnswer]) -> KindResult:
    """What the answers point to. Raises ValueNotUnderstoodError for unknown ids."""
    given = _given(answers)
    care = tuple(
        given[question.id]
        for question in kind_questions()
        if question.id in given and _needs_care(question, given[question.id])
    )
    if care:
        return KindResult(outcome=KindOutcome.CARE, findings=(), care=care, next_question=None)
    unasked = next(
        (each.id for each in kind_questions() if each.care and each.id not in given), None
    )
    findings = tuple(_finding(each, given) for each in lookalikes())
    if unasked is not None:
        return KindResult(
            outcome=KindOutcome.ASK, findings=findings, care=(), next_question=unasked
        )
    return KindResult(
        outcome=_outcome(findings), findings=findings, care=(), next_question=_next(findings, given)
    )


def _given(answers: Iterable[KindAnswer]) -> dict[str, KindAnswer]:
    """The answers by their question, each question and answer one that we have."""
    given: dict[str, KindAnswer] = {}
    for answer in answers:
        question = kind_question(answer.question)
        if question is None or not set(answer.answers) <= set(question.ids):
            raise ValueNotUnderstoodError(
                Message(
                    _("We have no question {question} with the answer {answer}."),
                    {"question": answer.question[:60], "answer": ", ".join(answer.answers)[:60]},
                )
            )
        if question.id in given or (len(answer.answers) > 1 and not _agree(question, answer)):
            raise ValueNotUnderstoodError(
                Message(
                    _("The answers to {question} contradict each other. Please answer it again."),
                    {"question": question.id},
                )
            )
        given[question.id] = answer
    return given


def _agree(question: KindQuestion, answer: KindAnswer) -> bool:
    """Whether several answers can be true together."""
    return question.several and question.clear not in answer.answers


def _needs_care(question: KindQuestion, answer: KindAnswer) -> bool:
    """Whether an answer must be looked at first; "I don't know" about a warning counts."""
    return bool(question.care) and (not answer.told or bool(answer.told & question.care))


def _finding(lookalike: Lookalike, given: dict[str, KindAnswer]) -> KindFinding:
    weighed = tuple(
        _Weighed(sign=sign, says=_says(sign, given))
        for sign in kind_signs()
        if sign.lookalike == lookalike.id
    )
    return KindFinding(
        lookalike=lookalike.id,
        fit=_fit(weighed, examined=lookalike.examined is not None),
        speaks_for=_reasons(weighed, given, _Says.NEEDED, _Says.FOR),
        speaks_against=_reasons(weighed, given, _Says.RULED_OUT, _Says.AGAINST),
        not_told=tuple(
            each.sign.question
            for each in weighed
            if each.says is _Says.NOT_TOLD and each.sign.needs
        ),
    )


def _says(sign: KindSign, given: dict[str, KindAnswer]) -> _Says:
    answer = given.get(sign.question)
    if answer is None or not answer.told:
        return _Says.NOT_TOLD
    if answer.told & sign.needs:
        return _Says.NEEDED
    if answer.told & sign.helps:
        return _Says.FOR
    if answer.told <= sign.excludes:
        return _Says.RULED_OUT
    if sign.needs or answer.told & (sign.against | sign.excludes):
        return _Says.AGAINST
    return _Says.NOTHING


def _fit(weighed: tuple[_Weighed, ...], *, examined: bool) -> Fit:
    said = [each.says for each in weighed]
    needed, against = said.count(_Says.NEEDED), said.count(_Says.AGAINST)
    if _Says.RULED_OUT in said:
        return Fit.NOT
    if (
        not against
        and not examined
        and all(each.says is _Says.NEEDED for each in weighed if each.sign.needs)
    ):
        return Fit.FITS
    if needed and needed + said.count(_Says.FOR) > against:
        return Fit.PARTLY
    return Fit.NOT if against else Fit.OPEN


def _reasons(
    weighed: tuple[_Weighed, ...], given: dict[str, KindAnswer], *wanted: _Says
) -> tuple[KindReason, ...]:
    """What was told that says one of the wanted things, the weightiest first."""
    return tuple(
        KindReason(
            question=each.sign.question,
            answers=given[each.sign.question].answers,
            fact=each.sign.fact.id,
        )
        for says in wanted
        for each in weighed
        if each.says is says
    )


def _outcome(findings: tuple[KindFinding, ...]) -> KindOutcome:
    fitting = sum(finding.fit is Fit.FITS for finding in findings)
    if not fitting:
        return KindOutcome.CANNOT_TELL
    return KindOutcome.ONE if fitting == 1 else KindOutcome.SEVERAL


def _next(findings: tuple[KindFinding, ...], given: dict[str, KindAnswer]) -> str | None:
    """The unasked question that tells most about the look-alikes that are still possible."""
    possible = {finding.lookalike for finding in findings if finding.fit is not Fit.NOT}
    fitting = {finding.lookalike for finding in findings if finding.fit is Fit.FITS}
    if len(possible) == 1 and possible == fitting:
        return None
    worth = {
        question.id: _worth(question, possible)
        for question in kind_questions()
        if question.id not in given
    }
    best = max(worth, key=lambda each: worth[each], default=None)
    return best if best is not None and worth[best] else None


def _worth(question: KindQuestion, possible: set[str]) -> float:
    """How many of the possible look-alikes an answer would rule out or bear out, on average.

    An answer is as likely as there are look-alikes that it speaks for.
    """
    signs = [
        sign for sign in kind_signs() if sign.question == question.id and sign.lookalike in possible
    ]
    weights, told = 0, 0
    for choice in question.choices:
        speaks_for = sum(choice.id in sign.needs | sign.helps for sign in signs)
        speaks_against = sum(
            choice.id in sign.excludes | sign.against
            or (bool(sign.needs) and choice.id not in sign.needs | sign.helps)
            for sign in signs
        )
        weights += speaks_for
        told += speaks_for * (speaks_for + speaks_against)
    return told / weights if weights else 0.5 * bool(signs)
