from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from quietmuscle.report.body import BodyView
from quietmuscle.report.drawings import drawing
from quietmuscle.report.ink import art_markup


@pytest.mark.parametrize("view", list(BodyView))
@pytest.mark.parametrize("over", [False, True])
def test_art_is_complete_without_a_style_sheet(view: BodyView, *, over: bool) -> None:
    group = ET.fromstring(art_markup(drawing(view.value), over=over))
    assert group.get("aria-hidden") == "true"
    assert group.get("pointer-events") == "none"
    assert group.get("fill") == "none"
    for path in group:
        assert path.get("class", "").startswith("body-")
        assert path.get("fill") or (path.get("stroke") and path.get("stroke-width"))
        assert path.get("style") is None
        assert path.get("id") is None


def test_lines_are_as_thin_in_a_closer_look_as_from_afar() -> None:
    def ink_px(name: str) -> float:
        drawn = drawing(name)
        found = re.search(
            r'class="body-ink" stroke="[^"]+" stroke-width="([\d.]+)"', art_markup(drawn, over=True)
        )
        assert found is not None
        return float(found[1]) * drawn.scale

    assert ink_px("lower_leg_back") == pytest.approx(ink_px("back"), rel=0.01)


def test_neighbouring_strokes_of_one_kind_are_one_path() -> None:
    markup = art_markup(drawing("front"), over=True)
    assert markup.count('class="body-seam"') == 1
    assert markup.count('class="body-hair"') == 1
