from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta

import pytest
from entries import an_episode
from entries import an_id
from pdfs import is_accessible
from pdfs import words_of_pdf
from pypdf import PdfReader
from simulated import LAST_DAY
from simulated import some_counts

from quietmuscle.base.text import Message
from quietmuscle.infer.course import daily_course
from quietmuscle.infer.recent_change import recent_change
from quietmuscle.infer.summary import count_summary
from quietmuscle.infer.summary import episode_summary
from quietmuscle.infer.summary import item_summaries
from quietmuscle.infer.summary import parts_of_day
from quietmuscle.knowledge.sites import body_sites
from quietmuscle.model.day import DAY_QUESTIONS
from quietmuscle.model.day import DayAnswer
from quietmuscle.model.day import DayLog
from quietmuscle.model.episode import Doing
from quietmuscle.model.episode import FeltKind
from quietmuscle.model.episode import Lasted
from quietmuscle.model.medicine import MedicineAction
from quietmuscle.model.medicine import MedicineChange
from quietmuscle.model.query import HourCount
from quietmuscle.model.query import SiteCount
from quietmuscle.model.settings import MSType
from quietmuscle.model.settings import Person
from quietmuscle.model.site import SiteRef
from quietmuscle.model.site import read_site
from quietmuscle.report.neurologist_page import NeurologistPage
from quietmuscle.report.neurologist_page import neurologist_pdf
from quietmuscle.report.neurologist_page import words_of_page

MADE_AT = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


def page_of(*twitches: int | None, **more: object) -> NeurologistPage:
    """A page with these counts, and nothing else but what is given."""
    counts = some_counts(*twitches)
    empty: dict[str, object] = {
        "made_at_utc": MADE_AT,
        "made_on": MADE_AT.date(),
        "person": Person(),
        "counts": counts,
        "summary": count_summary(counts),
        "course": daily_course(counts),
        "change": recent_change(counts, LAST_DAY),
        "sites": (),
        "episodes": episode_summary(()),
        "parts_of_day": parts_of_day(()),
        "items": (),
        "medicine_changes": (),
    }
    return NeurologistPage(**(empty | more))  # type: ignore[arg-type]


def a_medicine(days_back: int, name: str, dose: str = "") -> MedicineChange:
    return MedicineChange(
        id=an_id(),
        day=LAST_DAY - timedelta(days=days_back),
        name=name,
        action=MedicineAction.STARTED,
        dose=dose,
    )


FULL = page_of(
    *[4, 6, 3, 5, 8, 2, 7] * 6,
    person=Person(
        name="Ada Example",
        born_on=date(1985, 5, 17),
        ms_type=MSType.RELAPSING_REMITTING,
        diagnosed_year=2020,
        main_problem="Left calf in the evening",
        questions=("Are these part of my MS?",),
    ),
    sites=(SiteCount(site=read_site("calf.left"), twitches=39),),
    episodes=episode_summary(
        [
            replace(
                an_episode(),
                weak=number < 3,
                intensity_0_10=number % 9,
                kind=FeltKind.FLICKER,
                lasted=Lasted.BLINK,
                doing=Doing.RESTING,
            )
            for number in range(41)
        ]
    ),
    parts_of_day=parts_of_day([HourCount(weekday=0, hour=21, twitches=30)]),
    items=item_summaries(
        [
            DayLog(
                day=LAST_DAY,
                answers=tuple(
                    DayAnswer(item=question.item, value=question.choices[1].value)
                    for question in DAY_QUESTIONS
                ),
            )
        ]
    ),
    medicine_changes=(a_medicine(20, "Baclofen", "10 mg at night"),),
)

HEADINGS = (
    "Where (number of twitches)",
    "How it felt",
    "When",
    "Questions for this visit",
    "Medicines taken now, as told",
    "Changes of medicines, last 6 months",
    "The days around (median)",
)


def test_the_words_of_a_full_page_are_all_there() -> None:
    data = neurologist_pdf(FULL, "en")
    assert is_accessible(data)
    words = words_of_pdf(data)
    for expected in (
        "Muscle twitches, 12 Oct to 22 Nov 2026",
        "A diary: 42 of 42 days logged",
        "Ada Example born on 17 May 1985 MS: Relapsing remitting, diagnosed in 2020",
        "Main problem: Left calf in the evening",
        "About 5 a day in the last 7 days, about the same as in the 4 weeks before (about 5).",
        "5 twitches on a usual day (median; from 2 to 8)",
        "8 on the worst day, 20 Nov 2026",
        "0 days without a twitch",
        "3 entries ticked as “felt weak”, of 41",
        "left calf: 39",
        "How it felt (41 entries) Felt weak in 3 of 41 entries Felt as Flicker 41",
        "Strength, 0 to 10 median 4, highest 8 (told in 41 entries)",
        "night 0, morning 0, afternoon 0, evening 30",
        "1. Are these part of my MS?",
        "Baclofen 10 mg at night 2 Nov 2026",
        "2 Nov 2026 Baclofen 10 mg at night: Started",
        "Sleep last night Bad (1 day told)",
        "Self-reported in Quiet Muscle, a twitch diary; not a diagnosis.",
        "Made on 23 November 2026.",
    ):
        assert expected in words
    assert all(heading in words for heading in HEADINGS)


def test_an_empty_diary_has_one_page_with_nothing_invented() -> None:
    data = neurologist_pdf(page_of(*[None] * 42), "en")
    assert is_accessible(data)
    assert words_of_pdf(data) == (
        "Muscle twitches, 12 Oct to 22 Nov 2026 A diary: 0 of 42 days logged "
        "In short No twitches were logged in these weeks. "
        "Self-reported in Quiet Muscle, a twitch diary; not a diagnosis. "
        "Days that were not logged are left out of all numbers. Made on 23 November 2026."
    )


@pytest.mark.parametrize("twitches", [(0,), (3,), (3, None, 2), (0,) * 42])
def test_a_tiny_diary_has_one_page(twitches: tuple[int | None, ...]) -> None:
    words = words_of_pdf(neurologist_pdf(page_of(*twitches), "en"))
    assert "Twitches a day" in words
    assert not any(heading in words for heading in HEADINGS)
    assert "diagnosis" in words


def huge(text: str) -> NeurologistPage:
    """A page with more of everything than fits, all of it in this text."""
    long = (text * 200)[:200].strip() or "x"
    sites = [SiteRef(site.code, side) for site in body_sites() for side in site.sides]
    return replace(
        FULL,
        person=Person(
            name=long,
            born_on=date(1985, 5, 17),
            ms_type=MSType.CLINICALLY_ISOLATED,
            diagnosed_year=1999,
            main_problem=long,
            questions=(long, long, long),
        ),
        sites=tuple(SiteCount(site=site, twitches=10**7 - n) for n, site in enumerate(sites)),
        medicine_changes=tuple(a_medicine(n, f"M{n} {long}"[:200], long) for n in range(40)),
        medicine_questions=(Message("{name}", {"name": long}),) * 20,
    )


@pytest.mark.parametrize(
    "text",
    [
        "W",
        "word ",
        "# $x$ @ref [x] *b* ",
        "שלום עולם ",
        "مرحبا بالعالم ",
        "日本語",
        "😀 ",
        "\u202eab ",
    ],
    ids=["endless", "words", "markup", "hebrew", "arabic", "japanese", "emoji", "override"],
)
def test_a_huge_diary_has_one_page_and_says_how_much_more_there_is(text: str) -> None:
    words = words_of_pdf(neurologist_pdf(huge(text), "en"))
    for expected in ("and 37 more", "Questions for this visit", "Felt weak in 3 of 41", "Made on"):
        assert expected in words


def smallest_pt(data: bytes) -> float:
    """The size of the smallest words of a PDF."""
    sizes: list[float] = []

    def note(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        if text.strip():
            sizes.append(size * abs(tm[3]) * abs(cm[3]))

    PdfReader(io.BytesIO(data)).pages[0].extract_text(visitor_text=note)
    return min(sizes)


@pytest.mark.parametrize("page", [FULL, huge("word ")], ids=["full", "huge"])
def test_no_words_are_too_small_to_be_read(page: NeurologistPage) -> None:
    assert smallest_pt(neurologist_pdf(page, "en")) >= 7


def test_the_longest_version_that_fits_is_shown() -> None:
    five = replace(FULL, medicine_changes=tuple(a_medicine(n, f"Medicine {n}") for n in range(9)))
    words = words_of_pdf(neurologist_pdf(five, "en"))
    assert all(f"Medicine {n}" in words for n in range(9))
    assert "more" not in words.partition("Medicines taken now")[2].partition("Changes of")[0]


def test_each_version_is_shorter_than_the_one_before() -> None:
    versions = words_of_page(huge("word "), "en").versions
    lengths = [len(str(version)) for version in versions]
    assert lengths == sorted(lengths, reverse=True)
    assert len(set(lengths)) == len(versions) == 5


def test_pictures_are_there_only_where_there_is_something_to_see() -> None:
    full = words_of_page(FULL, "en").versions[0]
    empty = words_of_page(page_of(None, None), "en").versions[0]
    assert (full.chart, full.body) == (True, True)
    assert (empty.chart, empty.body) == (False, False)
    none_today = words_of_page(page_of(0, 0), "en").versions[0]
    assert (none_today.chart, none_today.body) == (True, False)


def test_the_language_of_the_page_is_said_without_its_region() -> None:
    assert words_of_page(FULL, "en_GB").language == "en"
    assert words_of_page(FULL, "pt-BR").language == "pt"


def test_the_chart_marks_the_medicines_of_its_weeks_only() -> None:
    old = a_medicine(60, "Old")
    page = replace(FULL, medicine_changes=(old, *FULL.medicine_changes))
    chart = words_of_page(page, "en").chart
    assert chart.count('class="chart-marker"') == 1
    assert "a medicine changed" in chart
