"""The picture of an experiment: every day is a ring, and better lies on the left."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

from tried import HALVED

from quietmuscle.report.trial_picture import TrialPicture
from quietmuscle.report.trial_picture import power_picture
from quietmuscle.report.trial_picture import trial_picture

DRAWN = TrialPicture(
    with_it=(2.0, 4.0, 6.0),
    without_it=(8.0, 12.0),
    effect=HALVED,
    alike_low=0.85,
    alike_high=1.18,
)


def middle_of(drawn: TrialPicture) -> float:
    found = re.search(r'class="chart-over" cx="([\d.]+)"', trial_picture(drawn, "en", "t"))
    assert found
    return float(found[1])


def test_each_day_is_a_ring_and_each_side_has_its_mean() -> None:
    drawn = trial_picture(DRAWN, "en", "t")
    ET.fromstring(drawn)
    assert drawn.count('class="chart-dot"') == 5
    means = [float(x) for x in re.findall(r'x1="([\d.]+)" y1="[\d.]+" x2="\1"', drawn)][:2]
    assert means == [277.3, 161.3]  # 10 and 4 of 12, from 84 to 316
    assert "2 days without it, 10 on average. 3 days with it, 4 on average." in drawn
    assert "The difference: 50 % less, between 67 % less and 8 % more." in drawn


def test_better_is_on_the_left_and_nothing_leaves_the_picture() -> None:
    worse = replace(DRAWN, effect=replace(HALVED, middle=2.0, low_95=0.0001, high_95=900.0))
    assert middle_of(DRAWN) < 200 < middle_of(worse)
    places = re.findall(r'(?:cx|x1|x2)="([0-9.-]+)"', trial_picture(worse, "en", "t"))
    across = [float(place) for place in places]
    assert 0 <= min(across) <= max(across) <= 328


def test_scores_are_drawn_in_points() -> None:
    points = replace(HALVED, is_ratio=False, middle=-1.0, low_95=-9.0, high_95=0.5)
    drawn = replace(DRAWN, effect=points, alike_low=-1.0, alike_high=1.0)
    assert middle_of(drawn) == 176.8


def test_without_an_effect_only_the_days_are_drawn() -> None:
    drawn = trial_picture(replace(DRAWN, effect=None, with_it=()), "en", "t")
    assert "Difference" not in drawn
    assert "0 days with it" in drawn


def test_ten_rings_for_each_chance() -> None:
    drawn = power_picture(0.8, 0.35, "en", "p")
    ET.fromstring(drawn)
    assert (drawn.count("trial-found"), drawn.count("trial-missed")) == (12, 8)
    assert "8 would find a halving and 4 a drop of 30 %" in drawn
