"""What kind of twitch it may be, for programs; never a diagnosis."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from pydantic import StringConstraints

from quietmuscle.flow.kinds import kinds_of
from quietmuscle.flow.kinds import offered_questions
from quietmuscle.model.kinds import Fit
from quietmuscle.model.kinds import KindOutcome
from quietmuscle.web.part import Part
from quietmuscle.web.wire import Wire

router = Part(tags=["knowledge"])

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]


class KindAnswersWire(Wire):
    """Answers by the id of their question; "dont_know" is never a no."""

    answers: dict[Id, Annotated[tuple[Id, ...], Field(min_length=1, max_length=20)]] = Field(
        max_length=40, examples=[{"warning": ["none"], "visible": ["yes"]}]
    )


class KindAnswerWire(Wire):
    """An answer that should be looked at first."""

    question: str
    answers: tuple[str, ...]


class KindReasonWire(Wire):
    """Why something fits or does not: what was told, and the id of the fact that it meets."""

    question: str
    answers: tuple[str, ...]
    fact: str


class KindFindingWire(Wire):
    """One look-alike against the answers."""

    lookalike: str
    fit: Fit
    speaks_for: tuple[KindReasonWire, ...]
    speaks_against: tuple[KindReasonWire, ...]
    not_told: tuple[str, ...]


class KindResultWire(Wire):
    """What the answers point to; with anything in `care`, the care check comes first."""

    outcome: KindOutcome
    findings: tuple[KindFindingWire, ...]
    care: tuple[KindAnswerWire, ...]
    next_question: str | None


class OfferedAnswerWire(Wire):
    """An answer that a question takes."""

    id: str
    words: str
    leads_to_care: bool


class OfferedQuestionWire(Wire):
    """A question with its answers."""

    id: str
    text: str
    several: bool
    answers: tuple[OfferedAnswerWire, ...]


class OfferedQuestionsWire(Wire):
    """All questions, those first that may lead to the care check."""

    questions: tuple[OfferedQuestionWire, ...]


@router.get("/kinds/questions")
def get_kind_questions() -> OfferedQuestionsWire:
    """The questions that tell kinds of twitches apart. Each takes "dont_know" as well."""
    return OfferedQuestionsWire.model_validate(offered_questions())


@router.post("/kinds")
def post_kinds(told: KindAnswersWire) -> KindResultWire:
    """What the answers point to; nothing is kept."""
    return KindResultWire.model_validate(kinds_of(told.answers))
