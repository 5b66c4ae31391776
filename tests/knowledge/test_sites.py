from __future__ import annotations

import pytest

from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.text import say
from quietmuscle.knowledge import sites
from quietmuscle.knowledge.rows import KnowledgeError
from quietmuscle.knowledge.rows import Row
from quietmuscle.model.site import Side
from quietmuscle.model.site import SiteRef
from quietmuscle.model.site import read_site

# The dihedral group D5 and the permutation of Verhoeff's check digit (1969).
MULTIPLY = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    [1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
    [2, 3, 4, 0, 1, 7, 8, 9, 5, 6],
    [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
    [4, 0, 1, 2, 3, 9, 5, 6, 7, 8],
    [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
    [6, 5, 9, 8, 7, 1, 0, 4, 3, 2],
    [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
    [8, 7, 6, 5, 9, 3, 2, 1, 0, 4],
    [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
]
PERMUTE = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]


def verhoeff_holds(digits: str) -> bool:
    check = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit)
        for _ in range(place):
            value = PERMUTE[value]
        check = MULTIPLY[check][value]
    return check == 0


def all_refs() -> list[SiteRef]:
    return [SiteRef(site.code, side) for site in sites.body_sites() for side in site.sides]


def test_the_check_digit_finds_slips() -> None:
    assert verhoeff_holds("2363")  # Verhoeff's own example: 236 with the digit 3
    assert not verhoeff_holds("2364")
    assert not verhoeff_holds("2336")


def test_every_snomed_concept_has_a_good_check_digit() -> None:
    concepts = [site.snomed for site in sites.body_sites() if site.snomed]
    assert len(concepts) > 50
    assert [concept for concept in concepts if not verhoeff_holds(concept)] == []
    assert all(verhoeff_holds(concept) for concept in sites.SNOMED_SIDES.values())


def test_a_concept_stands_for_one_site_only() -> None:
    concepts = [site.snomed for site in sites.body_sites() if site.snomed]
    assert len(concepts) == len(set(concepts))


def test_status_says_whether_a_concept_was_read() -> None:
    for site in sites.body_sites():
        assert bool(site.snomed) == bool(site.snomed_status)
        assert (site.snomed_status == "read") == bool(sites.snomed_source(site.code))
    assert sites.site("calf").snomed_status == "read"
    assert sites.site("chin").snomed_status == "recalled"
    assert sites.site("thumb_web").snomed == ""


def test_every_region_can_be_tied_to_a_concept() -> None:
    assert all(region.snomed for region in sites.regions())


def test_regions_come_first_and_sites_name_their_region() -> None:
    regions = sites.regions()
    assert 14 <= len(regions) <= 16
    assert sites.body_sites()[: len(regions)] == regions
    assert {site.code for site in sites.sites_of("face")} >= {
        "upper_eyelid",
        "lower_eyelid",
        "cheek",
        "mouth_corner",
        "tongue",
    }
    assert sites.sites_of("buttock") == ()
    assert all(not sites.sites_of(site.code) for site in sites.body_sites() if not site.is_region)


def test_codes_are_codes() -> None:
    for site in sites.body_sites():
        assert read_site(f"{site.code}.{site.sides[0]}").code == site.code


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("calf.left", "left calf"),
        ("calf.both", "both calves"),
        ("biceps.right", "front of the right upper arm"),
        ("lower_eyelid.both", "both lower eyelids"),
        ("foot.both", "both feet"),
        ("tongue.middle", "tongue"),
    ],
)
def test_names_are_whole_phrases(place: str, name: str) -> None:
    assert say(sites.site_name(read_site(place))) == name


def test_every_place_has_a_name_of_its_own() -> None:
    names = [say(sites.site_name(ref)) for ref in all_refs()]
    assert len(names) == len(set(names))
    assert set(names) <= set(sites.site_sentences())
    for ref, name in zip(all_refs(), names, strict=True):
        assert ("left" in name.split()) == (ref.side is Side.LEFT)
        assert ("right" in name.split()) == (ref.side is Side.RIGHT)
        assert "{" not in name


def test_a_place_of_a_newer_catalogue_keeps_its_code() -> None:
    assert say(sites.site_name(SiteRef("left_ear_lobe", Side.LEFT))) == "left_ear_lobe (left)"


def test_a_side_that_makes_no_sense_does_not_break_a_name() -> None:
    assert say(sites.site_name(SiteRef("tongue", Side.LEFT))) == "tongue"


def test_known_means_known_with_that_side() -> None:
    assert all(sites.known(ref) for ref in all_refs())
    assert not sites.known(SiteRef("tongue", Side.LEFT))
    assert not sites.known(SiteRef("calf", Side.MIDDLE))
    assert not sites.known(SiteRef("wing", Side.LEFT))


def test_an_unknown_code_is_refused_in_words() -> None:
    with pytest.raises(NotFoundError, match="We do not know the body site wing"):
        sites.site("wing")


@pytest.mark.parametrize(
    ("place", "region"),
    [
        ("calf.left", "lower_leg.left"),
        ("calf.both", "lower_leg.both"),
        ("lower_leg.right", "lower_leg.right"),
        ("lower_eyelid.left", "face.middle"),
        ("chest_muscle.right", "chest.middle"),
        ("tongue.middle", "face.middle"),
    ],
)
def test_a_place_belongs_to_its_region_on_its_side(place: str, region: str) -> None:
    assert str(sites.region_of(read_site(place))) == region


def test_a_place_without_a_side_belongs_to_both_sides_of_a_paired_region() -> None:
    assert str(sites.region_of(SiteRef("calf", Side.MIDDLE))) == "lower_leg.both"


@pytest.mark.parametrize(
    "fields",
    [
        {"snomed": "53840002"},
        {"snomed": "53840002", "snomed_status": "read"},
        {"snomed": "53840002", "snomed_status": "recalled", "snomed_source": "sct_be"},
        {"snomed": "53840002", "snomed_status": "guessed"},
        {"snomed_status": "read", "snomed_source": "sct_be"},
    ],
)
def test_a_concept_without_its_story_is_a_fault(fields: dict[str, str]) -> None:
    with pytest.raises(KnowledgeError):
        sites._entry(Row(place="made up", fields={"code": "calf", "name": "calf", **fields}))


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([{"code": "a1", "name": "a"}, {"code": "a1", "name": "b"}], "stands twice"),
        ([{"code": "a1", "name": "a", "region": "b1"}], "has no region 'b1'"),
        (
            [
                {"code": "a1", "name": "a"},
                {"code": "b1", "name": "b", "region": "a1"},
                {"code": "c1", "name": "c", "region": "b1"},
            ],
            "has no region 'b1'",
        ),
    ],
)
def test_a_catalogue_that_contradicts_itself_is_a_fault(
    rows: list[dict[str, str]], fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_up = tuple(Row(place="made up", fields=fields) for fields in rows)
    monkeypatch.setattr(sites, "read_rows", lambda _file, _table: made_up)
    with pytest.raises(KnowledgeError, match=fault):
        sites._catalogue.__wrapped__()


def test_a_search_for_a_region_finds_the_sites_within_it():
    found = sites.codes_within("lower_leg")
    assert found[0] == "lower_leg"
    assert "calf" in found
    assert sites.codes_within("calf") == ("calf",)
    assert sites.codes_within("brought_by_an_import") == ("brought_by_an_import",)
