"""Three-valued truth: no, unknown, yes (Kleene's strong logic of 1938).

"I don't know" is never "no": what is not known stays unknown through `and`,
`or` and `not`, unless the known parts settle it.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from quietmuscle.knowledge.conditions import AllOf
from quietmuscle.knowledge.conditions import AnyOf
from quietmuscle.knowledge.conditions import Asked
from quietmuscle.knowledge.conditions import Negated

if TYPE_CHECKING:
    from collections.abc import Callable

    from quietmuscle.knowledge.conditions import Condition


class Truth(IntEnum):
    """A truth value; `and` is the least, `or` the greatest, `not` the mirror."""

    NO = 0
    UNKNOWN = 1
    YES = 2


def truth_of(condition: Condition, truth: Callable[[str], Truth]) -> Truth:
    """The truth of a condition, given that of each question."""
    match condition:
        case Asked(question):
            return truth(question)
        case Negated(part):
            return Truth(2 - truth_of(part, truth))
        case AllOf(parts):
            least = Truth.YES
            for part in parts:
                least = min(least, truth_of(part, truth))
                if least is Truth.NO:
                    break
            return least
        case AnyOf(parts):
            most = Truth.NO
            for part in parts:
                most = max(most, truth_of(part, truth))
                if most is Truth.YES:
                    break
            return most


def truth_bounds(
    condition: Condition, bounds: Callable[[str], tuple[Truth, Truth]]
) -> tuple[Truth, Truth]:
    """The least and the most that a condition can come to, given those of each question."""
    match condition:
        case Asked(question):
            return bounds(question)
        case Negated(part):
            least, most = truth_bounds(part, bounds)
            return Truth(2 - most), Truth(2 - least)
        case AllOf(parts):
            found = [truth_bounds(part, bounds) for part in parts]
            return min(least for least, _ in found), min(most for _, most in found)
        case AnyOf(parts):
            found = [truth_bounds(part, bounds) for part in parts]
            return max(least for least, _ in found), max(most for _, most in found)


def deciding(condition: Condition, truth: Callable[[str], Truth]) -> tuple[str, ...]:
    """The questions that give a condition the truth it has, each once, in their order.

    Of an `and`, those of its least true parts; of an `or`, those of its truest.
    """
    match condition:
        case Asked(question):
            return (question,)
        case Negated(part):
            return deciding(part, truth)
        case AllOf(parts) | AnyOf(parts):
            whole = truth_of(condition, truth)
            found = (
                each
                for part in parts
                if truth_of(part, truth) is whole
                for each in deciding(part, truth)
            )
            return tuple(dict.fromkeys(found))


def open_questions(
    condition: Condition, truth: Callable[[str], Truth], ask: Callable[[str], str | None]
) -> tuple[str, ...]:
    """The questions to ask next so that a condition can be settled; empty where none helps.

    `ask` gives the question to ask for one whose truth is unknown, and None
    where it was answered with "I don't know". Of an `and`, only the first part
    that can be asked for is: a "no" to it spares the others.
    """
    if truth_of(condition, truth) is not Truth.UNKNOWN:
        return ()
    match condition:
        case Asked(question):
            asked = ask(question)
            return () if asked is None else (asked,)
        case Negated(part):
            return open_questions(part, truth, ask)
        case AllOf(parts):
            return next(
                (found for part in parts if (found := open_questions(part, truth, ask))), ()
            )
        case AnyOf(parts):
            asked_for = (each for part in parts for each in open_questions(part, truth, ask))
            return tuple(dict.fromkeys(asked_for))
