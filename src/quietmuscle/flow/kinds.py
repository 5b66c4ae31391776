"""What kind of twitch it may be, from a file or a list of answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quietmuscle.advise.kinds import kinds
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.wire import from_json
from quietmuscle.knowledge.kinds import kind_questions
from quietmuscle.model.kinds import KindAnswer
from quietmuscle.model.kinds import KindResult

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from pathlib import Path

LARGEST_FILE_BYTES = 1_048_576


@dataclass(frozen=True, slots=True, kw_only=True)
class KindFile:
    """The answers of a file: by the id of the question, the ids of the answers."""

    answers: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedAnswer:
    """An answer that a question takes."""

    id: str
    words: str
    leads_to_care: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedQuestion:
    """A question as programs see it. Each takes "dont_know" as well."""

    id: str
    text: str
    several: bool
    answers: tuple[OfferedAnswer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedQuestions:
    """All questions that tell kinds of twitches apart."""

    questions: tuple[OfferedQuestion, ...]


def kinds_of(answers: Mapping[str, Iterable[str]]) -> KindResult:
    """What the answers point to, given by the ids of questions and answers."""
    return kinds(KindAnswer(question=name, answers=tuple(told)) for name, told in answers.items())


def kinds_of_file(file: Path) -> KindResult:
    """What the answers in a JSON file point to; refused in one sentence where it makes no sense."""
    try:
        if file.stat().st_size > LARGEST_FILE_BYTES:
            raise ValueNotUnderstoodError(
                Message(_("{file} is too large for a list of answers."), {"file": file.name})
            )
        text = file.read_bytes()
    except OSError:
        raise ValueNotUnderstoodError(
            Message(_("{file} cannot be read."), {"file": str(file)})
        ) from None
    return kinds_of(from_json(KindFile, text).answers)


def offered_questions() -> OfferedQuestions:
    """The questions with their answers, those first that may lead to the care check."""
    return OfferedQuestions(
        questions=tuple(
            OfferedQuestion(
                id=question.id,
                text=question.text,
                several=question.several,
                answers=tuple(
                    OfferedAnswer(
                        id=choice.id,
                        words=choice.words,
                        leads_to_care=choice.id in question.care,
                    )
                    for choice in question.choices
                ),
            )
            for question in kind_questions()
        )
    )
