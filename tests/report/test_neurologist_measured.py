"""What was measured stands on the neurologist's page, each way and place on a line."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from entries import NOW_UTC
from measured import a_measurement

from quietmuscle.flow.measurements import summed
from quietmuscle.model.recording import Modality
from quietmuscle.report.neurologist_lines import Limits
from quietmuscle.report.neurologist_measured import self_measured

LIMITS = Limits(lines=8, medicines=1, changes=1, letters=40, picture_height_mm=50, measured=2)


def test_the_newest_of_each_way_and_place_is_one_line() -> None:
    newest = summed(a_measurement())
    older = summed(a_measurement(NOW_UTC - timedelta(days=3), twitches=9))
    others = tuple(
        summed(a_measurement(NOW_UTC - timedelta(days=1), modality=each))
        for each in (Modality.ACCEL, Modality.EMG)
    )
    section = self_measured((newest, *others, older), LIMITS, "en")
    assert section.title == "Self-measured"
    assert [each.label for each in section.lines[:2]] == [
        "Film of the skin",
        "Phone on the muscle",
    ]
    assert [each.words for each in section.lines[2:]] == ["and 1 more"]
    assert section.lines[0].words == (
        "left calf, 23 November 2026: 3 twitches in 58 seconds: 3.1 a minute, between 0.8 and 8.4."
    )


def test_nothing_measured_is_no_section() -> None:
    assert self_measured((), LIMITS, "en").lines == ()


def test_one_without_a_place_stands_on_its_own_line() -> None:
    placed = summed(a_measurement())
    nowhere = summed(replace(a_measurement(NOW_UTC - timedelta(days=1)), sites=()))
    first, second = self_measured((placed, nowhere), LIMITS, "en").lines
    assert first.words.startswith("left calf, ")
    assert second.words.startswith("place not told, ")
