"""What a measurement prints: each figure beside its target and with how it was measured."""

from __future__ import annotations

import json
import math
import platform
import sqlite3
import sys
from dataclasses import asdict
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One thing measured; `value` is None where it could not be, and `how` says why.

    At most `target` is wanted; without one the figure is there to compare.
    """

    name: str
    value: float | None
    unit: str
    how: str
    target: float | None = None

    @property
    def verdict(self) -> str:
        """How the value stands to its target."""
        if self.value is None:
            return "not measured"
        if self.target is None:
            return ""
        return "ok" if self.value <= self.target else "FALLS SHORT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """The same task done with what one could use instead: `value` in the figure's unit."""

    task: str
    instead: str
    value: float
    unit: str
    ours: float

    @property
    def ratio(self) -> float:
        """How many times as long it takes as ours."""
        return self.value / self.ours


def quantile(values: Sequence[float], share: float) -> float:
    """The value that this share of the values does not exceed (nearest rank)."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def shown(value: float | None) -> str:
    """A number with three figures that count."""
    if value is None or math.isnan(value):
        return "-"
    if value == int(value) and abs(value) < 1e6:
        return str(int(value))
    return f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"


def machine() -> str:
    """What it was measured on; no name of the computer or its owner."""
    import os

    model = platform.processor() or platform.machine()
    cpu_file = Path("/proc/cpuinfo")
    if cpu_file.exists():
        lines = cpu_file.read_text(errors="replace").splitlines()
        model = next((line.split(":")[1].strip() for line in lines if "model name" in line), model)
    return (
        f"{os.cpu_count()} cores of {model}; {platform.system()} {platform.release()}; "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"SQLAlchemy {version('sqlalchemy')}, FastAPI {version('fastapi')}"
    )


def print_figures(figures: Sequence[Figure], besides: Sequence[Beside]) -> None:
    """Print all figures as tables."""
    _table(
        ("figure", "measured", "target", "", "how"),
        [
            (
                figure.name,
                f"{shown(figure.value)} {figure.unit}",
                "" if figure.target is None else f"≤ {shown(figure.target)} {figure.unit}",
                figure.verdict,
                figure.how,
            )
            for figure in figures
        ],
    )
    if besides:
        sys.stdout.write("\nWhat one could use instead, for the same task:\n")
        _table(
            ("task", "instead", "takes", "ours", "ratio"),
            [
                (
                    each.task,
                    each.instead,
                    f"{shown(each.value)} {each.unit}",
                    f"{shown(each.ours)} {each.unit}",
                    f"{shown(each.ratio)} ×",
                )
                for each in besides
            ],
        )


def write_json(path: Path, figures: Sequence[Figure], besides: Sequence[Beside]) -> None:
    """Keep all figures in a file, to compare with later ones."""
    kept = {
        "machine": machine(),
        "figures": [asdict(figure) | {"verdict": figure.verdict} for figure in figures],
        "instead": [asdict(each) | {"ratio": each.ratio} for each in besides],
    }
    path.write_text(json.dumps(kept, indent=2, ensure_ascii=False) + "\n", "utf-8")


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    for row in (head, tuple("-" * width for width in widths), *rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        sys.stdout.write("  ".join(cells).rstrip() + "\n")
