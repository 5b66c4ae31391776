"""The tables of the care check, read anew for the proofs.

Nothing of the program's own reading is used here: what the proofs say must not
rest on the code that they are about.
"""

from __future__ import annotations

import ast
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from repository import SRC

FOLDER = SRC / "knowledge" / "care"
SEVERITY = {"T0": 4, "T1": 3, "T2": 2, "T3": 1, "T4": 0}
LIST_COMPLETE = "medicine_list_complete"


@dataclass(frozen=True)
class Ask:
    question: str


@dataclass(frozen=True)
class Not:
    part: Formula


@dataclass(frozen=True)
class Join:
    """All parts, or any part."""

    every: bool
    parts: tuple[Formula, ...]


Formula: TypeAlias = Ask | Not | Join


@dataclass(frozen=True)
class Table:
    """Questions and rules as they stand in the files, with the formulas of the rules."""

    questions: dict[str, dict]
    rules: dict[str, dict]
    formulas: dict[str, Formula]
    self_care: Formula
    red_flags: tuple[str, ...]
    head: dict

    def of_tier(self, tier: str) -> list[str]:
        return [rule for rule, entry in self.rules.items() if entry["tier"] == tier]

    def severity(self, rule: str) -> int:
        return SEVERITY[self.rules[rule]["tier"]]


@lru_cache(maxsize=1)
def care_table() -> Table:
    questions = tomllib.loads((FOLDER / "questions.toml").read_text("utf-8"))["question"]
    rules = tomllib.loads((FOLDER / "rules.toml").read_text("utf-8"))
    flags = tuple(each["id"] for each in questions if each.get("red_flag"))
    (head,) = rules["ruleset"]
    return Table(
        questions={each["id"]: each for each in questions},
        rules={each["id"]: each for each in rules["rule"]},
        formulas={each["id"]: formula(each["when"], flags) for each in rules["rule"]},
        self_care=formula(head["self_care"], flags),
        red_flags=flags,
        head=head,
    )


def formula(text: str, flags: tuple[str, ...]) -> Formula:
    """The formula of a condition."""
    return _formula(ast.parse(text, mode="eval").body, flags)


def _formula(node: ast.expr, flags: tuple[str, ...]) -> Formula:
    if isinstance(node, ast.Name):
        anything = Join(every=False, parts=tuple(map(Ask, flags)))
        return anything if node.id == "any_red_flag" else Ask(node.id)
    if isinstance(node, ast.UnaryOp):
        assert isinstance(node.op, ast.Not)
        return Not(_formula(node.operand, flags))
    assert isinstance(node, ast.BoolOp)
    parts = tuple(_formula(each, flags) for each in node.values)
    return Join(every=isinstance(node.op, ast.And), parts=parts)


def asked_in(condition: Formula) -> tuple[str, ...]:
    """The questions of a formula."""
    if isinstance(condition, Ask):
        return (condition.question,)
    parts = (condition.part,) if isinstance(condition, Not) else condition.parts
    return tuple(dict.fromkeys(each for part in parts for each in asked_in(part)))
