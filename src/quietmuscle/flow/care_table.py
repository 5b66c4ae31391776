"""All rules of the care check in one table, for a clinician to review and sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quietmuscle.knowledge.care_rules import care_ruleset
from quietmuscle.knowledge.conditions import AllOf
from quietmuscle.knowledge.conditions import AnyOf
from quietmuscle.knowledge.conditions import Asked
from quietmuscle.knowledge.conditions import Negated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quietmuscle.knowledge.care_questions import CareQuestion
    from quietmuscle.knowledge.conditions import Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRule:
    """A rule with everything that a reviewer needs, its condition in plain words."""

    id: str
    tier: str
    when: str
    in_words: str
    why: str
    do: str
    say: str
    sooner: str
    status: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSign:
    """A warning sign that counts without a rule, with the tier of a yes."""

    id: str
    text: str
    alone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CareTable:
    """The rules, the signs that count alone, and what self-care needs."""

    version: str
    rules: tuple[TableRule, ...]
    signs: tuple[TableSign, ...]
    self_care: str


def care_table() -> CareTable:
    """The table of the rules that this version goes by."""
    ruleset = care_ruleset()
    return CareTable(
        version=ruleset.version,
        rules=tuple(
            TableRule(
                id=rule.id,
                tier=rule.tier,
                when=rule.when_text,
                in_words=_in_words(rule.when_text, rule.when, ruleset.questions),
                why=rule.why,
                do=" ".join(part for part in (ruleset.tiers[rule.tier].do, rule.do) if part),
                say=rule.say,
                sooner=rule.sooner,
                status=rule.status,
                sources=tuple(source.id for source in rule.sources),
            )
            for rule in ruleset.rules
        ),
        signs=tuple(
            TableSign(id=name, text=question.text, alone=question.alone)
            for name in ruleset.red_flags
            if (question := ruleset.questions[name]).alone is not None
        ),
        self_care=_in_words("", ruleset.self_care, ruleset.questions),
    )


def _in_words(text: str, condition: Condition, questions: Mapping[str, CareQuestion]) -> str:
    """A condition with each question written out; red flags as a whole stay one."""
    if "any_red_flag" in text:
        return text.replace("any_red_flag", "any of the red flags")

    def words(part: Condition) -> str:
        match part:
            case Asked(question):
                return f"“{questions[question].text}”"
            case Negated(inner):
                return f"NOT {words(inner)}"
            case AllOf(parts):
                return " AND ".join(f"({words(each)})" for each in parts)
            case AnyOf(parts):
                return " OR ".join(f"({words(each)})" for each in parts)

    return words(condition)
