"""A measurement that is kept, and what the person may say against it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from entries import CALF
from hypothesis import given
from hypothesis import settings
from measured import a_correction
from measured import a_measurement
from measured import a_missed_twitch
from measured import measurements
from measured import some_events

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.wire import from_json
from quietmuscle.base.wire import to_json
from quietmuscle.model.kept_measurement import MOST_CORRECTIONS
from quietmuscle.model.kept_measurement import KeptMeasurement
from quietmuscle.model.kept_measurement import measurement_with
from quietmuscle.model.kept_measurement import result_of
from quietmuscle.model.measurement import EventKind


@given(measurements())
@settings(max_examples=40, deadline=None)
def test_it_goes_through_json_unchanged(kept: KeptMeasurement) -> None:
    assert from_json(KeptMeasurement, to_json(kept)) == kept


def test_the_machines_measurement_is_put_together_again_to_the_last_digit() -> None:
    result = a_measurement().result
    whole = measurement_with(result, some_events())
    assert whole.events == some_events()
    assert whole.summary == result.summary
    assert result_of(whole) == result


@pytest.mark.parametrize(
    "wrong",
    [
        {"sites": (CALF, CALF)},
        {"note": "a" * 10_001},
        {"corrections": (a_correction(1), a_correction(1))},
        {"corrections": (a_missed_twitch(60.5),)},
        {"corrections": (a_missed_twitch(-1),)},
        {"corrections": tuple(a_missed_twitch(1) for _ in range(MOST_CORRECTIONS + 1))},
    ],
)
def test_what_cannot_be_is_refused(wrong) -> None:
    with pytest.raises(ValueNotUnderstoodError):
        replace(a_measurement(), **wrong)


def test_one_correction_is_not_two() -> None:
    one = a_correction(1)
    with pytest.raises(ValueNotUnderstoodError):
        replace(a_measurement(), corrections=(one, replace(a_correction(2), id=one.id)))


@pytest.mark.parametrize(
    "wrong",
    [
        {"event": None, "was": None},
        {"onset_s": 3.0},
        {"was": None},
        {"event": -1},
        {"event": None, "was": None, "onset_s": float("nan")},
    ],
)
def test_a_correction_is_of_one_event_and_no_other(wrong) -> None:
    with pytest.raises(ValueNotUnderstoodError):
        replace(a_correction(), **wrong)


@pytest.mark.parametrize(
    "wrong",
    [{"sha256": "../../etc"}, {"size_bytes": -1}, {"media_type": "video"}, {"picture_px": (0, 2)}],
)
def test_what_is_no_file_is_refused(wrong) -> None:
    with pytest.raises(ValueNotUnderstoodError):
        replace(a_measurement().recording, **wrong)


@pytest.mark.parametrize(
    "wrong", [{"duration_s": -1.0}, {"usable_s": float("nan")}, {"engine_version": "<b>"}]
)
def test_what_no_engine_says_is_refused(wrong) -> None:
    with pytest.raises(ValueNotUnderstoodError):
        replace(a_measurement().result, **wrong)


def test_a_kind_may_be_told_without_a_change_of_the_count() -> None:
    told = a_correction(1, kind=EventKind.VOLUNTARY)
    assert replace(a_measurement(), corrections=(told,)).corrections == (told,)


def test_a_moment_just_past_the_end_is_told_apart_from_it() -> None:
    kept = a_measurement()
    past = replace(a_missed_twitch(), onset_s=kept.result.duration_s + 0.02)
    with pytest.raises(ValueNotUnderstoodError) as refused:
        replace(kept, corrections=(past,))
    values = refused.value.message.values
    assert values["duration"] != values["onset"]
