"""A use of a session refuses what no session can be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from entries import DAY_START
from entries import LONDON
from entries import TODAY
from entries import a_session_use

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.model.moment import moment_on


@pytest.mark.parametrize(
    "wrong",
    [
        {"session": "Settle!"},
        {"session": ""},
        {"steps_done": ("breathe", "Br eathe")},
        {"steps_done": ("breathe", "breathe")},
        {"steps_done": tuple(f"step_{number}" for number in range(101))},
        {"lasted_s": -1},
        {"lasted_s": 24 * 3600 + 1},
        {"lasted_s": True},
        {"bother_before_0_10": 11},
        {"bother_after_0_10": -1},
        {"moment": moment_on(TODAY, LONDON, DAY_START)},
    ],
)
def test_what_no_session_can_be_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueNotUnderstoodError):
        replace(a_session_use(), **wrong)


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [(6, 4, -2), (0, 0, 0), (3, 5, 2), (None, 4, None), (6, None, None)],
)
def test_the_change_is_after_less_before(
    before: int | None, after: int | None, change: int | None
) -> None:
    assert a_session_use(before=before, after=after).change == change
