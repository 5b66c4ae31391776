from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from quietmuscle.base.errors import ConflictError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.store.household import Household
from quietmuscle.web.home import pairing
from quietmuscle.web.home.pairing import PairingDesk
from quietmuscle.web.home.pairing import pair
from quietmuscle.web.home.pairing import phone_of

if TYPE_CHECKING:
    from datetime import datetime

    from quietmuscle.store.location import Location

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def desk() -> PairingDesk:
    return PairingDesk()


@pytest.fixture
def household(location: Location) -> Household:
    return Household(location)


def test_a_code_cannot_be_guessed(desk, now_utc) -> None:
    codes = {desk.offer(now_utc).code for _each in range(50)}
    assert len(codes) == 50
    assert all(len(code) == 43 for code in codes)


def test_a_code_for_fingers_has_no_letters_that_look_alike(desk, now_utc) -> None:
    letters = "".join(desk.offer(now_utc).short_code for _each in range(200))
    assert len(letters) == 200 * 8
    assert not set(letters) & set("01OILU")
    offer = desk.offer(now_utc)
    assert offer.short_code_shown.replace(" ", "") == offer.short_code


@pytest.mark.parametrize("kind", ["code", "short_code", "short_code_shown"])
def test_a_code_works_once(desk, now_utc, kind) -> None:
    offer = desk.offer(now_utc)
    desk.redeem(getattr(offer, kind), now_utc)
    for again in (offer.code, offer.short_code):
        with pytest.raises(ConflictError, match="each works once, and for ten minutes"):
            desk.redeem(again, now_utc)


def test_the_short_code_may_be_typed_as_one_likes(desk, now_utc) -> None:
    offer = desk.offer(now_utc)
    short = offer.short_code
    desk.redeem(f" {short[:2].lower()}-{short[2:5]} {short[5:].lower()}\n", now_utc)


def test_a_code_works_for_ten_minutes(desk, now_utc) -> None:
    offer = desk.offer(now_utc)
    assert offer.until_utc == now_utc + 10 * MINUTE
    desk.redeem(offer.code, now_utc + 10 * MINUTE - SECOND)
    late = desk.offer(now_utc)
    with pytest.raises(ConflictError):
        desk.redeem(late.code, now_utc + 10 * MINUTE)


def test_a_clock_that_was_set_back_gives_no_code_more_time(desk, now_utc) -> None:
    offer = desk.offer(now_utc)
    with pytest.raises(ConflictError):
        desk.redeem(offer.code, now_utc - SECOND)


@pytest.mark.parametrize("given", ["", "x", "ABCD EFGH", "é" * 43, "\ud800", "a" * 200])
def test_what_is_no_code_lets_nobody_in(desk, now_utc, given) -> None:
    offer = desk.offer(now_utc)
    with pytest.raises(ConflictError):
        desk.redeem(given, now_utc)
    desk.redeem(offer.code, now_utc)


def test_nobody_guesses_the_short_code(desk, now_utc) -> None:
    offer = desk.offer(now_utc)
    for _each in range(pairing.MOST_WRONG):
        with pytest.raises(ConflictError):
            desk.redeem("WRNG WRNG", now_utc)
    with pytest.raises(ConflictError):
        desk.redeem(offer.short_code, now_utc)
    desk.redeem(offer.code, now_utc)  # which no guessing finds
    fresh = desk.offer(now_utc)
    desk.redeem(fresh.short_code, now_utc)


def test_wrong_codes_before_the_last_do_not_matter(desk, now_utc) -> None:
    offer = desk.offer(now_utc)
    for _each in range(pairing.MOST_WRONG - 1):
        with pytest.raises(ConflictError):
            desk.redeem("WRNG WRNG", now_utc)
    desk.redeem(offer.short_code, now_utc)


def test_a_few_codes_are_good_at_once(desk, now_utc) -> None:
    offers = [desk.offer(now_utc) for _each in range(6)]
    with pytest.raises(ConflictError):
        desk.redeem(offers[0].code, now_utc)
    for offer in offers[1:]:
        desk.redeem(offer.code, now_utc)


def test_no_comparison_stops_at_the_first_letter_that_differs(desk, now_utc, monkeypatch) -> None:
    compared = []
    monkeypatch.setattr(pairing.hmac, "compare_digest", lambda a, b: compared.append(a) or a == b)
    offers = [desk.offer(now_utc) for _each in range(3)]
    desk.redeem(offers[0].code, now_utc)
    assert len(compared) == 6  # each offer, by camera and by hand
    assert all(len(digest) == 64 for digest in compared)


def test_a_phone_gets_a_secret_of_which_we_keep_the_hash(desk, household, now_utc) -> None:
    code = desk.offer(now_utc).code
    phone, secret = pair(desk, household, code, "  Ada's \n phone ", now_utc)
    assert phone.name == "Ada's phone"
    assert household.phones() == (phone,)
    assert len(secret) == 43
    assert secret not in household.phones_file.read_text("utf-8")
    assert phone_of(household.phones(), secret) == phone


def test_each_phone_has_its_own_secret(desk, household, now_utc: datetime) -> None:
    paired = [
        pair(desk, household, desk.offer(now_utc).code, f"phone {number}", now_utc)
        for number in range(3)
    ]
    phones = household.phones()
    assert [phone_of(phones, secret) for _phone, secret in paired] == [each[0] for each in paired]
    for secret in ("", "x", paired[0][0].secret_sha256, paired[0][1][:-1], "\ud800"):
        assert phone_of(phones, secret) is None
    assert phone_of((), paired[0][1]) is None


def test_a_phone_without_a_name_leaves_the_code_good(desk, household, now_utc) -> None:
    code = desk.offer(now_utc).code
    with pytest.raises(ValueNotUnderstoodError, match="give the phone a name"):
        pair(desk, household, code, "  ", now_utc)
    assert household.phones() == ()
    pair(desk, household, code, "Ada's phone", now_utc)


def test_who_has_no_code_is_not_let_in(desk, household, now_utc) -> None:
    with pytest.raises(ConflictError):
        pair(desk, household, "guessed", "a stranger", now_utc)
    assert household.phones() == ()
