"""A stretch of a kept EMG is read in a process of its own, and only where there is one."""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING

import numpy as np
import pytest
from entries import NOW_UTC
from measured import a_measurement
from shelves import put_measurement
from traced_emg import LENGTH_S
from traced_emg import RATE_HZ
from traced_emg import SIZE_UV
from traced_emg import SPIKES_S
from traced_emg import put_emg
from traced_emg import traced_emg

from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.flow.recording_trace import LookAt
from quietmuscle.flow.recording_trace import channels_of
from quietmuscle.flow.recording_trace import trace_of
from quietmuscle.model.recording import Modality

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace


def test_a_spike_stands_in_its_place_however_near_one_looks(workspace: Workspace) -> None:
    kept = put_emg(workspace.diary, NOW_UTC, emg=traced_emg())
    whole = trace_of(workspace, kept.id, LookAt(channel=1, most=200))
    assert whole.raw.high.size == 200
    assert np.nanmax(whole.raw.high) == pytest.approx(SIZE_UV, abs=20)
    near = trace_of(workspace, kept.id, LookAt(channel=1, start_s=4.99, stop_s=5.01))
    assert near.raw.is_samples
    spike_s = near.raw.start_s + int(near.raw.high.argmax()) * near.raw.step_s
    assert spike_s == pytest.approx(SPIKES_S[0], abs=0.5 / RATE_HZ)
    other = trace_of(workspace, kept.id, LookAt(channel=0, stop_s=1e9))
    assert np.nanmax(other.raw.high) < SIZE_UV / 4
    assert other.raw.high.size == LENGTH_S * RATE_HZ
    assert (other.rate_hz, len(other.channels), channels_of(kept)) == (RATE_HZ, 2, 2)


@pytest.mark.parametrize(
    "look",
    [
        LookAt(start_s=20.0),
        LookAt(start_s=5.0, stop_s=5.0),
        LookAt(start_s=-1.0),
        LookAt(start_s=nan),
        LookAt(stop_s=nan),
        LookAt(channel=2),
        LookAt(channel=-1),
    ],
)
def test_a_stretch_that_is_not_there_is_refused(workspace: Workspace, look: LookAt) -> None:
    kept = put_emg(workspace.diary, NOW_UTC, emg=b"never read")
    with pytest.raises(ValueNotUnderstoodError):
        trace_of(workspace, kept.id, look)


def test_a_file_that_was_spoilt_is_refused_in_a_sentence(workspace: Workspace) -> None:
    kept = put_emg(workspace.diary, NOW_UTC, emg=b"PK\x03\x04 no archive at all")
    with pytest.raises(ValueNotUnderstoodError):
        trace_of(workspace, kept.id, LookAt())


def test_only_an_emg_that_was_kept_has_a_trace(workspace: Workspace) -> None:
    gone = put_emg(workspace.diary, NOW_UTC)
    film = put_measurement(workspace.diary, a_measurement(modality=Modality.VIDEO)).entry
    for kept in (gone, film):
        with pytest.raises(NotFoundError):
            trace_of(workspace, kept.id, LookAt())
