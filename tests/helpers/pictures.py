"""Reading SVG pictures back: what a person sees of them, and what a policy forbids."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"


def read_picture(markup: str) -> ET.Element:
    """A picture that is one well-formed SVG element, named, and without style or script."""
    root = ET.fromstring(markup)
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert title.text
    assert description is not None
    assert description.text
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    for element in root.iter():
        assert element.tag not in {f"{SVG}script", f"{SVG}style", f"{SVG}foreignObject"}
        assert not any(name == "style" or name.startswith("on") for name in element.attrib)
    return root


def words_of_picture(root: ET.Element) -> list[str]:
    """The words that stand in a picture, in order."""
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def of_class(root: ET.Element, name: str) -> list[ET.Element]:
    """The elements of a class."""
    return [element for element in root.iter() if name in (element.get("class") or "").split()]


def starts(element: ET.Element) -> list[tuple[float, float]]:
    """Where the pieces of a path begin."""
    number = r"(-?[\d.]+)"
    found = re.findall(rf"M{number} {number}", element.get("d") or "")
    return [(float(x), float(y)) for x, y in found]


def size_of(root: ET.Element) -> tuple[float, float]:
    """The width and height of a picture."""
    _x, _y, width, height = (root.get("viewBox") or "").split()
    return float(width), float(height)


def sticking_out(root: ET.Element, letter_em: float = 0.5) -> list[str]:
    """The words that do not fit into the picture, by a cautious guess of their width."""
    width, height = size_of(root)
    found = []
    for group in [root, *root.iter(f"{SVG}g")]:
        place = re.match(r"translate\(([-\d.]+) ([-\d.]+)\)", group.get("transform") or "")
        left, top = (float(place[1]), float(place[2])) if place else (0.0, 0.0)
        for element in group.findall(f"{SVG}text"):
            words = element.text or ""
            wide = len(words) * float(element.get("font-size") or 0) * letter_em
            start = {None: 0.0, "middle": 0.5, "end": 1.0}[element.get("text-anchor")]
            x = left + float(element.get("x") or 0) - start * wide
            y = top + float(element.get("y") or 0)
            if x < -1 or x + wide > width + 1 or not 0 < y <= height:
                found.append(words)
    return found
