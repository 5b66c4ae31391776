from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quietmuscle.infer.lattice import explore


def hill(top: tuple[int, ...], width: float, seen: list[tuple[int, ...]]):
    """A bell about a point; what it finds is the point itself."""

    def evaluate(place, neighbour):
        seen.append(place)
        assert neighbour is None or sum(abs(a - b) for a, b in zip(place, neighbour)) == 1  # noqa: B905
        away = sum((a - b) ** 2 for a, b in zip(place, top, strict=True))
        return -away / (2 * width**2), place

    return evaluate


@given(
    st.lists(st.integers(1, 5), min_size=1, max_size=3).flatmap(
        lambda sizes: st.tuples(
            st.just(tuple(sizes)),
            st.tuples(*(st.integers(0, size - 1) for size in sizes)),
            st.tuples(*(st.integers(0, size - 1) for size in sizes)),
        )
    )
)
def test_it_finds_the_top_from_anywhere_and_looks_at_each_point_once(case) -> None:
    sizes, start, top = case
    seen: list[tuple[int, ...]] = []
    found = explore(start, sizes, hill(top, 0.8, seen))
    assert found[0].place == found[0].answer == top
    assert math.isclose(sum(point.weight for point in found), 1)
    assert len(seen) == len(set(seen))
    assert all(
        0 <= value < size for place in seen for value, size in zip(place, sizes, strict=True)
    )


def test_it_keeps_what_is_nearly_as_good_and_weighs_it() -> None:
    found = explore((0,), (9,), hill((4,), 1.0, []))
    assert [point.place for point in found] == [(4,), (3,), (5,)]
    assert found[1].weight / found[0].weight == pytest.approx(math.exp(-0.5))


def test_a_setting_may_be_climbed_and_not_averaged() -> None:
    found = explore((0, 0), (9, 9), hill((4, 4), 1.0, []), climb_only=frozenset({1}))
    assert [point.place for point in found] == [(4, 4), (3, 4), (5, 4)]
