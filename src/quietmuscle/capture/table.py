"""Tables in text (CSV, TSV) of electrodes or of a phone's sensor, as signals."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.capture.blocks import in_blocks
from quietmuscle.capture.channels import left_out
from quietmuscle.capture.clock import Clock
from quietmuscle.capture.clock import clock_of
from quietmuscle.capture.clock import inferred_unit
from quietmuscle.capture.plausible import is_same_rate
from quietmuscle.capture.plausible import settled_rate
from quietmuscle.capture.refusal import rate_wanted
from quietmuscle.capture.refusal import refusal
from quietmuscle.capture.resample import resampled
from quietmuscle.capture.resample import with_gaps
from quietmuscle.capture.table_columns import SECONDS_OF
from quietmuscle.capture.table_columns import Columns
from quietmuscle.capture.table_columns import columns_of
from quietmuscle.capture.table_rows import first_numbers
from quietmuscle.capture.table_rows import numbers
from quietmuscle.capture.table_rows import table_form
from quietmuscle.capture.units import STANDARD_GRAVITY_MPS2
from quietmuscle.capture.units import UNKNOWN
from quietmuscle.capture.units import Scale
from quietmuscle.capture.wishes import NO_WISHES
from quietmuscle.capture.wishes import Wishes
from quietmuscle.model.recording import Modality
from quietmuscle.model.recording import Samples
from quietmuscle.model.recording import SignalHeader
from quietmuscle.model.recording import SignalSource
from quietmuscle.model.recording import SignalUnit

if TYPE_CHECKING:
    from quietmuscle.capture.table_form import TableForm
    from quietmuscle.capture.text_files import Opener

GRAVITY_SHARE = 0.1
"""A phone at rest measures gravity; a mean this near to it tells the unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clocked:
    """The samples of a table by its clock, and what is to be said of it."""

    rate_hz: float | None
    samples: int
    pieces: Callable[[], Iterator[Samples]]
    remarks: tuple[Message, ...] = ()


def read_table(opener: Opener, wishes: Wishes = NO_WISHES) -> SignalSource:
    """The signals of a table in text."""
    form = table_form(opener)
    start = first_numbers(opener, form, tuple(range(form.columns)))
    columns = columns_of(form, start, wishes.modality)
    if not columns.signals:
        raise refusal(_("This file holds no channel of muscle or movement. Please check the file."))
    clocked = _in_time(opener, form, columns, start, wishes)
    settled_hz, remarks = settled_rate(clocked.rate_hz, wishes.rate_hz, columns.modality)
    scales, said = _scales(columns, start, wishes)
    factors = np.array([each.factor for each in scales])
    if columns.others:
        said = (*said, left_out(list(columns.others)))
    return SignalSource(
        header=SignalHeader(
            modality=columns.modality,
            rate_hz=settled_hz,
            channels=columns.names,
            unit=scales[0].unit,
            samples=clocked.samples,
            remarks=(*said, *clocked.remarks, *remarks),
        ),
        blocks=in_blocks(lambda: (piece * factors for piece in clocked.pieces())),
    )


def _in_time(
    opener: Opener, form: TableForm, columns: Columns, start: Samples, wishes: Wishes
) -> _Clocked:
    """The samples by their clock, unless there is none or a given rate contradicts it."""
    unclocked = partial(_unclocked, lambda: numbers(opener, form, columns.signals))
    if columns.clock is None:
        return unclocked(form.told_rate_hz)
    clock = (columns.clock,)
    try:
        clocked = _clocked(
            lambda: numbers(opener, form, clock),
            lambda: numbers(opener, form, (*clock, *columns.signals)),
            start[:, columns.clock],
            columns,
        )
    except ValueNotUnderstoodError:
        if wishes.rate_hz is None:
            raise
        return unclocked(None)
    if wishes.rate_hz is None or is_same_rate(clocked.rate_hz, wishes.rate_hz):
        return clocked
    return replace(unclocked(None), rate_hz=clocked.rate_hz)


def _unclocked(pieces: Callable[[], Iterator[Samples]], told_hz: float | None) -> _Clocked:
    """Rows that are as far apart as the sampling rate says."""
    remarks: tuple[Message, ...] = ()
    if told_hz is not None:
        sentence = _("The file says {rate} samples per second in its first lines.")
        remarks = (Message(sentence, {"rate": f"{told_hz:g}"}),)
    samples = sum(len(piece) for piece in pieces())
    return _Clocked(rate_hz=told_hz, samples=samples, pieces=pieces, remarks=remarks)


def _clocked(
    times: Callable[[], Iterator[Samples]],
    pieces: Callable[[], Iterator[Samples]],
    raw: Samples,
    columns: Columns,
) -> _Clocked:
    """Rows of which each tells its time."""
    unit = columns.clock_unit or inferred_unit(raw, columns.modality)
    if unit is None:
        raise rate_wanted(
            _(
                "The unit of the times in this file cannot be told. "
                "Please give the sampling rate (rate_hz)."
            )
        )
    known = raw[np.isfinite(raw)]
    first = known[0] if known.size else 0.0

    def timed() -> Iterator[Samples]:
        for piece in pieces():
            rows = piece.copy()
            # Times since 1970 in ns are near the end of what a float can tell apart.
            rows[:, 0] = (rows[:, 0] - first) * SECONDS_OF[unit]
            yield rows

    clock = clock_of((piece[:, 0] - first) * SECONDS_OF[unit] for piece in times())
    rate_hz = 1 / clock.step_s
    sentence = _("The times in the file give {rate} samples per second.")
    remarks = [Message(sentence, {"rate": f"{rate_hz:.6g}"})]
    if columns.clock_unit is None:
        remarks.append(
            Message(_("The times in the file were taken to be in {unit}."), {"unit": unit})
        )
    return _Clocked(
        rate_hz=rate_hz,
        samples=_length(timed, clock),
        pieces=lambda: _uniform(timed(), clock),
        remarks=(*remarks, *_of_clock(clock)),
    )


def _length(timed: Callable[[], Iterator[Samples]], clock: Clock) -> int:
    """The samples that come of a clock, counted where they are taken as they are."""
    if not clock.is_even:
        return clock.samples
    if not clock.has_gaps:
        return clock.rows
    return sum(len(piece) for piece in with_gaps(timed(), clock))


def _uniform(timed: Iterator[Samples], clock: Clock) -> Iterator[Samples]:
    """Samples at even distances."""
    return with_gaps(timed, clock) if clock.is_even else resampled(timed, clock)


def _of_clock(clock: Clock) -> list[Message]:
    """What is to be said of a clock that is not even."""
    remarks = []
    if not clock.is_even:
        remarks.append(
            Message(_("The sensor's clock was uneven; its samples were brought onto an even one."))
        )
    if clock.has_gaps:
        remarks.append(Message(_("There are gaps in this recording; they were left empty.")))
    if clock.backward:
        remarks.append(
            Message(
                _("{count} sample came before its time and was left out."),
                {},
                _("{count} samples came before their time and were left out."),
                clock.backward,
            )
        )
    return remarks


def _scales(
    columns: Columns, start: Samples, wishes: Wishes
) -> tuple[tuple[Scale, ...], tuple[Message, ...]]:
    """The scale of each channel; one unit for all, or none."""
    if wishes.scale:
        return (wishes.scale,) * len(columns.scales), ()
    units = {each.unit for each in columns.scales}
    if len(units) > 1:
        return (UNKNOWN,) * len(columns.scales), ()
    if units != {None} or columns.modality is not Modality.ACCEL or len(columns.signals) != 3:
        return columns.scales, ()
    size = float(np.sqrt((np.nanmean(start[:, columns.signals], axis=0) ** 2).sum()))
    for name, gravity in (("m/s²", STANDARD_GRAVITY_MPS2), ("g", 1.0)):
        if abs(size / gravity - 1) <= GRAVITY_SHARE:
            factor = STANDARD_GRAVITY_MPS2 / gravity
            scale = Scale(unit=SignalUnit.METRE_PER_SECOND_SQUARED, factor=factor)
            sentence = _("By the pull of the earth in it, this recording is in {unit}.")
            return (scale,) * 3, (Message(sentence, {"unit": name}),)
    return columns.scales, ()


def has_axes(opener: Opener) -> bool:
    """Whether a table holds the three axes of an accelerometer."""
    form = table_form(opener)
    start = first_numbers(opener, form, tuple(range(form.columns)))
    return columns_of(form, start, None).modality is Modality.ACCEL
