from __future__ import annotations

import drawn
import pytest
from hypothesis import given

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.model.site import BodySite
from quietmuscle.model.site import Side
from quietmuscle.model.site import SiteRef
from quietmuscle.model.site import read_site


def body_site(**changes):
    fields = {"code": "calf", "name": "calf", "region": "lower_leg", "paired": True}
    return BodySite(**fields | {"snomed": "53840002", "snomed_status": "read"} | changes)


def test_a_place_is_spelt_with_its_side():
    assert str(SiteRef("calf", Side.LEFT)) == "calf.left"
    assert read_site("tongue.middle") == SiteRef("tongue", Side.MIDDLE)


@given(drawn.sites)
def test_a_place_is_read_back_as_it_is_spelt(place):
    assert read_site(str(place)) == place


@pytest.mark.parametrize(
    "text", ["", "calf", "calf.", ".left", "calf.LEFT", "calf.up", "calf.left.right", "calf left"]
)
def test_what_is_no_place_is_refused(text):
    with pytest.raises(ValueNotUnderstoodError):
        read_site(text)


@pytest.mark.parametrize(
    "code", ["", "c", "Calf", "9calf", "calf ", "calf\n", "ca.lf", "a" * 41, "waden‌muskel", "ß" * 3]
)
def test_what_cannot_be_a_code_is_refused(code):
    with pytest.raises(ValueNotUnderstoodError, match="We do not know the body site"):
        SiteRef(code, Side.LEFT)


def test_a_refusal_repeats_no_endless_text():
    for text in ("x" * 10_000, "x" * 10_000 + ".left"):
        with pytest.raises(ValueNotUnderstoodError) as refusal:
            read_site(text)
        assert len(str(refusal.value)) < 140


def test_places_have_an_order():
    places = [SiteRef("calf", Side.RIGHT), SiteRef("arm", Side.LEFT), SiteRef("calf", Side.LEFT)]
    assert list(map(str, sorted(places))) == ["arm.left", "calf.left", "calf.right"]


def test_a_paired_site_has_sides_and_another_a_middle():
    assert body_site().sides == (Side.LEFT, Side.RIGHT, Side.BOTH)
    assert body_site(paired=False).sides == (Side.MIDDLE,)


def test_a_site_without_a_region_is_one():
    assert not body_site().is_region
    assert body_site(region=None).is_region
