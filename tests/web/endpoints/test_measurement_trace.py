"""The trace of an EMG over the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from entries import NOW_UTC
from traced_emg import SIZE_UV
from traced_emg import put_emg
from traced_emg import traced_emg

from quietmuscle.measure.envelope import EnvelopeMaker
from quietmuscle.web.endpoints.measurement_trace import EnvelopeWire

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from quietmuscle.flow.workspace import Workspace


def test_a_stretch_comes_raw_and_cleaned(client: TestClient, workspace: Workspace) -> None:
    kept = put_emg(workspace.diary, NOW_UTC, emg=traced_emg())
    asked = {"channel": 1, "from_s": 4.9, "to_s": 5.1, "steps": 100}
    found = client.get(f"/api/measurements/{kept.id}/trace", params=asked).json()
    assert (found["rate_hz"], len(found["channels"])) == (2000.0, 2)
    for name in ("raw", "cleaned"):
        assert found[name]["start_s"] == pytest.approx(4.9)
        assert found[name]["step_s"] == pytest.approx(0.002)
        assert len(found[name]["low"]) == len(found[name]["high"]) == 100
    assert max(found["raw"]["high"]) == pytest.approx(SIZE_UV, abs=20)


@pytest.mark.parametrize(
    "asked", [{"from_s": 30}, {"channel": 5}, {"steps": 0}, {"from_s": "nan"}, {"to_s": -1}]
)
def test_what_is_not_there_is_refused(
    client: TestClient, workspace: Workspace, asked: dict[str, str]
) -> None:
    kept = put_emg(workspace.diary, NOW_UTC, emg=b"never read")
    answer = client.get(f"/api/measurements/{kept.id}/trace", params=asked)
    assert answer.status_code == 422


def test_a_gap_goes_over_the_wire_as_nothing() -> None:
    maker = EnvelopeMaker(first=0, stop=3, most=3)
    maker.take(np.array([1.23456789, np.nan, -2.0]), 0)
    told = EnvelopeWire.of(maker.envelope(1000.0))
    assert told.low == (1.2346, None, -2.0)
    assert (told.high, told.is_samples) == ((), True)
