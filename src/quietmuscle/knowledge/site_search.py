"""Places of the body that words name, in the language of who asks.

"calf" names the calf on either side, "left calf" the left one; "arm" names the
upper arm and the forearm, too, because it ends their names.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from quietmuscle.base.text import say
from quietmuscle.knowledge.sites import body_sites
from quietmuscle.knowledge.sites import site_name
from quietmuscle.model.site import Side
from quietmuscle.model.site import SiteRef

SHORTEST_PART = 3
"""Shorter words count only whole: "an" begins too many names."""
FORMS_OF_A_SIDE = 3
SHARE_OF_BOTH = 0.2
"""How often a word sets the left and right names of sites apart, or the share of sites whose
name of both sides it sets apart, if it tells a side and no place."""

JOINTS = 10
LONGEST_JOINT = 3
"""So many names have the short words between the others, such as "of"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    """A place in words, and where it is."""

    ref: SiteRef
    words: frozenset[str]


def places_named(words: str, language: str) -> tuple[SiteRef, ...]:
    """The places whose names have all of these words; none where they tell only a side.

    What is on both sides is also on the one that was asked for, and "calves"
    are each of the two.
    """
    asked = _words(words)
    if not asked:
        return ()
    names, sides = _names(language)
    found = {
        name.ref: None
        for name in names
        if all(_fits(word, name.words) for word in asked)
        and any(_fits(word, name.words - sides) for word in asked - sides)
    }
    for ref in tuple(found):
        beside = {Side.BOTH: (Side.LEFT, Side.RIGHT), Side.MIDDLE: ()}.get(ref.side, (Side.BOTH,))
        found.update((SiteRef(ref.code, side), None) for side in beside)
    return tuple(found)


@lru_cache(maxsize=16)
def _names(language: str) -> tuple[tuple[_Name, ...], frozenset[str]]:
    """Every name of the catalogue, and the words that tell a side or join others."""
    names: list[_Name] = []
    one: Counter[str] = Counter()
    both: Counter[str] = Counter()
    for site in body_sites():
        told = {
            side: _words(say(site_name(SiteRef(site.code, side)), language)) for side in site.sides
        }
        names.extend(
            _Name(ref=SiteRef(site.code, side), words=words) for side, words in told.items()
        )
        if site.paired:
            left, right = told[Side.LEFT], told[Side.RIGHT]
            one.update(left ^ right)
            both.update(told[Side.BOTH] - left - right)
    often = SHARE_OF_BOTH * sum(name.ref.side is Side.BOTH for name in names)
    sides = {word for word, times in one.items() if times >= FORMS_OF_A_SIDE}
    sides |= {word for word, times in both.items() if times >= often}
    every = Counter(word for name in names for word in name.words)
    sides |= {word for word, n in every.items() if n >= JOINTS and len(word) <= LONGEST_JOINT}
    return tuple(names), frozenset(sides)


def _fits(asked: str, words: frozenset[str]) -> bool:
    """Whether one of the words is the one asked for, or begins or ends with it."""
    if len(asked) < SHORTEST_PART:
        return asked in words
    return any(word.startswith(asked) or word.endswith(asked) for word in words)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", unicodedata.normalize("NFC", text.casefold())))
