from __future__ import annotations

import pytest

from quietmuscle.knowledge.conditions import AllOf
from quietmuscle.knowledge.conditions import AnyOf
from quietmuscle.knowledge.conditions import Asked
from quietmuscle.knowledge.conditions import Negated
from quietmuscle.knowledge.conditions import negated_questions
from quietmuscle.knowledge.conditions import questions_of
from quietmuscle.knowledge.conditions import read_condition
from quietmuscle.knowledge.rows import KnowledgeError

A, B, C = map(Asked, "abc")


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("a", A),
        ("  a\n", A),
        ("not a", Negated(A)),
        ("a and b and c", AllOf((A, B, C))),
        ("a or b", AnyOf((A, B))),
        ("a and b or c", AnyOf((AllOf((A, B)), C))),
        ("a and (b or not c)", AllOf((A, AnyOf((B, Negated(C)))))),
        ("not (a and b)", Negated(AllOf((A, B)))),
    ],
)
def test_a_condition_is_read_as_it_is_said(text, condition) -> None:
    assert read_condition(text, "here", {}) == condition


def test_a_name_may_stand_for_a_condition() -> None:
    assert read_condition("a and many", "here", {"many": AnyOf((B, C))}) == AllOf(
        (A, AnyOf((B, C)))
    )


@pytest.mark.parametrize(
    "text", ["", "a b", "a and", "a(b)", "a == b", "1", "'a'", "-a", "a if b else c", "a.b", "\0"]
)
def test_anything_else_is_refused_with_its_place(text) -> None:
    with pytest.raises(KnowledgeError, match=r"^rules, rule 7: .*condition"):
        read_condition(text, "rules, rule 7", {})


def test_nothing_of_a_condition_is_executed() -> None:
    with pytest.raises(KnowledgeError, match="is no part of a condition"):
        read_condition("__import__('os').abort()", "here", {})


@pytest.mark.parametrize(
    ("text", "questions", "negated"),
    [
        ("a", ("a",), set()),
        ("not a", ("a",), {"a"}),
        ("not not a", ("a",), set()),
        ("c and (a or c) and not b", ("c", "a", "b"), {"b"}),
        ("not (a or not b)", ("a", "b"), {"a"}),
        ("a and not a", ("a",), {"a"}),
    ],
)
def test_questions_stand_once_and_those_that_count_against_are_known(
    text, questions, negated
) -> None:
    condition = read_condition(text, "here", {})
    assert questions_of(condition) == questions
    assert negated_questions(condition) == negated
