"""What was measured is one line on the neurologist's page, and says who measured it."""

from __future__ import annotations

from datetime import timedelta

from entries import NOW_UTC
from measured import a_measurement

from quietmuscle.flow.measurements import summed
from quietmuscle.model.recording import Modality
from quietmuscle.report.neurologist_measured import MOST_LINES
from quietmuscle.report.neurologist_measured import self_measured


def test_the_newest_of_each_way_is_one_line() -> None:
    newest = summed(a_measurement())
    older = summed(a_measurement(NOW_UTC - timedelta(days=3), twitches=9))
    others = tuple(
        summed(a_measurement(NOW_UTC - timedelta(days=1), modality=each))
        for each in (Modality.ACCEL, Modality.EMG)
    )
    section = self_measured((newest, *others, older), "en")
    assert section.title == "Self-measured"
    assert len(section.lines) == MOST_LINES
    assert section.lines[0].label == "Film of the skin"
    assert section.lines[0].words == (
        "left calf, 23 November 2026: 3 twitches in 58 seconds: 3.1 a minute, between 0.8 and 8.4."
    )


def test_nothing_measured_is_no_section() -> None:
    assert self_measured((), "en").lines == ()
