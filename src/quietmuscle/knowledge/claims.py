"""What people with MS are told about twitching, and what is true of it: claims.toml, typed.

The four causes and the advice are the headings of the post from which the
program was created.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.knowledge.facts import Fact
from quietmuscle.knowledge.facts import fact
from quietmuscle.knowledge.lookalikes import Lookalike
from quietmuscle.knowledge.lookalikes import lookalike
from quietmuscle.knowledge.rows import KnowledgeError
from quietmuscle.knowledge.rows import Row
from quietmuscle.knowledge.rows import read_rows
from quietmuscle.knowledge.strategies import Strategy
from quietmuscle.knowledge.strategies import strategy


class ClaimKind(StrEnum):
    """Whether it says why muscles twitch, or what to do."""

    CAUSE = "cause"
    ADVICE = "advice"


class Verdict(StrEnum):
    """How true it is."""

    RIGHT = "right"
    PARTLY = "partly"
    SOMETHING_ELSE = "something_else"
    OVERSTATED = "overstated"
    WITH_LIMITS = "with_limits"


_VERDICT_WORDS = {
    Verdict.RIGHT: _("Right"),
    Verdict.PARTLY: _("Partly right"),
    Verdict.SOMETHING_ELSE: _("Right, but of something else"),
    Verdict.OVERSTATED: _("Mostly overstated"),
    Verdict.WITH_LIMITS: _("Right, within limits"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Something that people are told, what is true of it, and where to read on."""

    id: str
    name: str
    kind: ClaimKind
    verdict: Verdict
    told: Fact
    true: tuple[Fact, ...]
    lookalikes: tuple[Lookalike, ...]
    strategies: tuple[Strategy, ...]

    @property
    def label(self) -> Message:
        """Its heading."""
        return Message(self.name)

    @property
    def verdict_words(self) -> Message:
        """How true it is, in words."""
        return Message(_VERDICT_WORDS[self.verdict])


def claims(kind: ClaimKind) -> tuple[Claim, ...]:
    """The claims of a kind, in the order of the table."""
    return tuple(entry for entry in all_claims() if entry.kind is kind)


@lru_cache(maxsize=1)
def all_claims() -> tuple[Claim, ...]:
    """Every claim, in the order of the table."""
    found = tuple(map(read_claim, read_rows("claims.toml", "claim")))
    if len({entry.id for entry in found}) != len(found):
        raise KnowledgeError("claims.toml: an id stands twice")
    return found


def read_claim(row: Row) -> Claim:
    """The claim that a row of the table describes; what it names must exist."""
    row.only("id", "name", "kind", "verdict", "told", "true", "lookalikes", "strategies")
    kind, verdict = row.text("kind"), row.text("verdict")
    if kind not in set(ClaimKind) or verdict not in set(Verdict):
        raise KnowledgeError(f"{row.place}: {kind!r} and {verdict!r} are no kind and verdict")
    found = Claim(
        id=row.text("id"),
        name=row.text("name"),
        kind=ClaimKind(kind),
        verdict=Verdict(verdict),
        told=fact(row.text("told")),
        true=tuple(fact(each) for each in row.texts("true")),
        lookalikes=tuple(lookalike(each) for each in row.texts("lookalikes")),
        strategies=tuple(strategy(each) for each in row.texts("strategies")),
    )
    if not found.true:
        raise KnowledgeError(f"{row.place}: it does not say what is true")
    return found
