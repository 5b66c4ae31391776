"""What kind of twitch?: one question a screen, then what fits and what does not.

It works without a script. The answers travel in the form, from screen to
screen; they are not kept and stand in no address.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends
from fastapi import Request
from fastapi.responses import HTMLResponse

from quietmuscle.advise.kinds import kinds
from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.knowledge.facts import Fact
from quietmuscle.knowledge.facts import fact
from quietmuscle.knowledge.kinds import KindQuestion
from quietmuscle.knowledge.kinds import kind_question
from quietmuscle.knowledge.lookalikes import Lookalike
from quietmuscle.knowledge.lookalikes import LookalikeGroup
from quietmuscle.knowledge.lookalikes import lookalike
from quietmuscle.model.kinds import Fit
from quietmuscle.model.kinds import KindAnswer
from quietmuscle.model.kinds import KindFinding
from quietmuscle.model.kinds import KindOutcome
from quietmuscle.model.kinds import KindReason
from quietmuscle.model.kinds import KindResult
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.page import page
from quietmuscle.web.part import Part
from quietmuscle.web.sent_form import sent_fields

router = Part(prefix="/kind")

OUTCOME_FACTS = {
    KindOutcome.ONE: "kinds_one",
    KindOutcome.SEVERAL: "kinds_several",
    KindOutcome.CANNOT_TELL: "kinds_cannot_tell",
}
DONT_KNOW_WORDS = _("I don't know")
ANSWER_IT = _("Please choose an answer. “I don't know” is one, too.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the form brought: answers in the order of asking, and which button was pressed."""

    given: tuple[tuple[str, tuple[str, ...]], ...]
    asked: str | None
    back: bool
    enough: bool
    episode: UUID | None

    @property
    def before(self) -> tuple[KindAnswer, ...]:
        """What was answered before the question of this form; it was heard once already."""
        return tuple(
            KindAnswer(question=name, answers=values)
            for name, values in self.given
            if name != self.asked
        )

    @property
    def answers(self) -> tuple[KindAnswer, ...]:
        """All answers. Raises ValueNotUnderstoodError for one that contradicts itself."""
        return tuple(KindAnswer(question=name, answers=values) for name, values in self.given)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A question and what was answered to it."""

    question: Message
    answers: tuple[Message, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """One reason in words: a fact, and the answers that it rests on."""

    fact: Fact
    heard: tuple[Heard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One look-alike with its reasons in words."""

    lookalike: Lookalike
    speaks_for: tuple[Why, ...]
    speaks_against: tuple[Why, ...]


async def _told(request: Request) -> Told:
    """The form as a browser sends it."""
    fields = [(name, value) for name, value in await sent_fields(request, 200) if value]
    answers: dict[str, list[str]] = {}
    for name, value in fields:
        if name.startswith("q."):
            answers.setdefault(name.removeprefix("q."), []).append(value)
    given = dict(fields)
    return Told(
        given=tuple((name, tuple(dict.fromkeys(values))) for name, values in answers.items()),
        asked=given.get("asked"),
        back="back" in given,
        enough="enough" in given,
        episode=_episode(given.get("episode", "")),
    )


def _episode(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@router.get("", response_class=HTMLResponse)
def first_question(request: Request, episode: UUID | None = None) -> HTMLResponse:
    """The first question."""
    question = kinds([]).next_question
    return _question(request, str(question), (), episode=episode)


@router.post("", response_class=HTMLResponse)
def next_question(
    request: Request, workspace: ThisWorkspace, told: Annotated[Told, Depends(_told)]
) -> HTMLResponse:
    """The next question, or what came of them."""
    if told.back:
        return _one_back(request, told)
    if told.asked is not None and kind_question(told.asked) is None:
        raise NotFoundError(Message(_("We have no such question. Your diary is safe.")))
    if told.asked is not None and told.asked not in dict(told.given):
        return _question(
            request, told.asked, told.before, episode=told.episode, refusal=Message(ANSWER_IT)
        )
    try:
        result = kinds(told.answers)
    except ValueNotUnderstoodError as refusal:
        if told.asked is None:
            raise
        return _question(
            request, told.asked, told.before, episode=told.episode, refusal=refusal.message
        )
    if result.care:
        return _care(request, result, told)
    if result.next_question is not None and (not told.enough or result.outcome is KindOutcome.ASK):
        return _question(request, result.next_question, told.answers, episode=told.episode)
    return _result(request, workspace, result, told)


def _one_back(request: Request, told: Told) -> HTMLResponse:
    """The question before, with what was answered to it.

    A form names the answer of its own question last, if one was chosen there.
    """
    answers = list(told.before)
    last = answers.pop() if answers else None
    question = last.question if last and kind_question(last.question) else "warning"
    chosen = last.answers if last else ()
    return _question(request, question, tuple(answers), episode=told.episode, chosen=chosen)


def _question(  # noqa: PLR0913 - each is a part of the screen
    request: Request,
    question: str,
    before: tuple[KindAnswer, ...],
    *,
    episode: UUID | None,
    refusal: Message | None = None,
    chosen: tuple[str, ...] = (),
) -> HTMLResponse:
    return page(
        request,
        "kind_question.html",
        place="care",
        question=kind_question(question),
        before=before,
        episode=episode,
        refusal=refusal,
        chosen=chosen,
        enough=len(before) >= 3,
        no_diagnosis=fact("kinds_no_diagnosis"),
        dont_know=Message(DONT_KNOW_WORDS),
        status_code=200 if refusal is None else 422,
    )


def _care(request: Request, result: KindResult, told: Told) -> HTMLResponse:
    sure = any(answer.told for answer in result.care)
    return page(
        request,
        "kind_care.html",
        place="care",
        why=fact("kinds_care" if sure else "kinds_care_unsure"),
        answers=tuple(
            (question.message, _words(answer.question, answer.answers))
            for answer in result.care
            if (question := kind_question(answer.question)) is not None
        ),
        before=told.answers,
        episode=told.episode,
        medicine=fact("kinds_medicine") if _about_medicines(result) else None,
    )


def _about_medicines(result: KindResult) -> bool:
    return any(answer.question == "medicines" for answer in result.care)


def _result(
    request: Request, workspace: ThisWorkspace, result: KindResult, told: Told
) -> HTMLResponse:
    fitting = tuple(_finding(each) for each in result.of(Fit.FITS))
    rest = [each for each in result.findings if each.fit in {Fit.NOT, Fit.OPEN}]
    started = any(
        answer.question == "medicines" and "started" in answer.answers for answer in told.answers
    )
    episode = None if told.episode is None else workspace.diary.episodes.get(told.episode)
    return page(
        request,
        "kind_result.html",
        place="care",
        outcome=fact(OUTCOME_FACTS[result.outcome]),
        fitting=fitting,
        partly=tuple(_finding(each) for each in result.of(Fit.PARTLY)),
        not_fitting=tuple(_finding(each) for each in rest if not _examined(each)),
        examined=tuple(_finding(each) for each in rest if _examined(each)),
        before=told.answers,
        episode=episode,
        felt=tuple(
            dict.fromkeys(each.lookalike.felt_kind for each in fitting if each.lookalike.felt_kind)
        ),
        medicine=fact("kinds_medicine") if started else None,
        notes=(fact("kinds_no_diagnosis"), fact("kinds_judgement")),
    )


def _examined(finding: KindFinding) -> bool:
    """Whether only a doctor can rule it out, so that no answer is shown as doing so."""
    return lookalike(finding.lookalike).group is LookalikeGroup.DOCTOR


def _finding(finding: KindFinding) -> Finding:
    return Finding(
        lookalike=lookalike(finding.lookalike),
        speaks_for=_whys(finding.speaks_for),
        speaks_against=_whys(finding.speaks_against),
    )


def _whys(reasons: tuple[KindReason, ...]) -> tuple[Why, ...]:
    """The reasons in words; those of the same fact are one."""
    facts = dict.fromkeys(reason.fact for reason in reasons)
    return tuple(
        Why(fact=fact(name), heard=tuple(_heard(each) for each in reasons if each.fact == name))
        for name in facts
    )


def _heard(reason: KindReason) -> Heard:
    question = kind_question(reason.question)
    assert question is not None  # noqa: S101 - the engine refuses what we do not have
    return Heard(question=question.message, answers=_words(reason.question, reason.answers))


def _words(question_id: str, answers: tuple[str, ...]) -> tuple[Message, ...]:
    """What was answered, in words."""
    question: KindQuestion | None = kind_question(question_id)
    choices = {} if question is None else {each.id: each.label for each in question.choices}
    return tuple(choices.get(answer, Message(DONT_KNOW_WORDS)) for answer in answers)
