"""What kind of twitch it may be: the answers that were given, and what fits them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _

DONT_KNOW = "dont_know"
"""The answer that every question takes; it is never a no."""


class Fit(StrEnum):
    """How well the description of a look-alike fits what was told."""

    FITS = "fits"
    PARTLY = "partly"
    NOT = "does_not_fit"
    OPEN = "open"


class KindOutcome(StrEnum):
    """What came of the questions; none of these is a diagnosis."""

    CARE = "care"
    ASK = "ask"
    ONE = "one"
    SEVERAL = "several"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class KindAnswer:
    """What was answered to one question: one or more of its answers, or "dont_know"."""

    question: str
    answers: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse an empty answer, and "I don't know" beside another."""
        if not self.answers or len(set(self.answers)) != len(self.answers):
            raise ValueNotUnderstoodError(
                Message(
                    _("The question {question} needs an answer, each at most once."),
                    {"question": self.question[:60]},
                )
            )
        if DONT_KNOW in self.answers and len(self.answers) > 1:
            raise ValueNotUnderstoodError(
                Message(
                    _("{question}: “I don't know” stands by itself."),
                    {"question": self.question[:60]},
                )
            )

    @property
    def told(self) -> frozenset[str]:
        """The answers that say something; none where it is not known."""
        return frozenset(self.answers) - {DONT_KNOW}


@dataclass(frozen=True, slots=True, kw_only=True)
class KindReason:
    """Why something fits or does not: the question, what was told, and the fact that it meets."""

    question: str
    answers: tuple[str, ...]
    fact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KindFinding:
    """One look-alike against the answers."""

    lookalike: str
    fit: Fit
    speaks_for: tuple[KindReason, ...]
    speaks_against: tuple[KindReason, ...]
    not_told: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindResult:
    """What the answers point to.

    `care` holds the answers that should be looked at first; with any of them
    the kinds are not weighed. `next_question` is the one that tells most now,
    or None where no further answer would change the picture.
    """

    outcome: KindOutcome
    findings: tuple[KindFinding, ...]
    care: tuple[KindAnswer, ...]
    next_question: str | None

    def of(self, fit: Fit) -> tuple[KindFinding, ...]:
        """The findings of one fit, in the order of the look-alikes."""
        return tuple(finding for finding in self.findings if finding.fit is fit)
