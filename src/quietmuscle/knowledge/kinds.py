"""The questions that tell kinds of twitches apart, and what each answer speaks for.

kind_questions.toml holds the questions, kind_signs.toml which answers speak
for or against which look-alike. Both are our own judgement.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from quietmuscle.base.text import Message
from quietmuscle.knowledge.facts import Fact
from quietmuscle.knowledge.facts import FactStatus
from quietmuscle.knowledge.facts import fact
from quietmuscle.knowledge.facts import standing
from quietmuscle.knowledge.lookalikes import lookalike
from quietmuscle.knowledge.rows import KnowledgeError
from quietmuscle.knowledge.rows import Row
from quietmuscle.knowledge.rows import read_rows
from quietmuscle.knowledge.sources import Source
from quietmuscle.model.kinds import DONT_KNOW


@dataclass(frozen=True, slots=True, kw_only=True)
class KindChoice:
    """One answer that is offered."""

    id: str
    words: str

    @property
    def label(self) -> Message:
        """The answer in words."""
        return Message(self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class KindQuestion:
    """A question in plain words with the answers that are offered.

    Where `several` answers can be given, `clear` is the one that means none of
    the others. An answer in `care` leads to the care check at once.
    """

    id: str
    text: str
    choices: tuple[KindChoice, ...]
    several: bool
    clear: str | None
    care: frozenset[str]
    status: FactStatus
    sources: tuple[Source, ...]
    checked_on: date

    @property
    def message(self) -> Message:
        """The question in words."""
        return Message(self.text)

    @property
    def ids(self) -> tuple[str, ...]:
        """Every answer that it takes, "dont_know" last."""
        return (*(choice.id for choice in self.choices), DONT_KNOW)


@dataclass(frozen=True, slots=True, kw_only=True)
class KindSign:
    """What the answers to one question say about one look-alike, and the fact behind it."""

    lookalike: str
    question: str
    needs: frozenset[str]
    helps: frozenset[str]
    against: frozenset[str]
    excludes: frozenset[str]
    fact: Fact


def kind_questions() -> tuple[KindQuestion, ...]:
    """Every question; those that may lead to the care check come first."""
    return tuple(_questions().values())


def kind_question(question_id: str) -> KindQuestion | None:
    """The question of an id, or None where we have none."""
    return _questions().get(question_id)


@lru_cache(maxsize=1)
def kind_signs() -> tuple[KindSign, ...]:
    """Every sign, in the order of the table."""
    signs = tuple(map(read_sign, read_rows("kind_signs.toml", "sign")))
    if len({(sign.lookalike, sign.question) for sign in signs}) != len(signs):
        raise KnowledgeError("kind_signs.toml: a sign stands twice")
    return signs


@lru_cache(maxsize=1)
def _questions() -> dict[str, KindQuestion]:
    rows = read_rows("kind_questions.toml", "question")
    table = {entry.id: entry for entry in map(read_question, rows)}
    if len(table) != len(rows):
        raise KnowledgeError("kind_questions.toml: an id stands twice")
    order = [bool(entry.care) for entry in table.values()]
    if order != sorted(order, reverse=True):
        raise KnowledgeError("kind_questions.toml: what may need help is asked first")
    return table


def read_question(row: Row) -> KindQuestion:
    """The question that a row of the table describes."""
    row.only("id", "text", "several", "clear", "care", "status", "sources", "date", "answers")
    status, sources, checked_on = standing(row)
    found = KindQuestion(
        id=row.text("id"),
        text=row.text("text"),
        choices=tuple(_choice(row, entry) for entry in _answers(row)),
        several=row.flag("several"),
        clear=row.text("clear", "") or None,
        care=frozenset(row.texts("care")),
        status=status,
        sources=sources,
        checked_on=checked_on,
    )
    known = set(found.ids)
    if len(known) != len(found.ids) or len(found.choices) < 2:
        raise KnowledgeError(f"{row.place}: two answers or more, each once")
    if not found.care <= known or (found.clear is not None and found.clear not in known):
        raise KnowledgeError(f"{row.place}: it names an answer that it does not offer")
    if found.clear in found.care or (found.clear is not None and not found.several):
        raise KnowledgeError(f"{row.place}: {found.clear!r} cannot mean none of these")
    return found


def read_sign(row: Row) -> KindSign:
    """The sign that a row of the table describes; what it names must exist."""
    row.only("lookalike", "question", "needs", "helps", "against", "excludes", "fact")
    question = kind_question(row.text("question"))
    if question is None:
        raise KnowledgeError(f"{row.place}: there is no question {row.text('question')!r}")
    found = KindSign(
        lookalike=lookalike(row.text("lookalike")).id,
        question=question.id,
        needs=frozenset(row.texts("needs")),
        helps=frozenset(row.texts("helps")),
        against=frozenset(row.texts("against")),
        excludes=frozenset(row.texts("excludes")),
        fact=fact(row.text("fact")),
    )
    sets = (found.needs, found.helps, found.against, found.excludes)
    named = [answer for answers in sets for answer in answers]
    if not named or len(set(named)) != len(named):
        raise KnowledgeError(f"{row.place}: an answer speaks one way, and one at least speaks")
    if not set(named) <= {choice.id for choice in question.choices}:
        raise KnowledgeError(f"{row.place}: {question.id} has no such answer")
    return found


def _answers(row: Row) -> list[object]:
    answers = row.fields.get("answers")
    if not isinstance(answers, list):
        raise KnowledgeError(f"{row.place}: 'answers' must hold a list")
    return answers


def _choice(row: Row, entry: object) -> KindChoice:
    if not isinstance(entry, Mapping):
        raise KnowledgeError(f"{row.place}: an answer has an id and words")
    answer = Row(place=row.place, fields=entry)
    answer.only("id", "words")
    return KindChoice(id=answer.text("id"), words=answer.text("words"))
