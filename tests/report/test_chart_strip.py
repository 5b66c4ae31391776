from __future__ import annotations

from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from pictures import of_class
from pictures import starts
from pictures import words_of_picture
from simulated import LAST_DAY

from quietmuscle.base.units import UnitSystem
from quietmuscle.model.course import DayValue
from quietmuscle.model.day import DAY_QUESTIONS
from quietmuscle.model.day import DayItem
from quietmuscle.model.day import day_question
from quietmuscle.report.axes import TimeAxis
from quietmuscle.report.chart_strip import ItemValues
from quietmuscle.report.chart_strip import choice_words
from quietmuscle.report.chart_strip import strip

TIME = TimeAxis(first=LAST_DAY - timedelta(days=13), last=LAST_DAY, left=30, right=310)


def drawn(told: ItemValues, step_days: int = 1):
    found = strip(told, TIME, 100, step_days=step_days, language="en")
    return ET.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{found.markup}</svg>'), found


def values(*pairs: tuple[int, int]) -> tuple[DayValue, ...]:
    return tuple(DayValue(day=LAST_DAY - timedelta(days=back), value=v) for back, v in pairs)


def test_an_answer_is_a_dot_higher_for_more() -> None:
    told = ItemValues(item=DayItem.CAFFEINE, values=values((13, 0), (5, 4), (0, 2)))
    root, found = drawn(told)
    (dots,) = of_class(root, "chart-dot")
    ground = found.bottom - 8
    assert starts(dots) == [(40, ground), (200, ground - 60), (300, ground - 30)]
    assert found.top > 100 + 18 * len(words_of_picture(root))
    assert len(starts(of_class(root, "chart-grid")[0])) == 5


def test_it_says_what_top_and_bottom_mean() -> None:
    root, _found = drawn(ItemValues(item=DayItem.SLEEP, values=()))
    assert " ".join(words_of_picture(root)) == (
        "Sleep last night, from “Very bad” at the bottom to “Very good” at the top"
    )
    assert of_class(root, "chart-dot") == []


def test_days_taken_together_show_their_middling_answer() -> None:
    told = ItemValues(item=DayItem.STRESS, values=values((13, 1), (6, 1), (1, 5), (0, 5)))
    root, found = drawn(told, step_days=7)
    ground = found.bottom - 8
    assert starts(of_class(root, "chart-dot")[0]) == [(100, ground), (240, ground - 60)]


def test_amounts_are_in_the_persons_units() -> None:
    told = ItemValues(item=DayItem.FLUIDS, values=(), units=UnitSystem.US)
    assert "“about 17 fl oz” at the bottom" in " ".join(words_of_picture(drawn(told)[0]))


@pytest.mark.parametrize("question", DAY_QUESTIONS, ids=lambda question: question.item)
def test_every_answer_has_words_without_holes(question) -> None:
    for choice in day_question(question.item).choices:
        words = choice_words(question.item, choice, UnitSystem.METRIC, "en")
        assert words
        assert "{" not in words
