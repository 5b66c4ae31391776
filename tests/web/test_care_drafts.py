"""Care checks under way."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from entries import NOW_UTC
from entries import an_id

from quietmuscle.model.care import Answer
from quietmuscle.web.care_drafts import KEPT_FOR
from quietmuscle.web.care_drafts import MOST_DRAFTS
from quietmuscle.web.care_drafts import TAKEN_UP_WITHIN
from quietmuscle.web.care_drafts import CareDraft
from quietmuscle.web.care_drafts import CareDrafts
from quietmuscle.web.care_drafts import is_of_now
from quietmuscle.web.care_drafts import new_name

DIARY = an_id()


def a_draft(name: str = "one") -> CareDraft:
    return CareDraft(
        name=name,
        check_id=an_id(),
        diary_id=DIARY,
        began_at_utc=NOW_UTC,
        touched_at_utc=NOW_UTC,
        answers={"breathing": Answer.NO},
    )


def test_a_check_is_found_by_its_name_and_by_no_other() -> None:
    drafts = CareDrafts()
    drafts.put(a_draft())
    assert drafts.get("one", DIARY, NOW_UTC) is not None
    assert drafts.get("two", DIARY, NOW_UTC) is None
    assert drafts.get("one", an_id(), NOW_UTC) is None, "the diary was wiped meanwhile"


def test_what_was_left_long_ago_is_gone() -> None:
    drafts = CareDrafts()
    drafts.put(a_draft())
    assert drafts.get("one", DIARY, NOW_UTC + KEPT_FOR) is not None
    assert drafts.get("one", DIARY, NOW_UTC + KEPT_FOR + timedelta(seconds=1)) is None


def test_answers_count_for_half_an_hour_and_none_of_the_future() -> None:
    assert timedelta(minutes=30) == TAKEN_UP_WITHIN
    assert is_of_now(NOW_UTC, NOW_UTC + TAKEN_UP_WITHIN)
    assert not is_of_now(NOW_UTC, NOW_UTC + TAKEN_UP_WITHIN + timedelta(seconds=1))
    assert not is_of_now(NOW_UTC + timedelta(seconds=1), NOW_UTC)


def test_the_oldest_is_forgotten_first_and_a_touched_one_is_young() -> None:
    drafts = CareDrafts()
    for number in range(MOST_DRAFTS):
        drafts.put(a_draft(str(number)))
    drafts.put(replace(a_draft("0"), finished=True))
    drafts.put(a_draft("new"))
    assert drafts.get("0", DIARY, NOW_UTC) is not None
    assert drafts.get("1", DIARY, NOW_UTC) is None


def test_names_are_long_and_never_the_same() -> None:
    assert len({new_name() for _turn in range(50)}) == 50
    assert len(new_name()) >= 24
