"""What a recording shows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from quietmuscle.flow.measure import MeasuredFile


def measure(
    recording: Path | str | ArrayLike, *, rate_hz: float | None = None, unit: str | None = None
) -> MeasuredFile:
    """What a recording of electrodes shows: a file by its path, or an array of samples.

    An array is (samples,) or (samples, channels) and needs `rate_hz`. A rate is
    no diagnosis.
    """
    from quietmuscle.flow.measure import measure_array
    from quietmuscle.flow.measure import measure_file

    if isinstance(recording, str | Path):
        return measure_file(Path(recording), rate_hz=rate_hz, unit=unit)
    if rate_hz is None:
        raise ValueNotUnderstoodError(
            Message(_("An array needs its sampling rate: measure(array, rate_hz=2000)."))
        )
    return measure_array(recording, rate_hz=rate_hz, unit=unit)
