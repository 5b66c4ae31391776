"""The pictures of a measurement show each event once, at its time and place."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from measured import a_correction
from measured import a_missed_twitch
from measured import some_events

from quietmuscle.measure.corrected import shown_events
from quietmuscle.report.measured_picture import MOST_MARKS
from quietmuscle.report.measured_picture import picture_places
from quietmuscle.report.measured_picture import timeline

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*corrections, events=some_events(), duration_s: float = 60.0) -> ET.Element:  # noqa: B008
    return ET.fromstring(
        timeline(
            shown_events(events, corrections),
            duration_s,
            width_px=328,
            language="en",
            id_prefix="times",
        )
    )


def test_twitches_stand_where_they_happened() -> None:
    circles = [float(each.get("cx")) for each in drawn().iter(f"{SVG}circle")]
    assert circles == [14 + 300 * at / 60 for at in (3.25, 17.5, 40.125)] or [
        round(abs(a - b)) for a, b in zip(circles, (30.25, 101.5, 214.6), strict=True)
    ] == [0, 0, 0]
    words = [each.text for each in drawn().iter(f"{SVG}text")]
    assert {"Twitches", "Everything else", "0:00", "1:00"} <= set(words)


def test_what_the_person_says_has_marks_of_its_own() -> None:
    picture = drawn(a_correction(0), a_missed_twitch(30.0))
    assert len(list(picture.iter(f"{SVG}circle"))) == 2
    paths = "".join(each.get("d", "") for each in picture.iter(f"{SVG}path"))
    assert "l6 7l-6 7l-6 -7z" in paths  # the diamond
    assert "l8 8m-8 0l8 -8" in paths  # the cross
    description = picture.find(f"{SVG}desc")
    assert description is not None
    assert description.text.startswith("3 marks for twitches and 3 for everything else")


def test_a_long_recording_with_many_events_stays_small() -> None:
    many = some_events() * 5000
    markup = timeline(shown_events(many, ()), 1e5, width_px=328, language="en", id_prefix="times")
    assert len(markup) < 100_000
    assert len(re.findall("<circle", markup)) <= MOST_MARKS
    assert drawn(events=(), duration_s=0.0) is not None


def test_rings_stand_where_the_skin_twitched() -> None:
    def rings(events) -> list[tuple[str, str]]:
        markup = picture_places(
            shown_events(events, ()), (640, 480), width_px=320, language="en", id_prefix="p"
        )
        return re.findall(r'<circle[^>]*cx="([\d.]+)" cy="([\d.]+)"', markup)

    assert rings(some_events()) == [("160", "100"), ("165.2", "105")]
    assert rings(some_events()[1:2]) == []
