"""Only what differs in nothing but the time is compared."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from entries import CALF
from entries import NOW_UTC
from measured import a_correction
from measured import a_measurement
from shelves import put_measurement

from quietmuscle.flow import measured_change
from quietmuscle.flow.measured_change import change_of
from quietmuscle.flow.measurements import summed
from quietmuscle.model.kept_measurement import Posture
from quietmuscle.model.recording import Modality
from quietmuscle.model.site import Side
from quietmuscle.model.site import SiteRef

if TYPE_CHECKING:
    from collections.abc import Callable

    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.kept_measurement import KeptMeasurement

THIGH = SiteRef("thigh", Side.RIGHT)
NOW = a_measurement(twitches=9)
BEFORE = a_measurement(NOW_UTC - timedelta(days=3), twitches=3)


def with_result(kept: KeptMeasurement, **told: object) -> KeptMeasurement:
    return replace(kept, result=replace(kept.result, **told))


def test_the_last_one_before_is_compared_with_the_persons_own_count(workspace: Workspace) -> None:
    older = a_measurement(NOW_UTC - timedelta(days=30), twitches=6)
    later = a_measurement(NOW_UTC + timedelta(days=1), twitches=50)
    for each in (NOW, replace(BEFORE, corrections=(a_correction(),)), older, later):
        put_measurement(workspace.diary, each)
    found = change_of(workspace, summed(NOW))
    assert found is not None
    assert (found.before, found.before_day) == (BEFORE.id, BEFORE.moment.logical_day)
    assert found.ratio.ratio == pytest.approx(9 / 2), "one of the three was taken out"
    assert (found.earlier_count, found.earlier_low, found.earlier_high) == (
        2,
        pytest.approx(2 / 58.5 * 60),
        pytest.approx(6 / 58.5 * 60),
    )
    assert not found.sees_less
    assert not found.posture_told


@pytest.mark.parametrize(
    "other",
    [
        lambda kept: replace(kept, sites=(THIGH,)),
        lambda kept: replace(kept, sites=(CALF, THIGH)),
        lambda kept: replace(kept, sites=()),
        lambda kept: with_result(kept, modality=Modality.EMG),
        lambda kept: with_result(kept, engine_version="video 0"),
        lambda kept: with_result(kept, summary=replace(kept.result.summary, rate_per_min=None)),
        lambda kept: replace(kept, recording=replace(kept.recording, posture=Posture.LYING)),
    ],
)
def test_what_differs_is_not_compared(
    workspace: Workspace, other: Callable[[KeptMeasurement], KeptMeasurement]
) -> None:
    put_measurement(workspace.diary, other(BEFORE))
    put_measurement(workspace.diary, NOW)
    assert change_of(workspace, summed(NOW)) is None
    put_measurement(workspace.diary, replace(NOW, id=BEFORE.id, moment=BEFORE.moment))
    assert change_of(workspace, summed(other(NOW))) is None or other(NOW) == other(BEFORE)


def test_the_same_posture_is_and_a_sharper_recording_is_told(workspace: Workspace) -> None:
    lying = replace(BEFORE.recording, posture=Posture.LYING)
    summary = replace(BEFORE.result.summary, smallest_detectable=2.5)
    put_measurement(workspace.diary, with_result(replace(BEFORE, recording=lying), summary=summary))
    found = change_of(workspace, summed(replace(NOW, recording=lying)))
    assert found is not None
    assert found.posture_told
    assert found.sees_less


def test_many_are_looked_back_at(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measured_change, "A_LOOK", 2)
    for days in range(1, 6):
        at = a_measurement(NOW_UTC - timedelta(days=days), sites=(THIGH,) if days < 5 else (CALF,))
        put_measurement(workspace.diary, at)
    found = change_of(workspace, summed(NOW))
    assert found is not None
    assert found.earlier_count == 1
