from __future__ import annotations

import pytest

from quietmuscle.base.text import languages
from quietmuscle.base.text import say
from quietmuscle.knowledge.site_search import places_named
from quietmuscle.knowledge.sites import body_sites
from quietmuscle.knowledge.sites import site_name
from quietmuscle.model.site import SiteRef


@pytest.mark.parametrize(
    ("words", "language", "there", "not_there"),
    [
        ("calf", "en", {"calf.left", "calf.right", "calf.both"}, {"shin.left"}),
        ("CALF ", "en", {"calf.left"}, set()),
        ("left calf", "en", {"calf.left", "calf.both"}, {"calf.right"}),
        ("calves", "en", {"calf.left", "calf.right", "calf.both"}, set()),
        ("arm", "en", {"upper_arm.left", "forearm.right"}, {"face.middle"}),
        ("Wade", "de", {"calf.left", "calf.right"}, set()),
        ("linke Wade", "de", {"calf.left"}, {"calf.right"}),
    ],
)
def test_words_name_places(words, language, there, not_there):
    found = {str(ref) for ref in places_named(words, language)}
    assert there <= found
    assert not not_there & found


@pytest.mark.parametrize("words", ["", " ", "left", "both", "of the", "a", "calf walk", "%"])
def test_words_that_tell_no_place_name_none(words):
    assert places_named(words, "en") == ()


@pytest.mark.parametrize("words", ["linke", "Wade laufen", "rechter", "beide", "des"])
def test_german_words_that_tell_no_place_name_none(words):
    assert places_named(words, "de") == ()


def test_a_part_of_a_word_is_none_in_its_middle():
    assert places_named("ear", "en") == ()


@pytest.mark.parametrize("language", languages())
def test_every_place_is_found_by_its_own_name(language):
    for site in body_sites():
        for side in site.sides:
            ref = SiteRef(site.code, side)
            assert ref in places_named(say(site_name(ref), language), language)
