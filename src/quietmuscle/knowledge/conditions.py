"""Conditions of the care rules: questions joined by `and`, `or` and `not`.

A condition is written as one would say it, such as
"pump_signs and (has_baclofen_pump or not adult)", and read into the few
dataclasses below. Python's own reader takes it apart; nothing is executed.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import TypeAlias

from quietmuscle.knowledge.rows import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Asked:
    """True where the question was answered with yes."""

    question: str


@dataclass(frozen=True, slots=True)
class Negated:
    """True where the part is false."""

    part: Condition


@dataclass(frozen=True, slots=True)
class AllOf:
    """True where every part is. Parts are asked for one after the other."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True where at least one part is."""

    parts: tuple[Condition, ...]


Condition: TypeAlias = Asked | Negated | AllOf | AnyOf


def read_condition(text: str, place: str, groups: Mapping[str, Condition]) -> Condition:
    """The condition that a text says. `groups` are names that stand for a condition.

    Raises KnowledgeError, with the place, for anything else than names of
    questions joined by `and`, `or`, `not` and brackets.
    """
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError) as fault:
        raise KnowledgeError(f"{place}: {text!r} is no condition: {fault}") from fault
    return _read(tree.body, place, groups)


def _read(node: ast.expr, place: str, groups: Mapping[str, Condition]) -> Condition:
    match node:
        case ast.Name(id=name):
            return groups.get(name, Asked(name))
        case ast.UnaryOp(op=ast.Not(), operand=part):
            return Negated(_read(part, place, groups))
        case ast.BoolOp(op=ast.And(), values=parts):
            return AllOf(tuple(_read(part, place, groups) for part in parts))
        case ast.BoolOp(op=ast.Or(), values=parts):
            return AnyOf(tuple(_read(part, place, groups) for part in parts))
    raise KnowledgeError(f"{place}: {ast.unparse(node)!r} is no part of a condition")


def questions_of(condition: Condition) -> tuple[str, ...]:
    """The questions that a condition asks for, each once, in their order."""
    match condition:
        case Asked(question):
            return (question,)
        case Negated(part):
            return questions_of(part)
        case AllOf(parts) | AnyOf(parts):
            found = (question for part in parts for question in questions_of(part))
            return tuple(dict.fromkeys(found))


def negated_questions(condition: Condition, *, negated: bool = False) -> frozenset[str]:
    """The questions for which a "yes" can make the condition false."""
    match condition:
        case Asked(question):
            return frozenset({question}) if negated else frozenset()
        case Negated(part):
            return negated_questions(part, negated=not negated)
        case AllOf(parts) | AnyOf(parts):
            return frozenset[str]().union(
                *(negated_questions(part, negated=negated) for part in parts)
            )
