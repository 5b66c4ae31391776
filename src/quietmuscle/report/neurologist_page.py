"""One page for the neurologist: what six weeks of the diary say, numbers first.

It holds what the diary knows and nothing else: a part that nothing was told
about is left out. It is always one A4 page: the lists are cut, with "and 4
more", until everything fits (the versions below, tried one after the other by
the template).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import timedelta

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.base.units import UnitSystem
from quietmuscle.model.care_check import CareCheck
from quietmuscle.model.corrected import SummedMeasurement
from quietmuscle.model.course import Course
from quietmuscle.model.course import RecentChange
from quietmuscle.model.day import DayCount
from quietmuscle.model.lab import LabResult
from quietmuscle.model.medicine import MedicineChange
from quietmuscle.model.query import SiteCount
from quietmuscle.model.settings import Person
from quietmuscle.model.summary import CountSummary
from quietmuscle.model.summary import EpisodeSummary
from quietmuscle.model.summary import ItemSummary
from quietmuscle.model.summary import PartCount
from quietmuscle.report import neurologist_parts as parts
from quietmuscle.report.charts import DailyChart
from quietmuscle.report.charts import daily_chart
from quietmuscle.report.charts import daily_words
from quietmuscle.report.dates import full_date
from quietmuscle.report.neurologist_body import PaperBody
from quietmuscle.report.neurologist_body import paper_body
from quietmuscle.report.neurologist_flags import red_flags
from quietmuscle.report.neurologist_labs import blood_results
from quietmuscle.report.neurologist_lines import Limits
from quietmuscle.report.neurologist_lines import Section
from quietmuscle.report.neurologist_measured import self_measured
from quietmuscle.report.neurologist_medicines import MedicineRows
from quietmuscle.report.neurologist_medicines import medicine_questions
from quietmuscle.report.neurologist_medicines import medicine_timeline
from quietmuscle.report.neurologist_medicines import medicines
from quietmuscle.report.neurologist_parts import NumberShown
from quietmuscle.report.neurologist_tried import Tried
from quietmuscle.report.neurologist_tried import what_was_tried
from quietmuscle.report.pdf import typeset

WEEKS = timedelta(weeks=6)
TEMPLATE = "neurologist.typ"
_CHART_PX = 400

_VERSIONS = (
    Limits(
        lines=8, medicines=12, changes=8, letters=160, picture_height_mm=57, tried=3, measured=5
    ),
    Limits(
        lines=6, medicines=10, changes=5, letters=110, picture_height_mm=50, tried=3, measured=4
    ),
    Limits(lines=5, medicines=7, changes=4, letters=80, picture_height_mm=45, tried=2, measured=3),
    Limits(lines=4, medicines=5, changes=3, letters=60, picture_height_mm=40, tried=2, measured=2),
    Limits(lines=3, medicines=3, changes=2, letters=44, picture_height_mm=35, tried=1, measured=2),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NeurologistPage:
    """What the page is made of. Everything but the days may be empty.

    `made_on` is the date on the person's calendar when it was made. `care_check`
    is the newest that was kept. `medicine_questions` are what the person chose
    of what there is to ask about medicines, the most pressing first. `tried` are
    experiments that are over.
    """

    made_at_utc: datetime
    made_on: date
    person: Person
    counts: tuple[DayCount, ...]
    summary: CountSummary
    course: Course | None
    change: RecentChange
    sites: tuple[SiteCount, ...]
    episodes: EpisodeSummary
    parts_of_day: tuple[PartCount, ...]
    items: tuple[ItemSummary, ...]
    medicine_changes: tuple[MedicineChange, ...]
    units: UnitSystem = UnitSystem.METRIC
    care_check: CareCheck | None = None
    labs: tuple[LabResult, ...] = ()
    measured: tuple[SummedMeasurement, ...] = ()
    medicine_questions: tuple[Message, ...] = ()
    tried: tuple[Tried, ...] = ()

    @property
    def first(self) -> date:
        """The first day of the weeks on the page."""
        return self.summary.first

    @property
    def last(self) -> date:
        """The last day of the weeks on the page."""
        return self.summary.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The page's texts in one length."""

    who: tuple[str, ...]
    lead_title: str
    lead: tuple[str, ...]
    numbers: tuple[NumberShown, ...]
    chart: bool
    body: bool
    picture_height_mm: int
    left: tuple[Section, ...]
    medicines: MedicineRows | None
    right: tuple[Section, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Typeset:
    """All that the template needs: words of one language, and pictures."""

    language: str
    title: str
    subtitle: str
    footer: str
    chart: str
    chart_words: str
    body: PaperBody
    body_words: str
    versions: tuple[Version, ...]


def neurologist_pdf(page: NeurologistPage, language: str) -> bytes:
    """The page as a PDF of one A4 page, tagged for screen readers (PDF/UA-1)."""
    return typeset(TEMPLATE, words_of_page(page, language), made_at_utc=page.made_at_utc)


def words_of_page(page: NeurologistPage, language: str) -> Typeset:
    """All words and pictures of the page, in several lengths."""
    chart = DailyChart(
        counts=page.counts,
        course=page.course,
        changes=tuple(
            change
            for change in page.medicine_changes
            if change.action.is_change and page.first <= change.day <= page.last
        ),
    )
    return Typeset(
        language=language.replace("_", "-").partition("-")[0],
        title=parts.title(page.summary, language),
        subtitle=parts.subtitle(page.summary, language),
        footer=say(
            Message(
                _(
                    "Self-reported in Quiet Muscle, a twitch diary; not a diagnosis. "
                    "Days that were not logged are left out of all numbers. Made on {day}."
                ),
                {"day": full_date(page.made_on, language)},
            ),
            language,
        ),
        chart=daily_chart(chart, width_px=_CHART_PX, language=language),
        chart_words=daily_words(chart, language),
        body=paper_body(page.sites, language),
        body_words=parts.body_words(page.sites, language),
        versions=tuple(_version(page, limits, language) for limits in _VERSIONS),
    )


def _version(page: NeurologistPage, limits: Limits, language: str) -> Version:
    """The page's texts within limits."""
    logged = page.summary.logged_days > 0
    left = (
        red_flags(page.care_check, language),
        parts.places(page.sites, limits, language),
        parts.feelings(page.episodes, limits, language),
        parts.times(page.parts_of_day, page.episodes.doing, limits, language),
        parts.questions(page.person, limits, language),
        medicine_questions(page.medicine_questions, limits, language),
    )
    right = (
        medicine_timeline(page.medicine_changes, page.last, limits, language),
        parts.days_around(page.items, page.units, limits, language),
        blood_results(page.labs, limits, language),
        self_measured(page.measured, limits, language),
        what_was_tried(page.tried, limits, language),
    )
    return Version(
        who=parts.who(page.person, limits, language),
        lead_title=say(Message(_("In short")), language),
        lead=(
            *parts.lead(page.person, page.change, page.summary, limits, language),
            *parts.lead_measured(page.summary, page.measured, language),
        ),
        numbers=parts.numbers(page.summary, page.episodes, language),
        chart=logged,
        body=bool(page.sites),
        picture_height_mm=limits.picture_height_mm,
        left=tuple(section for section in left if section.lines),
        medicines=medicines(page.medicine_changes, limits, language),
        right=tuple(section for section in right if section.lines),
    )
