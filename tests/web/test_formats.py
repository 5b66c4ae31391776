from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from zoneinfo import ZoneInfo

import pytest
from jinja2 import Environment

from quietmuscle.base.units import UnitSystem
from quietmuscle.model.moment import moment_at
from quietmuscle.web import formats

TODAY = date(2026, 11, 23)


def test_days_are_said_as_people_say_them():
    assert formats.long_date(TODAY, "en") == "Monday 23 November"
    assert formats.full_date(TODAY, "en") == "23 November 2026"
    assert formats.month_name(TODAY, "en") == "November 2026"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (TODAY, "today"),
        (date(2026, 11, 22), "yesterday"),
        (date(2026, 11, 21), "Saturday 21 November"),
        (date(2026, 1, 28), "Wednesday 28 January"),
        (date(2026, 1, 27), "27 January 2026"),
        (date(2026, 11, 24), "24 November 2026"),
    ],
)
def test_a_day_is_seen_from_today(day: date, words: str):
    assert formats.relative_date(day, TODAY, "en") == words


def test_a_time_is_the_wall_clocks_where_it_happened():
    instant = datetime(2026, 7, 1, 22, 5, tzinfo=UTC)
    moment = moment_at(instant, ZoneInfo("Europe/Paris"), time(4))
    assert formats.clock_time(moment, "en") == "00:05"
    assert formats.clock_time(replace(moment, time_known=False), "en") == "time not told"


def test_fluids_are_said_in_the_persons_units():
    assert formats.fluid(1500, UnitSystem.METRIC) == "1500 ml"
    assert formats.fluid(1500, UnitSystem.US) == "51 fl oz"


def test_templates_can_use_them():
    environment = Environment(autoescape=True)
    formats.install(environment, "en")
    template = environment.from_string(
        "{{ 'left calf'|sentence_case }}, {{ day|relative_date(today) }}, {{ day|long_date }}, "
        "{{ day|full_date }}, {{ day|month_name }}, {{ ''|sentence_case }}"
    )
    assert template.render(day=TODAY, today=TODAY) == (
        "Left calf, today, Monday 23 November, 23 November 2026, November 2026, "
    )
