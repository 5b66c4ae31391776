from __future__ import annotations

import pytest

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import say
from quietmuscle.capture.channels import Channel
from quietmuscle.capture.channels import chosen
from quietmuscle.capture.channels import left_out
from quietmuscle.capture.units import UNKNOWN
from quietmuscle.capture.units import scale_given
from quietmuscle.model.recording import Modality


def channels(*described):
    return tuple(
        Channel(place=place, name=name, scale=scale_given(unit) if unit else UNKNOWN, rate_hz=rate)
        for place, (name, unit, rate) in enumerate(described)
    )


def test_channels_of_one_sensor_and_rate_are_measured_together():
    choice = chosen(
        channels(
            ("biceps", "uV", 2000), ("triceps", "mV", 2000), ("slow", "uV", 500),
            ("acc x", "g", 2000), ("ECG", "mV", 2000), ("skin", None, 2000),
        ),
        None,
    )  # fmt: skip
    assert choice.modality is Modality.EMG
    assert [each.place for each in choice.channels] == [0, 1]
    assert say(choice.remarks[0]).endswith("left out: slow, acc x, ECG, skin.")


def test_what_was_asked_for_decides():
    both = channels(("biceps", "uV", 2000), ("arm", "g", 100), ("leg", "g", 100))
    assert [each.name for each in chosen(both, Modality.ACCEL).channels] == ["arm", "leg"]
    assert chosen(both, None).modality is Modality.ACCEL
    assert [each.name for each in chosen(both, Modality.EMG).channels] == ["biceps"]


def test_channels_of_unknown_unit_are_taken_where_there_are_no_others():
    choice = chosen(channels(("a", None, 1000), ("b", None, 1000)), None)
    assert (len(choice.channels), choice.remarks) == (2, ())


def test_without_a_channel_of_muscle_it_is_refused():
    with pytest.raises(ValueNotUnderstoodError, match="no channel of muscle"):
        chosen(channels(("ECG", "mV", 500), ("Status", None, 500)), None)
    with pytest.raises(ValueNotUnderstoodError, match="no channel of muscle"):
        chosen((), None)


def test_of_many_names_only_some_are_shown():
    assert say(left_out([f"c{n}" for n in range(9)])).endswith("c0, c1, c2, c3, c4, ….")
