from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from measured import a_measurement
from simulated import some_counts

from quietmuscle.base.units import UnitSystem
from quietmuscle.flow.measurements import summed
from quietmuscle.infer.recent_change import recent_change
from quietmuscle.infer.summary import count_summary
from quietmuscle.model.day import DayItem
from quietmuscle.model.episode import Doing
from quietmuscle.model.episode import FeltKind
from quietmuscle.model.episode import Lasted
from quietmuscle.model.query import SiteCount
from quietmuscle.model.settings import MSType
from quietmuscle.model.settings import Person
from quietmuscle.model.site import read_site
from quietmuscle.model.summary import DoingCount
from quietmuscle.model.summary import EpisodeSummary
from quietmuscle.model.summary import ItemSummary
from quietmuscle.model.summary import KindCount
from quietmuscle.model.summary import LastedCount
from quietmuscle.model.summary import PartCount
from quietmuscle.model.summary import PartOfDay
from quietmuscle.model.summary import Scores
from quietmuscle.model.summary import Ticked
from quietmuscle.report import neurologist_parts as parts
from quietmuscle.report.neurologist_lines import Limits
from quietmuscle.report.neurologist_lines import Section

LAST = date(2026, 11, 22)
LIMITS = Limits(lines=3, medicines=2, changes=2, letters=40, picture_height_mm=60)
UNTOLD = Ticked(yes=0, told=0)
SILENT = EpisodeSummary(
    entries=0,
    painful=UNTOLD,
    weak=UNTOLD,
    stiff=UNTOLD,
    strength=None,
    bother=None,
    kinds=(),
    lasted=(),
    doing=(),
)
FELT = replace(
    SILENT,
    entries=41,
    weak=Ticked(yes=3, told=20),
    stiff=Ticked(yes=0, told=4),
    strength=Scores(told=30, median=4.5, highest=8),
    kinds=(KindCount(answer=FeltKind.FLICKER, entries=20),),
    lasted=(LastedCount(answer=Lasted.BLINK, entries=9),),
)


def shown(section: Section) -> list[tuple[str, str]]:
    return [(line.label, line.words) for line in section.lines]


@pytest.mark.parametrize(
    ("person", "lines"),
    [
        (Person(), ()),
        (Person(name=" "), ()),
        (Person(name="Ada", born_on=date(1985, 5, 17)), ("Ada", "born on 17 May 1985")),
        (
            Person(ms_type=MSType.RELAPSING_REMITTING, diagnosed_year=2020),
            ("MS: Relapsing remitting, diagnosed in 2020",),
        ),
        (Person(ms_type=MSType.NOT_SURE), ("MS: Not sure",)),
        (Person(diagnosed_year=2020), ("MS diagnosed in 2020",)),
    ],
)
def test_who_it_is_about_as_far_as_was_told(person: Person, lines: tuple[str, ...]) -> None:
    assert parts.who(person, LIMITS, "en") == lines


def test_title_and_days_logged() -> None:
    summary = count_summary(some_counts(3, None, 0))
    assert parts.title(summary, "en") == "Muscle twitches, 20 Nov to 22 Nov 2026"
    assert parts.subtitle(summary, "en") == "A diary: 2 of 3 days logged"


def test_the_lead_is_the_main_problem_and_the_change() -> None:
    counts = some_counts(*[4] * 35)
    change = recent_change(counts, LAST)
    lead = parts.lead(Person(main_problem="Calf"), change, count_summary(counts), LIMITS, "en")
    assert lead == (
        "Main problem: Calf",
        "About 4 a day in the last 7 days, about the same as in the 4 weeks before (about 4).",
    )


def test_without_a_logged_day_the_lead_says_so() -> None:
    counts = some_counts(None, None)
    lead = parts.lead(Person(), recent_change(counts, LAST), count_summary(counts), LIMITS, "en")
    assert lead == ("No twitches were logged in these weeks.",)


def test_what_was_measured_without_a_diary_is_pointed_to() -> None:
    empty, told = (count_summary(some_counts(each)) for each in (None, 3))
    measured = (summed(a_measurement()),)
    (line,) = parts.lead_measured(empty, measured, "en")
    assert "Self-measured" in line
    assert parts.lead_measured(told, measured, "en") == ()
    assert parts.lead_measured(empty, (), "en") == ()


def test_numbers_come_first() -> None:
    summary = count_summary(some_counts(8, None, 0, 3))
    assert [(n.value, n.words) for n in parts.numbers(summary, FELT, "en")] == [
        ("3", "twitches on a usual day (median; from 0 to 8)"),
        ("8", "on the worst day, 19 Nov 2026"),
        ("1", "day without a twitch"),
        ("3", "entries ticked as “felt weak”, of 41"),
    ]


def test_numbers_that_nobody_knows_are_left_out() -> None:
    assert parts.numbers(count_summary(some_counts(None)), SILENT, "en") == ()
    none = parts.numbers(count_summary(some_counts(0, 0)), SILENT, "en")
    assert [number.value for number in none] == ["0", "2"]


def test_places_are_cut_with_how_many_more() -> None:
    sites = tuple(
        SiteCount(site=read_site(f"{code}.left"), twitches=9 - place)
        for place, code in enumerate(("calf", "thigh", "hand", "foot", "forearm"))
    )
    found = parts.places(sites, LIMITS, "en")
    assert [line.words for line in found.lines][::3] == ["left calf: 9", "and 2 more"]
    assert parts.body_words(sites, "en").startswith("Where (number of twitches). left calf: 9; ")
    assert parts.places((), LIMITS, "en").lines == ()


def test_a_region_beside_places_within_it_does_not_read_as_their_sum() -> None:
    def words(*told: str) -> list[str]:
        counts = tuple(SiteCount(site=read_site(each), twitches=5) for each in told)
        return [line.words for line in parts.places(counts, replace(LIMITS, lines=9), "en").lines]

    apart = "left lower leg, no closer place told: 5"
    assert words("lower_leg.left", "calf.left") == [apart, "left calf: 5"]
    assert words("calf.both", "lower_leg.left") == ["both calves: 5", apart]
    assert words("lower_leg.left", "calf.right") == ["left lower leg: 5", "right calf: 5"]
    assert words("lower_leg.left", "thigh.left") == ["left lower leg: 5", "left thigh: 5"]
    assert words("face.middle", "upper_eyelid.right")[0] == "face, no closer place told: 5"


def test_feelings_tell_what_was_told_weakness_first() -> None:
    found = parts.feelings(FELT, replace(LIMITS, lines=9), "en")
    assert found.title == "How it felt (41 entries)"
    assert shown(found) == [
        ("Felt weak", "in 3 of 41 entries"),
        ("Stiff", "in 0 of 41 entries"),
        ("Felt as", "Flicker 20"),
        ("Strength, 0 to 10", "median 4.5, highest 8 (told in 30 entries)"),
        ("Lasted", "A blink 9"),
    ]
    assert parts.feelings(SILENT, LIMITS, "en").lines == ()
    one = parts.feelings(replace(FELT, entries=1), LIMITS, "en")
    assert one.title == "How it felt (1 entry)"


def test_when_and_at_what() -> None:
    quarters = tuple(PartCount(part=part, twitches=n) for n, part in enumerate(PartOfDay))
    doing = (DoingCount(answer=Doing.RESTING, entries=12),)
    assert shown(parts.times(quarters, doing, LIMITS, "en")) == [
        ("By quarters from midnight", "night 0, morning 1, afternoon 2, evening 3"),
        ("While", "Resting 12"),
    ]
    nothing = tuple(PartCount(part=part, twitches=0) for part in PartOfDay)
    assert parts.times(nothing, (), LIMITS, "en").lines == ()


def test_the_days_around_have_their_usual_answers() -> None:
    items = (
        ItemSummary(item=DayItem.SLEEP, told_days=26, usual=2, lowest_days=1, highest_days=2),
        ItemSummary(item=DayItem.FLUIDS, told_days=3, usual=1500, lowest_days=0, highest_days=0),
        ItemSummary(item=DayItem.MEDICINES, told_days=22, usual=2, lowest_days=1, highest_days=20),
    )
    assert shown(parts.days_around(items, UnitSystem.METRIC, LIMITS, "en")) == [
        ("Sleep last night", "Bad (26 days told)"),
        ("Drinks in all", "about 1500 ml (3 days told)"),
        ("Medicines as planned", "all taken on 20 of 22 days told"),
    ]
    us = parts.days_around(items[1:2], UnitSystem.US, LIMITS, "en")
    assert us.lines[0].words == "about 51 fl oz (3 days told)"


def test_questions_are_all_there() -> None:
    person = Person(questions=("One?", " ", "x " * 90))
    found = shown(parts.questions(person, LIMITS, "en"))
    assert found[0] == ("1.", "One?")
    assert found[1][0] == "2."
    assert len(found) == 2
    assert parts.questions(Person(), LIMITS, "en").lines == ()
