"""What every engine tells alike: what is short, how sure one can be, how much is usable."""

from __future__ import annotations

from dataclasses import replace

from quietmuscle.knowledge.watch_time import NONE_SEEN_S
from quietmuscle.measure.rate import is_long_enough
from quietmuscle.model.measurement import Measurement
from quietmuscle.model.measurement import Quality

SUREST = 0.99
"""Judgement: no engine was compared with people enough to be surer of a single event."""
SHORT_S = NONE_SEEN_S
"""Seconds, for every device: what is too short to say "none" is too short to be called long."""


def as_told(found: Measurement) -> Measurement:
    """A measurement by the rules that hold for all devices.

    It is short below `SHORT_S`, or where the usable time bears no rate. No event
    is surer than `SUREST`. The usable time is no longer than the recording, which
    a sum of parts can be by its rounding.
    """
    usable_s = min(found.usable_s, found.duration_s)
    is_short = found.duration_s < SHORT_S or not is_long_enough(usable_s)
    quality = {*found.quality, *((Quality.TOO_SHORT,) if is_short else ())}
    return replace(
        found,
        usable_s=usable_s,
        quality=tuple(each for each in Quality if each in quality),
        events=tuple(
            replace(event, confidence=min(event.confidence, SUREST)) for event in found.events
        ),
    )
