from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quietmuscle.advise.truth import Truth
from quietmuscle.advise.truth import deciding
from quietmuscle.advise.truth import open_questions
from quietmuscle.advise.truth import truth_bounds
from quietmuscle.advise.truth import truth_of
from quietmuscle.knowledge.conditions import AllOf
from quietmuscle.knowledge.conditions import AnyOf
from quietmuscle.knowledge.conditions import Asked
from quietmuscle.knowledge.conditions import Condition
from quietmuscle.knowledge.conditions import Negated
from quietmuscle.knowledge.conditions import questions_of

NO, UNKNOWN, YES = Truth
A, B, C = map(Asked, "abc")
NAMES = list("abcd")

conditions = st.recursive(
    st.sampled_from(NAMES).map(Asked),
    lambda part: (
        part.map(Negated)
        | st.lists(part, min_size=1, max_size=3).map(lambda found: AllOf(tuple(found)))
        | st.lists(part, min_size=1, max_size=3).map(lambda found: AnyOf(tuple(found)))
    ),
    max_leaves=8,
)
truths = st.fixed_dictionaries(dict.fromkeys(NAMES, st.sampled_from(Truth)))


def of(condition: Condition, **told: Truth) -> Truth:
    return truth_of(condition, told.__getitem__)


@pytest.mark.parametrize(
    ("left", "right", "every", "some"),
    [
        (NO, NO, NO, NO),
        (NO, UNKNOWN, NO, UNKNOWN),
        (NO, YES, NO, YES),
        (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
        (UNKNOWN, YES, UNKNOWN, YES),
        (YES, YES, YES, YES),
    ],
)
def test_and_is_the_least_and_or_the_greatest(left, right, every, some) -> None:
    for a, b in ((left, right), (right, left)):
        assert of(AllOf((A, B)), a=a, b=b) is every
        assert of(AnyOf((A, B)), a=a, b=b) is some


@pytest.mark.parametrize(("told", "turned"), [(NO, YES), (UNKNOWN, UNKNOWN), (YES, NO)])
def test_not_is_the_mirror(told: Truth, turned: Truth) -> None:
    assert of(Negated(A), a=told) is turned


@given(conditions, conditions, truths)
def test_de_morgan_holds(left, right, told) -> None:
    both = Negated(AllOf((left, right)))
    either = AnyOf((Negated(left), Negated(right)))
    assert of(both, **told) is of(either, **told)


@given(conditions, truths, st.sampled_from(NAMES), st.sampled_from([NO, YES]))
def test_what_was_settled_stays_when_more_is_known(condition, told, name, learnt) -> None:
    before = of(condition, **told)
    if told[name] is UNKNOWN and before is not UNKNOWN:
        assert of(condition, **(told | {name: learnt})) is before


@given(conditions, truths, st.sets(st.sampled_from(NAMES)))
def test_bounds_hold_whatever_is_learnt(condition, told, to_learn) -> None:
    bounds = {name: (NO, YES) if name in to_learn else (told[name],) * 2 for name in NAMES}
    least, most = truth_bounds(condition, bounds.__getitem__)
    for learnt in product(Truth, repeat=len(to_learn)):
        found = of(condition, **(told | dict(zip(sorted(to_learn), learnt, strict=True))))
        assert least <= found <= most


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (AllOf((A, B)), (NO, UNKNOWN)),
        (AnyOf((A, B)), (UNKNOWN, YES)),
        (Negated(A), (NO, YES)),
        (AllOf((A, C)), (NO, YES)),
        (AnyOf((A, C)), (YES, YES)),
        (Negated(B), (UNKNOWN, UNKNOWN)),
        (AllOf((Negated(A), B)), (NO, UNKNOWN)),
        (Negated(AnyOf((A, C))), (NO, NO)),
    ],
)
def test_bounds_are_as_narrow_as_they_can_be(condition, expected) -> None:
    """Of `a` anything may be learnt, `b` stays unknown, `c` is so."""
    bounds = {"a": (NO, YES), "b": (UNKNOWN, UNKNOWN), "c": (YES, YES)}
    assert truth_bounds(condition, bounds.__getitem__) == expected


def asked(condition: Condition, told: dict[str, Truth], ask: dict[str, str]) -> tuple[str, ...]:
    return open_questions(condition, told.__getitem__, ask.get)


def test_of_an_and_only_the_first_part_is_asked_for() -> None:
    told = dict.fromkeys("abc", UNKNOWN)
    every = AllOf((A, B, C))
    assert asked(every, told, {"a": "a", "b": "b", "c": "c"}) == ("a",)
    assert asked(every, told, {"b": "b", "c": "c"}) == ("b",)
    assert asked(every, told | {"a": YES}, {"b": "b", "c": "c"}) == ("b",)
    assert asked(every, told, {}) == ()
    assert asked(AllOf((AnyOf((A, B)), C)), told, {"a": "a", "b": "b", "c": "c"}) == ("a", "b")


def test_of_an_or_every_part_is_asked_for_once() -> None:
    told = dict.fromkeys("abc", UNKNOWN)
    some = AnyOf((A, Negated(B), C))
    assert asked(some, told, {"a": "a", "b": "b", "c": "a"}) == ("a", "b")
    assert asked(some, told | {"b": YES}, {"a": "a", "c": "c"}) == ("a", "c")


def test_another_question_is_asked_in_the_place_of_one() -> None:
    assert asked(A, {"a": UNKNOWN}, {"a": "gate"}) == ("gate",)


@given(conditions, truths)
def test_what_is_settled_is_not_asked_for(condition, told) -> None:
    ask = {name: name for name in NAMES if told[name] is UNKNOWN}
    found = asked(condition, told, ask)
    assert bool(found) == (of(condition, **told) is UNKNOWN)
    assert set(found) <= set(ask) & set(questions_of(condition))
    assert len(set(found)) == len(found)
    assert asked(condition, told, {}) == ()


def test_what_decides_an_and_is_false_before_it_is_unknown() -> None:
    both, told = AllOf((A, B, Negated(C), A)), {"a": NO, "b": UNKNOWN, "c": YES}
    assert deciding(both, told.__getitem__) == ("a", "c")
    assert deciding(both, {**told, "a": YES, "c": NO}.__getitem__) == ("b",)
    assert deciding(Negated(AnyOf((A, B, C))), told.__getitem__) == ("c",)
    assert deciding(AllOf((B, A)), dict.fromkeys("ab", YES).__getitem__) == ("b", "a")


@given(conditions, truths, truths)
def test_a_condition_stays_as_it_is_while_what_decides_it_does(condition, told, other) -> None:
    """Whatever the rest is: of parts that are equal, some may already be enough."""
    deciders = deciding(condition, told.__getitem__)
    assert deciders
    assert set(deciders) <= set(questions_of(condition))
    truth = of(condition, **told)
    if truth is not UNKNOWN:
        assert of(condition, **{**other, **{name: told[name] for name in deciders}}) is truth
    else:
        assert UNKNOWN in {told[name] for name in deciders}
