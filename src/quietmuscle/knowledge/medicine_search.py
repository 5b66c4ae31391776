"""The search for a medicine by what a person typed, misspellings included.

Only an exact name counts as the medicine (`exact`): everything else is a
suggestion to choose from, because names that look alike can be of very
different medicines. All of it is local.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from quietmuscle.knowledge.medicines import Medicine
from quietmuscle.knowledge.medicines import medicine_named
from quietmuscle.knowledge.medicines import medicines
from quietmuscle.knowledge.medicines import plain_name

MOST_FOUND = 8
LONGEST_TYPED_CHARACTERS = 60
SHORTEST_WITH_SLIPS = 3
"""In shorter words a slip of one letter fits everything."""
SHORTEST_WORD = 4
"""Of several words, shorter ones are not looked for on their own."""
UNFINISHED = 0.5
"""What it costs, in slips, that only the beginning of a name was typed."""
WITHIN = 1.5
"""What it costs that a word was typed which stands inside of a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicineFound:
    """A medicine that a search offers, with the name by which it was found.

    `exact` says that this very name was typed; else it has to be chosen.
    """

    medicine: Medicine
    name: str
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    """A name as it is compared: without capitals, accents and signs."""

    medicine: Medicine
    name: str
    plain: str
    letters: frozenset[str]
    order: int


def search_medicines(text: str, most: int = MOST_FOUND) -> tuple[MedicineFound, ...]:
    """The medicines whose names come nearest to what was typed, the nearest first.

    Where nothing comes near, single words are tried: people type "Ventolin
    inhaler" and "baclofen 10 mg".
    """
    asked = plain_name(text)[:LONGEST_TYPED_CHARACTERS]
    words = [word for word in asked.split() if len(word) >= SHORTEST_WORD]
    for each in (asked, *(words if " " in asked else ())):
        found = _search(each, exact=medicine_named(asked), most=most)
        if found:
            return found
    return ()


def _search(asked: str, *, exact: Medicine | None, most: int) -> tuple[MedicineFound, ...]:
    """The medicines whose names come nearest to this very text."""
    if not asked:
        return ()
    letters, allowed = Counter(asked), slips_allowed(len(asked))
    best: dict[str, tuple[tuple[float, int, int], _Name]] = {}
    for name in _names():
        # Each letter that it lacks is a slip.
        if len(asked) - len(name.plain) > allowed or len(letters.keys() - name.letters) > allowed:
            continue
        cost = _cost(asked, letters, name.plain, allowed)
        if cost is None:
            continue
        rank = (cost, abs(len(name.plain) - len(asked)), name.order)
        known = best.get(name.medicine.id)
        if known is None or rank < known[0]:
            best[name.medicine.id] = (rank, name)
    ranked = sorted(best.values(), key=lambda found: found[0])
    return tuple(
        MedicineFound(
            medicine=name.medicine,
            name=name.name,
            exact=name.medicine is exact and name.plain == asked,
        )
        for _rank, name in ranked[:most]
    )


def slips_allowed(length: int) -> int:
    """How many slips a word of so many letters may have."""
    if length < SHORTEST_WITH_SLIPS:
        return 0
    return 1 + (length >= 6) + (length >= 9)


def slips(asked: str, name: str, most: int | None = None) -> tuple[int, int]:
    """How many slips lie between what was typed and a name, and its nearest beginning.

    A slip is a letter too many, too few, a wrong one, or two that changed
    places (optimal string alignment). Where both are more than `most`, they
    may be told as one more than that: further on they only grow.
    """
    width = len(name) + 1
    before, row = list(range(width)), list(range(width))
    earlier = before
    for place, letter in enumerate(asked, start=1):
        earlier, before = before, row
        row = [place, *([0] * (width - 1))]
        for column in range(1, width):
            here = name[column - 1]
            cost = min(
                before[column] + 1,
                row[column - 1] + 1,
                before[column - 1] + (letter != here),
            )
            if place > 1 and column > 1 and letter == name[column - 2] and asked[place - 2] == here:
                cost = min(cost, earlier[column - 2] + 1)
            row[column] = cost
        if most is not None and min(row) > most and min(before) > most:
            return most + 1, most + 1
    return row[-1], min(row)


def _cost(asked: str, letters: Counter[str], name: str, allowed: int) -> float | None:
    """How far a name is from what was typed; None where it is too far."""
    if name == asked:
        return 0.0
    if name.startswith(asked):
        return UNFINISHED
    if f" {asked}" in f" {name}":
        return WITHIN
    start = name[: len(asked) + allowed + 1]
    if _lacking(letters, start) > allowed:
        return None
    whole, beginning = slips(asked, start, most=allowed)
    if len(name) > len(asked) + allowed + 1:
        whole += len(name) - len(asked) - allowed - 1
    cost = min(float(whole), beginning + UNFINISHED)
    return cost if min(whole, beginning) <= allowed else None


def _lacking(letters: Counter[str], name: str) -> int:
    """How many letters were typed that a name does not have, or not so often: each is a slip."""
    return sum(max(0, times - name.count(letter)) for letter, times in letters.items())


@lru_cache(maxsize=1)
def _names() -> tuple[_Name, ...]:
    names = ((entry, name) for entry in medicines() for name in entry.all_names)
    plain = ((entry, name, plain_name(name)) for entry, name in names)
    return tuple(
        _Name(medicine=entry, name=name, plain=text, letters=frozenset(text), order=order)
        for order, (entry, name, text) in enumerate(plain)
    )
