"""The body on paper: pictures without words, and all words beside them."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from quietmuscle.model.query import SiteCount
from quietmuscle.model.site import read_site
from quietmuscle.report.heat_map import HEAT
from quietmuscle.report.neurologist_body import paper_body

SVG = "{http://www.w3.org/2000/svg}"


def counts(**told: int) -> tuple[SiteCount, ...]:
    sites = ((name.replace("__", "."), many) for name, many in told.items())
    return tuple(SiteCount(site=read_site(name), twitches=many) for name, many in sites)


def test_no_word_is_within_a_picture() -> None:
    body = paper_body(counts(calf__left=9, thumb__right=3), "en")
    for picture in (body.figures, *(each.picture for each in body.insets)):
        drawn = ET.fromstring(picture)
        assert drawn.iter(f"{SVG}path")
        assert list(drawn.iter(f"{SVG}text")) == []


def test_the_words_say_sides_insets_and_colours() -> None:
    body = paper_body(counts(calf__left=9, thumb__right=3), "en")
    assert body.over == ("R", "Front", "L", "L", "Back", "R")
    assert [each.name for each in body.insets] == ["Right palm"]
    assert body.title == "Number of twitches"
    assert [tone.words for tone in body.tones] == [
        *("1–2", "3–4", "5–6", "7–8", "9–10"),
        "A place in this part twitched",
    ]
    assert {tone.colour for tone in body.tones} <= set(HEAT)
    assert HEAT[2] in body.insets[0].picture


@pytest.mark.parametrize("told", [(), counts(calf__left=0)])
def test_a_body_without_twitches_has_no_colours(told: tuple[SiteCount, ...]) -> None:
    body = paper_body(told, "en")
    assert (body.insets, body.tones) == ((), ())
    assert not any(colour in body.figures for colour in HEAT)


def test_a_whole_region_needs_no_colour_for_a_part() -> None:
    body = paper_body(counts(thigh__left=1), "en")
    assert [tone.words for tone in body.tones] == ["1"]
