"""Common ranges of blood results, and values that lead to help: lab_ranges.toml, typed.

All numbers are in mmol/L. The range of a person's own laboratory counts more.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from quietmuscle.base.text import Message
from quietmuscle.knowledge.facts import Fact
from quietmuscle.knowledge.facts import fact
from quietmuscle.knowledge.rows import KnowledgeError
from quietmuscle.knowledge.rows import Row
from quietmuscle.knowledge.rows import read_rows
from quietmuscle.model.care import Tier
from quietmuscle.model.lab import Analyte
from quietmuscle.model.lab import LabUnit

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitScale:
    """A unit, and how many of it one mmol/L is."""

    unit: LabUnit
    per_mmol: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DangerLine:
    """Values that lead to help: `under`, `over`, or `from` a number and beyond it upwards."""

    under: float | None
    over: float | None
    starting: float | None
    tier: Tier
    fact: Fact

    def crossed_by(self, mmol_l: float) -> bool:
        """Whether a value lies beyond the line."""
        return (
            (self.under is not None and mmol_l < self.under)
            or (self.over is not None and mmol_l > self.over)
            or (self.starting is not None and mmol_l >= self.starting)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LabRange:
    """One thing that is measured: its common range, units, and danger lines."""

    analyte: Analyte
    name: str
    low_mmol_l: float
    high_mmol_l: float
    possible_mmol_l: tuple[float, float]
    scales: tuple[UnitScale, ...]
    about: tuple[Fact, ...]
    danger: tuple[DangerLine, ...]

    @property
    def label(self) -> Message:
        """What it is called."""
        return Message(self.name)

    @property
    def units(self) -> tuple[LabUnit, ...]:
        """The units in which it is given, mmol/L first."""
        return tuple(scale.unit for scale in self.scales)

    def mmol_l(self, value: float, unit: LabUnit) -> float:
        """A value in mmol/L. Raises KeyError for a unit that it is not given in."""
        return value / self._scale(unit)

    def shown(self, mmol_l: float, unit: LabUnit) -> float:
        """A value in mmol/L in another unit."""
        return mmol_l * self._scale(unit)

    def _scale(self, unit: LabUnit) -> float:
        return {scale.unit: scale.per_mmol for scale in self.scales}[unit]


def lab_ranges() -> tuple[LabRange, ...]:
    """Everything that can be entered, in the order of the table."""
    return tuple(_table().values())


def lab_range(analyte: Analyte) -> LabRange:
    """The range of one thing that is measured."""
    return _table()[analyte]


@lru_cache(maxsize=1)
def _table() -> dict[Analyte, LabRange]:
    rows = read_rows("lab_ranges.toml", "analyte")
    table = {entry.analyte: entry for entry in map(read_lab_range, rows)}
    if len(table) != len(rows) or table.keys() != set(Analyte):
        raise KnowledgeError("lab_ranges.toml: each analyte stands there once")
    return table


def read_lab_range(row: Row) -> LabRange:
    """The range that a row of the table describes."""
    row.only("id", "name", "low", "high", "possible", "units", "about", "danger")
    analyte = row.text("id")
    if analyte not in set(Analyte):
        raise KnowledgeError(f"{row.place}: {analyte!r} is nothing that we know to be measured")
    possible = row.fields.get("possible")
    if not isinstance(possible, list) or len(possible) != 2:
        raise KnowledgeError(f"{row.place}: 'possible' must hold two numbers")
    found = LabRange(
        analyte=Analyte(analyte),
        name=row.text("name"),
        low_mmol_l=_number(row, row.fields.get("low")),
        high_mmol_l=_number(row, row.fields.get("high")),
        possible_mmol_l=(_number(row, possible[0]), _number(row, possible[1])),
        scales=(
            UnitScale(unit=LabUnit.MMOL_L, per_mmol=1.0),
            *(_scale(row, entry) for entry in _entries(row, "units")),
        ),
        about=tuple(fact(each) for each in row.texts("about")),
        danger=tuple(_danger(row, entry) for entry in _entries(row, "danger")),
    )
    least, most = found.possible_mmol_l
    if not least < found.low_mmol_l < found.high_mmol_l < most or not found.about:
        raise KnowledgeError(f"{row.place}: the range must lie within what is possible")
    if len(set(found.units)) != len(found.units):
        raise KnowledgeError(f"{row.place}: a unit stands twice")
    return found


def _entries(row: Row, name: str) -> tuple[Mapping[str, object], ...]:
    entries = row.fields.get(name)
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise KnowledgeError(f"{row.place}: {name!r} must hold a list of entries")
    return tuple(entries)


def _scale(row: Row, entry: Mapping[str, object]) -> UnitScale:
    unit = entry.get("unit")
    if unit not in set(LabUnit) or set(entry) != {"unit", "per_mmol"}:
        raise KnowledgeError(f"{row.place}: a unit has a name and its number per mmol")
    return UnitScale(unit=LabUnit(str(unit)), per_mmol=_number(row, entry["per_mmol"]))


def _danger(row: Row, entry: Mapping[str, object]) -> DangerLine:
    line = Row(place=row.place, fields=entry)
    line.only("under", "over", "from", "tier", "fact")
    tier = line.text("tier")
    if tier not in set(Tier) or len(entry.keys() & {"under", "over", "from"}) != 1:
        raise KnowledgeError(f"{row.place}: a danger line has a tier and one number")
    under, over, starting = (
        None if entry.get(name) is None else _number(row, entry[name])
        for name in ("under", "over", "from")
    )
    return DangerLine(
        under=under, over=over, starting=starting, tier=Tier(tier), fact=fact(line.text("fact"))
    )


def _number(row: Row, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
        raise KnowledgeError(f"{row.place}: {value!r} is no number above 0")
    return float(value)
