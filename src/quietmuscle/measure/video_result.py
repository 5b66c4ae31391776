"""From what a video shows to its measurement: the count, the rate, and what could be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.measure.rate import poisson_interval_95
from quietmuscle.measure.telling import as_told
from quietmuscle.model.measurement import EventKind
from quietmuscle.model.measurement import Measurement
from quietmuscle.model.measurement import MeasurementSummary
from quietmuscle.model.measurement import Quality

if TYPE_CHECKING:
    from quietmuscle.measure.video import VideoFinding
    from quietmuscle.model.recording import Modality

ENGINE_VERSION = "video 5"


def video_measurement(found: VideoFinding, modality: Modality) -> Measurement:
    """The measurement of a film or an ultrasound clip.

    The rate counts fasciculations over usable minutes; its interval is
    `poisson_interval_95`. Both are None where the video is not measurable. The
    smallest twitch is a displacement in pixels of the upright picture.
    """
    twitches = sum(event.kind is EventKind.FASCICULATION for event in found.events)
    minutes = found.usable_s / 60
    is_known = minutes > 0 and Quality.NOT_MEASURABLE not in found.quality
    return as_told(
        Measurement(
            modality=modality,
            engine_version=ENGINE_VERSION,
            duration_s=found.duration_s,
            usable_s=found.usable_s,
            quality=found.quality,
            events=found.events,
            summary=MeasurementSummary(
                fasciculations=twitches,
                rate_per_min=twitches / minutes if is_known else None,
                rate_interval_95=poisson_interval_95(twitches, minutes) if is_known else None,
                smallest_detectable=found.smallest_px,
                smallest_detectable_unit=None if found.smallest_px is None else "px",
            ),
            parameters=found.parameters,
        )
    )
