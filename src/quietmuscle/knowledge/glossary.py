"""Words of medicine, each with the fact that explains it: glossary.toml, typed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from quietmuscle.base.text import Message
from quietmuscle.knowledge.facts import Fact
from quietmuscle.knowledge.facts import fact
from quietmuscle.knowledge.rows import KnowledgeError
from quietmuscle.knowledge.rows import Row
from quietmuscle.knowledge.rows import read_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word and what it means."""

    word: str
    fact: Fact

    @property
    def label(self) -> Message:
        """The word."""
        return Message(self.word)


@lru_cache(maxsize=1)
def glossary() -> tuple[Term, ...]:
    """Every word, by the alphabet."""
    found = tuple(map(read_term, read_rows("glossary.toml", "term")))
    words = [entry.word.casefold() for entry in found]
    if words != sorted(set(words)):
        raise KnowledgeError("glossary.toml: the words stand by the alphabet, each once")
    return found


def read_term(row: Row) -> Term:
    """The word that a row of the table explains."""
    row.only("word", "fact")
    return Term(word=row.text("word"), fact=fact(row.text("fact")))
