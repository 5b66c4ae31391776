"""Marks of a recording's events, for programs that show the recording: EDF+ or CSV."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from quietmuscle.flow.measured_tables import mark_of
from quietmuscle.flow.measured_tables import mark_table

if TYPE_CHECKING:
    from quietmuscle.flow.measure import MeasuredFile


def marks(found: MeasuredFile, *, as_edf: bool) -> bytes:
    """The events as a file of marks: an EDF+ file that holds annotations alone, or a CSV."""
    if not as_edf:
        return mark_table(found).encode()
    from edfio import Edf
    from edfio import EdfAnnotation

    annotations = [EdfAnnotation(0.0, None, f"measured: {found.engine_version}")]
    annotations += [
        EdfAnnotation(round(each.onset_s, 4), round(each.duration_s, 4), mark_of(each))
        for each in found.events
    ]
    out = io.BytesIO()
    Edf([], annotations=annotations).write(out)
    return out.getvalue()
