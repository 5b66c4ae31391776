"""What is known of medicines: looking one up, the check, questions, and changes over time."""

from __future__ import annotations

from typing import Annotated
from typing import Any

from fastapi import Depends
from fastapi import Path
from fastapi import Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from quietmuscle.advise.medicine_check import CheckedMedicine
from quietmuscle.advise.medicine_check import checked
from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.flow import preferences
from quietmuscle.flow.medicine_review import MedicineTimeline
from quietmuscle.flow.medicine_review import medicine_check
from quietmuscle.flow.medicine_review import medicine_questions
from quietmuscle.flow.medicine_review import medicine_timeline
from quietmuscle.knowledge.facts import fact
from quietmuscle.knowledge.interactions import Interaction
from quietmuscle.knowledge.interactions import condition_words
from quietmuscle.knowledge.interactions import interactions
from quietmuscle.knowledge.interactions import weight_words
from quietmuscle.knowledge.medicine_facts import evidence_words
from quietmuscle.knowledge.medicine_facts import salt_words
from quietmuscle.knowledge.medicine_search import search_medicines
from quietmuscle.knowledge.medicines import Grade
from quietmuscle.knowledge.medicines import Market
from quietmuscle.knowledge.medicines import Medicine
from quietmuscle.knowledge.medicines import medicine_or_none
from quietmuscle.knowledge.medicines import medicines
from quietmuscle.model.medicine import MedicineCourse
from quietmuscle.report.chart_tables import medicines_table
from quietmuscle.report.charts import NARROW_PX
from quietmuscle.report.charts import WIDE_PX
from quietmuscle.report.charts import DailyChart
from quietmuscle.report.charts import daily_chart
from quietmuscle.report.medicine_words import comparison_words
from quietmuscle.report.medicine_words import comparisons_table
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.page import device_zone
from quietmuscle.web.page import page
from quietmuscle.web.part import Part
from quietmuscle.web.sent_form import sent_fields

router = Part(prefix="/medicines")

MOST_NAMES = 8
MOST_FIELDS = 5
LONGEST_TEXT = 200

GRADES: dict[Grade, str] = {
    Grade.A: _("Labels name twitching, jerks or tremor, or there is a direct way to them."),
    Grade.B: _("It is plausible that it has to do with twitching."),
    Grade.C: _("What we read names nothing that comes near to twitching."),
    Grade.CLASS_ONLY: _("It is listed for its kind. Nothing was looked up about twitching."),
}
MARKETS: dict[Market, str] = {
    Market.US: _("United States"),
    Market.UK: _("United Kingdom"),
    Market.EU: _("European Union"),
}
_WORDS: dict[str, Any] = {
    "evidence_words": evidence_words,
    "salt_words": salt_words,
    "weight_words": weight_words,
    "condition_words": condition_words,
}


@router.get("/search", response_class=HTMLResponse)
def search_page(request: Request) -> HTMLResponse:
    """Where a medicine is looked up by its name."""
    return _search(request, "")


async def _typed(request: Request) -> str:
    """The name that was typed; it comes in a form, so that no address and no history holds it."""
    return dict(await sent_fields(request, MOST_FIELDS)).get("text", "")[:LONGEST_TEXT]


@router.post("/search", response_class=HTMLResponse)
def search_found_page(request: Request, text: Annotated[str, Depends(_typed)]) -> HTMLResponse:
    """A medicine looked up by its name, also misspelt."""
    return _search(request, text)


def _search(request: Request, text: str) -> HTMLResponse:
    return page(
        request,
        "medicine_search.html",
        place="more",
        text=text,
        found=search_medicines(text),
        not_complete=fact("medicine_list_not_complete"),
    )


@router.get("/known/{catalogue_id}", response_class=HTMLResponse)
def known_page(
    request: Request,
    workspace: ThisWorkspace,
    catalogue_id: Annotated[str, Path(max_length=64)],
) -> HTMLResponse:
    """A medicine of our list with what is known of it, and where from."""
    found = medicine_or_none(catalogue_id)
    if found is None:
        raise NotFoundError(
            Message(
                _("{code} is not in our list of medicines. Please ask your pharmacist."),
                {"code": catalogue_id},
            )
        )
    return page(
        request,
        "medicine_known.html",
        place="more",
        found=found,
        known=_known(found),
        grade=GRADES[found.grade],
        brands=_brands(found),
        others=_others(found, preferences.settings(workspace).language),
        list_facts=(fact("medicine_list_kinds"), fact("medicine_list_codes")),
        not_complete=fact("medicine_list_not_complete"),
        keep=fact("keep_medicines"),
        **_WORDS,
    )


@router.get("/check", response_class=HTMLResponse)
def check_page(request: Request, workspace: ThisWorkspace) -> HTMLResponse:
    """What is known of all that is taken, and what matters together."""
    return page(
        request,
        "medicine_check.html",
        place="more",
        check=medicine_check(workspace, device_zone(request)),
        not_complete=fact("medicine_list_not_complete"),
        keep=fact("keep_medicines"),
        **_WORDS,
    )


@router.get("/questions", response_class=HTMLResponse)
def questions_page(request: Request, workspace: ThisWorkspace) -> HTMLResponse:
    """Questions for the pharmacist or the MS nurse, to print or to show."""
    zone = device_zone(request)
    return page(
        request,
        "medicine_questions.html",
        place="more",
        check=medicine_check(workspace, zone),
        questions=medicine_questions(workspace, zone),
    )


@router.get("/over-time", response_class=HTMLResponse)
def timeline_page(request: Request, workspace: ThisWorkspace) -> HTMLResponse:
    """The changes of medicines over the chart of the twitches."""
    found = medicine_timeline(workspace, device_zone(request))
    language = preferences.settings(workspace).language
    return page(
        request,
        "medicine_timeline.html",
        place="more",
        found=found,
        charts=_charts(found, language),
        logged=any(count.twitches is not None for count in found.counts),
        changes_table=medicines_table(found.changes, language),
        table=comparisons_table(found.comparisons, language),
        comparison_words=lambda each: comparison_words(each, language),
        no_cause=fact("medicine_change_no_cause"),
    )


def _brands(found: Medicine) -> tuple[tuple[str, str], ...]:
    """The brand names of a medicine, by where they are used."""
    by_market = (
        (words, ", ".join(brand.name for brand in found.brands if market in brand.markets))
        for market, words in MARKETS.items()
    )
    return tuple((words, names) for words, names in by_market if names)


def _others(found: Medicine, language: str) -> tuple[tuple[Interaction, str], ...]:
    """What matters with other medicines, and the names of some of these."""
    met = (
        (each, [other.name for other in medicines() if each.joins(found, other)])
        for each in interactions()
    )
    return tuple((each, _some_names(names, language)) for each, names in met if names)


def _some_names(names: list[str], language: str) -> str:
    """The first names of a list; how many more there are."""
    shown = ", ".join(names[:MOST_NAMES])
    if len(names) <= MOST_NAMES:
        return shown
    more = {"names": shown, "count": len(names) - MOST_NAMES}
    return say(Message(_("{names} and {count} more of our list"), more), language)


def _known(found: Medicine) -> CheckedMedicine:
    """A medicine with its facts, as if it were taken."""
    course = MedicineCourse(
        name=found.name,
        dose="",
        started_on=None,
        changed_on=None,
        stopped_on=None,
        catalogue_id=found.id,
    )
    return checked(course)


def _charts(found: MedicineTimeline, language: str) -> tuple[Markup, Markup]:
    """The picture twice: for a phone and for a desk."""
    chart = DailyChart(counts=found.counts, course=found.course, changes=found.changes)
    narrow, wide = (
        Markup(  # noqa: S704 - our own drawing
            daily_chart(chart, width_px=width, language=language, id_prefix=f"medicines-{width}")
        )
        for width in (NARROW_PX, WIDE_PX)
    )
    return narrow, wide
