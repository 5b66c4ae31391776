from __future__ import annotations

from typing import TYPE_CHECKING

from measured import a_measurement
from measured import some_events
from shelves import put_measurement

from quietmuscle import api
from quietmuscle.flow import measure_and_keep as module
from quietmuscle.flow.measure import MeasuredRecording
from quietmuscle.model.kept_measurement import measurement_with
from quietmuscle.model.measurement import EventKind

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from quietmuscle.flow.workspace import Workspace


def test_a_file_is_measured_and_kept(
    diary: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = MeasuredRecording(
        measurement=measurement_with(a_measurement().result, some_events()), remarks=()
    )
    monkeypatch.setattr(module, "in_isolation", lambda *_given, **_keywords: found)
    film = tmp_path / "calf.mp4"
    film.write_bytes(b"a film")
    kept = api.measure_and_keep(diary, film, "calf.left", note="at rest")
    (listed,) = api.measurements(diary)
    assert (listed.kept.id, listed.kept.note) == (kept.id, "at rest")
    assert [str(site) for site in listed.kept.sites] == ["calf.left"]


def test_an_event_is_corrected(diary: Workspace) -> None:
    put_measurement(diary.diary, kept := a_measurement())
    assert api.measurement(diary, kept.id).found == some_events()
    whole = api.correct(diary, kept.id, kind=EventKind.OTHER, event=0)
    assert (whole.summary.machine.twitches, whole.summary.corrected.twitches) == (3, 2)
    whole = api.correct(diary, kept.id, kind=EventKind.FASCICULATION, onset_s=3.0)
    assert whole.summary.corrected.twitches == 3
