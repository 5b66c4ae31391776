"""The diary as plain tables for a spreadsheet: CSV as RFC 4180 has it.

UTF-8 with a byte order mark, so that spreadsheets read all scripts; ISO dates;
heads and answers in fixed English words, so that a table made today and one
made next year fit together. A text that a spreadsheet would take for a formula
gets an apostrophe in front.
"""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from quietmuscle.base.text import SOURCE_LANGUAGE
from quietmuscle.base.text import say
from quietmuscle.knowledge.sites import site_name
from quietmuscle.model.day import DayItem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from quietmuscle.model.corrected import SummedMeasurement
    from quietmuscle.model.day import DayCount
    from quietmuscle.model.day import DayLog
    from quietmuscle.model.episode import Episode
    from quietmuscle.model.lab import LabResult
    from quietmuscle.model.medicine import MedicineChange
    from quietmuscle.model.session_use import SessionUse

BYTE_ORDER_MARK = "\ufeff"
FORMULA_STARTS = (*"=+-@\t\r\n", *"＝＋－＠")
EPISODE_COLUMNS = (
    "day",
    "local_date",
    "local_time",
    "zone",
    "instant_utc",
    "places",
    "place_names",
    "kind",
    "twitches",
    "intensity_0_10",
    "bother_0_10",
    "lasted",
    "painful",
    "weak",
    "stiff",
    "doing",
    "note",
    "id",
)
DAY_COLUMNS = ("day", "status", "twitches", "entries", "none_today", *DayItem)
SESSION_COLUMNS = (
    "day",
    "local_date",
    "local_time",
    "zone",
    "instant_utc",
    "session",
    "ended",
    "steps_done",
    "lasted_s",
    "bother_before_0_10",
    "bother_after_0_10",
    "id",
)
MEDICINE_COLUMNS = (
    "day",
    "name",
    "action",
    "dose",
    "catalogue_id",
    "local_date",
    "local_time",
    "zone",
    "instant_utc",
    "note",
    "id",
)
LAB_COLUMNS = (
    "day",
    "analyte",
    "value",
    "unit",
    "range_low",
    "range_high",
    "note",
    "id",
)
MEASUREMENT_COLUMNS = (
    "day",
    "local_date",
    "local_time",
    "zone",
    "instant_utc",
    "places",
    "modality",
    "made_with",
    "duration_s",
    "usable_s",
    "left_out_s",
    "machine_twitches",
    "machine_rate_per_min",
    "machine_rate_low_95",
    "machine_rate_high_95",
    "twitches",
    "rate_per_min",
    "rate_low_95",
    "rate_high_95",
    "smallest_detectable",
    "smallest_detectable_unit",
    "quality",
    "engine_version",
    "file",
    "note",
    "id",
)

Cell = str | int | float | bool | None


def episodes_csv(episodes: Iterable[Episode], language: str = SOURCE_LANGUAGE) -> Iterator[bytes]:
    """The entries as a table, a line at a time.

    A time of day that was not told is left empty; `instant_utc` is then the
    middle of the day. What was not told is an empty cell, never a "no".
    """
    yield _line(EPISODE_COLUMNS, start=BYTE_ORDER_MARK)
    for episode in episodes:
        moment = episode.moment
        local = moment.local
        yield _line(
            (
                moment.logical_day.isoformat(),
                local.date().isoformat() if moment.time_known else None,
                f"{local:%H:%M:%S}" if moment.time_known else None,
                moment.zone,
                moment.instant_utc.isoformat().replace("+00:00", "Z"),
                " ".join(str(site) for site in episode.sites),
                "; ".join(say(site_name(site), language) for site in episode.sites),
                episode.kind,
                episode.twitches,
                episode.intensity_0_10,
                episode.bother_0_10,
                episode.lasted,
                episode.painful,
                episode.weak,
                episode.stiff,
                episode.doing,
                episode.note,
                str(episode.id),
            )
        )


def days_csv(days: Iterable[tuple[DayCount, DayLog]]) -> Iterator[bytes]:
    """The days as a table, a line at a time.

    A day that was not logged has no number of twitches; a day on which the
    person said that there were none has 0.
    """
    yield _line(DAY_COLUMNS, start=BYTE_ORDER_MARK)
    for count, log in days:
        yield _line(
            (
                count.day.isoformat(),
                count.status,
                count.twitches,
                count.entries,
                log.none_today,
                *(log.value(item) for item in DayItem),
            )
        )


def sessions_csv(uses: Iterable[SessionUse]) -> Iterator[bytes]:
    """The uses of guided sessions as a table, a line at a time."""
    yield _line(SESSION_COLUMNS, start=BYTE_ORDER_MARK)
    for use in uses:
        local = use.moment.local
        yield _line(
            (
                use.moment.logical_day.isoformat(),
                local.date().isoformat(),
                f"{local:%H:%M:%S}",
                use.moment.zone,
                use.moment.instant_utc.isoformat().replace("+00:00", "Z"),
                use.session,
                use.ended,
                " ".join(use.steps_done),
                use.lasted_s,
                use.bother_before_0_10,
                use.bother_after_0_10,
                str(use.id),
            )
        )


def medicines_csv(changes: Iterable[MedicineChange]) -> Iterator[bytes]:
    """The changes of medicines as a table, a line at a time.

    Times stand only with a dose taken as needed whose time is known.
    """
    yield _line(MEDICINE_COLUMNS, start=BYTE_ORDER_MARK)
    for change in changes:
        moment = change.moment
        yield _line(
            (
                change.day.isoformat(),
                change.name,
                change.action,
                change.dose,
                change.catalogue_id,
                None if moment is None else moment.local.date().isoformat(),
                None if moment is None else f"{moment.local:%H:%M:%S}",
                None if moment is None else moment.zone,
                None if moment is None else moment.instant_utc.isoformat().replace("+00:00", "Z"),
                change.note,
                str(change.id),
            )
        )


def labs_csv(results: Iterable[LabResult]) -> Iterator[bytes]:
    """The blood results as a table, a line at a time; ranges are those of the same paper."""
    yield _line(LAB_COLUMNS, start=BYTE_ORDER_MARK)
    for result in results:
        yield _line(
            (
                result.day.isoformat(),
                result.analyte,
                result.value,
                result.unit,
                result.range_low,
                result.range_high,
                result.note,
                str(result.id),
            )
        )


def measurements_csv(
    measured: Iterable[SummedMeasurement],
) -> Iterator[bytes]:
    """The measurements as a table, a line at a time: the machine's count and the corrected one."""
    yield _line(MEASUREMENT_COLUMNS, start=BYTE_ORDER_MARK)
    for each in measured:
        kept, summary = each.kept, each.summary
        local, result = kept.moment.local, kept.result
        is_known = kept.moment.time_known
        counts: list[Cell] = []
        for counted in (summary.machine, summary.corrected):
            low, high = counted.rate_interval_95 or (None, None)
            counts += [counted.twitches, counted.rate_per_min, low, high]
        yield _line(
            (
                kept.moment.logical_day.isoformat(),
                local.date().isoformat() if is_known else None,
                f"{local:%H:%M:%S}" if is_known else None,
                kept.moment.zone,
                kept.moment.instant_utc.isoformat().replace("+00:00", "Z"),
                " ".join(map(str, kept.sites)),
                result.modality,
                kept.made_with,
                result.duration_s,
                result.usable_s,
                summary.left_out_s,
                *counts,
                result.summary.smallest_detectable,
                result.summary.smallest_detectable_unit,
                " ".join(result.quality),
                result.engine_version,
                kept.recording.name,
                kept.note,
                str(kept.id),
            )
        )


def _line(cells: Iterable[Cell], start: str = "") -> bytes:
    """A line of a table; commas, quotes and line breaks are kept by quoting."""
    written = StringIO()
    csv.writer(written).writerow([_safe(cell) for cell in cells])
    return (start + written.getvalue()).encode()


def _safe(cell: Cell) -> str:
    """A cell as text that no spreadsheet takes for a formula."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case str() if cell.startswith(FORMULA_STARTS):
            return f"'{cell}"
        case _:
            return str(cell)
