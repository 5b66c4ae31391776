from __future__ import annotations

from datetime import date

import pytest
from entries import an_episode

from quietmuscle.base.text import say
from quietmuscle.base.units import UnitSystem
from quietmuscle.cli.bench import Bench
from quietmuscle.cli.words import answer_words
from quietmuscle.cli.words import count_words
from quietmuscle.cli.words import episode_line
from quietmuscle.model.day import DayAnswer
from quietmuscle.model.day import DayCount
from quietmuscle.model.day import DayItem
from quietmuscle.model.settings import Settings

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("twitches", "words"),
    [(None, "not logged"), (0, "no twitches"), (1, "1 twitch"), (12, "12 twitches")],
)
def test_a_count_in_words(twitches: int | None, words: str) -> None:
    assert say(count_words(DayCount(day=DAY, twitches=twitches))) == words


@pytest.mark.parametrize(
    ("units", "words"),
    [
        (UnitSystem.METRIC, "Drinks in all: 2500 ml or more"),
        (UnitSystem.US, "Drinks in all: 85 fl oz or more"),
    ],
)
def test_drinks_are_in_the_units_of_the_person(units: UnitSystem, words: str) -> None:
    bench = Bench(workspace=None, settings=Settings(units=units))
    assert answer_words(bench, DayAnswer(item=DayItem.FLUIDS, value=2500)) == words


def test_a_note_of_many_lines_stays_on_its_line() -> None:
    bench = Bench(workspace=None, settings=Settings())
    line = episode_line(bench, an_episode(note="one\n\n  two\r\nthree"))
    assert line.endswith("  “one two three”")
    assert "\n" not in line
