"""The rules that hold for all devices alike."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quietmuscle.measure.telling import SHORT_S
from quietmuscle.measure.telling import SUREST
from quietmuscle.measure.telling import as_told
from quietmuscle.model.measurement import Event
from quietmuscle.model.measurement import EventKind
from quietmuscle.model.measurement import Measurement
from quietmuscle.model.measurement import MeasurementSummary
from quietmuscle.model.measurement import Quality
from quietmuscle.model.recording import Modality


def event(confidence: float) -> Event:
    return Event(onset_s=1.0, duration_s=0.1, kind=EventKind.FASCICULATION, confidence=confidence)


FOUND = Measurement(
    modality=Modality.EMG,
    engine_version="emg 0",
    duration_s=120.0,
    usable_s=100.0,
    quality=(Quality.NOISY,),
    events=(event(1.0), event(0.6)),
    summary=MeasurementSummary(fasciculations=2, rate_per_min=1.2, rate_interval_95=(0.2, 4.0)),
)


@pytest.mark.parametrize("modality", list(Modality))
@pytest.mark.parametrize(
    ("duration_s", "usable_s", "is_short"),
    [(15, 15, True), (30, 30, True), (89.9, 89.9, True), (90, 90, False), (120, 9.9, True)],
)
def test_what_is_short_is_short_for_every_device(modality, duration_s, usable_s, is_short) -> None:
    told = as_told(
        replace(FOUND, modality=modality, duration_s=float(duration_s), usable_s=float(usable_s))
    )
    assert (Quality.TOO_SHORT in told.quality) is is_short
    assert Quality.NOISY in told.quality


def test_what_is_long_enough_to_say_none_is_not_short() -> None:
    assert SHORT_S == 90.0


def test_flags_are_told_once_and_in_their_order() -> None:
    said = (Quality.NOT_MEASURABLE, Quality.TOO_SHORT, Quality.HEARTBEAT)
    told = as_told(replace(FOUND, quality=said, duration_s=10.0, usable_s=0.0))
    assert told.quality == (Quality.TOO_SHORT, Quality.HEARTBEAT, Quality.NOT_MEASURABLE)


@given(st.floats(0, 1))
def test_no_event_is_ever_certain(confidence: float) -> None:
    (told,) = as_told(replace(FOUND, events=(event(confidence),))).events
    assert told.confidence == min(confidence, SUREST) < 0.995


def test_a_sum_of_parts_is_no_longer_than_the_whole() -> None:
    told = as_told(replace(FOUND, duration_s=30.00000028125458, usable_s=30.00000028125459))
    assert told.usable_s == told.duration_s == 30.00000028125458
