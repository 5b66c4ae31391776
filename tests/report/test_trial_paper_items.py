"""The items of an experiment's papers: all numbers of the checklists, and nothing made up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from entries import TODAY
from tried import PROMISING
from tried import a_look
from tried import a_trial

from quietmuscle.base.text import Message
from quietmuscle.model.kept_trial import KeptLook
from quietmuscle.model.kept_trial import KeptTrial
from quietmuscle.model.trial import Outcome
from quietmuscle.model.trial import Pace
from quietmuscle.report.trial_paper_items import protocol_items
from quietmuscle.report.trial_paper_items import report_items

if TYPE_CHECKING:
    from quietmuscle.report.trial_writer import PaperItem

NAME = Message("A warm compress")


def words(items: tuple[PaperItem, ...]) -> str:
    return "\n".join(line for item in items for line in (item.title, *item.lines))


def numbers(items: tuple[PaperItem, ...]) -> set[int]:
    """Every number that items stand for, ranges among them."""
    found: set[int] = set()
    for item in items:
        first, _to, last = item.number.partition(" to ")
        if last:
            found |= set(range(int(first), int(last) + 1))
        else:
            found |= {int(each) for each in item.number.split(", ")}
    return found


def protocol_of_trial(trial: KeptTrial, *, show_lot: bool = False) -> tuple[PaperItem, ...]:
    mind = (Message("Mind the heat."),)
    return protocol_items(trial, NAME, mind, "en", helps_if_mended=0.067, show_lot=show_lot)


def test_the_protocol_holds_the_items_of_its_checklist() -> None:
    trial = a_trial()
    items = protocol_of_trial(trial)
    assert numbers(items) == {*range(1, 15), *range(16, 23), 24}
    told = words(items)
    assert trial.protocol.seal in told
    assert "14 pairs; each pair holds one part with and one part without." in told
    assert "Looks after 50%, 75%, 100% of the plan" in told
    assert "Mind the heat." in told


def test_the_lot_is_on_it_only_when_it_is_over() -> None:
    trial = a_trial()
    assert trial.protocol.seed not in words(protocol_of_trial(trial))
    told = words(protocol_of_trial(trial, show_lot=True))
    assert trial.protocol.seed in told
    assert "·" * 7 in told


def test_what_was_agreed_measured_and_chosen_is_on_it() -> None:
    slow = replace(a_trial(pace=Pace.SLOW, units=10, outcome=Outcome.SENSOR), agreed_on=TODAY)
    told = words(protocol_of_trial(slow))
    assert "10 weeks, as many with as without" in told
    assert "A clinician agreed, as the person told on 23 November 2026." in told
    assert "Measured at one place (calf.left)" in told


def test_the_report_holds_the_items_of_its_checklist() -> None:
    looked = KeptLook(taken_on=TODAY, look=a_look())
    trial = replace(a_trial(), looks=(looked,), stopped_on=TODAY)
    items = report_items(trial, NAME, PROMISING, "en", helps_if_mended=0.067)
    assert numbers(items) == {*range(1, 7), *range(8, 26)}
    told = words(items)
    assert "Looks promising, but is not reliable yet." in told
    assert "13 logged, 1 with illness or a break; 11 of 12 told as the line said" in told
    assert "average 6.25." in told
    assert "average -." in told
    assert "p for “helps” 0.0781, allowed 0.0078; not decided." in told
    assert "Stopped by the person on 23 November 2026." in told
    assert "Best guess for days with it: 50 % less." in told


def test_between_looks_the_report_says_nothing() -> None:
    told = words(report_items(a_trial(), NAME, None, "en", helps_if_mended=0.067))
    assert told.count("Results are hidden until the next look.") == 2
    assert "average -" not in told
    assert "logged" not in told
