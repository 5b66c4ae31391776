"""The medicines that we know of, and their names: medicines/*.toml, typed.

The list says which medicines exist under which names, of which kinds they are,
and how much they have to do with twitching. What labels say of them stands in
medicine_facts.py, what they do together in interactions.py. An entry holds

- `id`: short and lasting. A diary keeps it with what a person takes.
- `name`: the international name, as it is written in Britain. `us_name` is the
  name in the United States where that differs, `other_names` are older names,
  salts and mixtures.
- `brands_us`, `brands_uk`, `brands_eu`: common brand names, from memory.
- `classes`: the kinds it belongs to, see model/medicine_class.py.
- `atc`, `rxcui`: codes, only where one was read. An RxNorm code is written with
  its kind: "c:" stands for the ingredient, "p:" for a product.
- `grade`: "A" where a label names twitching, jerks or tremor or there is a
  direct way to them, "B" where it is plausible, "C" where the texts that we
  read named nothing, "class_only" where the medicine is listed for its kind and
  nothing was looked up.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from quietmuscle.knowledge.rows import KnowledgeError
from quietmuscle.knowledge.rows import Row
from quietmuscle.knowledge.rows import read_rows
from quietmuscle.model.medicine_class import MedicineClass

SECTIONS = ("dmt", "steroids", "antispastics", "symptoms", "others", "by_kind")
"""The files of the list, in the order in which it is read and shown."""

_ATC = re.compile(r"[A-Z]\d\d[A-Z]{2}\d\d")
_RXCUI = re.compile(r"[cp]:\d{2,8}")


class Grade(StrEnum):
    """How much a medicine has to do with twitching, as far as we have read."""

    A = "A"
    B = "B"
    C = "C"
    CLASS_ONLY = "class_only"


class Market(StrEnum):
    """Where a brand name is used."""

    US = "us"
    UK = "uk"
    EU = "eu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """A brand name, with where it is used."""

    name: str
    markets: tuple[Market, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RxCode:
    """An RxNorm code that was read: of the ingredient, or of one product."""

    code: str
    of_product: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Medicine:
    """A medicine of our list, with its names and its kinds."""

    id: str
    section: str
    name: str
    us_name: str | None
    other_names: tuple[str, ...]
    brands: tuple[Brand, ...]
    classes: frozenset[MedicineClass]
    atc: tuple[str, ...]
    rxcui: tuple[RxCode, ...]
    grade: Grade

    @property
    def generic_names(self) -> tuple[str, ...]:
        """Every name that is no brand, the first one first."""
        american = () if self.us_name is None else (self.us_name,)
        return (self.name, *american, *self.other_names)

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every name that the medicine is found by."""
        return (*self.generic_names, *(brand.name for brand in self.brands))


def medicines() -> tuple[Medicine, ...]:
    """Every medicine of the list, in its order."""
    return tuple(_table().values())


def medicine(medicine_id: str) -> Medicine:
    """The medicine of an id. Raises KnowledgeError where there is none."""
    try:
        return _table()[medicine_id]
    except KeyError:
        raise KnowledgeError(f"medicines: there is no medicine {medicine_id!r}") from None


def medicine_or_none(medicine_id: str | None) -> Medicine | None:
    """The medicine of an id that a diary brings; None for one that we do not know.

    An archive of a newer version may hold ids that this list lacks.
    """
    return None if medicine_id is None else _table().get(medicine_id)


def medicine_named(text: str) -> Medicine | None:
    """The medicine that bears exactly this name, whatever its capitals and accents.

    A name that is only similar finds nothing: look-alike names are dangerous.
    """
    return _by_name().get(plain_name(text))


def medicine_names() -> tuple[str, ...]:
    """Every name in its plain form. KnowledgeError where one is of two medicines."""
    return tuple(_by_name())


def medicines_of(kind: MedicineClass) -> tuple[Medicine, ...]:
    """The medicines of a kind, in the order of the list."""
    return tuple(entry for entry in _table().values() if kind in entry.classes)


def plain_name(text: str) -> str:
    """A name without capitals, accents, signs and double blanks, to compare by."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss"))
    kept = "".join(
        letter if letter.isalnum() else "" if letter in "'’." else " "
        for letter in letters
        if not unicodedata.combining(letter)
    )
    return " ".join(kept.split())


@lru_cache(maxsize=1)
def _table() -> dict[str, Medicine]:
    table: dict[str, Medicine] = {}
    for section in SECTIONS:
        for row in read_rows(f"medicines/{section}.toml", "medicine"):
            found = read_medicine(row, section)
            if found.id in table:
                raise KnowledgeError(f"{row.place}: the id {found.id!r} stands twice")
            table[found.id] = found
    return table


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Medicine]:
    names: dict[str, Medicine] = {}
    for entry in _table().values():
        for name in map(plain_name, entry.all_names):
            if names.setdefault(name, entry) is not entry:
                other = names[name].id
                raise KnowledgeError(f"medicines: {name!r} names both {other} and {entry.id}")
    return names


def read_medicine(row: Row, section: str) -> Medicine:
    """The medicine that a row of the list describes."""
    markets = {market: f"brands_{market}" for market in Market}
    row.only(
        "id",
        "name",
        "us_name",
        "other_names",
        *markets.values(),
        "classes",
        "atc",
        "rxcui",
        "grade",
    )
    classes = row.choices("classes", MedicineClass)
    if not classes:
        raise KnowledgeError(f"{row.place}: it is of no kind")
    brands: dict[str, tuple[Market, ...]] = {}
    for market, field in markets.items():
        for name in row.texts(field):
            brands[name] = (*brands.get(name, ()), market)
    found = Medicine(
        id=row.text("id"),
        section=section,
        name=row.text("name"),
        us_name=row.text("us_name", "") or None,
        other_names=row.texts("other_names"),
        brands=tuple(Brand(name=name, markets=where) for name, where in brands.items()),
        classes=frozenset(classes),
        atc=row.texts("atc"),
        rxcui=tuple(map(_rx_code, row.texts("rxcui"))),
        grade=row.choice("grade", Grade),
    )
    if not re.fullmatch(r"[a-z][a-z0-9_]*", found.id):
        raise KnowledgeError(f"{row.place}: {found.id!r} is no id")
    _check_codes(row, found)
    return found


def _check_codes(row: Row, found: Medicine) -> None:
    wrong = [code for code in found.atc if not _ATC.fullmatch(code)]
    wrong += [code for code in row.texts("rxcui") if not _RXCUI.fullmatch(code)]
    if wrong:
        raise KnowledgeError(f"{row.place}: {wrong} are no codes")


def _rx_code(text: str) -> RxCode:
    return RxCode(code=text[2:], of_product=text.startswith("p:"))
