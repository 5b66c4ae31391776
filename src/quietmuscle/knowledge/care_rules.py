"""The rules of the care check, with what their cards say: care/rules.toml, typed.

The table itself says what each field means. Every sentence of a rule rests on
the rule's own sources and status; what to do, what to say and when to call
sooner are our judgement, and are shown as such.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from quietmuscle.base.text import Message
from quietmuscle.knowledge.care_questions import LIST_COMPLETE
from quietmuscle.knowledge.care_questions import CareQuestion
from quietmuscle.knowledge.care_questions import care_questions
from quietmuscle.knowledge.conditions import AnyOf
from quietmuscle.knowledge.conditions import Asked
from quietmuscle.knowledge.conditions import Condition
from quietmuscle.knowledge.conditions import negated_questions
from quietmuscle.knowledge.conditions import questions_of
from quietmuscle.knowledge.conditions import read_condition
from quietmuscle.knowledge.facts import FactStatus
from quietmuscle.knowledge.rows import KnowledgeError
from quietmuscle.knowledge.rows import Row
from quietmuscle.knowledge.rows import read_rows
from quietmuscle.knowledge.sources import Source
from quietmuscle.knowledge.sources import SourceStatus
from quietmuscle.knowledge.sources import source
from quietmuscle.model.care import Tier

FILE = "care/rules.toml"
ANY_RED_FLAG = "any_red_flag"
URGENT = frozenset({Tier.T0, Tier.T1, Tier.T2})


@dataclass(frozen=True, slots=True, kw_only=True)
class TierWords:
    """What a tier is called and what its card says, beside the words of a rule."""

    tier: Tier
    name: str
    do: str
    sooner: str
    say: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CareRule:
    """A rule: when it holds, how soon help is needed, and what its card says.

    `questions` are those that it asks for, in their order.
    """

    id: str
    tier: Tier
    when: Condition
    when_text: str
    questions: tuple[str, ...]
    why: str
    do: str
    say: str
    sooner: str
    status: FactStatus
    sources: tuple[Source, ...]
    excepted: tuple[str, ...]

    @property
    def sentences(self) -> tuple[Message, ...]:
        """Every sentence of the rule that a person may read."""
        return tuple(Message(text) for text in (self.why, self.do, self.say, self.sooner) if text)


@dataclass(frozen=True, slots=True, kw_only=True)
class CareRuleset:
    """All rules of one version, the questions they ask for, and when self-care is safe.

    `red_flags` are the questions that are signs of illness, in the order of asking.
    """

    version: str
    dated: date
    questions: Mapping[str, CareQuestion]
    rules: tuple[CareRule, ...]
    self_care: Condition
    tiers: Mapping[Tier, TierWords]
    forbidden: tuple[str, ...]
    red_flags: tuple[str, ...]

    def rule(self, rule_id: str) -> CareRule:
        """The rule of an id. Raises KnowledgeError where there is none."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KnowledgeError(f"{FILE}: there is no rule {rule_id!r}")


@lru_cache(maxsize=1)
def care_ruleset() -> CareRuleset:
    """The rules that this version of the program goes by."""
    return read_ruleset(
        read_rows(FILE, "ruleset"), read_rows(FILE, "tier"), read_rows(FILE, "rule"),
        care_questions(),
    )  # fmt: skip


def read_ruleset(
    heads: tuple[Row, ...],
    tiers: tuple[Row, ...],
    rules: tuple[Row, ...],
    questions: Mapping[str, CareQuestion],
) -> CareRuleset:
    """The ruleset that rows describe. Raises KnowledgeError where they contradict each other."""
    if len(heads) != 1:
        raise KnowledgeError(f"{FILE}: there is one [[ruleset]]")
    head = heads[0]
    head.only("version", "date", "self_care", "forbidden")
    found = CareRuleset(
        version=head.text("version"),
        dated=head.day("date"),
        questions=questions,
        rules=tuple(read_rule(row, questions) for row in rules),
        self_care=_condition(head, "self_care", questions),
        tiers={words.tier: words for words in map(read_tier, tiers)},
        forbidden=head.texts("forbidden"),
        red_flags=tuple(question.id for question in questions.values() if question.red_flag),
    )
    if set(found.tiers) != set(Tier) or len(tiers) != len(found.tiers):
        raise KnowledgeError(f"{FILE}: each tier has its words once")
    if len({rule.id for rule in found.rules}) != len(found.rules):
        raise KnowledgeError(f"{FILE}: an id stands twice")
    asked = {each for rule in found.rules for each in rule.questions}
    asked |= set(questions_of(found.self_care))
    asked |= {each.only_if for each in questions.values() if each.only_if}
    if LIST_COMPLETE not in questions:
        raise KnowledgeError(f"{FILE}: there is no question {LIST_COMPLETE!r}")
    unused = set(questions) - asked - {LIST_COMPLETE}
    if unused:
        raise KnowledgeError(f"{FILE}: no rule asks for {sorted(unused)}")
    return found


def read_tier(row: Row) -> TierWords:
    """The words of a tier that a row holds."""
    row.only("id", "name", "do", "sooner", "say")
    if row.text("id") not in set(Tier):
        raise KnowledgeError(f"{row.place}: this is no tier")
    return TierWords(
        tier=Tier(row.text("id")),
        name=row.text("name"),
        do=row.text("do"),
        sooner=row.text("sooner"),
        say=row.text("say"),
    )


def read_rule(row: Row, questions: Mapping[str, CareQuestion]) -> CareRule:
    """The rule that a row describes; its questions and sources must exist."""
    row.only(
        "id", "tier", "when", "why", "do", "say", "sooner", "status", "sources", "excepted"
    )  # fmt: skip
    tier, status = row.text("tier"), row.text("status")
    if tier not in set(Tier) or status not in set(FactStatus):
        raise KnowledgeError(f"{row.place}: the tier or the status is not known")
    when = _condition(row, "when", questions)
    found = CareRule(
        id=row.text("id"),
        tier=Tier(tier),
        when=when,
        questions=questions_of(when),
        when_text=row.text("when"),
        why=row.text("why"),
        do=row.text("do", ""),
        say=row.text("say"),
        sooner=row.text("sooner", ""),
        status=FactStatus(status),
        sources=tuple(source(source_id) for source_id in row.texts("sources")),
        excepted=row.texts("excepted"),
    )
    flags = {each.id for each in questions.values() if each.red_flag}
    against = negated_questions(found.when) & flags
    if found.tier in URGENT and against:
        raise KnowledgeError(f"{row.place}: {sorted(against)} may not speak against help")
    if not found.sources or found.status is not _status(found.sources):
        raise KnowledgeError(f"{row.place}: the status is not that of the weakest source")
    return found


def _status(found: tuple[Source, ...]) -> FactStatus:
    statuses = {entry.status for entry in found}
    if statuses & {SourceStatus.OWN, SourceStatus.MODEL}:
        return FactStatus.JUDGEMENT
    return FactStatus.RECALLED if SourceStatus.RECALLED in statuses else FactStatus.READ


def _condition(row: Row, name: str, questions: Mapping[str, CareQuestion]) -> Condition:
    flags = AnyOf(tuple(Asked(each.id) for each in questions.values() if each.red_flag))
    found = read_condition(row.text(name), row.place, {ANY_RED_FLAG: flags})
    unknown = [each for each in questions_of(found) if each not in questions]
    if unknown:
        raise KnowledgeError(f"{row.place}: there is no question {unknown}")
    return found
