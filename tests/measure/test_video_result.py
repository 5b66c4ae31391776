"""What a video shows becomes a count and a rate, or neither."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from measured import some_events

from quietmuscle.measure.rate import poisson_interval_95
from quietmuscle.measure.video import VideoFinding
from quietmuscle.measure.video_result import video_measurement
from quietmuscle.model.measurement import Quality
from quietmuscle.model.recording import Modality

FOUND = VideoFinding(
    duration_s=60.0,
    usable_s=54.0,
    quality=(Quality.HEARTBEAT,),
    events=some_events(),
    heat_px=np.zeros((0, 0), np.float32),
    heat_corner_px=(0.0, 0.0),
    heat_block_px=8.0,
    smallest_px=1.25,
    parameters=(("sure_z", 6.0),),
)


def test_twitches_alone_are_counted_over_the_time_that_could_be_used() -> None:
    measured = video_measurement(FOUND, Modality.ULTRASOUND)
    summary = measured.summary
    assert summary.fasciculations == 3  # of five events
    assert summary.rate_per_min == pytest.approx(3 / 0.9)
    assert summary.rate_interval_95 == poisson_interval_95(3, 0.9)
    assert (summary.smallest_detectable, summary.smallest_detectable_unit) == (1.25, "px")
    assert (measured.modality, measured.events) == (Modality.ULTRASOUND, FOUND.events)
    assert measured.parameters == FOUND.parameters


@pytest.mark.parametrize(
    "unseen", [{"usable_s": 0.0}, {"quality": (Quality.NOT_MEASURABLE,), "smallest_px": None}]
)
def test_what_could_not_be_measured_has_no_rate(unseen) -> None:
    summary = video_measurement(replace(FOUND, **unseen), Modality.VIDEO).summary
    assert summary.rate_per_min is None
    assert summary.rate_interval_95 is None
