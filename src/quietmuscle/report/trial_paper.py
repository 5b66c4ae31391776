"""An experiment on paper: its protocol by the items of SPENT, its report by those of CENT.

References
----------
Porcino AJ et al. (2020). SPIRIT extension and elaboration for n-of-1 trials:
SPENT 2019 checklist. BMJ 368:m122.
Shamseer L et al. (2015). CONSORT extension for reporting n-of-1 trials (CENT).
BMJ 350:h1793.

The numbers are those of the checklists that both extend, SPIRIT 2013 and CONSORT
2010. What a person who tries something on themselves does not have, such as
funding or a committee, is said in one line and not left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import datetime

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.model.kept_trial import KeptTrial
from quietmuscle.model.kept_trial import TrialState
from quietmuscle.model.trial import TrialDay
from quietmuscle.model.trial_answer import TrialAnswer
from quietmuscle.report.dates import full_date
from quietmuscle.report.pdf import typeset
from quietmuscle.report.trial_paper_items import protocol_items
from quietmuscle.report.trial_paper_items import report_items
from quietmuscle.report.trial_picture import TrialPicture
from quietmuscle.report.trial_picture import trial_picture
from quietmuscle.report.trial_words import ARMS
from quietmuscle.report.trial_words import EXCUSES
from quietmuscle.report.trial_writer import PaperItem

TEMPLATE = "trial.typ"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialOnPaper:
    """What is put on paper: an experiment under its name, on a day.

    `cautions` are sentences that stand with the strategy. `answer` is None while
    results are hidden, and then `days` say nothing of what was counted.
    `helps_if_mended` is how often "helps" may be said wrongly when days are mended.
    """

    name: Message
    cautions: tuple[Message, ...]
    trial: KeptTrial
    state: TrialState
    days: tuple[TrialDay, ...]
    answer: TrialAnswer | None
    drawn: TrialPicture | None
    made_on: date
    made_at_utc: datetime
    helps_if_mended: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperTable:
    """A table on paper; every cell is text."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialPaper:
    """A paper in the words of one language, as its template takes it."""

    language: str
    title: str
    subtitle: str
    footer: str
    items: tuple[PaperItem, ...]
    picture: str
    picture_words: str
    table: PaperTable | None


def protocol_pdf(told: TrialOnPaper, language: str) -> bytes:
    """The protocol, by the items of SPENT; the lot itself is on it once the experiment is over."""
    over = told.state is not TrialState.RUNNING
    paper = _paper(
        told,
        language,
        title=_("Protocol of a personal experiment (n-of-1)"),
        subtitle=_("{name}. Numbers in brackets are items of SPENT 2019."),
        items=protocol_items(
            told.trial,
            told.name,
            told.cautions,
            language,
            helps_if_mended=told.helps_if_mended,
            show_lot=over,
        ),
        picture="",
        table=None,
    )
    return typeset(TEMPLATE, paper, made_at_utc=told.made_at_utc)


def report_pdf(told: TrialOnPaper, language: str) -> bytes:
    """The report, by the items of CENT, with the picture and every day."""
    drawn = told.drawn
    paper = _paper(
        told,
        language,
        title=_("Report of a personal experiment (n-of-1)"),
        subtitle=_("{name}. Numbers in brackets are items of CENT 2015."),
        items=report_items(
            told.trial, told.name, told.answer, language, helps_if_mended=told.helps_if_mended
        ),
        picture="" if drawn is None else trial_picture(drawn, language, "paper"),
        table=_days_table(told, language),
    )
    return typeset(TEMPLATE, paper, made_at_utc=told.made_at_utc)


def _paper(  # noqa: PLR0913 - the parts of a paper
    told: TrialOnPaper,
    language: str,
    *,
    title: str,
    subtitle: str,
    items: tuple[PaperItem, ...],
    picture: str,
    table: PaperTable | None,
) -> TrialPaper:
    made = Message(
        _("Made with Quiet Muscle on {day}. It describes one person and does not diagnose."),
        {"day": full_date(told.made_on, language)},
    )
    return TrialPaper(
        language=language,
        title=say(Message(title), language),
        subtitle=say(Message(subtitle, {"name": told.name}), language),
        footer=say(made, language),
        items=items,
        picture=picture,
        picture_words=say(Message(_("Days with and without")), language),
        table=table,
    )


def _days_table(told: TrialOnPaper, language: str) -> PaperTable:
    """Each day: its side, what was counted, whether it went as the line said."""
    plan = told.trial.protocol
    yes, no = say(Message(_("Yes")), language), say(Message(_("No")), language)
    untold = say(Message(_("not told")), language)

    def row(day: TrialDay) -> tuple[str, ...]:
        arm = plan.arm_on(day.day)
        count = "" if day.first is None else f"{day.first.value:.4g}"
        if day.first is not None and day.first.minutes is not None:
            count = f"{count} / {day.first.minutes:.1f}"
        return (
            full_date(day.day, language),
            "" if arm is None else say(Message(ARMS[arm]), language),
            count if told.answer is not None else "",
            untold if day.followed is None else yes if day.followed else no,
            "" if day.excuse is None else say(Message(EXCUSES[day.excuse]), language),
        )

    heads = (_("Day"), _("Side"), _("Count"), _("As the line said"), _("Ill or on a break"))
    return PaperTable(
        title=say(Message(_("All days")), language),
        columns=tuple(say(Message(head), language) for head in heads),
        rows=tuple(map(row, told.days)),
    )
