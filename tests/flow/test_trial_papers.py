"""The papers of an experiment from the diary: nothing of counts between looks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from entries import TODAY
from pdfs import words_of_pages
from shelves import put_trial
from tried import a_trial
from tried import helped_counts
from tried import log_days
from tried import on_day

from quietmuscle.base.text import say
from quietmuscle.flow.trial_papers import drawn_of
from quietmuscle.flow.trial_papers import protocol_paper
from quietmuscle.flow.trial_papers import report_paper
from quietmuscle.flow.trial_papers import strategy_name
from quietmuscle.flow.trial_results import trial_view
from quietmuscle.model.trial import Arm

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace

DAY = timedelta(days=1)


def test_a_known_strategy_has_its_name_and_another_keeps_its_id() -> None:
    plan = a_trial().protocol
    assert say(strategy_name(plan)) == "A warm compress"
    assert say(strategy_name(replace(plan, strategy="moonlight"))) == "Strategy moonlight"


def test_while_it_runs_the_papers_tell_neither_lot_nor_counts(workspace: Workspace) -> None:
    trial = a_trial(TODAY - 9 * DAY)
    put_trial(workspace.diary, trial)
    log_days(workspace, TODAY - 9 * DAY, [777] * 9)
    assert drawn_of(trial_view(workspace, trial.id)) is None
    assert trial.protocol.seed not in words_of_pages(protocol_paper(workspace, trial.id))
    assert "777" not in words_of_pages(report_paper(workspace, trial.id))


def test_one_that_is_over_is_told_whole(workspace: Workspace) -> None:
    trial = a_trial(TODAY)
    put_trial(workspace.diary, trial)
    counts = helped_counts(trial)
    log_days(workspace, TODAY, counts)
    after = on_day(workspace, trial.last_day + DAY)
    drawn = drawn_of(trial_view(after, trial.id))
    assert drawn is not None
    sides = {
        arm: tuple(
            float(count)
            for count, side in zip(counts, trial.protocol.arms, strict=True)
            if side is arm
        )
        for arm in (Arm.WITH, Arm.WITHOUT)
    }
    assert (drawn.with_it, drawn.without_it) == (sides[Arm.WITH], sides[Arm.WITHOUT])
    words = words_of_pages(report_paper(after, trial.id))
    assert "Helps: this result would be rare by chance." in words
    assert words.count("as usual") >= 7
    assert "Mind" not in words
    assert trial.protocol.seed in words_of_pages(protocol_paper(after, trial.id, language="de"))
