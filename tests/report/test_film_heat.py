"""Where in a film it twitched, in colours and in words."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measured import a_correction
from measured import some_events

from quietmuscle.base.text import say
from quietmuscle.measure.corrected import shown_events
from quietmuscle.report.film_heat import CELLS
from quietmuscle.report.film_heat import SMOOTHED_SHARE
from quietmuscle.report.film_heat import density
from quietmuscle.report.film_heat import film_heat
from quietmuscle.report.film_heat import in_words
from quietmuscle.report.film_heat import places_of

SIZE = (640, 480)
places = st.lists(st.tuples(st.floats(0, 640), st.floats(0, 480)), min_size=1, max_size=8).map(
    tuple
)


def drawn(at, still="/still", language="en"):
    return film_heat(at, SIZE, still=still, width_px=320, language=language, id_prefix="heat")


def test_only_what_counts_and_has_a_place_is_there():
    assert places_of(shown_events(some_events(), ())) == ((320.0, 200.0), (330.5, 210.0))
    assert places_of(shown_events(some_events(), (a_correction(0),))) == ((330.5, 210.0),)


@given(places)
def test_the_words_count_each_twitch_once(at):
    assert sum(part.count for row in in_words(at, SIZE) for part in row) == len(at)


def test_the_words_name_the_part():
    words = in_words(((0.0, 0.0), (639.0, 479.0), (320.0, 10.0), (640.0, 480.0)), SIZE)
    told = {say(part.name): part.count for row in words for part in row if part.count}
    assert told == {"Upper left": 1, "Upper middle": 1, "Lower right": 2}


@given(places)
def test_the_density_is_a_share_of_the_densest(at):
    shares = density(at, SIZE)
    assert (len(shares), len(shares[0])) == (round(CELLS * 480 / 640), CELLS)
    assert max(map(max, shares)) == 1.0
    assert min(map(min, shares)) >= 0.0


def test_golden_the_density_falls_as_a_bell():
    cell = 640 / CELLS
    middle = (24.5 * cell, 18.5 * cell)
    shares = density((middle,), SIZE)
    assert shares[18][24] == 1.0
    from_middle = 3 * cell / (SMOOTHED_SHARE * 640)
    assert shares[18][27] == pytest.approx(2.718281828 ** (-(from_middle**2) / 2))
    assert shares[21][24] == pytest.approx(shares[18][27])
    twice = density((middle, middle, (10.0, 10.0)), SIZE)
    assert twice[0][0] == pytest.approx(0.5, abs=0.01)


def test_the_colours_lie_over_the_still_where_it_twitched():
    root = ET.fromstring(drawn(((160.0, 120.0),)))
    name = "{http://www.w3.org/2000/svg}"
    (image,) = root.iter(f"{name}image")
    assert image.get("href") == "/still"
    (veil,) = root.iter(f"{name}g")
    strongest = [each for each in veil if each.get("class") == "heat-5"]
    middle = sum(float(each.get("x")) + float(each.get("width")) / 2 for each in strongest)
    assert middle / len(strongest) == pytest.approx(80, abs=4)
    assert {each.get("class") for each in veil} == {f"heat-{tone}" for tone in range(1, 6)}
    assert "1 twitch with a place" in root.find(f"{name}desc").text


def test_without_a_still_there_is_an_empty_frame():
    markup = drawn(((160.0, 120.0),), still=None)
    assert "<image" not in markup
    assert 'class="chart-axis"' in markup
    assert "<g" not in drawn(())
