"""Measurements over time: only what may be compared is joined."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree as ET

from entries import NOW_UTC
from entries import TODAY
from measured import a_correction
from measured import a_measurement

from quietmuscle.flow.measurements import summed
from quietmuscle.model.recording import Modality
from quietmuscle.model.site import Side
from quietmuscle.model.site import SiteRef
from quietmuscle.report.measured_course import measured_series
from quietmuscle.report.measured_course import series_chart
from quietmuscle.report.measured_course import series_table

SVG = "{http://www.w3.org/2000/svg}"
THIGH = (SiteRef("thigh", Side.RIGHT),)


def at(days: int, **told):
    return summed(a_measurement(NOW_UTC - timedelta(days=days), **told))


def test_only_the_same_way_at_the_same_place_is_joined() -> None:
    unplaced = at(0, sites=())
    kept = a_measurement()
    unseen = summed(
        replace(
            kept,
            result=replace(
                kept.result,
                summary=replace(kept.result.summary, rate_per_min=None, rate_interval_95=None),
            ),
        )
    )
    film, older = at(1), at(9)
    felt, thigh = at(2, modality=Modality.ACCEL), at(3, sites=THIGH)
    rows = measured_series((unplaced, unseen, film, felt, thigh, older))
    assert [row.measured for row in rows] == [(older, film), (felt,), (thigh,)]
    assert [row.name("en") for row in rows][1:] == [
        "Phone on the muscle: left calf",
        "Film of the skin: right thigh",
    ]


def test_each_is_drawn_with_its_interval_and_stands_in_the_table() -> None:
    corrected = at(1, corrections=(a_correction(0),))
    (row,) = measured_series((at(10), corrected))
    markup = series_chart(
        row,
        TODAY - timedelta(days=20),
        TODAY,
        width_px=328,
        language="en",
        id_prefix="m",
    )
    picture = ET.fromstring(markup)
    places = [float(each.get("cx")) for each in picture.iter(f"{SVG}circle")]
    assert places == [40 + 278 * 10 / 20, round(40 + 278 * 19 / 20, 1)]
    table = series_table(row, "en")
    assert table.rows[0][1:] == ("2", "2.1", "0.3–6.8")  # with the correction, the newest first
    assert table.rows[1][1:] == ("3", "3.1", "0.8–8.4")
