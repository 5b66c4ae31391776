from __future__ import annotations

import itertools
import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from quietmuscle.knowledge.sites import body_sites
from quietmuscle.model.query import SiteCount
from quietmuscle.model.site import Side
from quietmuscle.model.site import SiteRef
from quietmuscle.model.site import read_site
from quietmuscle.report.body import BodyView
from quietmuscle.report.curves import path_data
from quietmuscle.report.drawings import drawing
from quietmuscle.report.heat_map import HEAT
from quietmuscle.report.heat_map import heat_map
from quietmuscle.report.heat_map import heat_steps
from quietmuscle.report.ink import FILLS

HEAT_CLASSES = {f"heat-{tone}" for tone in range(len(HEAT))}
SVG = "{http://www.w3.org/2000/svg}"


def counts(text: str) -> tuple[SiteCount, ...]:
    """Counts written as "calf.left=3 tongue.middle=1"."""
    pairs = (word.split("=") for word in text.split())
    return tuple(SiteCount(site=read_site(place), twitches=int(number)) for place, number in pairs)


def drawn(text: str) -> ET.Element:
    return ET.fromstring(heat_map(counts(text)))


def paint_of(view: BodyView, place: str, side: Side | None = None) -> str:
    ref = read_site(place)
    return next(
        path_data(found.paint, closed=True)
        for found in drawing(view.value, side).places
        if found.ref == ref
    )


def tone_of(picture: ET.Element, path: str) -> str | None:
    """The tone that a path has, where it is tinted: the same wherever it stands."""
    tones = {part.get("class") for part in picture.iter(f"{SVG}path") if part.get("d") == path}
    tones = {tone for tone in tones if tone and tone.startswith("heat-")}
    assert len(tones) <= 1
    return tones.pop() if tones else None


def words(picture: ET.Element) -> list[str]:
    return [part.text or "" for part in picture.iter(f"{SVG}text")]


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("most", "tops"),
    [
        (0, [1, 2, 3, 4, 5]),
        (3, [1, 2, 3, 4, 5]),
        (5, [1, 2, 3, 4, 5]),
        (6, [2, 4, 6, 8, 10]),
        (46, [10, 20, 30, 40, 50]),
        (101, [30, 60, 90, 120, 150]),
        (1000, [200, 400, 600, 800, 1000]),
        (33_000, [8000, 16000, 24000, 32000, 40000]),
    ],
)
def test_steps_are_even_round_and_reach_the_largest(most: int, tops: list[int]) -> None:
    assert [step.most for step in heat_steps(most)] == tops


@given(st.integers(min_value=0, max_value=10_000_000))
@settings(deadline=None)
def test_every_count_falls_into_one_step(most: int) -> None:
    steps = heat_steps(most)
    assert steps[0].least == 1
    assert steps[-1].most >= most
    for before, after in itertools.pairwise(steps):
        assert after.least == before.most + 1
    assert steps[-1].most <= max(5, 2.1 * most)


def test_steps_darken_also_in_grey() -> None:
    tones = [luminance(FILLS["skin"]), *(luminance(colour) for colour in HEAT)]
    assert tones == sorted(tones, reverse=True)
    steps = tones[2:]
    for lighter, darker in itertools.pairwise(steps):
        assert (lighter + 0.05) / (darker + 0.05) > 1.3


def test_a_region_is_tinted_by_its_own_number() -> None:
    picture = drawn("thigh.right=46 belly.middle=9")
    assert tone_of(picture, paint_of(BodyView.FRONT, "thigh.right")) == "heat-5"
    assert tone_of(picture, paint_of(BodyView.BACK, "thigh.right")) == "heat-5"
    assert tone_of(picture, paint_of(BodyView.FRONT, "belly.middle")) == "heat-1"
    assert tone_of(picture, paint_of(BodyView.FRONT, "thigh.left")) is None


def test_a_place_is_a_patch_on_its_pale_region() -> None:
    picture = drawn("calf.left=46 shin.left=12")
    assert tone_of(picture, paint_of(BodyView.BACK, "lower_leg.left")) == "heat-0"
    assert tone_of(picture, paint_of(BodyView.FRONT, "lower_leg.left")) == "heat-0"
    calf = paint_of(BodyView.LOWER_LEG_BACK, "calf.left", Side.LEFT)
    shin = paint_of(BodyView.LOWER_LEG_FRONT, "shin.left", Side.LEFT)
    assert tone_of(picture, calf) == "heat-5"
    assert tone_of(picture, shin) == "heat-2"
    assert "A place in this part twitched" in words(picture)


def test_a_region_with_a_number_of_its_own_is_not_pale() -> None:
    picture = drawn("calf.left=46 lower_leg.left=21")
    assert tone_of(picture, paint_of(BodyView.BACK, "lower_leg.left")) == "heat-3"


def test_both_counts_on_both_sides() -> None:
    picture = drawn("hand.both=4 hand.left=1 belly.middle=25")
    assert tone_of(picture, paint_of(BodyView.FRONT, "hand.right")) == "heat-1"
    assert tone_of(picture, paint_of(BodyView.FRONT, "hand.left")) == "heat-1"
    picture = drawn("calf.both=2 calf.left=3")
    left = paint_of(BodyView.LOWER_LEG_BACK, "calf.left", Side.LEFT)
    right = paint_of(BodyView.LOWER_LEG_BACK, "calf.right", Side.RIGHT)
    assert (tone_of(picture, left), tone_of(picture, right)) == ("heat-5", "heat-2")


def test_face_hands_and_feet_stand_beside_where_they_twitched() -> None:
    picture = drawn("lower_eyelid.left=3 thumb_web.right=1 arch_of_foot.both=2")
    assert tone_of(picture, paint_of(BodyView.FACE, "lower_eyelid.left")) == "heat-3"
    assert tone_of(picture, paint_of(BodyView.FRONT, "face.middle")) == "heat-0"
    found = words(picture)
    assert {"Face", "Right hand, back", "Right sole", "Left sole"} <= set(found)
    assert "Left palm" not in found
    assert "Left hand, back" not in found
    assert "Face" not in words(drawn("calf.left=3"))


def test_the_legend_names_the_steps_in_use() -> None:
    found = words(drawn("thigh.right=46"))
    assert [word for word in found if "–" in word] == ["1–10", "11–20", "21–30", "31–40", "41–50"]
    assert [word for word in words(drawn("thigh.right=3")) if word.isdigit()] == ["1", "2", "3"]
    assert "A place in this part twitched" not in found


def test_long_numbers_have_room() -> None:
    picture = drawn("thigh.right=33000")
    swatches = list(picture.iter(f"{SVG}rect"))
    assert len({part.get("x") for part in swatches}) == 3
    assert "32001–40000" in words(picture)


def test_sides_are_named_as_the_person_means_them() -> None:
    assert words(drawn("thigh.right=1"))[:6] == ["R", "Front", "L", "L", "Back", "R"]


def test_screen_readers_hear_the_places_with_the_most() -> None:
    picture = drawn("calf.left=46 thigh.right=3 tongue.middle=9 chin.middle=1")
    title, description = picture.find(f"{SVG}title"), picture.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert description.text == "Most twitches: left calf: 46; tongue: 9; right thigh: 3."
    assert picture.get("role") == "img"
    assert picture.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert drawn("calf.left=1").findtext(f"{SVG}desc") == "Most twitches: left calf: 1."
    two = drawn("calf.left=2 calf.right=1").findtext(f"{SVG}desc")
    assert two == "Most twitches: left calf: 2; right calf: 1."


def test_without_twitches_it_is_the_plain_body() -> None:
    picture = ET.fromstring(heat_map(()))
    assert picture.findtext(f"{SVG}desc") == "No places yet."
    assert words(picture) == ["R", "Front", "L", "L", "Back", "R"]
    assert not [part for part in picture.iter() if part.get("class", "")[:6] in HEAT_CLASSES]
    assert heat_map(counts("calf.left=0")) == heat_map(())


def test_places_of_a_newer_catalogue_are_left_out() -> None:
    newer = (
        SiteCount(site=SiteRef("third_eye", Side.MIDDLE), twitches=9),
        SiteCount(site=SiteRef("tongue", Side.LEFT), twitches=9),
    )
    assert heat_map(newer) == heat_map(())


def test_two_pictures_on_a_page_have_ids_of_their_own() -> None:
    first, second = heat_map((), id_prefix="a"), heat_map((), id_prefix="b")
    found = [set(re.findall(r' id="([^"]+)"', picture)) for picture in (first, second)]
    assert found == [{"a-title", "a-words"}, {"b-title", "b-words"}]


def test_it_is_complete_on_its_own_and_free_of_inline_style() -> None:
    everything = " ".join(
        f"{site.code}.{side}={number}"
        for number, site in enumerate(body_sites(), start=1)
        for side in site.sides
    )
    picture = drawn(everything)
    for part in picture.iter():
        assert "style" not in part.attrib
        if part.tag in {f"{SVG}path", f"{SVG}rect"}:
            assert part.get("fill") or part.get("stroke")
        if part.tag == f"{SVG}text":
            assert part.get("fill")
            assert part.get("font-size")
    assert len(picture.findall(f"{SVG}svg")) == 2 + 9


def test_every_place_is_to_be_seen_somewhere() -> None:
    plain = heat_map(()).count("<path")
    for site in body_sites():
        for side in site.sides:
            count = SiteCount(site=SiteRef(site.code, side), twitches=1)
            picture = heat_map((count,))
            assert picture.count("<path") > plain
            assert 'class="heat-1"' in picture, site.code
