"""The search for a medicine: misspellings find it, and never stand for it."""

from __future__ import annotations

import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quietmuscle.knowledge.medicine_search import MOST_FOUND
from quietmuscle.knowledge.medicine_search import search_medicines
from quietmuscle.knowledge.medicine_search import slips
from quietmuscle.knowledge.medicine_search import slips_allowed
from quietmuscle.knowledge.medicines import medicine_named
from quietmuscle.knowledge.medicines import medicines
from quietmuscle.knowledge.medicines import plain_name

SEED = 4
WANTED_SHARE = 0.95


def with_a_slip(word: str, draw: random.Random) -> str:
    """A word with one letter too many, too few, wrong, or two that changed places."""
    place, letter = draw.randrange(len(word)), draw.choice(string.ascii_lowercase)
    slip = draw.choice(["wrong", "more", "fewer", "swapped"])
    if slip == "wrong":
        return word[:place] + letter + word[place + 1 :]
    if slip == "more":
        return word[:place] + letter + word[place:]
    if slip == "fewer":
        return word[:place] + word[place + 1 :]
    place = draw.randrange(len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def found_ids(text: str) -> list[str]:
    return [found.medicine.id for found in search_medicines(text)]


def test_every_name_with_one_slip_finds_its_medicine_among_the_first_three() -> None:
    draw = random.Random(SEED)
    tried = [
        (entry.id, with_a_slip(name, draw)) for entry in medicines() for name in entry.all_names
    ]
    hits = sum(wanted in found_ids(typed)[:3] for wanted, typed in tried)
    assert len(tried) > 900
    assert hits / len(tried) >= WANTED_SHARE


def test_every_name_finds_its_medicine_first_and_exactly() -> None:
    for entry in medicines():
        for name in entry.all_names:
            first = search_medicines(f" {name.upper()} ")[0]
            assert (first.medicine, first.exact) == (entry, True)
            assert plain_name(first.name) == plain_name(name)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("baclofem", "baclofen"),
        ("baclof", "baclofen"),
        ("bupropoin", "bupropion"),
        ("sertralin", "sertraline"),
        ("alburetol", "salbutamol"),
        ("venlafaxin", "venlafaxine"),
        ("tecfidara", "dimethyl_fumarate"),
        ("vit d", "vitamin_d"),
        ("Symbicort Turbohaler", "formoterol"),
        ("baclofen 10 mg", "baclofen"),
        ("sulfamethoxazole", "co_trimoxazole"),
    ],
)
def test_what_people_type(typed: str, first: str) -> None:
    assert found_ids(typed)[0] == first


@pytest.mark.parametrize("typed", ["baclofem", "bupropoin", "baclofen 10 mg", "baclof", "MST 30"])
def test_only_a_whole_name_is_a_match(typed: str) -> None:
    assert not any(found.exact for found in search_medicines(typed))


@pytest.mark.parametrize(
    ("typed", "never"),
    [
        ("baclofen", "bupropion"),
        ("hydroxyzine", "hydrochlorothiazide"),
        ("hydralazine", "hydrochlorothiazide"),
        ("prednisone", "prednisolone"),
        ("clonidine", "clonazepam"),
        ("Celexa", "celecoxib"),
        ("Lamictal", "terbinafine"),
    ],
)
def test_a_name_that_looks_alike_is_never_taken_for_another(typed: str, never: str) -> None:
    assert not [f for f in search_medicines(typed) if f.exact and f.medicine.id == never]
    named = medicine_named(typed)
    assert named is None or named.id != never


@pytest.mark.parametrize("typed", ["", "   ", "!?", "zzzzzzzzzz", "cetirizine", "x" * 5_000])
def test_what_is_not_in_the_list_is_not_found(typed: str) -> None:
    assert search_medicines(typed) == ()


@given(st.text(max_size=80))
def test_no_text_is_too_odd(typed: str) -> None:
    found = search_medicines(typed)
    assert len(found) <= MOST_FOUND
    assert len({each.medicine.id for each in found}) == len(found)
    assert [each.medicine for each in found if each.exact] in ([], [medicine_named(typed)])


@pytest.mark.parametrize(
    ("asked", "name", "whole", "beginning"),
    [
        ("baclofen", "baclofen", 0, 0),
        ("baclfoen", "baclofen", 1, 1),
        ("baclofn", "baclofen", 1, 1),
        ("bacclofen", "baclofen", 1, 1),
        ("bak", "baclofen", 6, 1),
        ("ca", "abc", 3, 1),
    ],
)
def test_slips_are_counted(asked: str, name: str, whole: int, beginning: int) -> None:
    assert slips(asked, name) == (whole, beginning)


few_letters = st.text("abc", max_size=8)


@given(few_letters, few_letters, st.integers(0, 4))
def test_giving_up_early_changes_nothing_that_is_near_enough(asked: str, name: str, most: int):
    all_slips, told = slips(asked, name), slips(asked, name, most=most)
    if min(all_slips) <= most:
        assert told == all_slips
    else:
        assert min(told) > most


def test_long_words_may_have_more_slips() -> None:
    assert [slips_allowed(length) for length in (1, 2, 3, 5, 6, 8, 9, 30)] == [
        0,
        0,
        1,
        1,
        2,
        2,
        3,
        3,
    ]
