"""Measurements as tables: one row an event, or one row a file; and marks beside a recording."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from quietmuscle.base.text import say
from quietmuscle.flow.measure_many import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quietmuscle.flow.measure import MeasuredFile
    from quietmuscle.model.measurement import Event

EVENT_COLUMNS = (
    "file",
    "onset_s",
    "duration_s",
    "kind",
    "detail",
    "confidence",
    "amplitude",
    "amplitude_unit",
    "channel",
    "unit_id",
)
FILE_COLUMNS = (
    "file",
    "refused",
    "modality",
    "duration_s",
    "usable_s",
    "fasciculations",
    "rate_per_min",
    "rate_low_95",
    "rate_high_95",
    "distinct_units",
    "doublets",
    "isolated_share",
    "several_units_share",
    "amplitude_lower_quartile",
    "amplitude_median",
    "amplitude_upper_quartile",
    "smallest_detectable",
    "quality",
    "engine_version",
)
MARK_COLUMNS = ("onset", "duration", "description")


def event_table(files: Iterable[MeasuredFile]) -> str:
    """The events of some files as CSV, in the order of the files."""
    return _csv(
        EVENT_COLUMNS,
        (
            (
                found.file,
                f"{each.onset_s:.4f}",
                f"{each.duration_s:.4f}",
                each.kind,
                each.detail or "",
                f"{each.confidence:.3f}",
                _number(each.amplitude),
                each.amplitude_unit or "",
                each.channel or "",
                "" if each.unit_id is None else each.unit_id,
            )
            for found in files
            for each in found.events
        ),
    )


def file_table(results: Iterable[MeasuredFile | Refused]) -> str:
    """One row for each file as CSV; a file that was refused has the reason and nothing else."""
    return _csv(FILE_COLUMNS, (_file_row(each) for each in results))


def mark_table(found: MeasuredFile) -> str:
    """The events of a file as marks: onset and length in seconds, and what it is."""
    return _csv(
        MARK_COLUMNS,
        ((f"{e.onset_s:.4f}", f"{e.duration_s:.4f}", mark_of(e)) for e in found.events),
    )


def mark_of(event: Event) -> str:
    """What stands beside an event in a recording."""
    name = str(event.kind) if event.detail is None else f"{event.kind} ({event.detail})"
    return name if event.unit_id is None else f"{name} unit {event.unit_id}"


def _file_row(result: MeasuredFile | Refused) -> tuple[object, ...]:
    if isinstance(result, Refused):
        return (result.file, say(result.reason), *("" for _ in FILE_COLUMNS[2:]))
    summary = result.summary
    sizes = summary.amplitude_quantiles or (None, None, None)
    return (
        result.file,
        "",
        result.modality,
        f"{result.duration_s:.2f}",
        f"{result.usable_s:.2f}",
        summary.fasciculations,
        _number(summary.rate_per_min),
        *(_number(each) for each in summary.rate_interval_95 or (None, None)),
        "" if summary.distinct_units is None else summary.distinct_units,
        summary.doublets,
        _number(summary.isolated_share),
        _number(summary.several_units_share),
        *(_number(each) for each in sizes),
        _number(summary.smallest_detectable),
        " ".join(result.quality),
        result.engine_version,
    )


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.4g}"


def _csv(columns: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    """Rows as CSV; a cell that a spreadsheet would take for a formula is made plain text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return out.getvalue()


def _plain(cell: object) -> object:
    if isinstance(cell, str) and cell[:1] in {"=", "+", "@", "\t", "-"} and not _is_number(cell):
        return "'" + cell
    return cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
