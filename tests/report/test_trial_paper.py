"""The papers of an experiment as PDFs: whole, tagged, and with nothing read as markup."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from entries import NOW_UTC
from entries import TODAY
from pdfs import is_accessible
from pdfs import words_of_pages
from tried import HALVED
from tried import PROMISING
from tried import a_trial

from quietmuscle.base.text import Message
from quietmuscle.model.kept_trial import TrialState
from quietmuscle.model.trial import Excuse
from quietmuscle.model.trial import Reading
from quietmuscle.model.trial import TrialDay
from quietmuscle.report.trial_paper import TrialOnPaper
from quietmuscle.report.trial_paper import protocol_pdf
from quietmuscle.report.trial_paper import report_pdf
from quietmuscle.report.trial_picture import TrialPicture

TRIAL = a_trial(TODAY - timedelta(days=40))
TOLD = TrialOnPaper(
    name=Message("A warm compress"),
    cautions=(Message("Mind the heat. #panic()"),),
    trial=TRIAL,
    state=TrialState.ENDED,
    days=(
        TrialDay(day=TODAY - timedelta(days=40), first=Reading(value=12), followed=True),
        TrialDay(day=TODAY - timedelta(days=39), excuse=Excuse.ILLNESS),
        TrialDay(day=TODAY - timedelta(days=38), first=Reading(value=3, minutes=1.5)),
    ),
    answer=PROMISING,
    drawn=TrialPicture(
        with_it=(1.0,), without_it=(2.0,), effect=HALVED, alike_low=0.85, alike_high=1.18
    ),
    made_on=TODAY,
    made_at_utc=NOW_UTC,
    helps_if_mended=0.067,
)


def test_the_protocol_is_whole_and_can_be_read_aloud() -> None:
    pdf = protocol_pdf(TOLD, "en")
    assert is_accessible(pdf)
    words = words_of_pages(pdf)
    assert "Protocol of a personal experiment (n-of-1)" in words
    assert "Mind the heat. #panic()" in words
    assert "said wrongly in at most 6.7% of experiments" in words
    assert TRIAL.protocol.seed in words
    running = words_of_pages(protocol_pdf(replace(TOLD, state=TrialState.RUNNING), "en"))
    assert TRIAL.protocol.seed not in running


def test_the_report_has_its_picture_and_every_day() -> None:
    pdf = report_pdf(TOLD, "en")
    assert is_accessible(pdf)
    words = words_of_pages(pdf)
    assert "Report of a personal experiment" in words
    assert "14 October 2026 as usual 12 Yes" in words
    assert "15 October 2026 as usual not told Ill" in words
    assert "3 / 1.5" in words
    assert "said wrongly in at most 6.7% of experiments" in words


def test_between_looks_neither_picture_nor_counts_are_on_it() -> None:
    words = words_of_pages(report_pdf(replace(TOLD, answer=None, drawn=None), "en"))
    assert "Results are hidden until the next look." in words
    assert "14 October 2026 as usual Yes" in words
