"""The forms of experiments: read into nouns, and refused where they make no sense."""

from __future__ import annotations

from datetime import date

import pytest
from entries import CALF
from entries import an_id

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.model.care import Answer
from quietmuscle.model.kept_measurement import MadeWith
from quietmuscle.model.kept_trial import SensorSource
from quietmuscle.model.trial import Excuse
from quietmuscle.model.trial import Outcome
from quietmuscle.web.trial_form import TrialForm
from quietmuscle.web.trial_form import read_source
from quietmuscle.web.trial_form import spell_source

SOURCE = SensorSource(site=CALF, made_with=MadeWith.CAMERA)


def form(**fields: str) -> TrialForm:
    return TrialForm(fields=fields)


def test_a_place_and_a_way_are_one_word() -> None:
    assert spell_source(SOURCE) == "calf.left/camera"
    assert read_source("calf.left/camera") == SOURCE
    for wrong in ("", "calf.left", "calf/camera", "calf.up/camera", "calf.left/ear"):
        with pytest.raises(ValueNotUnderstoodError):
            read_source(wrong)


def test_a_plan_is_read() -> None:
    trial_id = an_id()
    told = form(
        what_i_do=" Ten minutes ",
        units="14",
        outcome="sensor calf.left/camera",
        any_time="on",
        fever="no",
    ).draft(trial_id, "massage")
    assert (told.id, told.strategy, told.what_i_do, told.units) == (
        trial_id,
        "massage",
        "Ten minutes",
        14,
    )
    assert (told.outcome, told.sensor, told.any_time) == (Outcome.SENSOR, SOURCE, True)
    assert (told.agreed, told.fever) == (False, Answer.NO)
    least = form().draft(trial_id, "massage")
    assert (least.units, least.outcome, least.fever) == (None, Outcome.TWITCHES, None)


def test_fields_are_read_or_refused() -> None:
    assert form(excuse="illness").excuse is Excuse.ILLNESS
    assert form(excuse="").excuse is None
    assert form(day="2026-11-23").day("day") == date(2026, 11, 23)
    assert form().day("day") is None
    assert form(n="12").number("n") == 12
    for field, value in (("number", "-1"), ("number", "1234567"), ("day", "soon")):
        with pytest.raises(ValueNotUnderstoodError):
            getattr(form(x=value), field)("x")
    with pytest.raises(ValueNotUnderstoodError):
        _ = form(excuse="rain").excuse
    with pytest.raises(ValueNotUnderstoodError):
        form(outcome="luck").draft(an_id(), "massage")
